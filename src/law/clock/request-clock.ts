import { accepted, type Checked, type Problem, rejected } from '../../platform/kernel/problem.ts'
import type { WorkingCalendar } from '../calendar/calendar.ts'
import { dateOfDay, dayNumberOf } from '../calendar/day-number.ts'
import type { WorkingDays } from '../calendar/working-days.ts'
import type { LawSettings } from '../settings.ts'
import type { ClockAnswer, ClockNote, RawAnswer, StepOf } from './answer.ts'
import { type ClockCase, mapCase } from './case.ts'
import { type Consultation, clip, consultationAnswer, consultationOf } from './consultation.ts'
import { CORRECTION_NOTICE_DAYS, correctionsOf } from './corrections.ts'
import { type PeriodStart, type ReplyPeriod, periodSteps, replyPeriod } from './period.ts'
import { checkArrival, receiptOf } from './receipt.ts'
import { NO_EVENTS, type Timeline, timelineOf } from './timeline.ts'

/** Working days to pay the processing fee, from the day after the notice is received. 国办函〔2020〕109号 */
export const PAYMENT_DAYS = 20

/**
 * Every date of one application's clock, explained. 条例 第三十条至第三十五条、国办函〔2020〕109号.
 *
 * In: the channel, the days of arrival and confirmation, and dated events in any order. Out: the day of receipt, the
 * limits for the correction notice, the correction, each consultation, the payment and the reply, and the `steps` that
 * lead there with each day skipped and why. `replyDueOn` is null while no period runs.
 *
 * Problems: what cannot lawfully have happened (an event before receipt, a second correction, an extension after the
 * due date, over 20 working days or twice …). Throws `CalendarMissing` when a year without a notice is needed and
 * `settings.missingCalendar` is `refuse`.
 *
 * Inside, a legal day is an integer (`calendar/day-number.ts`); dates are made once per day and shared. The bulk path
 * of the CLI, from JSON to JSON, skips the dates: `clockRaw` with `parseClockCase` and `writeAnswer`.
 */
