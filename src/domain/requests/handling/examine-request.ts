import { z } from 'zod'
import { examine } from '../../../law/examination-path.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { Officer } from '../../accounts/officer.ts'
import type { CaseRef, CaseRoom } from '../case-room.ts'
import { examinationFacts } from '../examination-facts.ts'
import { takeStep, type Handled } from './take-step.ts'

/** The ids of the answers given, in order; an address carries them joined by full stops. */
export const ExaminationForm = z.object({
  answers: z
    .string()
    .max(400)
    .transform((text) => text.split('.').filter((id) => id !== '')),
})
export type ExaminationForm = z.output<typeof ExaminationForm>

/**
 * Records an examination that came to a disposition (条例 第三十条、第三十六条至第三十九条): the answers and what they led
 * to. The reply is then drafted to it. Nothing else of the case moves.
 *
 * @throws Refusal `incomplete` while the answers lead to no disposition, or to one that the course of the case has
 * made impossible meanwhile; those of `takeStep`
 */
export function examineRequest(
  room: CaseRoom,
  officer: Officer,
  ref: CaseRef,
  { answers }: ExaminationForm,
  now: Temporal.Instant,
): Promise<Handled> {
  return takeStep(room, officer, ref, 'examine', now, ({ state, today }) => {
    const walked = examine(answers, examinationFacts(state, today))
    if (!walked.ok) {
      throw new Refusal('incomplete', walked.problems[0]!.message, walked.problems)
    }
    const { outcome, trail } = walked.value
    if (outcome === null || !('conclude' in outcome)) {
      throw new Refusal('incomplete', '审查还没有得出答复类型，请继续回答。')
    }
    const given = trail.map(({ question, answer }) => ({
      question: question.id,
      answer: answer.id,
    }))
    const payload = { answers: given, disposition: outcome.conclude }
    return { body: { type: 'examined', payload }, happenedOn: today }
  })
}
