import { z } from 'zod'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import {
  optionalDay,
  requiredDay,
  requiredInteger,
  requiredText,
} from '../../../platform/web/form-fields.ts'
import type { Officer } from '../../accounts/officer.ts'
import type { CaseRef, CaseRoom } from '../case-room.ts'
import { overturningRemedies } from '../overturned.ts'
import { assertNotBefore, CLOCK_TO_COME, takeStep, type Handled } from './take-step.ts'

export const AnewForm = z.object({
  remedy: requiredInteger('复议、诉讼的序号', { min: 1 }),
  orders: requiredText('决定、判决的要求', { max: 2000 }),
  dueOn: optionalDay('决定、判决确定的答复期限'),
  happenedOn: requiredDay('收到决定、判决的日期'),
})
export type AnewForm = z.output<typeof AnewForm>

/**
 * A reconsideration decision or a judgment overturned the answer: the application is open again and is answered anew,
 * through the whole chain of review. The period is the one the decision sets; where it sets none, 20 working days from
 * the next day (条例 第三十三条). The earlier answer stays on file and in the report of its year, once; the outcome of
 * the proceeding stands in the report's fourth table.
 * @throws Refusal `not-found` for a proceeding that overturned nothing; `invalid` for a day before the outcome, or a
 * limit before it
 */
export function answerAnew(
  room: CaseRoom,
  officer: Officer,
  ref: CaseRef,
  { remedy, orders, dueOn, happenedOn }: AnewForm,
  now: Temporal.Instant,
): Promise<Handled> {
  return takeStep(room, officer, ref, 'answer-anew', now, ({ state }) => {
    const found = overturningRemedies(state).find(({ number }) => number === remedy)
    if (!found) throw new Refusal('not-found', '没有这件纠正了答复的复议或者诉讼。')
    assertNotBefore(happenedOn, found.decidedOn!, '收到的日期不能早于决定、判决的日期')
    if (dueOn && Temporal.PlainDate.compare(dueOn, happenedOn) < 0) {
      const message = '确定的期限不能早于收到决定、判决的日期'
      throw new Refusal('invalid', `${message}。`, [{ at: 'dueOn', message }])
    }
    const payload = { remedy, orders, dueOn: dueOn ?? null, clock: CLOCK_TO_COME }
    return { body: { type: 'answer-ordered', payload }, happenedOn }
  })
}
