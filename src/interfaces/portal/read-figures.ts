import type { ReadReport } from '../../domain/annual-report/reading/read-report-types.ts'
import { REPORT_FORMS } from '../../law/annual-report/formats.ts'
import type {
  ActiveRow,
  Cell,
  ReportFigures,
  ReviewLitigation,
} from '../../law/annual-report/figures.ts'

/** Stands in the table where a cell was not read, so that nobody takes it for a blank. */
const UNREAD = '未读'
const shown = (cell: Cell): string => cell ?? UNREAD

/** What was read, ready for the official tables. A report of no known form is shown in the present one. */
export function figuresToShow(report: ReadReport): ReportFigures {
  const format = report.format ?? '2021'
  const review = report.review_litigation
  return {
    agency: report.agency,
    year: report.year,
    format,
    active: {
      // rows no form has are left aside by the tables and listed apart
      rows: report.active.rows.map((row) => ({ ...row, cells: row.cells.map(shown) }) as ActiveRow),
    },
    requests: {
      columns: report.requests.columns,
      rows: report.requests.rows.map((row) => ({ ...row, cells: row.cells.map(shown) })),
    },
    review_litigation: {
      columns: review.columns,
      reconsideration: review.reconsideration.map(shown),
      direct_suit: review.direct_suit.map(shown),
      after_reconsideration: review.after_reconsideration.map(shown),
    } satisfies ReviewLitigation,
  }
}

export interface OutsideRow {
  readonly label: string
  readonly cells: readonly string[]
}

export function rowsOutsideForm(report: ReadReport): OutsideRow[] {
  const form = REPORT_FORMS[report.format ?? '2021']
  const known = new Set<string>([
    ...form.active.flatMap(({ rows }) => rows.map(({ key }) => key)),
    ...form.requests.map(({ key }) => key),
  ])
  return [...report.active.rows, ...report.requests.rows]
    .filter(({ key }) => !known.has(key))
    .map(({ label, cells }) => ({ label, cells: cells.map(shown) }))
}
