import { accepted, type Checked, rejected } from '../../platform/kernel/problem.ts'
import type { ClockNote, RawAnswer, WaitingFor } from './answer.ts'
import { type Consultation, clip, consultationAnswer, consultationOf } from './consultation.ts'
import { CORRECTION_NOTICE_DAYS, correctionsOf } from './corrections.ts'
import { paymentOf } from './fee-payment.ts'
import { type PeriodStart, type ReplyPeriod, periodSteps, replyPeriod } from './period.ts'
import type { Run } from './run.ts'
import type { Timeline } from './timeline.ts'

/** Every date of an application that has been received, over day numbers. See `answerClock`. */
export function reckon(
  receipt: { readonly on: number; readonly article: string },
  timeline: Timeline,
  run: Run,
): Checked<RawAnswer> {
  const correctionNoticeDueOn = noticeLimit(receipt.on, run)
  const corrections = correctionsOf(timeline, correctionNoticeDueOn, run)
  if (run.problems.length > 0) return rejected(run.problems)
  const consultations = timeline.consultations.map(({ event }) => consultationOf(event, run))
  const corrected = corrections.restartOn ?? receipt.on
  const payment = paymentOf(timeline, corrected, consultations, run)
  const start = Math.max(corrected, payment.restartOn ?? corrected)
  const waitingFor = corrections.waiting ? 'correction' : payment.waiting ? 'payment' : null
  const startedBy =
    start === receipt.on ? 'receipt' : start === payment.restartOn ? 'payment' : 'correction'
  const period =
    waitingFor === null
      ? runningPeriod(start, startedBy, timeline, consultations, run)
      : { dueOn: null, ownDays: consultations.map((one) => ownDays(one, start, run)) }
  if (run.problems.length > 0) return rejected(run.problems)
  const answer: Mutable<RawAnswer> = {
    receivedOn: receipt.on,
    receiptArticle: receipt.article,
    waitingFor,
    correctionNoticeDueOn,
    consultations: consultations.map((one, index) =>
      consultationAnswer(one, period.ownDays[index]!),
    ),
    replyDueOn: period.dueOn,
    provisional: consultations.some(({ open }) => open) || !isCertain(run),
    steps: run.steps,
    notes: run.notes,
  }
  if (corrections.dueOn !== undefined) answer.correctionDueOn = corrections.dueOn
  if (payment.dueOn !== undefined) answer.paymentDueOn = payment.dueOn
  const limit = limitWaitedFor(waitingFor, corrections.dueOn, payment.dueOn)
  if (limit !== undefined) answer.lapsesOn = limit + 1
  return accepted(answer)
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** 条例 第三十条: what must be corrected is told within seven working days of receipt. */
function noticeLimit(receivedOn: number, run: Run): number {
  const to = run.days.add(receivedOn, CORRECTION_NOTICE_DAYS)
  run.steps.push({
    kind: 'correction-notice',
    from: receivedOn,
    to,
    counted: CORRECTION_NOTICE_DAYS,
    article: '条例 第三十条',
  })
  return to
}

const isCertain = ({ steps, days }: Run): boolean =>
  steps.every(({ from, to }) => days.isCertain(from, to))

function limitWaitedFor(
  waitingFor: WaitingFor | null,
  correctionDueOn: number | undefined,
  paymentDueOn: number | undefined,
): number | undefined {
  if (waitingFor === 'correction') return correctionDueOn
  return waitingFor === 'payment' ? paymentDueOn : undefined
}

function ownDays({ interval }: Consultation, start: number, { days }: Run): number {
  const inside = clip(interval, start)
  return inside === undefined ? 0 : days.count(inside.from, inside.to)
}

function runningPeriod(
  start: number,
  startedBy: PeriodStart,
  timeline: Timeline,
  consultations: readonly Consultation[],
  run: Run,
): Pick<ReplyPeriod, 'dueOn' | 'ownDays'> {
  const extension = liveExtension(timeline, start, run)
  const period = replyPeriod(start, consultations, extension?.event, run)
  checkToldInTime(period, extension, run)
  run.steps.push(...periodSteps(period, startedBy, run.days))
  if (timeline.delay === undefined) return period
  return { dueOn: delayedDue(timeline, period.dueOn, run), ownDays: period.ownDays }
}

/** An extension told before the period was restarted belongs to a period that no longer runs. */
function liveExtension({ extension }: Timeline, start: number, run: Run): Timeline['extension'] {
  const toldOn = extension?.event.on
  if (toldOn === undefined || toldOn >= start) return extension
  run.notes.push(EXTENSION_LAPSED)
  return undefined
}

/** 条例 第三十三条第二款: the extension is decided and told while the period still runs. */
function checkToldInTime(period: ReplyPeriod, extension: Timeline['extension'], run: Run): void {
  const toldOn = extension?.event.on
  if (toldOn === undefined) return
  const before = period.excluded.filter(({ from }) => from < toldOn)
  const excluded = before.reduce((sum, { from, to }) => sum + run.days.count(from, to), 0)
  if (toldOn <= run.days.add(period.baseDueOn, excluded)) return
  run.problems.push({
    at: `${extension!.at}.on`,
    message: '告知延长时答复期限已经届满，不能再延长（条例 第三十三条第二款）',
  })
}

/** 条例 第三十五条: a reasonable later day instead of the end of the period, told before it ends. */
function delayedDue(timeline: Timeline, dueOn: number, run: Run): number {
  const { event, at } = timeline.delay!
  if (!timeline.reasonsAsked) run.notes.push(NO_REASONS_ASKED)
  if ((event.on ?? dueOn) > dueOn) {
    const message = '告知延迟答复时答复期限已经届满（条例 第三十五条）'
    run.problems.push({ at: `${at}.on`, message })
  }
  if (event.untilOn < dueOn) {
    run.problems.push({ at: `${at}.untilOn`, message: '延迟答复的日期早于原答复期限' })
  } else if (!run.days.isWorkingDay(event.untilOn)) {
    run.problems.push({ at: `${at}.untilOn`, message: '延迟答复的日期应是工作日' })
  }
  if (run.problems.length > 0) return dueOn
  run.steps.push({
    kind: 'delayed-term',
    from: dueOn,
    to: event.untilOn,
    counted: run.days.count(dueOn, event.untilOn),
    article: '条例 第三十五条',
  })
  return event.untilOn
}

const EXTENSION_LAPSED: ClockNote = {
  code: 'extension-lapsed',
  message: '延长的是已被重新起算取代的答复期限，对现在的期限不起作用',
}

const NO_REASONS_ASKED: ClockNote = {
  code: 'delayed-without-reasons',
  message: '确定延迟答复的合理期限之前，没有记录要求申请人说明理由（条例 第三十五条）',
}
