import { z } from 'zod'
import { EXTENSION_MAX } from '../../../law/clock/timeline.ts'
import { requiredDay, requiredInteger, requiredText } from '../../../platform/web/form-fields.ts'
import type { Officer } from '../../accounts/officer.ts'
import type { CaseRef, CaseRoom } from '../case-room.ts'
import type { EventBody } from '../case.ts'
import { CLOCK_TO_COME, nothingElse, takeStep, type Alongside, type Handled } from './take-step.ts'

export const ExtensionForm = z.object({
  happenedOn: requiredDay('告知申请人的日期'),
  days: requiredInteger('延长的工作日', { min: 1, max: EXTENSION_MAX }),
  reason: requiredText('延长的理由', { max: 2000 }),
})
export type ExtensionForm = z.output<typeof ExtensionForm>

/**
 * The head of the disclosure office agrees to more time: once, at most 20 working days after the due day as it stands,
 * told to the applicant before that day has passed (条例 第三十三条第二款).
 * @throws Refusal `invalid` after the due day; `incomplete` when extended before; those of `takeStep`
 */
export function extendDeadline(
  room: CaseRoom,
  officer: Officer,
  ref: CaseRef,
  { happenedOn, ...extension }: ExtensionForm,
  now: Temporal.Instant,
  alongside: Alongside = nothingElse,
): Promise<Handled> {
  return takeStep(room, officer, ref, 'extend', now, async (deciding) => {
    await alongside(deciding)
    return { body: extended(extension), happenedOn }
  })
}

/** What the notice tells. */
export function extended({ days, reason }: Omit<ExtensionForm, 'happenedOn'>): EventBody {
  return { type: 'extended', payload: { days, reason, clock: CLOCK_TO_COME } }
}
