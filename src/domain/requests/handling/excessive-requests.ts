import { z } from 'zod'
import { requiredDay, requiredInteger, requiredText } from '../../../platform/web/form-fields.ts'
import type { Officer } from '../../accounts/officer.ts'
import type { EventBody } from '../case.ts'
import type { CaseRef, CaseRoom } from '../case-room.ts'
import { CLOCK_TO_COME, nothingElse, takeStep, type Alongside, type Handled } from './take-step.ts'

export const ReasonsQuestionForm = z.object({
  happenedOn: requiredDay('说明理由告知书送达日期'),
  facts: requiredText('申请的数量、频次', { max: 2000 }),
  replyWithinDays: requiredInteger('说明理由的期限（工作日）', { min: 1, max: 60 }),
})
export type ReasonsQuestionForm = z.output<typeof ReasonsQuestionForm>

/**
 * Asks why number and frequency go clearly beyond what is reasonable (条例 第三十五条). The clock does not stop.
 * @throws Refusal of `takeStep`
 */
export function askForReasons(
  room: CaseRoom,
  officer: Officer,
  ref: CaseRef,
  { happenedOn, ...question }: ReasonsQuestionForm,
  now: Temporal.Instant,
): Promise<Handled> {
  return takeStep(room, officer, ref, 'ask-reasons', now, () => ({
    body: reasonsAsked(question),
    happenedOn,
  }))
}

/** What the notice asks. */
export function reasonsAsked(question: Omit<ReasonsQuestionForm, 'happenedOn'>): EventBody {
  return { type: 'reasons-asked', payload: { ...question, clock: CLOCK_TO_COME } }
}

export const ReasonsForm = z.object({
  happenedOn: requiredDay('收到说明的日期'),
  reasons: requiredText('申请人说明的理由', { max: 5000 }),
})
export type ReasonsForm = z.output<typeof ReasonsForm>

/** Records the applicant's reasons; whether they hold is decided with the reply. @throws Refusal of `takeStep` */
export function receiveReasons(
  room: CaseRoom,
  officer: Officer,
  ref: CaseRef,
  { happenedOn, reasons }: ReasonsForm,
  now: Temporal.Instant,
): Promise<Handled> {
  return takeStep(room, officer, ref, 'receive-reasons', now, () => ({
    body: { type: 'reasons-given', payload: { reasons } },
    happenedOn,
  }))
}

export const DelayForm = z.object({
  happenedOn: requiredDay('告知申请人的日期'),
  untilOn: requiredDay('延迟答复的合理期限'),
  reason: requiredText('不能按期答复的理由', { max: 2000 }),
})
export type DelayForm = z.output<typeof DelayForm>

/**
 * Reasonable, but impossible in time: the head sets a later working day and the applicant is told before the period ends
 * (条例 第三十五条). @throws Refusal `invalid` for a day before the due day or off work; those of `takeStep`
 */
export function delayReply(
  room: CaseRoom,
  officer: Officer,
  ref: CaseRef,
  { happenedOn, ...delay }: DelayForm,
  now: Temporal.Instant,
  alongside: Alongside = nothingElse,
): Promise<Handled> {
  return takeStep(room, officer, ref, 'delay', now, async (deciding) => {
    await alongside(deciding)
    return { body: delayed(delay), happenedOn }
  })
}

/** What the notice tells. */
export function delayed({ untilOn, reason }: Omit<DelayForm, 'happenedOn'>): EventBody {
  return { type: 'delayed', payload: { untilOn, reason, clock: CLOCK_TO_COME } }
}
