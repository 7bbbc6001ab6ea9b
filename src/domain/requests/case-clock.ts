/** The clock of a case: the law's answer for the facts of its state, and the dates of it that an event records. */
import type { WorkingCalendar } from '../../law/calendar/calendar.ts'
import type { ClockAnswer } from '../../law/clock/answer.ts'
import type { ClockCase, ClockEvent } from '../../law/clock/case.ts'
import { answerClock } from '../../law/clock/request-clock.ts'
import { accepted, type Checked } from '../../platform/kernel/problem.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import type { RecordedClock } from './case.ts'
import {
  openConsultations,
  settingsOf,
  type CaseState,
  type Consultation,
  type Order,
} from './case-state.ts'

type Day = Temporal.PlainDate

/**
 * Every date of the case with the days counted and skipped (`steps`), under this calendar and the settings the case
 * was registered with. Problems: facts that cannot lawfully have happened, e.g. an extension after the due day.
 *
 * A year without a holiday notice is counted by weekday and marked provisional: an application that is here must be
 * registered, and a date that may move is better than none.
 */
export function explainClock(state: CaseState, calendar: WorkingCalendar): Checked<ClockAnswer> {
  const days = calendar.whenMissing('by-weekday')
  const answer = answerClock(clockCaseOf(state), days, settingsOf(state))
  return state.order && answer.ok ? accepted(orderedAnew(answer.value, state, days)) : answer
}

/**
 * A decision that sets a day sets it for good: neither consultations nor anybody's consent move it. Where it sets none,
 * the period of the 条例 runs from its receipt. Earlier consultations stand in the list, with nothing left to wait for.
 */
function orderedAnew(
  answer: ClockAnswer,
  { order }: CaseState,
  days: WorkingCalendar,
): ClockAnswer {
  const { on, dueOn, receivedOn, before } = order!
  const past = Array.from({ length: before.consultations }, () => PAST_CONSULTATION)
  const whole = {
    ...answer,
    receivedOn,
    correctionNoticeDueOn: null,
    consultations: [...past, ...answer.consultations],
  }
  if (dueOn === null || answer.waitingFor !== null) return whole
  const step = {
    kind: 'delayed-term',
    from: on,
    to: dueOn,
    counted: days.workingDaysBetween(on, dueOn),
    article: '复议决定、判决确定的期限',
    skipped: [],
  } as const
  return { ...whole, replyDueOn: dueOn, provisional: false, steps: [step] }
}

const PAST_CONSULTATION = {
  kind: 'third-party',
  dueOn: null,
  silentFrom: null,
  excludedWorkingDays: 0,
} as const

/** The dates to be recorded with the event that leads to this state. @throws Refusal `invalid` for unlawful facts */
export function recordedClock(state: CaseState, calendar: WorkingCalendar): RecordedClock {
  const checked = explainClock(state, calendar)
  if (checked.ok) return summary(checked.value, state)
  const problems = checked.problems.map(({ message }) => ({ at: 'happenedOn', message }))
  throw new Refusal('invalid', problems[0]!.message, problems)
}

const NO_TERM = {
  waitingFor: null,
  correctionNoticeDueOn: null,
  correctionDueOn: null,
  consultationDueOn: null,
  paymentDueOn: null,
  replyDueOn: null,
  provisional: false,
} as const

function summary(answer: ClockAnswer, state: CaseState): RecordedClock {
  const { waitingFor } = answer
  // 第四十一条 sets no term for 更正
  if (state.kind === 'rectification') return { ...NO_TERM, receivedOn: answer.receivedOn }
  return {
    receivedOn: answer.receivedOn,
    waitingFor,
    correctionNoticeDueOn: answer.correctionNoticeDueOn,
    correctionDueOn: (waitingFor === 'correction' && answer.correctionDueOn) || null,
    consultationDueOn: earliestOpenConsultation(answer, state),
    paymentDueOn: (waitingFor === 'payment' && answer.paymentDueOn) || null,
    replyDueOn: answer.replyDueOn,
    provisional: answer.provisional,
  }
}

function earliestOpenConsultation(answer: ClockAnswer, state: CaseState): Day | null {
  const open = new Set(openConsultations(state))
  return state.consultations
    .map((one, index) => (open.has(one) ? (answer.consultations[index]?.dueOn ?? null) : null))
    .filter((day) => day !== null)
    .reduce<Day | null>((first, day) => (first && !isBefore(day, first) ? first : day), null)
}

const isBefore = (one: Day, other: Day) => Temporal.PlainDate.compare(one, other) < 0

/** The facts of the case that move its clock, as `law/clock` reads them. */
export function clockCaseOf(state: CaseState): ClockCase<Day> {
  if (state.order) return clockCaseAnew(state, state.order)
  return {
    channel: state.channel,
    arrivedOn: state.arrivedOn,
    ...(state.signedOn && { signedOn: state.signedOn }),
    ...(state.confirmedOn && { confirmedOn: state.confirmedOn }),
    events: [
      ...state.corrections.flatMap(correctionEvents),
      // in the order of the case's consultations, so that the answer's are theirs one by one
      ...state.consultations.map(consultationEvent),
      ...state.fees.flatMap(feeEvents),
      ...otherEvents(state),
    ],
  }
}

/** Answered anew, the case begins for the clock with the day the decision was received. */
function clockCaseAnew(
  { corrections, consultations, fees }: CaseState,
  { on, before }: Order,
): ClockCase<Day> {
  return {
    channel: 'in_person',
    arrivedOn: on,
    events: [
      ...corrections.slice(before.corrections).flatMap(correctionEvents),
      ...consultations.slice(before.consultations).map(consultationEvent),
      ...fees.slice(before.fees).flatMap(feeEvents),
    ],
  }
}

function correctionEvents(one: CaseState['corrections'][number]): ClockEvent<Day>[] {
  const asked = { type: 'correction-asked', servedOn: one.askedOn, days: one.days } as const
  return one.correctedOn ? [asked, { type: 'corrected', receivedOn: one.correctedOn }] : [asked]
}

function consultationEvent(one: Consultation): ClockEvent<Day> {
  return {
    type: 'consultation',
    kind: one.kind,
    sentOn: one.sentOn,
    ...(one.servedOn && { receivedOn: one.servedOn }),
    ...(one.opinionOn && { opinionOn: one.opinionOn }),
  }
}

function feeEvents(one: CaseState['fees'][number]): ClockEvent<Day>[] {
  const noticed = { type: 'fee-noticed', receivedOn: one.noticedOn } as const
  return one.paidOn ? [noticed, { type: 'fee-paid', on: one.paidOn }] : [noticed]
}

function otherEvents({ extension, reasonsAskedOn, delay }: CaseState): ClockEvent<Day>[] {
  const events: ClockEvent<Day>[] = []
  if (extension) events.push({ type: 'extended', days: extension.days, on: extension.on })
  if (reasonsAskedOn) events.push({ type: 'reasons-asked', on: reasonsAskedOn })
  if (delay) events.push({ type: 'delayed', untilOn: delay.untilOn, on: delay.on })
  return events
}
