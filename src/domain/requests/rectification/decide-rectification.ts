import { z } from 'zod'
import {
  choice,
  optionalText,
  requiredDay,
  requiredText,
} from '../../../platform/web/form-fields.ts'
import type { Officer } from '../../accounts/officer.ts'
import { DELIVERY_WAYS, RECTIFICATION_OUTCOMES } from '../case.ts'
import type { CaseRef, CaseRoom } from '../case-room.ts'
import { assertNotBefore, takeStep, type Handled } from '../handling/take-step.ts'

export const RectificationDecisionForm = z
  .object({
    outcome: choice('处理决定', RECTIFICATION_OUTCOMES),
    forwardedTo: optionalText('有权更正的机关', { max: 100 }),
    text: requiredText('更正的内容，或者不予更正、转送的理由', { max: 3000 }),
    way: choice('告知方式', DELIVERY_WAYS),
    happenedOn: requiredDay('告知申请人的日期'),
  })
  .superRefine(({ outcome, forwardedTo }, context) => {
    if (outcome === 'forwarded' && !forwardedTo) {
      const message = '转送的，请填写有权更正的机关'
      context.addIssue({ code: 'custom', path: ['forwardedTo'], message })
    }
  })
export type RectificationDecisionForm = z.output<typeof RectificationDecisionForm>

/**
 * The head decides a 更正 and the applicant is told: corrected, not corrected, or passed on to whoever may (条例
 * 第四十一条). The case then waits for the archive; the annual report counts nothing.
 * @throws Refusal `wrong-state` for an application; `invalid` before receipt; those of `takeStep`
 */
export function decideRectification(
  room: CaseRoom,
  officer: Officer,
  ref: CaseRef,
  { happenedOn, outcome, forwardedTo, text, way }: RectificationDecisionForm,
  now: Temporal.Instant,
): Promise<Handled> {
  return takeStep(room, officer, ref, 'decide-rectification', now, ({ state }) => {
    const { receivedOn } = state.clock
    if (receivedOn) assertNotBefore(happenedOn, receivedOn, '告知日期不能早于收到日期')
    const passedOn = outcome === 'forwarded' ? (forwardedTo ?? null) : null
    const payload = { outcome, forwardedTo: passedOn, text, way }
    return { body: { type: 'rectification-decided', payload }, happenedOn }
  })
}
