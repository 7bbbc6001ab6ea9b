import { parseCell, summand } from '../../../law/annual-report/cell-values.ts'
import { agreedCells, waysToCut, type Cut } from './split-digits.ts'
import type { RowReading } from './row-reading.ts'
import type { RowFound } from './layout-reading.ts'

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
        ? withWays(found, (way) => balances(found.row.key, way, settled))
        : found,
    )
    if (next.every((found, at) => found.reading.ways.length === settled[at]!.reading.ways.length))
      break
    settled = next
  }
  return settled
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

/** Whether a way agrees, column by column, with the rows already known. */
function balances(key: string, way: Cut, rows: readonly RowFound[]): boolean {
  return way.every((cell, column) => {
    const value = numberOf(cell)
    const at = (row: string) => {
      if (row === key) return value
      const found = rows.find((one) => one.row.table === 'requests' && one.row.key === row)
      return found ? numberOf(found.reading.cells[column]) : undefined
    }
    const four = [at('new'), at('carried_in'), at('total'), at('carried_out')] as const
    if (['new', 'carried_in', 'total', 'carried_out'].includes(key) && !four.includes(undefined)) {
      if (four[0]! + four[1]! !== four[2]! + four[3]!) return false
    }
    return detailsFit(key, at, rows)
  })
}

function detailsFit(
  key: string,
  at: (row: string) => number | undefined,
  rows: readonly RowFound[],
): boolean {
  if (['new', 'carried_in', 'carried_out'].includes(key)) return true
  const outside = new Set(['new', 'carried_in', 'total', 'carried_out'])
  const details = rows.filter(({ row }) => row.table === 'requests' && !outside.has(row.key))
  const values = details.map(({ row }) => at(row.key))
  const total = at('total')
  if (details.length < 19 || total === undefined || values.includes(undefined)) return true
  return values.reduce<number>((sum, value) => sum + (value ?? 0), 0) === total
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
