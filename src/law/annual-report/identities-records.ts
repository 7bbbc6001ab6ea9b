import { parseCell, summand } from './cell-values.ts'
import { indexFigures, type FigureIndex } from './figure-index.ts'
import type { ReportFigures } from './figures.ts'
import { REQUEST_COLUMNS, REVIEW_COLUMNS, REVIEW_GROUPS } from './formats.ts'
import { reportError, type ReportProblem } from './problem.ts'
import type { ReportContext } from './report-context.ts'

/** S3-7, A19-5, A21-3: every cell equals what the ledger and the registers count. */
export function* checkAgainstRecords(
  index: FigureIndex,
  context: ReportContext,
): Generator<ReportProblem> {
  const registerId = index.figures.format === '2019' ? 'A19-1' : 'A21-3'
  for (const [path, value] of cellsByPath(index.figures)) {
    const ledger = context.ledger?.get(path)
    const register = context.registers?.get(path)
    const counted = ledger ?? register
    if (counted === undefined || value === counted) continue
    const id =
      ledger === undefined ? registerId : path.startsWith('requests.other.') ? 'A19-5' : 'S3-7'
    const source = ledger === undefined ? '登记簿' : '台账'
    yield reportError(
      id,
      [path],
      `本格填${value}，${source}统计为${counted}，相差${Math.abs(value - counted)}`,
    )
  }
}

/** AG-1: a regional report equals the sum of its units, cell by cell, for tables 二 to 四. */
export function* checkAgainstUnits(
  index: FigureIndex,
  units: NonNullable<ReportContext['units']>,
): Generator<ReportProblem> {
  const totals = new Map<string, number>()
  for (const unit of units) {
    for (const [path, value] of cellsByPath(unit.figures)) {
      totals.set(path, (totals.get(path) ?? 0) + value)
    }
  }
  for (const [path, value] of cellsByPath(index.figures)) {
    const sum = totals.get(path) ?? 0
    if (Math.abs(sum - value) < 1e-6) continue
    yield {
      id: 'AG-1',
      severity: 'warning',
      at: path,
      cells: [path],
      message: `本格填${value}，${units.length}个单位合计${sum}，相差${Math.abs(sum - value)}，请核对单位是否齐全`,
    }
  }
}

/** All cells that can be summed, by path; cells that were not read are left out. */
function* cellsByPath(figures: ReportFigures): Generator<readonly [string, number]> {
  const index = indexFigures(figures)
  for (const row of figures.active.rows) {
    for (const [at, cell] of row.cells.entries()) {
      const value = summand(parseCell(cell))
      if (value !== undefined) yield [index.active(row.key, at).path, value]
    }
  }
  for (const row of figures.requests.rows) {
    for (const { key } of REQUEST_COLUMNS) {
      const { path, value } = index.request(row.key, key)
      const number = summand(value)
      if (number !== undefined) yield [path, number]
    }
  }
  for (const group of REVIEW_GROUPS) {
    for (const column of REVIEW_COLUMNS) {
      const { path, value } = index.review(group.key, column.key)
      const number = summand(value)
      if (number !== undefined) yield [path, number]
    }
  }
}
