import type {
  ActiveRow,
  ReportFigures,
  RequestRow,
  ReviewLitigation,
} from '../../../law/annual-report/figures.ts'

/**
 * The figures in the interchange shape, keys always in this order, two spaces of indent, a line end at the end:
 * the same report is the same file.
 */
export function renderReportJson(figures: ReportFigures): string {
  return `${JSON.stringify(interchange(figures), undefined, 2)}\n`
}

/** Takes only what the shape names, so nothing else that an object carries is ever published. */
function interchange({ agency, year, format, active, requests, review_litigation }: ReportFigures) {
  return {
    agency,
    year,
    format,
    active: { rows: active.rows.map(activeRow) },
    requests: { columns: requests.columns, rows: requests.rows.map(requestRow) },
    review_litigation: reviewLitigation(review_litigation),
  } satisfies ReportFigures
}

const activeRow = ({ clause, key, label, columns, cells }: ActiveRow): ActiveRow => ({
  clause,
  key,
  label,
  columns,
  cells,
})

const requestRow = ({ key, label, cells }: RequestRow): RequestRow => ({ key, label, cells })

const reviewLitigation = (tables: ReviewLitigation): ReviewLitigation => ({
  columns: tables.columns,
  reconsideration: tables.reconsideration,
  direct_suit: tables.direct_suit,
  after_reconsideration: tables.after_reconsideration,
})
