import type { ActiveRow, RequestRow, RequestRowKey } from './figures.ts'
import {
  findRequestRowForm,
  REQUEST_COLUMNS,
  REVIEW_COLUMNS,
  REVIEW_GROUPS,
  type RequestColumnKey,
  type ReviewColumnKey,
  type ReviewGroupKey,
} from './formats.ts'

/**
 * Stable names of cells: `active.normative_documents.0`, `requests.total.natural_person`,
 * `review_litigation.reconsideration.total`. Columns of table 二 differ between the forms and are numbered from 0.
 */
export function activeCellPath(rowKey: string, column: number): string {
  return `active.${rowKey}.${column}`
}

export function requestCellPath(rowKey: RequestRowKey, column: RequestColumnKey): string {
  return `requests.${rowKey}.${column}`
}

export function reviewCellPath(group: ReviewGroupKey, column: ReviewColumnKey): string {
  return `review_litigation.${group}.${column}`
}

/** 自然人, 商业企业 … 总计. */
export function requestColumnLabel(column: RequestColumnKey): string {
  return REQUEST_COLUMNS.find((candidate) => candidate.key === column)!.label
}

/** The words by which a clerk calls a row of table 三, short enough for a sentence. */
export function requestRowName(row: RequestRow | RequestRowKey): string {
  const form = findRequestRowForm(typeof row === 'string' ? row : row.key)
  const label = form?.label ?? (typeof row === 'string' ? row : row.label)
  return label.replace('（区分处理的，只计这一情形，不计其他情形）', '')
}

export function activeRowName(row: ActiveRow): string {
  return `${row.clause}“${row.label}”`
}

export function reviewGroupName(group: ReviewGroupKey): string {
  const form = REVIEW_GROUPS.find((candidate) => candidate.key === group)!
  return form.parent === null ? form.label : `${form.parent}（${form.label}）`
}

export function reviewColumnLabel(column: ReviewColumnKey): string {
  return REVIEW_COLUMNS.find((candidate) => candidate.key === column)!.label
}