export function answerClock(
  input: ClockCase<Temporal.PlainDate>,
  calendar: WorkingCalendar,
  settings: LawSettings,
): Checked<ClockAnswer> {
  const { days } = calendar.whenMissing(settings.missingCalendar)
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
  return runClock(receipt.on, receipt.article, timeline, days, settings)
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

interface Run {
  readonly steps: StepOf<number>[]
  readonly notes: ClockNote[]
  readonly problems: Problem[]
}

function runClock(
  receivedOn: number,
  receiptArticle: string,
  timeline: Timeline,
  days: WorkingDays,
  settings: LawSettings,
): Checked<RawAnswer> {
  const run: Run = { steps: [], notes: [], problems: [] }
  const correctionNoticeDueOn = days.add(receivedOn, CORRECTION_NOTICE_DAYS)
  run.steps.push({
    kind: 'correction-notice',
    from: receivedOn,
    to: correctionNoticeDueOn,
    counted: CORRECTION_NOTICE_DAYS,
    article: '条例 第三十条',
  })
  const corrections = correctionsOf(timeline, correctionNoticeDueOn, days, settings, run)
  if (run.problems.length > 0) return rejected(run.problems)
  const consultations = timeline.consultations.map(({ event }) =>
    consultationOf(event, days, settings, run),
  )
  const corrected = corrections.restartOn ?? receivedOn
  const paymentDueOn = paymentOf(timeline, corrected, consultations, days, settings, run)
  const paidOn = timeline.feePaid?.on ?? receivedOn
  const start = Math.max(corrected, paidOn)
  const waitingFor = corrections.waiting
    ? 'correction'
    : waitsForPayment(timeline)
      ? 'payment'
      : null
  const period =
    waitingFor === null
      ? runningPeriod(
          start,
          startedBy(start, receivedOn, paidOn),
          timeline,
          consultations,
          days,
          settings,
          run,
        )
      : undefined
  if (run.problems.length > 0) return rejected(run.problems)
  const lapse =
    waitingFor === 'correction'
      ? corrections.dueOn
      : waitingFor === 'payment'
        ? paymentDueOn
        : undefined
  return accepted({
    receivedOn,
    receiptArticle,
    waitingFor,
    correctionNoticeDueOn,
    ...(corrections.dueOn === undefined ? {} : { correctionDueOn: corrections.dueOn }),
    consultations: consultations.map((consultation, index) =>
      consultationAnswer(
        consultation,
        period?.ownDays[index] ?? ownDays(consultation, start, days),
      ),
    ),
    ...(paymentDueOn === undefined ? {} : { paymentDueOn }),
    ...(lapse === undefined ? {} : { lapsesOn: lapse + 1 }),
    replyDueOn: period?.dueOn ?? null,
    provisional:
      consultations.some(({ open }) => open) ||
      run.steps.some(({ from, to }) => !days.isCertain(from, to)),
    steps: run.steps,
    notes: run.notes,
  })
}

const waitsForPayment = ({ feeNotice, feePaid }: Timeline): boolean =>
  feeNotice !== undefined && feePaid === undefined

function startedBy(start: number, receivedOn: number, paidOn: number): PeriodStart {
  if (start === receivedOn) return 'receipt'
  return start === paidOn ? 'payment' : 'correction'
}

function ownDays({ interval }: Consultation, start: number, days: WorkingDays): number {
  const inside = clip(interval, start)
  return inside === undefined ? 0 : days.count(inside.from, inside.to)
}

/** The limit for paying the fee; notes when the notice or the payment came late. */
function paymentOf(
  { feeNotice, feePaid, extension }: Timeline,
  start: number,
  consultations: readonly Consultation[],
  days: WorkingDays,
  settings: LawSettings,
  run: Run,
): number | undefined {
  if (feeNotice === undefined) return undefined
  const dueOn = days.add(feeNotice.receivedOn, PAYMENT_DAYS)
  run.steps.push({
    kind: 'payment',
    from: feeNotice.receivedOn,
    to: dueOn,
    counted: PAYMENT_DAYS,
    article: '国办函〔2020〕109号',
  })
  if (feeNotice.receivedOn > start) {
    const before = replyPeriod(start, consultations, extension, days, settings, [])
    if (feeNotice.receivedOn > before.dueOn) run.notes.push(LATE_FEE_NOTICE)
  }
  if (feePaid !== undefined && feePaid.on > dueOn) run.notes.push(LATE_PAYMENT)
  return dueOn
}

function runningPeriod(
  start: number,
  by: PeriodStart,
  timeline: Timeline,
  consultations: readonly Consultation[],
  days: WorkingDays,
  settings: LawSettings,
  run: Run,
): Pick<ReplyPeriod, 'dueOn' | 'ownDays'> {
  const lapsed = timeline.extension?.on !== undefined && timeline.extension.on < start
  if (lapsed) run.notes.push(EXTENSION_LAPSED)
  const extension = lapsed ? undefined : timeline.extension
  const period = replyPeriod(start, consultations, extension, days, settings, run.notes)
  checkToldInTime(period, extension?.on, days, run.problems)
  run.steps.push(...periodSteps(period, by, days))
  if (timeline.delay === undefined) return period
  return { dueOn: delayedDue(timeline, period.dueOn, days, run), ownDays: period.ownDays }
}

/** 条例 第三十三条第二款: the extension is decided and told while the period still runs. */
function checkToldInTime(
  period: ReplyPeriod,
  toldOn: number | undefined,
  days: WorkingDays,
  problems: Problem[],
): void {
  if (toldOn === undefined) return
  const before = period.excluded.filter(({ from }) => from < toldOn)
  const excluded = before.reduce((sum, { from, to }) => sum + days.count(from, to), 0)
  if (toldOn <= days.add(period.baseDueOn, excluded)) return
  problems.push({
    at: 'events',
    message: '告知延长时答复期限已经届满，不能再延长（条例 第三十三条第二款）',
  })
}

/** 条例 第三十五条: a reasonable later day instead of the end of the period, told before it ends. */
function delayedDue(timeline: Timeline, dueOn: number, days: WorkingDays, run: Run): number {
  const { event, at } = timeline.delay!
  if (!timeline.reasonsAsked) run.notes.push(NO_REASONS_ASKED)
  if ((event.on ?? dueOn) > dueOn) {
    run.problems.push({
      at: `${at}.on`,
      message: '告知延迟答复时答复期限已经届满（条例 第三十五条）',
    })
  }
  if (event.untilOn < dueOn) {
    run.problems.push({ at: `${at}.untilOn`, message: '延迟答复的日期早于原答复期限' })
  } else if (!days.isWorkingDay(event.untilOn)) {
    run.problems.push({ at: `${at}.untilOn`, message: '延迟答复的日期应是工作日' })
  }
  if (run.problems.length > 0) return dueOn
  run.steps.push({
    kind: 'delayed-term',
    from: dueOn,
    to: event.untilOn,
    counted: days.count(dueOn, event.untilOn),
    article: '条例 第三十五条',
  })
  return event.untilOn
}

const LATE_FEE_NOTICE: ClockNote = {
  code: 'late-fee-notice',
  message: '收费通知送达时答复期限已经届满；通知应当在答复期限内发出（国办函〔2020〕109号）',
}
const LATE_PAYMENT: ClockNote = {
  code: 'late-payment',
  message: '缴费逾期：可以视为放弃申请；继续办理的，答复期限自缴费完成次日起计算',
}
const EXTENSION_LAPSED: ClockNote = {
  code: 'extension-lapsed',
  message: '延长的是已被重新起算取代的答复期限，对现在的期限不起作用',
}
const NO_REASONS_ASKED: ClockNote = {
  code: 'delayed-without-reasons',
  message: '确定延迟答复的合理期限之前，没有记录要求申请人说明理由（条例 第三十五条）',
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
