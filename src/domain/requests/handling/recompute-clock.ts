import { z } from 'zod'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { requiredText } from '../../../platform/web/form-fields.ts'
import type { Officer } from '../../accounts/officer.ts'
import { recordedClock } from '../case-clock.ts'
import type { CaseRef, CaseRoom } from '../case-room.ts'
import { isSameClock } from '../moved-clocks.ts'
import { CLOCK_TO_COME, takeStep, type Handled } from './take-step.ts'

export const RecomputeForm = z.object({ notice: requiredText('依据的放假通知', { max: 200 }) })
export type RecomputeForm = z.output<typeof RecomputeForm>

/**
 * Records the days of a case anew after a holiday notice, signed by the head.
 * @throws Refusal `wrong-state` when nothing moves; those of `takeStep`
 */
export function recomputeClock(
  room: CaseRoom,
  officer: Officer,
  ref: CaseRef,
  { notice }: RecomputeForm,
  now: Temporal.Instant,
): Promise<Handled> {
  return takeStep(room, officer, ref, 'recompute-clock', now, ({ state, today }) => {
    if (isSameClock(state.clock, recordedClock(state, room.calendar))) {
      throw new Refusal('wrong-state', '按现有的放假安排，这件申请的期限没有变化。')
    }
    const payload = { notice, clock: CLOCK_TO_COME }
    return { body: { type: 'clock-recomputed', payload }, happenedOn: today }
  })
}
