import type { ExpectedRow } from './expected-rows.ts'
import { labelLikeness, nameWithin } from './label-likeness.ts'
import type { ValueRecord } from './value-record.ts'

/** Below this share of a label's characters a row is not recognised. */
const RECOGNISED = 0.6

/** Passing over a row of values between two recognised ones: keeps a reading within one copy of the table. */
const PASSED_OVER = 0.05

/** What a name is worth that runs right into the values. */
const RIGHT_BEFORE = 1.3

export interface Alignment {
  /** For each expected row the record that holds it, or undefined. */
  readonly records: readonly (ValueRecord | undefined)[]
  /** How well the records fit the expected rows as a whole. */
  readonly score: number
}

/** Likeness of each record to each expected row. */
export type LikenessTable = ReadonlyMap<string, readonly number[]>

export function likenessTable(
  rows: readonly ExpectedRow[],
  records: readonly ValueRecord[],
): LikenessTable {
  return new Map(
    rows.map((row) => [rowId(row), records.map((record) => likeness(row, record))] as const),
  )
}

/** Names a row among both tables and both forms. */
export function rowId(row: ExpectedRow): string {
  return `${row.table}.${row.key}.${row.kinds.length}`
}

function likeness(row: ExpectedRow, record: ValueRecord): number {
  const scores = row.names.map((name) =>
    record.label === null
      ? scoreInText(name, record)
      : scoreOfLabel(name, record.before, record.label),
  )
  return Math.max(...scores)
}

function scoreInText(name: string, record: ValueRecord): number {
  const share = nameWithin(name, record.before, record.after)
  // A name of two characters is found anywhere; it must stand right before the values.
  if (name.length <= 2 && !record.before.slice(-3).includes(name)) return 0
  // Words of several labels may add up to a name; the label right before the values is theirs.
  const next = record.before.endsWith(name) ? RIGHT_BEFORE : 1
  return share < RECOGNISED ? 0 : share * weightOf(name) * next
}

function scoreOfLabel(name: string, before: string, label: string): number {
  const own = label.replace(/[^\p{Script=Han}]/gu, '')
  const share = Math.max(labelLikeness(name, own), labelLikeness(name, before))
  return share < RECOGNISED ? 0 : share * weightOf(name)
}

/** Longer names prove more. */
function weightOf(name: string): number {
  return 0.8 + Math.min(name.length, 20) / 50
}

/**
 * The order-keeping assignment of records to expected rows with the highest total likeness. Rows may be missing and
 * records may be strangers, but nothing may change places.
 */
export function alignRows(
  rows: readonly ExpectedRow[],
  records: readonly ValueRecord[],
  table: LikenessTable,
): Alignment {
  const scores = rows.map((row) => table.get(rowId(row)) ?? [])
  const width = records.length + 1
  // best[i][j]: rows 0..i-1 and records 0..j-1 settled, having just settled record j-1 or not yet begun.
  const best = rows.map(() => new Float64Array(width))
  best.push(new Float64Array(width))
  for (let row = rows.length - 1; row >= 0; row -= 1) {
    for (let at = records.length - 1; at >= 0; at -= 1) {
      best[row]![at] = Math.max(
        best[row + 1]![at]!,
        best[row]![at + 1]! - PASSED_OVER,
        take(scores, best, row, at),
        0,
      )
    }
  }
  return traceBack(rows, records, scores, best)
}

function take(
  scores: readonly (readonly number[])[],
  best: readonly Float64Array[],
  row: number,
  at: number,
): number {
  const score = scores[row]![at]!
  return score > 0 ? score + best[row + 1]![at + 1]! : -1
}

function traceBack(
  rows: readonly ExpectedRow[],
  records: readonly ValueRecord[],
  scores: readonly (readonly number[])[],
  best: readonly Float64Array[],
): Alignment {
  const found: (ValueRecord | undefined)[] = rows.map(() => undefined)
  let score = 0
  let start = 0
  for (let at = 0; at < records.length; at += 1) {
    if (best[0]![at]! > score + 1e-9) {
      score = best[0]![at]!
      start = at
    }
  }
  let row = 0
  let at = start
  while (row < rows.length && at < records.length && best[row]![at]! > 0) {
    const value = best[row]![at]!
    if (same(value, take(scores, best, row, at))) {
      found[row] = records[at]
      row += 1
      at += 1
    } else if (same(value, best[row + 1]![at]!)) row += 1
    else at += 1
  }
  return { records: reorder(rows, records, fillBetween(rows, records, found)), score }
}

/**
 * Between two recognised rows stand exactly as many rows of values as the form has rows: their order names them even
 * if their labels are damaged beyond recognition. A label that is plainly another's is left alone.
 */
function fillBetween(
  rows: readonly ExpectedRow[],
  records: readonly ValueRecord[],
  found: readonly (ValueRecord | undefined)[],
): readonly (ValueRecord | undefined)[] {
  const filled = [...found]
  let last = -1
  for (let row = 0; row < rows.length; row += 1) {
    const record = found[row]
    if (!record) continue
    const missing = row - last - 1
    const from = last < 0 ? -1 : records.indexOf(found[last]!)
    const strangers = records.slice(from + 1, records.indexOf(record))
    if (last >= 0 && missing > 0 && strangers.length === missing) {
      const fits = strangers.every((one, at) => isDamaged(rows[last + 1 + at]!, one))
      if (fits) strangers.forEach((one, at) => (filled[last + 1 + at] = one))
    }
    last = row
  }
  return filled
}

/** How far apart a row without values and values without a row may stand to be each other's. */
const WINDOW = 4

/**
 * A row is missing and near it values are left over: between two certain rows stand as many values as the form has
 * rows, so their order names them, not the labels, which wrapping has moved among each other.
 */
function reorder(
  rows: readonly ExpectedRow[],
  records: readonly ValueRecord[],
  found: readonly (ValueRecord | undefined)[],
): readonly (ValueRecord | undefined)[] {
  const ordered = [...found]
  for (let size = 2; size <= WINDOW; size += 1) {
    for (let row = 1; row + size < rows.length; row += 1) {
      const above = ordered[row - 1]
      const below = ordered[row + size]
      const within = ordered.slice(row, row + size)
      if (!above || !below || !within.includes(undefined)) continue
      const between = records.slice(records.indexOf(above) + 1, records.indexOf(below))
      if (between.length !== size || between.every((record) => within.includes(record))) continue
      if (!between.every((record, at) => isWide(rows[row + at]!, record))) continue
      between.forEach((record, at) => (ordered[row + at] = record))
    }
  }
  return ordered
}

/** Whether a record has as many values as a row has columns. */
function isWide(row: ExpectedRow, record: ValueRecord): boolean {
  return valueCount(record) === row.kinds.length
}

export function valueCount({ values }: ValueRecord): number {
  return values.kind === 'cells'
    ? values.cells.length
    : values.lines.reduce((sum, line) => sum + line.tokens.length, 0)
}

function isDamaged(row: ExpectedRow, record: ValueRecord): boolean {
  const near = record.before.slice(-40)
  return row.names.some((name) => {
    const shared = [...name].filter((character) => near.includes(character)).length
    return shared >= name.length * 0.25
  })
}

function same(left: number, right: number): boolean {
  return Math.abs(left - right) < 1e-9
}
