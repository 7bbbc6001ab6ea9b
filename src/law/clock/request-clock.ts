import { accepted, type Checked, rejected } from '../../platform/kernel/problem.ts'
import type { WorkingCalendar } from '../calendar/calendar.ts'
import { dateOfDay, dayNumberOf } from '../calendar/day-number.ts'
import type { WorkingDays } from '../calendar/working-days.ts'
import type { LawSettings } from '../settings.ts'
import type { ClockAnswer, RawAnswer } from './answer.ts'
import { type ClockCase, mapCase } from './case.ts'
import { checkArrival, receiptOf } from './receipt.ts'
import { reckon } from './reckoning.ts'
import { NO_EVENTS, timelineOf } from './timeline.ts'

/**
 * Every date of one application's clock, explained. 条例 第三十条至第三十五条、国办函〔2020〕109号.
 *
 * In: the channel, the days of arrival and confirmation, and dated events in any order. Out: the day of receipt, the
 * limits for the correction notice, the correction, each consultation, the payment and the reply, and the `steps` that
 * lead there with each day skipped and why. `replyDueOn` is null while no period runs.
 *
 * Problems: what cannot lawfully have happened (an event before receipt, a second correction, an extension after the
 * due date, over 20 working days or twice …). In a year without a notice the calendar throws `CalendarMissing`, or counts
 * by weekday and says that the answer is provisional (`calendar.whenMissing`).
 *
 * Inside, a legal day is an integer (`calendar/day-number.ts`); dates are made once per day and shared. The bulk path
 * of the CLI, from JSON to JSON, skips the dates: `clockRaw` with `parseClockCase` and `writeAnswer`.
 */
export function answerClock(
  input: ClockCase<Temporal.PlainDate>,
  calendar: WorkingCalendar,
  settings: LawSettings,
): Checked<ClockAnswer> {
  const { days } = calendar
  const raw = clockRaw(mapCase(input, dayNumberOf), days, settings)
  return raw.ok ? accepted(inDates(raw.value, days)) : raw
}

/** The same over day numbers. `days` decides what happens in a year without a notice. */
export function clockRaw(
  input: ClockCase<number>,
  days: WorkingDays,
  settings: LawSettings,
): Checked<RawAnswer> {
  const problems = checkArrival(input)
  const receipt = receiptOf(input, settings)
  if (!receipt.received) {
    if (input.events.length > 0) {
      problems.push({ at: 'events', message: `${receipt.reason}，不能记录后续环节` })
    }
    return problems.length > 0 ? rejected(problems) : accepted(notStarted(receipt))
  }
  const timeline =
    input.events.length === 0 ? NO_EVENTS : timelineOf(input.events, receipt.on, problems)
  if (problems.length > 0) return rejected(problems)
  return reckon(receipt, timeline, { days, settings, steps: [], notes: [], problems })
}

function notStarted(receipt: { readonly reason: string; readonly article: string }): RawAnswer {
  return {
    receivedOn: null,
    receiptArticle: receipt.article,
    waitingFor: 'receipt',
    reason: receipt.reason,
    correctionNoticeDueOn: null,
    consultations: [],
    replyDueOn: null,
    provisional: false,
    steps: [],
    notes: [],
  }
}

function inDates(raw: RawAnswer, days: WorkingDays): ClockAnswer {
  const { correctionDueOn, paymentDueOn, lapsesOn, ...rest } = raw
  return {
    ...rest,
    receivedOn: dateOrNull(raw.receivedOn),
    correctionNoticeDueOn: dateOrNull(raw.correctionNoticeDueOn),
    ...(correctionDueOn === undefined ? {} : { correctionDueOn: dateOfDay(correctionDueOn) }),
    ...(paymentDueOn === undefined ? {} : { paymentDueOn: dateOfDay(paymentDueOn) }),
    ...(lapsesOn === undefined ? {} : { lapsesOn: dateOfDay(lapsesOn) }),
    replyDueOn: dateOrNull(raw.replyDueOn),
    consultations: raw.consultations.map((consultation) => ({
      ...consultation,
      dueOn: dateOrNull(consultation.dueOn),
      silentFrom: dateOrNull(consultation.silentFrom),
    })),
    steps: raw.steps.map((step) => ({
      ...step,
      from: dateOfDay(step.from),
      to: dateOfDay(step.to),
      skipped: days.skipped(step.from, step.to),
    })),
  }
}

const dateOrNull = (day: number | null): Temporal.PlainDate | null =>
  day === null ? null : dateOfDay(day)
