import type { Criteria } from '../criteria.ts'
import type { Answers } from './answers.ts'
import { judge, type Judgement, type Outcome } from './judge.ts'

/** What the finder needs to know of an item. */
export interface Findable {
  readonly item: { readonly criteria: Criteria }
  /** its basis has lapsed, or its own time is over */
  readonly isFlagged: boolean
}

export interface Found<T extends Findable> {
  readonly found: T
  readonly judgement: Judgement
}

export type FoundByOutcome<T extends Findable> = Readonly<Record<Outcome, readonly Found<T>[]>>

/**
 * Sorts items by what the answers say of them. Within an outcome: what still applies before what has lapsed, fewer
 * conditions missing or open first, then what asks for more and so fits this firm more closely, then as given.
 */
export function findPolicies<T extends Findable>(
  items: readonly T[],
  answers: Answers,
): FoundByOutcome<T> {
  const judged = items
    .map((found) => ({ found, judgement: judge(found.item.criteria, answers) }))
    .toSorted((a, b) => rankOf(a) - rankOf(b))
  const by = (outcome: Outcome) => judged.filter(({ judgement }) => judgement.outcome === outcome)
  return { meets: by('meets'), 'may-meet': by('may-meet'), nearly: by('nearly'), not: by('not') }
}

/** One number, smaller first; no item has a hundred conditions. */
function rankOf({ found, judgement }: Found<Findable>): number {
  const { unmet, unknown, findings } = judgement
  const met = findings.length - unmet - unknown
  return (found.isFlagged ? 1_000_000 : 0) + unmet * 10_000 + unknown * 100 + (99 - met)
}
