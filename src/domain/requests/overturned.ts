/** 复议、诉讼纠正的答复: which proceedings overturned the answer and have not been acted on. */
import type { CaseState, Remedy } from './case-state.ts'

/** Each is acted on once; a later one may overturn the new answer, too. */
export function overturningRemedies({ remedies, order }: CaseState): readonly Remedy[] {
  return remedies.filter(
    ({ result, number }) => result === 'corrected' && number > (order?.remedy ?? 0),
  )
}
