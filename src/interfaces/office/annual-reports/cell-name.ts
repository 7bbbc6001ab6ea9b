import { findCellName } from '../../../domain/annual-report/cell-name.ts'
import type { ReportFormat } from '../../../law/annual-report/figures.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'

/** A cell as a clerk would name it. @throws Refusal `not-found` */
export function cellNameOf(format: ReportFormat, path: string): string {
  const name = findCellName(format, path)
  if (name === undefined) throw new Refusal('not-found', '报告中没有这一格。')
  return name
}
