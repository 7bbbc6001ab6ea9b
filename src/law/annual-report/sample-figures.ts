import type { ActiveRow, Cell, ReportFigures, ReportFormat, RequestRowKey } from './figures.ts'
import { REPORT_FORMS, REQUEST_COLUMNS, REVIEW_COLUMNS, type ReviewGroupKey } from './formats.ts'

/** What differs from an empty report: everything not named is `0`. */
export interface FiguresSketch {
  readonly agency?: string | null
  readonly year?: number | null
  readonly active?: Readonly<Record<string, readonly Cell[]>>
  readonly requests?: Readonly<Partial<Record<RequestRowKey, readonly Cell[]>>>
  readonly review?: Readonly<Partial<Record<ReviewGroupKey, readonly Cell[]>>>
}

/** Complete figures of a form from a sketch: the builder of tests and of empty reports. */
export function buildFigures(format: ReportFormat, sketch: FiguresSketch = {}): ReportFigures {
  const form = REPORT_FORMS[format]
  const zeros = (count: number): readonly Cell[] => Array.from({ length: count }, () => '0')
  const group = (key: ReviewGroupKey) => sketch.review?.[key] ?? zeros(REVIEW_COLUMNS.length)
  return {
    agency: sketch.agency === undefined ? '示例局' : sketch.agency,
    year: sketch.year === undefined ? (format === '2019' ? 2020 : 2023) : sketch.year,
    format,
    active: {
      rows: form.active.flatMap((block) =>
        block.rows.map((row): ActiveRow => ({
          clause: block.clause,
          key: row.key,
          label: row.label,
          columns: block.columns,
          cells: sketch.active?.[row.key] ?? zeros(block.columns.length),
        })),
      ),
    },
    requests: {
      columns: REQUEST_COLUMNS.map((column) => column.label),
      rows: form.requests.map((row) => ({
        key: row.key,
        label: row.label,
        cells: sketch.requests?.[row.key] ?? zeros(REQUEST_COLUMNS.length),
      })),
    },
    review_litigation: {
      columns: REVIEW_COLUMNS.map((column) => column.label),
      reconsideration: group('reconsideration'),
      direct_suit: group('direct_suit'),
      after_reconsideration: group('after_reconsideration'),
    },
  }
}
