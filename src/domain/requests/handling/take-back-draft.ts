import { z } from 'zod'
import { requiredText } from '../../../platform/web/form-fields.ts'
import type { Officer } from '../../accounts/officer.ts'
import type { CaseRef, CaseRoom } from '../case-room.ts'
import { takeStep, type Handled } from './take-step.ts'

export const TakeBackForm = z.object({ reason: requiredText('撤回拟稿的原因', { max: 500 }) })
export type TakeBackForm = z.output<typeof TakeBackForm>

/**
 * Takes a reply out of review because something came up first: a late correction, another party to consult. The case
 * returns to where drafting began. @throws Refusal of `takeStep`
 */
export function takeBackDraft(
  room: CaseRoom,
  officer: Officer,
  ref: CaseRef,
  form: TakeBackForm,
  now: Temporal.Instant,
): Promise<Handled> {
  return takeStep(room, officer, ref, 'take-back-draft', now, ({ today }) => ({
    body: { type: 'reply-taken-back', payload: form },
    happenedOn: today,
  }))
}
