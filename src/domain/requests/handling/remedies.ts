import { z } from 'zod'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import {
  choice,
  requiredDay,
  requiredInteger,
  requiredText,
} from '../../../platform/web/form-fields.ts'
import type { Officer } from '../../accounts/officer.ts'
import { REMEDY_KINDS, REMEDY_RESULTS } from '../case.ts'
import type { CaseRef, CaseRoom } from '../case-room.ts'
import type { CaseState } from '../case-state.ts'
import { assertNotBefore, takeStep, type Handled } from './take-step.ts'

export const RemedyForm = z.object({
  kind: choice('救济类型', REMEDY_KINDS),
  body: requiredText('复议机关或者法院', { max: 200 }),
  happenedOn: requiredDay('收到受理通知的日期'),
})
export type RemedyForm = z.output<typeof RemedyForm>

/**
 * Records a 行政复议 or 行政诉讼 against the handling of this case (条例 第五十一条), pending until decided. The report
 * counts it in its fourth table. @throws Refusal `invalid` for 复议后起诉 without a reconsideration in the case
 */
export function fileRemedy(
  room: CaseRoom,
  officer: Officer,
  ref: CaseRef,
  { kind, body, happenedOn }: RemedyForm,
  now: Temporal.Instant,
): Promise<Handled> {
  return takeStep(room, officer, ref, 'file-remedy', now, ({ state }) => {
    if (kind === 'after_reconsideration') assertReconsidered(state)
    const payload = { number: state.remedies.length + 1, kind, body }
    return { body: { type: 'remedy-filed', payload }, happenedOn }
  })
}

function assertReconsidered({ remedies }: CaseState): void {
  if (remedies.some(({ kind }) => kind === 'reconsideration')) return
  const message = '本案没有行政复议记录，不能登记为复议后起诉'
  throw new Refusal('invalid', `${message}。`, [{ at: 'kind', message }])
}

export const RemedyDecisionForm = z.object({
  number: requiredInteger('案件序号', { min: 1 }),
  result: choice('结果', REMEDY_RESULTS),
  summary: requiredText('结果摘要', { max: 2000 }),
  happenedOn: requiredDay('决定或者裁判的日期'),
})
export type RemedyDecisionForm = z.output<typeof RemedyDecisionForm>

/**
 * Records the outcome: 维持, 纠正 or 其他结果 of the report's fourth table.
 * @throws Refusal `not-found` when no such proceeding is pending; `invalid` for a day before it was filed
 */
export function decideRemedy(
  room: CaseRoom,
  officer: Officer,
  ref: CaseRef,
  { happenedOn, ...payload }: RemedyDecisionForm,
  now: Temporal.Instant,
): Promise<Handled> {
  return takeStep(room, officer, ref, 'decide-remedy', now, ({ state }) => {
    const pending = state.remedies.find(({ number }) => number === payload.number)
    if (!pending || pending.decidedOn) {
      throw new Refusal('not-found', '没有这件尚未审结的复议或者诉讼。')
    }
    assertNotBefore(happenedOn, pending.filedOn, '结果的日期不能早于受理日期')
    return { body: { type: 'remedy-decided', payload }, happenedOn }
  })
}
