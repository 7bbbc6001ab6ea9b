import { z } from 'zod'
import { canCharge, feeByPages } from '../../../law/fees.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import {
  choice,
  requiredDay,
  requiredInteger,
  requiredText,
} from '../../../platform/web/form-fields.ts'
import type { Officer } from '../../accounts/officer.ts'
import type { EventBody } from '../case.ts'
import type { CaseRef, CaseRoom } from '../case-room.ts'
import type { CaseState } from '../case-state.ts'
import { assertNotBefore, CLOCK_TO_COME, takeStep, type Handled } from './take-step.ts'

export const FeeNoticeForm = z.object({
  basis: choice('计收方式', ['items', 'pages']),
  quantity: requiredInteger('件数或者页数', { min: 1, max: 1_000_000 }),
  amountYuan: requiredInteger('应缴金额（元）', { min: 1, max: 100_000_000 }),
  happenedOn: requiredDay('申请人收到收费通知书的日期'),
})
export type FeeNoticeForm = z.output<typeof FeeNoticeForm>

/**
 * The applicant received the 收费通知书 and has 20 working days to pay; the reply clock waits (国办函〔2020〕109号).
 * @throws Refusal `invalid` for an application received before the rules applied, or more than the standard by pages;
 * those of `takeStep`
 */
export function noticeFee(
  room: CaseRoom,
  officer: Officer,
  ref: CaseRef,
  { happenedOn, ...fee }: FeeNoticeForm,
  now: Temporal.Instant,
): Promise<Handled> {
  return takeStep(room, officer, ref, 'notice-fee', now, ({ state }) => ({
    body: feeNoticed(state, fee),
    happenedOn,
  }))
}

/** What the notice charges. @throws Refusal `invalid` as `noticeFee` */
export function feeNoticed(state: CaseState, fee: Omit<FeeNoticeForm, 'happenedOn'>): EventBody {
  if (state.clock.receivedOn && !canCharge(state.clock.receivedOn)) {
    throw new Refusal('invalid', '2021年1月1日以前收到的申请不收取信息处理费。')
  }
  if (fee.basis === 'pages') assertWithinStandard(fee)
  return { type: 'fee-noticed', payload: { ...fee, clock: CLOCK_TO_COME } }
}

/** By pages the standard is one number for one application; by items it depends on the applicant's whole month. */
function assertWithinStandard({ quantity, amountYuan }: Omit<FeeNoticeForm, 'happenedOn'>): void {
  const { total } = feeByPages(quantity)
  if (amountYuan <= total) return
  const message =
    total === 0
      ? `${quantity}页在免费范围内，不收取信息处理费`
      : `${quantity}页按标准最多收取${total}元（国办函〔2020〕109号）`
  throw new Refusal('invalid', `${message}。`, [{ at: 'amountYuan', message }])
}

export const PaymentForm = z.object({
  amountYuan: requiredInteger('实缴金额（元）', { min: 1, max: 100_000_000 }),
  receiptNumber: requiredText('票据号', { max: 60 }),
  happenedOn: requiredDay('缴费完成的日期'),
})
export type PaymentForm = z.output<typeof PaymentForm>

/**
 * The fee was paid in full: 20 working days run anew from the next day.
 * @throws Refusal `invalid` for another amount than was asked, or a day before the notice; those of `takeStep`
 */
export function recordPayment(
  room: CaseRoom,
  officer: Officer,
  ref: CaseRef,
  { happenedOn, ...payment }: PaymentForm,
  now: Temporal.Instant,
): Promise<Handled> {
  return takeStep(room, officer, ref, 'record-payment', now, ({ state }) => {
    const { amountYuan, noticedOn } = state.fees.at(-1)!
    assertNotBefore(happenedOn, noticedOn, '缴费日期不能早于收到通知的日期')
    if (payment.amountYuan !== amountYuan) {
      const message = `应当一次缴足${amountYuan}元`
      throw new Refusal('invalid', `${message}。`, [{ at: 'amountYuan', message }])
    }
    const payload = { ...payment, clock: CLOCK_TO_COME }
    return { body: { type: 'fee-paid', payload }, happenedOn }
  })
}
