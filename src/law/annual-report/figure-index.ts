import { activeCellPath, requestCellPath, reviewCellPath } from './cell-paths.ts'
import { parseCell, type CellValue } from './cell-values.ts'
import type { ActiveRow, ReportFigures, RequestRow, RequestRowKey } from './figures.ts'
import {
  REQUEST_COLUMNS,
  REVIEW_COLUMNS,
  type RequestColumnKey,
  type ReviewColumnKey,
  type ReviewGroupKey,
} from './formats.ts'

/** A cell found by name: its path and what it says. A row that the report does not have reads as `unread`. */
export interface IndexedCell {
  readonly path: string
  readonly value: CellValue
}

/** Figures with their cells found by key and parsed once. */
export interface FigureIndex {
  readonly figures: ReportFigures
  readonly requestRows: readonly RequestRow[]
  request(row: RequestRowKey, column: RequestColumnKey): IndexedCell
  review(group: ReviewGroupKey, column: ReviewColumnKey): IndexedCell
  active(row: string, column: number): IndexedCell
  findActiveRow(row: string): ActiveRow | undefined
  hasRequestRow(row: RequestRowKey): boolean
  /** Detail rows of part 三 the report should have: with one or with three rows under （六）其他处理. */
  detailRows(): readonly RequestRowKey[]
}

const UNREAD: CellValue = { kind: 'unread' }

export function indexFigures(figures: ReportFigures): FigureIndex {
  const requestRows = new Map(figures.requests.rows.map((row) => [row.key, row]))
  const activeRows = new Map(figures.active.rows.map((row) => [row.key as string, row]))
  const valueAt = (cells: readonly (string | null)[] | undefined, position: number): CellValue => {
    const cell = cells?.[position]
    return cell === undefined ? UNREAD : parseCell(cell)
  }
  return {
    figures,
    requestRows: figures.requests.rows,
    request: (row, column) => ({
      path: requestCellPath(row, column),
      value: valueAt(
        requestRows.get(row)?.cells,
        REQUEST_COLUMNS.findIndex((candidate) => candidate.key === column),
      ),
    }),
    review: (group, column) => ({
      path: reviewCellPath(group, column),
      value: valueAt(
        figures.review_litigation[group],
        REVIEW_COLUMNS.findIndex((candidate) => candidate.key === column),
      ),
    }),
    active: (row, column) => ({
      path: activeCellPath(row, column),
      value: valueAt(activeRows.get(row)?.cells, column),
    }),
    findActiveRow: (row) => activeRows.get(row),
    hasRequestRow: (row) => requestRows.has(row),
    detailRows: () => detailRowsOf(figures, (key) => requestRows.has(key)),
  }
}

const OTHER_ROWS_2021: readonly RequestRowKey[] = [
  'other_1_no_correction',
  'other_2_no_fee',
  'other_3_other',
]

const COMMON_DETAIL_ROWS: readonly RequestRowKey[] = [
  'open',
  'partial',
  'refuse_1_state_secret',
  'refuse_2_law_forbidden',
  'refuse_3_safety_stability',
  'refuse_4_third_party',
  'refuse_5_internal',
  'refuse_6_process',
  'refuse_7_enforcement_file',
  'refuse_8_admin_query',
  'unable_1_not_held',
  'unable_2_must_create',
  'unable_3_still_unclear',
  'reject_1_petition',
  'reject_2_repeat',
  'reject_3_publication',
  'reject_4_excessive',
  'reject_5_reconfirm',
]

function detailRowsOf(
  figures: ReportFigures,
  has: (key: RequestRowKey) => boolean,
): readonly RequestRowKey[] {
  const single = has('other') || (figures.format === '2019' && !OTHER_ROWS_2021.some(has))
  const extra = OTHER_ROWS_2021.filter((key) => single && has(key))
  return [...COMMON_DETAIL_ROWS, ...(single ? ['other' as const, ...extra] : OTHER_ROWS_2021)]
}
