import {
  activeCellPath,
  requestCellPath,
  reviewCellPath,
} from '../../law/annual-report/cell-paths.ts'
import type { Cell, ReportFigures } from '../../law/annual-report/figures.ts'
import { REQUEST_COLUMNS, REVIEW_COLUMNS, REVIEW_GROUPS } from '../../law/annual-report/formats.ts'

/** A cell that two sets of figures fill differently; `undefined` where one has no such cell. */
export interface CellDifference {
  readonly path: string
  readonly before: Cell | undefined
  readonly after: Cell | undefined
}

/** Every cell by its path, in printed order. */
export function cellsByPath(figures: ReportFigures): Map<string, Cell> {
  const cells = new Map<string, Cell>()
  for (const row of figures.active.rows)
    for (const [column, cell] of row.cells.entries())
      cells.set(activeCellPath(row.key, column), cell)
  for (const row of figures.requests.rows)
    for (const [at, { key }] of REQUEST_COLUMNS.entries())
      cells.set(requestCellPath(row.key, key), row.cells[at] ?? null)
  for (const { key: group } of REVIEW_GROUPS)
    for (const [at, { key }] of REVIEW_COLUMNS.entries())
      cells.set(reviewCellPath(group, key), figures.review_litigation[group][at] ?? null)
  return cells
}

/** The cells in which two sets of figures differ, in printed order. */
export function diffFigures(before: ReportFigures, after: ReportFigures): CellDifference[] {
  const old = cellsByPath(before)
  const now = cellsByPath(after)
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((path) => ({ path, before: old.get(path), after: now.get(path) }))
    .filter((cell) => cell.before !== cell.after)
}
