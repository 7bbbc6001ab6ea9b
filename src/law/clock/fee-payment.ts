import type { ClockNote } from './answer.ts'
import type { Consultation } from './consultation.ts'
import { replyPeriod } from './period.ts'
import type { Run } from './run.ts'
import type { Timeline } from './timeline.ts'

/** Working days to pay the processing fee, from the day after the notice is received. 国办函〔2020〕109号 */
export const PAYMENT_DAYS = 20

export interface Payment {
  readonly dueOn?: number
  /** Paid in full: the reply period runs anew from the next day. */
  readonly restartOn?: number
  readonly waiting: boolean
}

/**
 * The fee notice goes out within the reply period; paid in full, the period runs anew; not paid within 20 working days =
 * abandoned. 国办函〔2020〕109号. A late notice or payment is noted: what follows from it is a person's decision.
 *
 * @param start where the reply period ran from when the notice came
 */
export function paymentOf(
  { feeNotice, feePaid, extension }: Timeline,
  start: number,
  consultations: readonly Consultation[],
  run: Run,
): Payment {
  if (feeNotice === undefined) return { waiting: false }
  const { receivedOn } = feeNotice
  const dueOn = run.days.add(receivedOn, PAYMENT_DAYS)
  run.steps.push({
    kind: 'payment',
    from: receivedOn,
    to: dueOn,
    counted: PAYMENT_DAYS,
    article: '国办函〔2020〕109号',
  })
  if (receivedOn > start) {
    const before = replyPeriod(start, consultations, extension?.event, { ...run, notes: [] })
    if (receivedOn > before.dueOn) run.notes.push(LATE_FEE_NOTICE)
  }
  if (feePaid === undefined) return { dueOn, waiting: true }
  if (feePaid.on > dueOn) run.notes.push(LATE_PAYMENT)
  return { dueOn, restartOn: feePaid.on, waiting: false }
}

const LATE_FEE_NOTICE: ClockNote = {
  code: 'late-fee-notice',
  message: '收费通知送达时答复期限已经届满；通知应当在答复期限内发出（国办函〔2020〕109号）',
}

const LATE_PAYMENT: ClockNote = {
  code: 'late-payment',
  message: '缴费逾期：可以视为放弃申请；继续办理的，答复期限自缴费完成次日起计算',
}
