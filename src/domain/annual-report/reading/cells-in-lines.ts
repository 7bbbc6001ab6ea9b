import { parseCell, summand } from '../../../law/annual-report/cell-values.ts'
import type { ValueKind } from './expected-rows.ts'
import { readRow, unreadRow, WHY, type RowReading } from './row-reading.ts'
import { agreedCells, waysToCut } from './split-digits.ts'
import type { TextPiece } from './source-document.ts'
import type { TokenLine, TokenValues } from './value-record.ts'

/** Centres of the columns, left to right, as displayed on a page. */
export interface LineColumns {
  readonly page: number
  readonly line: number
  readonly columns: readonly { readonly from: number; readonly to: number }[]
}

export interface LineHabits {
  /** Places are measured: cells of one row may stand at different heights, but never one under the other. */
  readonly measured: boolean
  /** Rows that show all their columns, to place the values of a row with blanks. */
  columnsNear(line: TokenLine, count: number): readonly LineColumns[]
  /** Values are run together somewhere in the text (`0000000`), so borders may have to be put back. */
  readonly runsTogether: boolean
}

/** The cells of a row of which only the order, and perhaps the place, of its values is known. */
export function cellsInLines(
  values: TokenValues,
  kinds: readonly ValueKind[],
  habits: LineHabits,
): RowReading {
  const count = kinds.length
  const whole = values.lines.filter((line) => line.tokens.length === count && isWhole(line))
  if (whole.length === 1 && values.lines.every((line) => isStray(line, whole[0]!, count))) {
    return joinWrapped(whole[0]!, values.lines)
  }
  const tokens = inOrder(values, habits)
  if (!tokens) return unreadRow(count, WHY.wrapped)
  if (tokens.length === count && values.lines.every(isWhole)) {
    return readRow(tokens.map((token) => token.text))
  }
  if (tokens.length > count) return unreadRow(count, WHY.more)
  const placed = placeByColumn(values, count, habits)
  if (placed) return placed
  return habits.runsTogether ? cutRun(tokens, kinds) : unreadRow(count, WHY.fewer)
}

/** The values of all lines from left to right; undefined when one stands under another. */
function inOrder(values: TokenValues, { measured }: LineHabits): readonly TextPiece[] | undefined {
  const tokens = values.lines.flatMap((line) => line.tokens)
  if (!measured || values.lines.length === 1) return tokens
  const sorted = [...tokens].sort((left, right) => left.from - right.from)
  const stacked = sorted.some((token, at) => at > 0 && overlaps(token, sorted[at - 1]!))
  return stacked ? undefined : sorted
}

/**
 * A single number right under a value of the row is the rest of it, wrapped in a narrow column, if the sum says so;
 * otherwise that cell is not read. One that stands under no value is the number of a page.
 */
function joinWrapped(whole: TokenLine, lines: readonly TokenLine[]): RowReading {
  const cells: (string | null)[] = whole.tokens.map((token) => token.text)
  let why = ''
  for (const line of lines) {
    const [rest] = line.tokens
    if (line === whole || !rest || line.page !== whole.page || !whole.spaced) continue
    const at = whole.tokens.findIndex((token) => overlaps(rest, token))
    const part = cells[at]
    if (at < 0 || part === undefined || part === null) continue
    const joined = line.line > whole.line ? part + rest.text : rest.text + part
    const candidate = cells.map((cell, column) => (column === at ? joined : cell))
    const proved = addsUp(candidate) && !addsUp(cells)
    cells[at] = proved ? joined : null
    if (!proved) why = WHY.wrapped
  }
  return readRow(cells, why)
}

export function addsUp(cells: readonly (string | null)[]): boolean {
  if (cells.length < 5) return false
  const values = cells.map((cell) => summand(parseCell(cell)))
  if (values.includes(undefined)) return false
  const total = values.pop()
  return values.reduce<number>((sum, value) => sum + (value ?? 0), 0) === total
}

