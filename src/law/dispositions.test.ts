import { describe, expect, test } from 'vitest'
import type { ReportFormat, RequestRowKey } from './annual-report/figures.ts'
import { REPORT_FORMS } from './annual-report/formats.ts'
import {
  DISPOSITIONS,
  DISPOSITION_CODES,
  type DispositionCode,
  EVIDENCE_LABELS,
  remedyRoute,
  reportRowOf,
} from './dispositions.ts'
import { GROUNDS, GROUND_CODES, mustDiscloseDespite } from './grounds.ts'
import { LETTERS } from './letters.ts'
import { DEFAULT_SETTINGS as settings } from './settings.ts'

const on = (iso: string): Temporal.PlainDate => Temporal.PlainDate.from(iso)
const FORMATS: readonly ReportFormat[] = ['2019', '2021']

/** Rows of 三、本年度办理结果 without its total. */
function resultRows(format: ReportFormat): RequestRowKey[] {
  const apart: readonly RequestRowKey[] = ['new', 'carried_in', 'total', 'carried_out']
  return REPORT_FORMS[format].requests.map(({ key }) => key).filter((key) => !apart.includes(key))
}

describe.each(FORMATS)('the %s format', (format) => {
  test('every disposition has exactly one row, and every result row is reached', () => {
    const reached = DISPOSITION_CODES.map((code) => reportRowOf(code, format, settings))
    expect(new Set(reached)).toEqual(new Set(resultRows(format)))
  })
})

test('the result block has 19 detail rows in 2019 and 21 in 2021', () => {
  expect(FORMATS.map((format) => resultRows(format).length)).toEqual([19, 21])
})

test.each([
  ['A1', 'open', 'open'],
  ['B1', 'partial', 'partial'],
  ['C8', 'refuse_8_admin_query', 'refuse_8_admin_query'],
  ['D1a', 'unable_1_not_held', 'unable_1_not_held'],
  ['D1b', 'unable_1_not_held', 'unable_1_not_held'],
  ['E5', 'reject_5_reconfirm', 'reject_5_reconfirm'],
  ['F1', 'other', 'other_1_no_correction'],
  ['F2', 'other', 'other_2_no_fee'],
  ['F3', 'other', 'other_3_other'],
] as const)('%s is reported in %s (2019) and %s (2021)', (code, in2019, in2021) => {
  expect([reportRowOf(code, '2019', settings), reportRowOf(code, '2021', settings)]).toEqual([
    in2019,
    in2021,
  ])
})

test('an office may report 不属于本机关负责公开 among 其他处理', () => {
  const choice = { ...settings, notOurDutyRow: 'other' } as const
  expect(reportRowOf('D1b', '2021', choice)).toBe('other_3_other')
  expect(reportRowOf('D1b', '2019', choice)).toBe('other')
  expect(reportRowOf('D1a', '2021', choice)).toBe('unable_1_not_held')
})

describe('remedy routes', () => {
  const acted = { actedOn: on('2024-01-01') }
  const route = (code: DispositionCode) => remedyRoute(code, acted, settings)

  test('refusals under 第十四条至第十六条 are challenged by reconsideration first', () => {
    const first = DISPOSITION_CODES.filter((code) => route(code) === 'R1')
    expect(first).toEqual(['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7'])
  })

  test('before 2024 every answer could be taken to court directly', () => {
    const before = { actedOn: on('2023-12-31'), actMade: true, withheldOn: ['X15'] as const }
    for (const code of DISPOSITION_CODES) expect(remedyRoute(code, before, settings)).toBe('R2')
  })

  test('a partial disclosure follows the part withheld', () => {
    expect(remedyRoute('B1', { ...acted, withheldOn: ['X16b'] }, settings)).toBe('R1')
    expect(remedyRoute('B1', { ...acted, withheldOn: [] }, settings)).toBe('R2')
  })

  test('a withdrawal has no remedy unless the organ made an act', () => {
    expect(route('F3')).toBeUndefined()
    expect(remedyRoute('F3', { ...acted, actMade: true }, settings)).toBe('R2')
  })

  test('the legal adviser may put 行政查询事项 under reconsideration first', () => {
    expect(remedyRoute('C8', acted, { ...settings, adminQueryRemedy: 'R1' })).toBe('R1')
  })
})

test('every disposition names its letter and evidence, and the code it is filed under', () => {
  for (const code of DISPOSITION_CODES) {
    const { letter, evidence, label } = DISPOSITIONS[code]
    expect(DISPOSITIONS[code].code).toBe(code)
    expect(label).not.toBe('')
    if (letter !== null) expect(LETTERS[letter].elements.length).toBeGreaterThan(3)
    for (const kind of evidence) expect(EVIDENCE_LABELS[kind]).not.toBe('')
  }
  expect(DISPOSITIONS.D1a.evidence).toContain('search-record')
  expect(DISPOSITIONS.C4.evidence).toContain('consultation-record')
})

test('a ground and the disposition that refuses on it agree on the report row', () => {
  for (const code of GROUND_CODES) {
    const ground = GROUNDS[code]
    const disposition = DISPOSITIONS[ground.disposition]
    expect(ground.code).toBe(code)
    expect(disposition).toMatchObject({ ground: code, needsGround: true })
    expect(disposition.row['2021']).toBe(ground.row)
  }
})

test('which grounds give way: consent and public interest to 第十五条, law to 第十六条第二款, nothing to 第十四条', () => {
  const everything = {
    thirdPartyConsents: true,
    publicInterestPrevails: true,
    lawPrescribesDisclosure: true,
  }
  const yielding = GROUND_CODES.filter((code) => mustDiscloseDespite(code, everything))
  expect(yielding).toEqual(['X15', 'X16b', 'X16c'])
  expect(mustDiscloseDespite('X15', { lawPrescribesDisclosure: true })).toBe(false)
  expect(mustDiscloseDespite('X16b', { thirdPartyConsents: true })).toBe(false)
  expect(GROUND_CODES.filter((code) => mustDiscloseDespite(code, {}))).toEqual([])
})
