import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  checkIndexNumber,
  checkIndexNumberPattern,
  checkOrganisationCode,
  checkUscc,
  formatIndexNumber,
  parseIndexNumber,
  usccCheckCharacter,
} from './index-number.ts'

const OFFICE = '11371000004359440C'

test('the check character of the 统一社会信用代码 holds, and every single wrong character is noticed', () => {
  expect(usccCheckCharacter(OFFICE.slice(0, 17))).toBe('C')
  expect(checkUscc(OFFICE)).toBe(true)
  const characters = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
  for (let at = 0; at < 18; at++) {
    for (const character of characters.filter((one) => one !== OFFICE[at])) {
      expect(checkUscc(OFFICE.slice(0, at) + character + OFFICE.slice(at + 1))).toBe(false)
    }
  }
})

test.each([
  '',
  '11371000004359440c',
  '11371000004359440I',
  '1137100000435944',
  '11371000004359440CC',
])('%s is no 统一社会信用代码', (code) => expect(checkUscc(code)).toBe(false))

test('the old organisation code keeps its own check digit', () => {
  expect(checkOrganisationCode('000014349')).toBe(true)
  expect(checkOrganisationCode('000014348')).toBe(false)
  expect(checkOrganisationCode(OFFICE.slice(8, 17))).toBe(true)
})

test.each([
  [`${OFFICE}/2020-01027`, { organCode: OFFICE, organCodeKind: 'uscc', year: 2020, serial: 1027 }],
  [`${OFFICE}/2021-5135380`, { organCodeKind: 'uscc', year: 2021, serial: 5_135_380 }],
  [`${OFFICE}/202110-00013`, { organCodeKind: 'uscc', year: 2021, month: 10, serial: 13 }],
  [
    '000014349/2017-00110',
    { organCode: '000014349', organCodeKind: 'organisation-code', year: 2017, serial: 110 },
  ],
  [
    '000000001/2021-00151',
    { organCode: '000000001', organCodeKind: 'other', year: 2021, serial: 151 },
  ],
  ['01527918X-2020-153077', { organCode: '01527918X', year: 2020, serial: 153_077 }],
  ['4311280016/2019-02310', { organCodeKind: 'other', year: 2019, serial: 2310 }],
])('%s is read', (text, parts) => {
  expect(parseIndexNumber(text)).toMatchObject({ raw: text, ...parts })
})

test('what cannot be taken apart stays whole', () => {
  expect(parseIndexNumber('登记3号')).toEqual({
    raw: '登记3号',
    organCode: '登记3号',
    organCodeKind: 'other',
  })
})

test('formatting and reading are inverse', () => {
  const years = fc.integer({ min: 1990, max: 2099 })
  fc.assert(
    fc.property(years, fc.integer({ min: 1, max: 9_999_999 }), (year, serial) => {
      const text = formatIndexNumber({ organCode: OFFICE, year, serial })
      expect(parseIndexNumber(text)).toMatchObject({ organCode: OFFICE, year, serial })
      expect(checkIndexNumber(text)).toEqual([])
    }),
  )
})

test('an office sets its own pattern', () => {
  const parts = { organCode: OFFICE, year: 2021, month: 3, serial: 13 }
  expect(formatIndexNumber(parts)).toBe(`${OFFICE}/2021-00013`)
  expect(formatIndexNumber(parts, '{code}/{year}{month}-{serial:7}')).toBe(
    `${OFFICE}/202103-0000013`,
  )
  expect(checkIndexNumberPattern('{code}/{year}-{serial:5}')).toEqual([])
  expect(checkIndexNumberPattern('{year}').map(({ message }) => message)).toEqual([
    '索引号规则缺少 {code}',
    '索引号规则缺少 {serial:5}',
  ])
})

test('an imported number is kept, with a warning where a person should look', () => {
  const warnings = (text: string): string[] => checkIndexNumber(text).map(({ message }) => message)
  expect(warnings('11371000004359441C/2020-01027')).toEqual([
    '统一社会信用代码的校验位不符，请核对',
  ])
  expect(warnings('000000001/2021-00151')).toEqual(['索引号的机构代码不是统一社会信用代码'])
  expect(warnings(` ${OFFICE}/2020-01027`)).toEqual(['索引号前后有空格'])
  expect(warnings(OFFICE)).toEqual(['索引号不是“机构代码/年份-流水号”的形式'])
})