/** A single number beside a whole row is the number of a page. */
function isStray(line: TokenLine, whole: TokenLine, count: number): boolean {
  return line === whole || (count > 1 && line.tokens.length === 1)
}

function isWhole(line: TokenLine): boolean {
  return line.tokens.every((token) => !/^[+-]?[0０][\d０-９]/u.test(token.text))
}

/** Put back the borders of a run; cells on which all ways agree are read. */
function cutRun(tokens: readonly TextPiece[], kinds: readonly ValueKind[]): RowReading {
  const runs = joinTouching(tokens)
  const blank = kinds.at(-1) === 'count-or-blank' ? waysToCut(runs, kinds.slice(0, -1)) : []
  const full = waysToCut(runs, kinds)
  const ways = full && blank && [...full, ...blank.map((way) => [...way, ''])]
  if (!ways) return unreadRow(kinds.length, WHY.bordersLost)
  if (ways.length === 0) return unreadRow(kinds.length, WHY.fewer)
  return {
    cells: agreedCells(ways, kinds.length),
    why: ways.length > 1 ? WHY.bordersLost : '',
    ways: ways.length > 1 ? ways : [],
    inferred: false,
  }
}

/** Values with nothing between them, such as `64//2`, are one run. */
export function joinTouching(tokens: readonly TextPiece[]): readonly string[] {
  const runs: string[] = []
  for (const [at, token] of tokens.entries()) {
    const before = tokens[at - 1]
    if (before && Math.abs(before.to - token.from) < 1e-6) runs[runs.length - 1] += token.text
    else runs.push(token.text)
  }
  return runs
}

/** Values under the columns of the nearest rows that show all of them; all such rows must say the same. */
function placeByColumn(
  values: TokenValues,
  count: number,
  habits: LineHabits,
): RowReading | undefined {
  const [line, ...more] = values.lines
  if (!line || more.length > 0 || !line.spaced || line.goesOn || !isWhole(line)) return undefined
  const references = habits.columnsNear(line, count)
  if (references.length === 0) return undefined
  const readings = references.map(({ columns }) => assign(line.tokens, columns))
  const [first] = readings
  if (!first || readings.some((reading) => !reading || reading.join('|') !== first.join('|'))) {
    return unreadRow(count, WHY.fewer)
  }
  return readRow(first)
}

/** Each value under the column nearest to it, when that is plainly nearest and no other value is there. */
function assign(
  tokens: readonly TextPiece[],
  columns: LineColumns['columns'],
): readonly string[] | undefined {
  const cells = columns.map(() => '')
  let last = -1
  for (const token of tokens) {
    const distances = columns.map((column) => distance(token, column))
    const nearest = distances.indexOf(Math.min(...distances))
    const gap = gapAround(columns, nearest)
    if (nearest <= last || distances[nearest]! > gap * 0.35) return undefined
    // A value as wide as two columns is two values run together.
    if (columns.some((column, at) => at !== nearest && overlaps(token, column))) return undefined
    cells[nearest] = token.text
    last = nearest
  }
  return cells
}

export function overlaps(
  token: TextPiece,
  column: { readonly from: number; readonly to: number },
): boolean {
  return token.from < column.to && token.to > column.from
}

/** Numbers may be centred or flush to either side: the best of the three counts. */
function distance(
  token: TextPiece,
  column: { readonly from: number; readonly to: number },
): number {
  return Math.min(
    Math.abs(token.from - column.from),
    Math.abs(token.to - column.to),
    Math.abs((token.from + token.to - column.from - column.to) / 2),
  )
}

function gapAround(columns: LineColumns['columns'], at: number): number {
  const centre = (index: number) => (columns[index]!.from + columns[index]!.to) / 2
  const left = at > 0 ? centre(at) - centre(at - 1) : Infinity
  const right = at + 1 < columns.length ? centre(at + 1) - centre(at) : Infinity
  return Math.min(left, right)
}
