import type {
  ActiveRowKey,
  Cell,
  ReportFormat,
  RequestRow,
  ReviewLitigation,
} from '../../../law/annual-report/figures.ts'
import type { ReportProblem } from '../../../law/annual-report/problem.ts'

/** A cell, or a thing such as `year`, that could not be read, and why, in Chinese. */
export interface UnreadCell {
  readonly at: string
  readonly why: string
}

/** A row of table 二 as read. Rows no form has keep their place, under a key that is not the form's. */
export interface ReadActiveRow {
  readonly clause: string
  readonly key: ActiveRowKey | 'other_disclosed_documents' | `extra_${number}`
  readonly label: string
  readonly columns: readonly string[]
  readonly cells: readonly Cell[]
}

/**
 * A report somebody else made, as read from a file: the interchange shape of the figures with what is wrong with
 * them and what could not be read. A published blank is `''`, a cell that was not read is `null` and is listed in
 * `unread` by its path.
 */
export interface ReadReport {
  readonly agency: string | null
  readonly year: number | null
  readonly format: ReportFormat | null
  readonly active: { readonly rows: readonly ReadActiveRow[] }
  readonly requests: { readonly columns: readonly string[]; readonly rows: readonly RequestRow[] }
  readonly review_litigation: ReviewLitigation
  readonly problems: readonly ReportProblem[]
  readonly unread: readonly UnreadCell[]
}
