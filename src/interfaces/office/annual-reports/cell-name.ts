import { parseCellPath } from '../../../domain/annual-report/cell-path.ts'
import {
  requestColumnLabel,
  requestRowName,
  reviewColumnLabel,
  reviewGroupName,
} from '../../../law/annual-report/cell-paths.ts'
import type { ReportFormat } from '../../../law/annual-report/figures.ts'
import { findActiveRowForm } from '../../../law/annual-report/formats.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'

/** A cell as a clerk would name it: 表三（四）1.本机关不掌握相关政府信息，自然人. @throws Refusal `not-found` */
export function cellNameOf(format: ReportFormat, path: string): string {
  const cell = parseCellPath(format, path)
  if (!cell) throw new Refusal('not-found', '报告中没有这一格。')
  switch (cell.table) {
    case 'requests':
      return `${requestRowName(cell.row)}，${requestColumnLabel(cell.column)}`
    case 'review_litigation':
      return `${reviewGroupName(cell.group)}，${reviewColumnLabel(cell.column)}`
    case 'active': {
      const form = findActiveRowForm(format, cell.row)
      if (!form) throw new Refusal('not-found', '报告中没有这一格。')
      return `${form.block.clause} ${form.row.label}，${form.block.columns[cell.column] ?? ''}`
    }
  }
}
