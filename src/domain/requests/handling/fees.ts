import { z } from 'zod'
import { canCharge, feeByItems, feeByPages } from '../../../law/fees.ts'
import type { Db, Tx } from '../../../platform/database/database.ts'
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
import { settingsOf, type CaseState } from '../case-state.ts'
import { countItemsBefore } from '../repeats/month-count.ts'
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
 * @throws Refusal `invalid` for an application received before the rules applied, or more than the standard by pages or
 * by items; those of `takeStep`
 */
export function noticeFee(
  room: CaseRoom,
  officer: Officer,
  ref: CaseRef,
  { happenedOn, ...fee }: FeeNoticeForm,
  now: Temporal.Instant,
): Promise<Handled> {
  return takeStep(room, officer, ref, 'notice-fee', now, async ({ tx, state }) => {
    const body = feeNoticed(state, fee)
    await assertItemsWithinStandard(tx, ref.id, state, fee)
    return { body, happenedOn }
  })
}

type FeeAsked = Omit<FeeNoticeForm, 'happenedOn'>

/** What the notice charges. @throws Refusal `invalid` as `noticeFee`, but for items: those of others count with them */
export function feeNoticed(state: CaseState, fee: FeeAsked): EventBody {
  if (state.clock.receivedOn && !canCharge(state.clock.receivedOn)) {
    throw new Refusal('invalid', '2021年1月1日以前收到的申请不收取信息处理费。')
  }
  if (fee.basis === 'pages') assertAtMost(fee, feeByPages(fee.quantity).total, `${fee.quantity}页`)
  return { type: 'fee-noticed', payload: { ...fee, clock: CLOCK_TO_COME } }
}

/**
 * By items the price depends on how many the applicant has had in the calendar month before this application; by pages
 * it is one number for one application.
 * @throws Refusal `invalid` when more is asked than the standard gives
 */
export async function assertItemsWithinStandard(
  db: Db | Tx,
  requestId: number,
  state: CaseState,
  fee: FeeAsked,
): Promise<void> {
  const { receivedOn } = state.clock
  if (fee.basis !== 'items' || receivedOn === null) return
  const applicantKey = Buffer.from(state.applicant.key, 'hex')
  const counted = { agencyId: state.agencyId, applicantKey, on: receivedOn, requestId }
  const earlier = await countItemsBefore(db, counted)
  const { total } = feeByItems(fee.quantity, earlier, settingsOf(state))
  assertAtMost(fee, total, `该申请人当月此前已有${earlier}件，本件${fee.quantity}件`)
}

function assertAtMost({ amountYuan }: FeeAsked, total: number, what: string): void {
  if (amountYuan <= total) return
  const message =
    total === 0
      ? `${what}，在免费范围内，不收取信息处理费`
      : `${what}，按标准最多收取${total}元（国办函〔2020〕109号）`
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
