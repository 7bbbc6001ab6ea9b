import { z } from 'zod'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import {
  choice,
  requiredDay,
  requiredInteger,
  requiredText,
} from '../../../platform/web/form-fields.ts'
import type { Officer } from '../../accounts/officer.ts'
import { DELIVERY_WAYS } from '../case.ts'
import type { CaseRef, CaseRoom } from '../case-room.ts'
import { untoldThirdParties } from '../third-party-duty.ts'
import { assertNotBefore, takeStep, type Handled } from './take-step.ts'

export const TellingForm = z.object({
  number: requiredInteger('征求意见序号', { min: 1 }),
  way: choice('送达方式', DELIVERY_WAYS),
  happenedOn: requiredDay('告知书发出的日期'),
  proof: requiredText('送达凭证', { max: 500 }),
})
export type TellingForm = z.output<typeof TellingForm>

/**
 * The third party that objected was told in writing that its information is disclosed, what of it and why (条例
 * 第三十二条). Without it the case is not archived. The 条例 sets no day; telling before the answer goes out leaves the
 * third party its remedies.
 * @throws Refusal `not-found` for somebody who need not be told; `invalid` for a day before the decision was signed
 */
export function tellThirdParty(
  room: CaseRoom,
  officer: Officer,
  ref: CaseRef,
  { happenedOn, ...payload }: TellingForm,
  now: Temporal.Instant,
): Promise<Handled> {
  return takeStep(room, officer, ref, 'tell-third-party', now, ({ state }) => {
    if (!untoldThirdParties(state).some(({ number }) => number === payload.number)) {
      throw new Refusal('not-found', '这件征求意见不需要告知，或者已经告知。')
    }
    const signedOn = state.reply?.signOff?.on
    if (signedOn) assertNotBefore(happenedOn, signedOn, '告知的日期不能早于签发答复的日期')
    return { body: { type: 'third-party-told', payload }, happenedOn }
  })
}
