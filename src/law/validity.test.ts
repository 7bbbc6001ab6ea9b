import { expect, test } from 'vitest'
import { DEFAULT_SETTINGS as settings } from './settings.ts'
import { type ValidityDates, countDocuments, validityOn } from './validity.ts'

const on = (iso: string): Temporal.PlainDate => Temporal.PlainDate.from(iso)

const status = (dates: ValidityDates, day: string): string => {
  const { label, since } = validityOn(dates, on(day))
  return since === undefined ? label : `${label}（${since.toString()}）`
}

const fiveYears: ValidityDates = { effectiveOn: on('2020-09-01'), expiresOn: on('2025-08-31') }

test.each([
  ['2020-08-31', '尚未施行'],
  ['2020-09-01', '有效（2020-09-01）'],
  ['2025-08-31', '有效（2020-09-01）'],
  ['2025-09-01', '失效（2025-09-01）'],
])('a document with a term stands on %s as %s', (day, expected) => {
  expect(status(fiveYears, day)).toBe(expected)
})

test('a document without dates is in force', () => {
  expect(status({}, '2024-01-01')).toBe('有效')
})

test('an amended document is in force in its new text', () => {
  const amended = { ...fiveYears, amendedOn: [on('2023-01-01'), on('2022-01-01')] }
  expect(status(amended, '2021-12-31')).toBe('有效（2020-09-01）')
  expect(status(amended, '2022-06-01')).toBe('已修改（2022-01-01）')
  expect(status(amended, '2024-06-01')).toBe('已修改（2023-01-01）')
})

test('of repeal and expiry the earlier counts, and an end stays', () => {
  expect(status({ ...fiveYears, repealedOn: on('2024-03-01') }, '2026-01-01')).toBe(
    '废止（2024-03-01）',
  )
  expect(status({ ...fiveYears, repealedOn: on('2026-03-01') }, '2026-06-01')).toBe(
    '失效（2025-09-01）',
  )
  expect(status({ ...fiveYears, repealedOn: on('2024-03-01') }, '2024-02-29')).toBe(
    '有效（2020-09-01）',
  )
  expect(status({ lapsedOn: on('2022-05-01') }, '2022-05-01')).toBe('失效（2022-05-01）')
})

test('a document repealed before it ever applied is repealed', () => {
  expect(
    status({ effectiveOn: on('2024-06-01'), repealedOn: on('2024-05-01') }, '2024-05-15'),
  ).toBe('废止（2024-05-01）')
})

test('the yearly counts: issued, ended and in force on 31 December', () => {
  const documents = [
    { issuedOn: on('2020-08-17'), effectiveOn: on('2020-09-01'), expiresOn: on('2024-08-31') },
    { issuedOn: on('2021-01-10'), repealedOn: on('2024-05-01') },
    { issuedOn: on('2024-03-01') },
    { issuedOn: on('2024-12-20'), effectiveOn: on('2025-02-01') },
    { issuedOn: on('2025-01-05') },
  ]
  expect(countDocuments(documents, 2024, settings)).toEqual({
    issued: 2,
    repealed: 2,
    expired: 1,
    inForce: 1,
    note: '废止件数含有效期届满等失效的1件',
  })
  const apart = countDocuments(documents, 2024, { ...settings, expiredCountAsRepealed: false })
  expect(apart).toMatchObject({ repealed: 1, note: '废止件数不含有效期届满等失效的1件' })
  expect(countDocuments(documents, 2023, settings)).toEqual({
    issued: 0,
    repealed: 0,
    expired: 0,
    inForce: 2,
  })
})
