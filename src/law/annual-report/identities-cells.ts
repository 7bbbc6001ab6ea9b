import {
  activeCellPath,
  activeRowName,
  requestCellPath,
  requestRowName,
  reviewCellPath,
  reviewGroupName,
} from './cell-paths.ts'
import { parseCell, type CellValue } from './cell-values.ts'
import type { Cell, ReportFigures } from './figures.ts'
import { findActiveRowForm, REQUEST_COLUMNS, REVIEW_COLUMNS, REVIEW_GROUPS } from './formats.ts'
import { reportError, reportWarning, type ReportProblem } from './problem.ts'
import type { ReportContext } from './report-context.ts'

/** One cell with all that is needed to judge it by itself. */
interface LoneCell {
  readonly id: string
  readonly table: '表二' | '表三' | '表四'
  readonly path: string
  readonly name: string
  readonly cell: Cell
  /** 增/减 may be negative; amounts of money may have decimals; the rest are counts. */
  readonly kind: 'count' | 'change' | 'amount'
  readonly blankAllowed: boolean
}

/**
 * S3-1 and its like for tables 二 and 四: every cell a non-negative integer (amounts: a non-negative number,
 * 增/减: an integer). Blank is not zero: an error in a report made here, one warning per table in an imported one.
 */
export function* checkCells(
  figures: ReportFigures,
  context: ReportContext,
): Generator<ReportProblem> {
  const cells = [...activeCells(figures), ...requestCells(figures), ...reviewCells(figures)]
  const unfilled: LoneCell[] = []
  for (const lone of cells) {
    const value = parseCell(lone.cell)
    if (value.kind === 'blank' && lone.blankAllowed) continue
    if (value.kind === 'blank' || value.kind === 'absent') unfilled.push(lone)
    else yield* checkValue(lone, value)
  }
  for (const table of ['表二', '表三', '表四'] as const) {
    const here = unfilled.filter((lone) => lone.table === table)
    yield* context.origin === 'inside' ? unfilledInside(here) : unfilledImported(here)
  }
}

function* checkValue(lone: LoneCell, value: CellValue): Generator<ReportProblem> {
  if (value.kind === 'malformed') {
    yield reportError(lone.id, [lone.path], `${lone.name}填的是“${value.text}”，不是数字`)
    return
  }
  if (value.kind !== 'number') return
  if (lone.kind !== 'change' && value.value < 0) {
    yield reportError(lone.id, [lone.path], `${lone.name}填的是${value.text}，不能是负数`)
  } else if (lone.kind !== 'amount' && !Number.isInteger(value.value)) {
    yield reportError(lone.id, [lone.path], `${lone.name}填的是${value.text}，件数应为整数`)
  }
}

function* unfilledInside(cells: readonly LoneCell[]): Generator<ReportProblem> {
  for (const lone of cells) {
    const what = lone.cell?.trim() ? `填的是“${lone.cell.trim()}”` : '空白'
    yield reportError(lone.id, [lone.path], `${lone.name}${what}，没有的应填0`)
  }
}

function* unfilledImported(cells: readonly LoneCell[]): Generator<ReportProblem> {
  const [first, ...rest] = cells
  if (!first) return
  const marked = cells.filter((lone) => (lone.cell ?? '').trim() !== '')
  const blank = cells.length - marked.length
  const mark = marked[0]?.cell?.trim() ?? ''
  const found = [
    ...(blank > 0 ? [`${blank}格空白`] : []),
    ...(marked.length > 0 ? [`${marked.length}格填“${mark}”等符号`] : []),
  ].join('、')
  yield reportWarning(
    first.id,
    [first.path, ...rest.map((lone) => lone.path)],
    `${first.table}有${found}，合计时按0计；没有的应填0，空白不等于零`,
  )
}

function* activeCells(figures: ReportFigures): Generator<LoneCell> {
  const is2019 = figures.format === '2019'
  for (const row of figures.active.rows) {
    const form = findActiveRowForm(figures.format, row.key)
    if (!form) continue
    for (const [at, cell] of row.cells.entries()) {
      const column = form.block.columns[at] ?? ''
      const isAmount = column.includes('金额')
      yield {
        id: is2019 ? (isAmount ? 'A19-4' : 'A19-1') : isAmount ? 'A21-4' : 'A21-1',
        table: '表二',
        path: activeCellPath(row.key, at),
        name: `表二${activeRowName(row)}的“${column}”`,
        cell,
        kind: column === '本年增/减' ? 'change' : isAmount ? 'amount' : 'count',
        blankAllowed: form.row.blankAllowed.includes(at),
      }
    }
  }
}

function* requestCells(figures: ReportFigures): Generator<LoneCell> {
  for (const row of figures.requests.rows) {
    for (const [at, column] of REQUEST_COLUMNS.entries()) {
      yield {
        id: 'S3-1',
        table: '表三',
        path: requestCellPath(row.key, column.key),
        name: `表三“${requestRowName(row)}”的“${column.label}”`,
        cell: row.cells[at] ?? null,
        kind: 'count',
        blankAllowed: false,
      }
    }
  }
}

function* reviewCells(figures: ReportFigures): Generator<LoneCell> {
  for (const group of REVIEW_GROUPS) {
    for (const [at, column] of REVIEW_COLUMNS.entries()) {
      yield {
        id: 'S4-1',
        table: '表四',
        path: reviewCellPath(group.key, column.key),
        name: `表四${reviewGroupName(group.key)}的“${column.label}”`,
        cell: figures.review_litigation[group.key][at] ?? null,
        kind: 'count',
        blankAllowed: false,
      }
    }
  }
}
