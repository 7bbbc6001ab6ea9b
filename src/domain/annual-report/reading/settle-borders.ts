import { parseCell, summand } from '../../../law/annual-report/cell-values.ts'
import { agreedCells, waysToCut, type Cut } from './split-digits.ts'
import { unreadRow, WHY, type RowReading } from './row-reading.ts'
import type { RowFound } from './row-reading.ts'

/**
 * Rows whose borders were lost are settled by the sums of the form, where these leave one way only: first each row by
 * itself (classes add up to 总计), then columns (一 + 二 = 三（七） + 四, details = 总计) with the rows already known. What
 * the sums leave open stays unread, and a number is never changed to fit.
 */
export function settleRequestRows(rows: readonly RowFound[]): readonly RowFound[] {
  let settled = rows.map((found) => withWays(found, (way) => addsUp(way)))
  for (let round = 0; round < 4; round += 1) {
    const next = settled.map((found) =>
      found.reading.ways.length > 1
        ? withWays(found, (way) => verdictOfColumns(found.row.key, way, settled) !== 'refuted')
        : found,
    )
    if (next.every((found, at) => found.reading.ways.length === settled[at]!.reading.ways.length))
      break
    settled = next
  }
  const doubtful = settled.some(contradictsItself)
  return settled.map((found) => {
    const { inferred, ways, cells } = found.reading
    if (!inferred || ways.length > 0) return found
    const verdict = verdictOfColumns(found.row.key, wholeOf(cells), settled)
    return verdict === 'refuted' || (doubtful && verdict !== 'confirmed') ? withdrawn(found) : found
  })
}

/** A row whose borders are certain and which does not add up: then sums prove nothing in this report. */
function contradictsItself(found: RowFound): boolean {
  if (found.row.table !== 'requests') return false
  const { cells, inferred, ways } = found.reading
  if (ways.length > 0) return !ways.some(addsUp)
  return !inferred && !cells.includes(null) && !addsUp(cells)
}

function wholeOf(cells: readonly (string | null)[]): Cut {
  return cells.map((cell) => cell ?? '')
}

function withdrawn(found: RowFound): RowFound {
  const { cells, ways } = found.reading
  return { ...found, reading: unreadRow(cells.length, WHY.bordersLost, ways) }
}

function withWays(found: RowFound, accept: (way: Cut) => boolean): RowFound {
  const { reading } = found
  if (found.row.table !== 'requests' || reading.ways.length < 2) return found
  const ways = reading.ways.filter(accept)
  return ways.length === 0 ? found : { ...found, reading: settled(reading, ways) }
}

function settled(reading: RowReading, ways: readonly Cut[]): RowReading {
  const cells = agreedCells(ways, reading.cells.length)
  const whole = ways.length === 1
  return { cells, ways: whole ? [] : ways, why: whole ? '' : reading.why, inferred: true }
}

function addsUp(cells: readonly (string | null)[]): boolean {
  const values = cells.map((cell) => numberOf(cell))
  const total = values.at(-1)
  const parts = values.slice(0, -1)
  if (total === undefined || parts.includes(undefined)) return false
  return parts.reduce<number>((sum, value) => sum + (value ?? 0), 0) === total
}

function numberOf(cell: string | null | undefined): number | undefined {
  return cell === undefined ? undefined : summand(parseCell(cell))
}

const BALANCE = ['new', 'carried_in', 'total', 'carried_out'] as const

/**
 * What the columns say of a way to cut a row: 一 + 二 = 三（七） + 四 for its four rows, details = 总计 for the others.
 * `open` where rows that are needed are not known themselves.
 */
function verdictOfColumns(
  key: string,
  way: Cut,
  rows: readonly RowFound[],
): 'confirmed' | 'refuted' | 'open' {
  const cellsOf = new Map(rows.map(({ row, reading }) => [row.key as string, reading.cells]))
  const isBalance = BALANCE.some((row) => row === key)
  const details = rows
    .filter(({ row }) => row.table === 'requests' && !BALANCE.some((one) => one === row.key))
    .map(({ row }) => row.key as string)
  if (!isBalance && details.length < 19) return 'open'
  let open = false
  for (const [column, cell] of way.entries()) {
    const at = (row: string) => numberOf(row === key ? cell : cellsOf.get(row)?.[column])
    const left = sumOf(isBalance ? ['new', 'carried_in'].map(at) : details.map(at))
    const right = sumOf(isBalance ? ['total', 'carried_out'].map(at) : [at('total')])
    if (left === undefined || right === undefined) open = true
    else if (left !== right) return 'refuted'
  }
  return open ? 'open' : 'confirmed'
}

function sumOf(values: readonly (number | undefined)[]): number | undefined {
  return values.reduce<number | undefined>(
    (sum, value) => (sum === undefined || value === undefined ? undefined : sum + value),
    0,
  )
}

const FIVE = ['count', 'count', 'count', 'count', 'count'] as const

/** Table 四 run together: three groups of five, each adding up; undefined unless there is one way only. */
export function settleReview(pieces: readonly string[]): readonly string[] | undefined {
  const ways = groupWays(
    pieces.filter((piece) => piece !== ''),
    3,
  )
  return ways.length === 1 ? ways[0] : undefined
}

function groupWays(pieces: readonly string[], groups: number): readonly (readonly string[])[] {
  if (groups === 0) return pieces.length === 0 ? [[]] : []
  const ways: (readonly string[])[] = []
  for (const { head, tail } of heads(pieces)) {
    const firsts = (waysToCut(head, FIVE) ?? []).filter(addsUp)
    if (firsts.length === 0) continue
    for (const rest of groupWays(tail, groups - 1)) {
      for (const first of firsts) ways.push([...first, ...rest])
      if (ways.length > 1_000) return ways
    }
  }
  return ways
}

/** All ways to part a run into a beginning and a rest, with room for five cells in the beginning. */
function* heads(
  pieces: readonly string[],
): Generator<{ readonly head: readonly string[]; readonly tail: readonly string[] }> {
  let before = 0
  for (const [at, piece] of pieces.entries()) {
    for (let to = 1; to <= piece.length; to += 1) {
      if (before + to < FIVE.length || before + to > 40) continue
      const rest = piece.slice(to)
      yield {
        head: [...pieces.slice(0, at), piece.slice(0, to)],
        tail: [...(rest === '' ? [] : [rest]), ...pieces.slice(at + 1)],
      }
    }
    before += piece.length
  }
}
