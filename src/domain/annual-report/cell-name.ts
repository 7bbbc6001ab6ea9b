import {
  requestColumnLabel,
  requestRowName,
  reviewColumnLabel,
  reviewGroupName,
} from '../../law/annual-report/cell-paths.ts'
import type { ReportFormat } from '../../law/annual-report/figures.ts'
import { findActiveRowForm } from '../../law/annual-report/formats.ts'
import { parseCellPath } from './cell-path.ts'

/** A cell as a clerk would name it: （四）无法提供/1.本机关不掌握相关政府信息，自然人. Undefined where the form has none. */
export function findCellName(format: ReportFormat, path: string): string | undefined {
  const cell = parseCellPath(format, path)
  if (!cell) return undefined
  switch (cell.table) {
    case 'requests':
      return `${requestRowName(cell.row)}，${requestColumnLabel(cell.column)}`
    case 'review_litigation':
      return `${reviewGroupName(cell.group)}，${reviewColumnLabel(cell.column)}`
    case 'active': {
      const form = findActiveRowForm(format, cell.row)
      return form && `${form.block.clause}${form.row.label}，${form.block.columns[cell.column]}`
    }
  }
}
