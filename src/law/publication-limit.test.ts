import { expect, test } from 'vitest'
import { builtInCalendar as calendar } from './calendar/calendar.ts'
import {
  GENERAL_TERM,
  type PublicationTerm,
  personalListHiddenOn,
  publicationLimit,
} from './publication-limit.ts'

const on = (iso: string): Temporal.PlainDate => Temporal.PlainDate.from(iso)

const dueOn = (formedOn: string, term: PublicationTerm): string =>
  publicationLimit(on(formedOn), term, calendar).dueOn.toString()

test('twenty working days after formation, unless another rule says otherwise', () => {
  expect(dueOn('2020-07-20', GENERAL_TERM)).toBe('2020-08-17')
  const basis = '信用信息公示规定'
  expect(dueOn('2024-09-27', { kind: 'working-days', days: 7, basis })).toBe('2024-10-12')
  expect(dueOn('2024-09-24', { kind: 'calendar-days', days: 7, basis })).toBe('2024-10-08')
  expect(dueOn('2024-01-02', { kind: 'fixed-day', on: on('2024-06-30'), basis })).toBe('2024-06-30')
  expect(dueOn('2020-07-20', { kind: 'promptly', basis })).toBe('2020-08-17')
})

test('the limit explains the days it counted', () => {
  const { stretch, article } = publicationLimit(on('2020-07-20'), GENERAL_TERM, calendar)
  expect(stretch).toMatchObject({ counted: 20, provisional: false })
  expect(article).toBe('条例 第二十六条')
})

test('a list with personal data comes down the day after its purpose ended', () => {
  const list = { purposeEndsOn: on('2024-06-30') }
  expect(personalListHiddenOn(list)?.toString()).toBe('2024-07-01')
  const prescribed = { ...list, prescribedUntil: on('2024-12-31') }
  expect(personalListHiddenOn(prescribed)?.toString()).toBe('2025-01-01')
  expect(personalListHiddenOn({})).toBeUndefined()
})
