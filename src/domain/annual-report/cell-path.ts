import type { ActiveRowKey, ReportFormat, RequestRowKey } from '../../law/annual-report/figures.ts'
import {
  findActiveRowForm,
  REPORT_FORMS,
  REQUEST_COLUMNS,
  REVIEW_COLUMNS,
  REVIEW_GROUPS,
  type RequestColumnKey,
  type ReviewColumnKey,
  type ReviewGroupKey,
} from '../../law/annual-report/formats.ts'

/** A cell named by a path of `law/annual-report/cell-paths.ts`, taken apart. */
export type CellName =
  | { readonly table: 'active'; readonly row: ActiveRowKey; readonly column: number }
  | {
      readonly table: 'requests'
      readonly row: RequestRowKey
      readonly column: RequestColumnKey
    }
  | {
      readonly table: 'review_litigation'
      readonly group: ReviewGroupKey
      readonly column: ReviewColumnKey
    }

/** The cell a path names in a form, or undefined when the form has no such cell. */
export function parseCellPath(format: ReportFormat, path: string): CellName | undefined {
  const [table, row = '', column = '', ...rest] = path.split('.')
  if (rest.length > 0) return undefined
  if (table === 'active') return activeCell(format, row, column)
  if (table === 'requests') return requestCell(format, row, column)
  if (table === 'review_litigation') return reviewCell(row, column)
  return undefined
}

function activeCell(format: ReportFormat, key: string, column: string): CellName | undefined {
  const found = findActiveRowForm(format, key)
  if (!found || !/^\d$/.test(column) || Number(column) >= found.block.columns.length)
    return undefined
  return { table: 'active', row: found.row.key, column: Number(column) }
}

function requestCell(format: ReportFormat, key: string, columnKey: string): CellName | undefined {
  const row = REPORT_FORMS[format].requests.find((candidate) => candidate.key === key)
  const column = REQUEST_COLUMNS.find((candidate) => candidate.key === columnKey)
  return row && column && { table: 'requests', row: row.key, column: column.key }
}

function reviewCell(key: string, columnKey: string): CellName | undefined {
  const group = REVIEW_GROUPS.find((candidate) => candidate.key === key)
  const column = REVIEW_COLUMNS.find((candidate) => candidate.key === columnKey)
  return group && column && { table: 'review_litigation', group: group.key, column: column.key }
}
