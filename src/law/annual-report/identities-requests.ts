import { requestCellPath, requestColumnLabel, requestRowName } from './cell-paths.ts'
import { isFilled, summand } from './cell-values.ts'
import type { FigureIndex, IndexedCell } from './figure-index.ts'
import type { RequestRowKey } from './figures.ts'
import { REQUEST_COLUMNS, type RequestColumnKey } from './formats.ts'
import { reportError, reportWarning, type ReportProblem } from './problem.ts'
import type { ReportContext } from './report-context.ts'

const CLASSES = REQUEST_COLUMNS.filter((column) => column.key !== 'total')

/** S3-2 … S3-5: table 三 adds up across, down, and between its four parts. */
export function* checkRequests(
  index: FigureIndex,
  context: ReportContext,
): Generator<ReportProblem> {
  yield* checkAcross(index, context)
  for (const { key } of REQUEST_COLUMNS) {
    const balance = checkBalance(index, key)
    if (balance) yield balance
    else yield* checkClosedWithinReceived(index, key)
    yield* checkDetails(index, key)
  }
}

interface Sum {
  readonly cells: readonly IndexedCell[]
  readonly total: number
  readonly anyFilled: boolean
}

/** Undefined when a cell was not read or is no number: then nothing may be concluded. */
function sumOf(cells: readonly IndexedCell[]): Sum | undefined {
  let total = 0
  for (const cell of cells) {
    const value = summand(cell.value)
    if (value === undefined) return undefined
    total += value
  }
  return { cells, total, anyFilled: cells.some((cell) => isFilled(cell.value)) }
}

function pathsOf(first: string, cells: readonly IndexedCell[]): readonly [string, ...string[]] {
  return [first, ...cells.map((cell) => cell.path).filter((path) => path !== first)]
}

/** S3-2: the six applicant classes add up to 总计, row by row. */
function* checkAcross(index: FigureIndex, context: ReportContext): Generator<ReportProblem> {
  const blankTotals: string[] = []
  for (const row of index.requestRows) {
    const parts = sumOf(CLASSES.map((column) => index.request(row.key, column.key)))
    const total = index.request(row.key, 'total')
    const printed = summand(total.value)
    if (!parts || printed === undefined || parts.total === printed) continue
    if (total.value.kind === 'blank') {
      blankTotals.push(total.path)
      continue
    }
    const cells = pathsOf(total.path, parts.cells)
    const name = `表三“${requestRowName(row)}”一行`
    if (!parts.anyFilled) {
      const message = `${name}：总计填${printed}件，六类申请人各栏空白，没有分列`
      yield context.origin === 'inside'
        ? reportError('S3-2', cells, message)
        : reportWarning('S3-2', cells, message)
      continue
    }
    const spelled = parts.cells
      .map((cell, at) => `${CLASSES[at]!.label}${summand(cell.value) ?? 0}件`)
      .join('加')
    yield reportError(
      'S3-2',
      cells,
      `${name}：${spelled}，合计${parts.total}件，与总计${printed}件不等，相差${Math.abs(parts.total - printed)}件`,
    )
  }
  yield* reportBlankTotals(blankTotals, context)
}

/** One sentence for all rows with a blank 总计: a report that leaves them all blank must stay readable. */
function* reportBlankTotals(
  paths: readonly string[],
  context: ReportContext,
): Generator<ReportProblem> {
  const [first, ...rest] = paths
  if (first === undefined) return
  const message = `表三有${paths.length}行填了各类申请人的件数而“总计”一栏空白，无法核对横向合计，应补填`
  yield context.origin === 'inside'
    ? reportError('S3-2', [first, ...rest], message)
    : reportWarning('S3-2', [first, ...rest], message)
}

/** S3-3: 第一项加第二项之和，等于第三项加第四项之和, column by column. */
function checkBalance(index: FigureIndex, column: RequestColumnKey): ReportProblem | undefined {
  const at = (row: RequestRowKey) => index.request(row, column)
  const cells = [at('new'), at('carried_in'), at('total'), at('carried_out')] as const
  const [received, carriedIn, closed, carriedOut] = cells.map((cell) => summand(cell.value))
  if (
    received === undefined ||
    carriedIn === undefined ||
    closed === undefined ||
    carriedOut === undefined ||
    received + carriedIn === closed + carriedOut
  ) {
    return undefined
  }
  const difference = Math.abs(received + carriedIn - closed - carriedOut)
  const paths = pathsOf(requestCellPath('total', column), cells)
  const name = `${requestColumnLabel(column)}一列`
  if (!isFilled(cells[0].value) || !isFilled(cells[2].value)) {
    const blank = isFilled(cells[2].value) ? '第一项（本年新收）' : '第三项总计'
    return reportWarning(
      'S3-3',
      paths,
      `${name}：${blank}空白，无法核对第一项加第二项是否等于第三项加第四项（按0计相差${difference}件）`,
    )
  }
  return reportError(
    'S3-3',
    paths,
    `${name}：第一项${received}件加第二项${carriedIn}件为${received + carriedIn}件，` +
      `与第三项总计${closed}件加第四项${carriedOut}件不等，相差${difference}件`,
  )
}

/** S3-5: no more can be closed than came in; says something only where S3-3 could not be judged. */
function* checkClosedWithinReceived(
  index: FigureIndex,
  column: RequestColumnKey,
): Generator<ReportProblem> {
  const cells = [
    index.request('total', column),
    index.request('new', column),
    index.request('carried_in', column),
  ] as const
  const [closed, received, carriedIn] = cells.map((cell) => summand(cell.value))
  if (closed === undefined || received === undefined || carriedIn === undefined) return
  if (!isFilled(cells[1].value) || closed <= received + carriedIn) return
  yield reportError(
    'S3-5',
    pathsOf(cells[0].path, cells),
    `${requestColumnLabel(column)}一列：第三项总计${closed}件，多于第一项${received}件加第二项${carriedIn}件之和`,
  )
}

/** S3-4: the detail rows of part 三 add up to （七）总计, column by column. */
function* checkDetails(index: FigureIndex, column: RequestColumnKey): Generator<ReportProblem> {
  const details = index.detailRows().map((row) => index.request(row, column))
  const sum = sumOf(details)
  const total = index.request('total', column)
  const printed = summand(total.value)
  if (!sum || printed === undefined || sum.total === printed) return
  const name = `${requestColumnLabel(column)}一列`
  const cells = pathsOf(total.path, details)
  if (total.value.kind === 'blank') {
    yield reportWarning(
      'S3-4',
      cells,
      `${name}：第三项各分项合计${sum.total}件，“（七）总计”空白，应补填`,
    )
    return
  }
  // Sub-rows whose 总计 is blank throughout are already named by S3-2.
  if (column === 'total' && hasBlankTotalOverFilledRow(index)) return
  if (!sum.anyFilled) {
    yield reportWarning(
      'S3-4',
      cells,
      `${name}：“（七）总计”填${printed}件，各分项均空白，没有分列`,
    )
    return
  }
  yield reportError(
    'S3-4',
    cells,
    `${name}：第三项各分项合计${sum.total}件，与“（七）总计”${printed}件不等，相差${Math.abs(sum.total - printed)}件`,
  )
}

function hasBlankTotalOverFilledRow(index: FigureIndex): boolean {
  return index.detailRows().some((row) => {
    if (index.request(row, 'total').value.kind !== 'blank') return false
    return CLASSES.some((column) => (summand(index.request(row, column.key).value) ?? 0) !== 0)
  })
}
