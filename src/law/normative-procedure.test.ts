import { expect, test } from 'vitest'
import { builtInCalendar } from './calendar/calendar.ts'
import { appliesAtShortNotice, filingDueOn, timeLegalityReview } from './normative-procedure.ts'

const on = (iso: string): Temporal.PlainDate => Temporal.PlainDate.from(iso)

test.each([
  ['2020-09-28', 2, 'too-short'],
  ['2020-09-24', 5, 'in-time'], // Sunday the 27th was worked for the holidays
  ['2020-09-10', 15, 'in-time'],
  ['2020-09-09', 16, 'too-long'],
] as const)(
  'a legality review from %s to 2020-09-30 took %s working days: %s',
  (submittedOn, workingDays, finding) => {
    const time = timeLegalityReview(on(submittedOn), on('2020-09-30'), builtInCalendar)
    expect(time).toEqual({ workingDays, finding })
  },
)

test('filing is due fifteen days after publication', () => {
  expect(filingDueOn(on('2020-09-20'), 15).toString()).toBe('2020-10-05')
})

test('thirty days between publication and force are no short notice', () => {
  expect(appliesAtShortNotice(on('2020-05-25'), on('2020-06-24'))).toBe(false)
  expect(appliesAtShortNotice(on('2020-05-25'), on('2020-06-23'))).toBe(true)
})
