import { expect, test } from 'vitest'
import { checkRecord, recordForms, recordText, type RecordForm } from './conclusion-records.ts'
import { DISPOSITION_CODES, DISPOSITIONS } from './dispositions.ts'

/** Kept elsewhere: a form of its own, or events of the case. */
const ELSEWHERE = ['search-record', 'correction-record', 'fee-record', 'closing-record']

const problems = (form: RecordForm, facts: Record<string, string>) =>
  [...checkRecord(form, facts)].map(({ at }) => at)

test('every piece of evidence a disposition asks for has a record, unless the case itself holds it', () => {
  for (const code of DISPOSITION_CODES) {
    const asked = DISPOSITIONS[code].evidence.filter((kind) => !ELSEWHERE.includes(kind))
    expect([code, recordForms(code).map(({ kind }) => kind)]).toEqual([code, asked])
    for (const { fields } of recordForms(code)) {
      for (const { kind, choices } of fields) {
        expect([code, kind === 'choice', (choices ?? []).length > 0]).toEqual([
          code,
          kind === 'choice',
          kind === 'choice',
        ])
      }
    }
  }
})

test('国家秘密 names level, who classified it, on what basis and when', () => {
  const [form] = recordForms('C1')
  expect(problems(form!, {})).toEqual([
    'record.level',
    'record.authority',
    'record.basis',
    'record.classifiedOn',
  ])
  const whole = { level: '秘密', authority: '示例局', basis: '第3条', classifiedOn: '2020-01-02' }
  expect(problems(form!, whole)).toEqual([])
  expect(problems(form!, { ...whole, level: '内部' })).toEqual(['record.level'])
  expect(problems(form!, { ...whole, classifiedOn: '2020-02-30' })).toEqual(['record.classifiedOn'])
})

test('不属于本机关负责: whose duty it is must be told when it can be determined', () => {
  const [form] = recordForms('D1b')
  const basis = { basis: '三定规定' }
  expect(problems(form!, { ...basis, known: '不能确定' })).toEqual([])
  expect(problems(form!, { ...basis, known: '能够确定' })).toEqual([
    'record.organ',
    'record.contact',
  ])
})

test('a record reads as one paragraph', () => {
  const [form] = recordForms('C5')
  expect(recordText(form!, { nature: '后勤管理', why: '物业合同' })).toBe(
    '属于哪一类：后勤管理；认定的事实和理由：物业合同',
  )
})
