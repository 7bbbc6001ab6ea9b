import type { Problem } from '../../platform/kernel/problem.ts'

/** `error` blocks submission of a report made inside; `warning` needs a look or an explanation. */
export type Severity = 'error' | 'warning'

/**
 * What an identity of the annual report found. `id` names the identity (S3-3, A21-2, TX-1 …), `at` is the cell to
 * look at first, `cells` are all cells concerned, as paths of `cell-paths.ts`.
 */
export interface ReportProblem extends Problem {
  readonly id: string
  readonly severity: Severity
  readonly cells: readonly string[]
}

/** An error at a cell or, for things that are not cells, at a word such as `year` or `sections`. */
export function reportError(
  id: string,
  cells: readonly [string, ...string[]],
  message: string,
): ReportProblem {
  return { id, severity: 'error', at: cells[0], cells, message }
}

export function reportWarning(
  id: string,
  cells: readonly [string, ...string[]],
  message: string,
): ReportProblem {
  return { id, severity: 'warning', at: cells[0], cells, message }
}
