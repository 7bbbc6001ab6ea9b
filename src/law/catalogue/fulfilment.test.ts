import { expect, test } from 'vitest'
import { builtInCalendar as calendar } from '../calendar/calendar.ts'
import { rowStanding, type RowContent, type RowDuty } from './fulfilment.ts'
import { GENERAL_ROW_LIMIT, type RowLimit } from './time-limit.ts'

const on = (iso: string) => Temporal.PlainDate.from(iso)
const published = (formedOn: string, publishedOn: string): RowContent => ({
  formedOn: on(formedOn),
  publishedOn: on(publishedOn),
})
const duty = (limit: RowLimit, given: Partial<RowDuty> = {}): RowDuty => ({
  limit,
  atLeastEveryMonths: null,
  since: on('2020-01-01'),
  ...given,
})
const standing = (given: RowDuty, contents: readonly RowContent[], today: string) => {
  const { state, lastOn, dueOn } = rowStanding(given, contents, on(today), calendar)
  return [state, lastOn?.toString(), dueOn?.toString()]
}

test('an event-driven row is kept once something is public, and late only for what was formed', () => {
  const row = duty(GENERAL_ROW_LIMIT)
  expect(standing(row, [], '2020-08-01')).toEqual(['never', undefined, undefined])
  const kept = published('2020-07-01', '2020-07-06')
  expect(standing(row, [kept], '2020-12-31')).toEqual(['kept', '2020-07-06', undefined])
  const waiting: RowContent = { formedOn: on('2020-07-20'), publishedOn: null }
  expect(standing(row, [kept, waiting], '2020-08-17')).toEqual(['due', '2020-07-06', '2020-08-17'])
  expect(standing(row, [kept, waiting], '2020-08-18')[0]).toBe('overdue')
})

test('a quarter without a publication is owed at its end and overdue after it', () => {
  const row = duty({ kind: 'quarterly' })
  const spring = published('2020-03-01', '2020-03-02')
  expect(standing(row, [spring], '2020-03-31')[0]).toBe('kept')
  expect(standing(row, [spring], '2020-06-30')).toEqual(['due', '2020-03-02', '2020-06-30'])
  expect(standing(row, [spring], '2020-07-01')).toEqual(['overdue', '2020-03-02', '2020-06-30'])
})

test('a row asks for nothing from before it was in force', () => {
  const row = duty({ kind: 'yearly', month: 3, day: 31 }, { since: on('2020-05-01') })
  expect(standing(row, [], '2020-06-01')).toEqual(['never', undefined, '2021-03-31'])
  expect(standing(row, [], '2021-04-01')).toEqual(['overdue', undefined, '2021-03-31'])
})

test('a yearly day: what came out after the last one fulfils the next', () => {
  const row = duty({ kind: 'yearly', month: 3, day: 31 })
  const budget = published('2020-04-01', '2020-04-10')
  expect(standing(row, [budget], '2021-03-31')[0]).toBe('kept')
  expect(standing(row, [budget], '2021-04-01')).toEqual(['due', '2020-04-10', '2022-03-31'])
})

test('the freshness an office sets itself counts from the last publication', () => {
  const row = duty({ kind: 'standing' }, { atLeastEveryMonths: 12 })
  const old = published('2020-02-01', '2020-02-03')
  expect(standing(row, [old], '2021-01-02')[0]).toBe('kept')
  expect(standing(row, [old], '2021-01-03')[0]).toBe('due')
  expect(standing(row, [old], '2021-02-03')).toEqual(['due', '2020-02-03', '2021-02-03'])
  expect(standing(row, [old], '2021-02-04')[0]).toBe('overdue')
  expect(standing(row, [], '2020-06-01')).toEqual(['never', undefined, undefined])
})
