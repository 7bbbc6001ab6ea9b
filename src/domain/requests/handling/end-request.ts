import { z } from 'zod'
import { choice, requiredDay, requiredText } from '../../../platform/web/form-fields.ts'
import type { Officer } from '../../accounts/officer.ts'
import type { CaseRef, CaseRoom } from '../case-room.ts'
import { takeStep, type Handled } from './take-step.ts'

export const WithdrawalForm = z.object({
  happenedOn: requiredDay('申请人撤回的日期'),
  reason: requiredText('撤回的方式和说明', { max: 1000 }),
})
export type WithdrawalForm = z.output<typeof WithdrawalForm>

/**
 * The applicant withdraws: 其他处理 F3, concluded on that day without a letter. A case whose receipt was never confirmed
 * ends uncounted. Possible until the reply is issued. @throws Refusal of `takeStep`
 */
export function withdrawRequest(
  room: CaseRoom,
  officer: Officer,
  ref: CaseRef,
  form: WithdrawalForm,
  now: Temporal.Instant,
): Promise<Handled> {
  return takeStep(room, officer, ref, 'withdraw', now, () => ({
    body: { type: 'ended', payload: { ending: 'withdrawn', reason: form.reason } },
    happenedOn: form.happenedOn,
  }))
}

export const EndingForm = z.object({
  ending: choice('终结的情形', ['merged', 'unreachable', 'other']),
  happenedOn: requiredDay('终结日期'),
  reason: requiredText('终结的理由', { max: 1000 }),
})
export type EndingForm = z.output<typeof EndingForm>

/**
 * The head ends a case that needs no reply: merged with another, applicant unreachable, or another reason to be stated.
 * Counted like a withdrawal. @throws Refusal of `takeStep`; only the head may
 */
export function endRequest(
  room: CaseRoom,
  officer: Officer,
  ref: CaseRef,
  { ending, reason, happenedOn }: EndingForm,
  now: Temporal.Instant,
): Promise<Handled> {
  return takeStep(room, officer, ref, 'end', now, () => ({
    body: { type: 'ended', payload: { ending, reason } },
    happenedOn,
  }))
}
