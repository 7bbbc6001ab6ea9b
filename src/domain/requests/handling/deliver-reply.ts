import { z } from 'zod'
import { deliveryFinding, isTimely, type Delivery } from '../../../law/delivery.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import {
  choice,
  optionalText,
  requiredDay,
  requiredText,
} from '../../../platform/web/form-fields.ts'
import type { Officer } from '../../accounts/officer.ts'
import { DELIVERY_WAYS, type EventBody } from '../case.ts'
import type { CaseRef, CaseRoom } from '../case-room.ts'
import { settingsOf, type CaseState } from '../case-state.ts'
import { assertNotBefore, takeStep, type Handled } from './take-step.ts'

/** `happenedOn`: signed by the applicant; handed to China Post; sent or made available. */
export const DeliveryForm = z
  .object({
    way: choice('送达方式', DELIVERY_WAYS),
    happenedOn: requiredDay('签收、交寄或者发送的日期'),
    trackingNumber: optionalText('邮件编号', { max: 40 }),
    proof: requiredText('送达凭证', { max: 500 }),
  })
  .refine(({ way, trackingNumber }) => way !== 'china-post' || trackingNumber !== undefined, {
    path: ['trackingNumber'],
    message: '通过邮政企业寄送的，请填写邮件编号',
  })
export type DeliveryForm = z.output<typeof DeliveryForm>

/**
 * Records how and when the reply left: from that day the case is concluded and counted in the annual report, and the
 * day decides whether it was in time (国办公开办函〔2016〕235号): for the post the day of hand-over, for direct service
 * the day of signature. Electronic ways only when the applicant asked for them.
 *
 * @throws Refusal `invalid` for a day before the letter's date, or a way the applicant did not choose
 */
export function deliverReply(
  room: CaseRoom,
  officer: Officer,
  ref: CaseRef,
  form: DeliveryForm,
  now: Temporal.Instant,
): Promise<Handled> {
  return takeStep(room, officer, ref, 'deliver', now, ({ state }) => {
    assertNotBefore(form.happenedOn, state.letter!.on, '送达日期不能早于答复书的日期')
    return { body: deliveredBody(state, form), happenedOn: form.happenedOn }
  })
}

function deliveredBody(state: CaseState, form: DeliveryForm): EventBody {
  const settings = settingsOf(state)
  const delivery = deliveryOf(form, state)
  const [problem] = deliveryFinding(delivery, settings).problems
  if (problem) {
    throw new Refusal('invalid', `${problem.message}。`, [{ at: 'way', message: problem.message }])
  }
  const { replyDueOn } = state.clock
  return {
    type: 'delivered',
    payload: {
      contentHash: state.reply!.contentHash,
      way: form.way,
      trackingNumber: form.trackingNumber ?? null,
      proof: form.proof,
      inTime: replyDueOn && (isTimely(delivery, replyDueOn, settings) ?? null),
    },
  }
}

function deliveryOf({ way, happenedOn }: DeliveryForm, { wantedRoute }: CaseState): Delivery {
  switch (way) {
    case 'direct':
    case 'entrusted':
      return { way, signedOn: happenedOn }
    case 'china-post':
      return { way: 'post', carrier: 'china-post', handedOverOn: happenedOn }
    case 'email':
    case 'platform':
      return {
        way,
        chosenByApplicant: wantedRoute === 'email' || wantedRoute === 'platform',
        sentOn: happenedOn,
        acknowledgedOn: happenedOn,
        logged: true,
      }
  }
}
