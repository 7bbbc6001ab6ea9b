import { z } from 'zod'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { requiredDay, requiredInteger, requiredText } from '../../../platform/web/form-fields.ts'
import type { Officer } from '../../accounts/officer.ts'
import type { CaseRef, CaseRoom } from '../case-room.ts'
import type { EventBody } from '../case.ts'
import { settingsOf, type CaseState } from '../case-state.ts'
import { CLOCK_TO_COME, takeStep, type Handled } from './take-step.ts'

/** 补正告知书. One item a line: 条例 第三十条 wants them all at once. */
export const CorrectionForm = z.object({
  happenedOn: requiredDay('补正告知书送达日期'),
  days: requiredInteger('补正期限（工作日）', { min: 1, max: 60 }),
  items: requiredText('需要补正的事项', { max: 5000 }),
})
export type CorrectionForm = z.output<typeof CorrectionForm>

/**
 * Asks the applicant to make the application clear, once and for everything (条例 第三十条). The reply clock stands still
 * from service; a notice later than 7 working days after receipt is lawful but noted.
 *
 * @param form `days`: working days for the applicant, at most the office's setting
 * @throws Refusal `invalid` for a longer limit; `incomplete` for a second correction; those of `takeStep`
 */
export function askForCorrection(
  room: CaseRoom,
  officer: Officer,
  ref: CaseRef,
  { happenedOn, ...question }: CorrectionForm,
  now: Temporal.Instant,
): Promise<Handled> {
  return takeStep(room, officer, ref, 'ask-correction', now, ({ state }) => ({
    body: correctionAsked(state, question),
    happenedOn,
  }))
}

/** What the notice asks. @throws Refusal `invalid` for a limit longer than the office's longest */
export function correctionAsked(
  state: CaseState,
  { days, items }: Omit<CorrectionForm, 'happenedOn'>,
): EventBody {
  const { correctionMaxDays } = settingsOf(state)
  if (days > correctionMaxDays) {
    const message = `补正期限不能超过${correctionMaxDays}个工作日`
    throw new Refusal('invalid', `${message}。`, [{ at: 'days', message }])
  }
  const lines = items.split('\n').map((line) => line.trim())
  const payload = { days, items: lines.filter((line) => line !== ''), clock: CLOCK_TO_COME }
  return { type: 'correction-asked', payload }
}

export const CorrectedForm = z.object({
  happenedOn: requiredDay('收到补正的日期'),
  subject: requiredText('所需信息名称', { max: 200 }),
  description: requiredText('所需信息的描述', { max: 5000 }),
})
export type CorrectedForm = z.output<typeof CorrectedForm>

/**
 * Takes in the corrected application: 20 working days run anew from the day it was received (条例 第三十条). It stays the
 * same 件 of the register. @throws Refusal of `takeStep`
 */
export function receiveCorrection(
  room: CaseRoom,
  officer: Officer,
  ref: CaseRef,
  { happenedOn, ...corrected }: CorrectedForm,
  now: Temporal.Instant,
): Promise<Handled> {
  return takeStep(room, officer, ref, 'receive-correction', now, () => ({
    body: { type: 'corrected', payload: { ...corrected, clock: CLOCK_TO_COME } },
    happenedOn,
  }))
}
