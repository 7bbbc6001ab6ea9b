import { parseCell, summand } from '../../../law/annual-report/cell-values.ts'
import { valueCount } from './align-rows.ts'
import { addsUp, overlaps } from './cells-in-lines.ts'
import type { ExpectedRow } from './expected-rows.ts'
import type { RowFound } from './row-reading.ts'
import { unreadRow, WHY } from './row-reading.ts'
import type { Layout } from './source-document.ts'
import type { TokenLine, ValueRecord } from './value-record.ts'

const COLUMNS = 7

/** Lines between the parts of a number broken in a narrow column. */
const WRAPPED_WITHIN = 5

/**
 * Text taken out of a page may have its cells out of order: values before their labels, whole columns one after the
 * other, two labels before the values of both. Then numbers stand beside labels that are not theirs. Places measured
 * on a page and cells with borders are not doubted.
 *
 * @returns undefined when nothing of this way of seeing is to be believed.
 */
export function distrustDisorder(
  layout: Layout,
  records: readonly ValueRecord[],
  rows: readonly RowFound[],
  expected: readonly ExpectedRow[],
): readonly RowFound[] | undefined {
  if (layout.kind === 'grid') return layout.loose && isRagged(rows) ? undefined : rows
  const inTables = rows
    .filter((found) => isUnderCaptions(found, records, rows))
    .map((found) => (isWrapped(found, records, rows) ? unbelieved(found, WHY.wrapped) : found))
  if (layout.places === 'exact') return inTables
  return distrustText(records, inTables, expected)
}

function distrustText(
  records: readonly ValueRecord[],
  rows: readonly RowFound[],
  expected: readonly ExpectedRow[],
): readonly RowFound[] | undefined {
  const requests = rows.filter(({ row }) => row.table === 'requests')
  if (valuesComeFirst(records, requests)) return undefined
  const missing = expected.filter((row) => !rows.some((found) => found.row === row))
  const loose = requests.filter(({ record }) => !isAnchored(record)).length > requests.length / 2
  const scattered =
    requests.filter(({ record }) => isScattered(record)).length > requests.length / 2
  if (scattered && (sumsAreNoise(requests) || columnsAreNoise(requests))) return undefined
  if (loose && (endsWithLabel(requests) || labelsAreAlone(requests, missing))) return undefined
  if (requests.filter(isGathered).length >= 3) return undefined
  const assigned = new Set(rows.map(({ record }) => record))
  return rows.map((found) =>
    hasRival(found, missing) || isTorn(found, records, assigned) || isGathered(found)
      ? unbelieved(found)
      : found,
  )
}

const CAPTIONS =
  /信息内容|制作数量|公开数量|公开总数量|项目数量|增减|处理决定数量|制发件数|废止件数|有效件数|收费金额|采购总金额/u

/** 规章3件 in a sentence is no row of table 二: its rows stand under captions, or next but one to one that does. */
function isUnderCaptions(
  { row, record }: RowFound,
  records: readonly ValueRecord[],
  rows: readonly RowFound[],
): boolean {
  if (row.table !== 'active') return true
  const at = records.indexOf(record)
  return rows.some((other) => {
    const distance = at - records.indexOf(other.record)
    return distance >= 0 && distance <= 2 && CAPTIONS.test(other.record.before)
  })
}

function unbelieved(found: RowFound, why: string = WHY.disorder): RowFound {
  return { ...found, reading: unreadRow(found.row.kinds.length, why) }
}

/**
 * Values nobody claims stand right above or below those of a row: its numbers may have been broken in narrow columns.
 * Then the row is believed only if it stands on one line and adds up.
 */
function isWrapped(
  found: RowFound,
  records: readonly ValueRecord[],
  rows: readonly RowFound[],
): boolean {
  const { values } = found.record
  if (values.kind === 'cells' || values.lines.some((line) => !line.spaced)) return false
  // A row that has more values than columns has somebody else's among them.
  const claimed = new Set(
    rows
      .filter(({ row, record }) => valueCount(record) <= row.kinds.length)
      .map(({ record }) => record),
  )
  const at = records.indexOf(found.record)
  const beside = found.row.key === 'carried_out' ? [at - 1] : [at - 1, at + 1]
  const strays = beside.flatMap((place) => {
    const record = records[place]
    return record && !claimed.has(record) && record.values.kind === 'tokens'
      ? record.values.lines
      : []
  })
  const own = values.lines.flatMap((line) => line.tokens)
  const incomplete = own.length < found.row.kinds.length
  const touching = strays.some(
    (line) =>
      isNear(line, values.lines) &&
      !line.goesOn &&
      (incomplete || line.tokens.some((one) => own.some((token) => overlaps(one, token)))),
  )
  return touching && (values.lines.length > 1 || !addsUp(found.reading.cells))
}

/** All values of the row stand on one line, after words of it. */
function isAnchored({ values }: ValueRecord): boolean {
  if (values.kind === 'cells') return true
  const [line, ...more] = values.lines
  return line !== undefined && more.length === 0 && line.anchored
}

function isNear(line: TokenLine, others: readonly TokenLine[]): boolean {
  return others.some(
    (other) => other.page === line.page && Math.abs(other.line - line.line) <= WRAPPED_WITHIN,
  )
}

/** The values of the row stand on several lines. */
function isScattered({ values }: ValueRecord): boolean {
  return values.kind === 'tokens' && values.lines.length > 1
}

/** Values on several lines, here one and there two: gathered from places that need not belong together. */
function isGathered({ record: { values }, row }: RowFound): boolean {
  if (values.kind === 'cells' || row.kinds.length !== COLUMNS) return false
  const sizes = new Set(values.lines.map((line) => line.tokens.length))
  return sizes.size > 1 && !sizes.has(COLUMNS)
}

/** Of a text with one cell a line nearly every row must have exactly its cells. */
function isRagged(rows: readonly RowFound[]): boolean {
  const exact = rows.filter(({ row, record }) => valueCount(record) === row.kinds.length)
  return exact.length < rows.length * 0.7
}

/** Seven values stand before the first label: each row's values come before its label, not after it. */
function valuesComeFirst(records: readonly ValueRecord[], requests: readonly RowFound[]): boolean {
  const first = requests[0]
  if (first?.row.key !== 'new' || isAnchored(first.record)) return false
  const before = records[records.indexOf(first.record) - 1]
  return before !== undefined && valueCount(before) === COLUMNS
}

/** The last label of table 三 has no values after it: they stand before their labels here too. */
function endsWithLabel(requests: readonly RowFound[]): boolean {
  const last = requests.at(-1)
  return last?.row.key !== 'carried_out' && last?.record.after.includes('结转下年度') === true
}

/** Several labels between the others have no values: which values are whose is anybody's guess. */
function labelsAreAlone(requests: readonly RowFound[], missing: readonly ExpectedRow[]): boolean {
  const words = requests.map(({ record }) => record.before).join('|')
  const alone = missing.filter(
    (row) =>
      row.table === 'requests' && row.names.some((name) => name.length > 3 && words.includes(name)),
  )
  return alone.length >= 2
}

/** Values on a line of their own after the labels of two rows, of which only one has values, are either's. */
function hasRival(found: RowFound, missing: readonly ExpectedRow[]): boolean {
  if (isAnchored(found.record)) return false
  return missing.some((row) => row.names.some((name) => found.record.before.includes(name)))
}

/** Fewer values than columns, and stray values beside them: wrapping has torn the row in two. */
function isTorn(
  { reading, record }: RowFound,
  records: readonly ValueRecord[],
  assigned: ReadonlySet<ValueRecord>,
): boolean {
  // Blank cells in a text without borders were found by place.
  if (!reading.cells.includes('')) return false
  if (reading.cells.length === COLUMNS && !addsUp(reading.cells)) return true
  const at = records.indexOf(record)
  const beside = [records[at - 1], records[at + 1]]
  return !isAnchored(record) || beside.some((other) => other !== undefined && !assigned.has(other))
}

/** A report may contain a few wrong sums; where a third of the rows do not add up, the cells are not its own. */
function sumsAreNoise(requests: readonly RowFound[]): boolean {
  const whole = requests.flatMap(({ reading }) => {
    const values = reading.cells.map(numberOf)
    const unsure = values.includes(undefined) || reading.cells.includes('')
    return unsure || sumOf(values) === 0 ? [] : [addsUp(reading.cells)]
  })
  return whole.length >= 5 && whole.filter((adds) => !adds).length > whole.length / 3
}

/** Nor do columns fail throughout, both between the four parts and within the third. */
function columnsAreNoise(requests: readonly RowFound[]): boolean {
  const cells = new Map(requests.map(({ row, reading }) => [row.key as string, reading.cells]))
  const parts = new Set(['new', 'carried_in', 'total', 'carried_out'])
  const details = requests.map(({ row }) => row.key as string).filter((key) => !parts.has(key))
  let judged = 0
  let failed = 0
  for (let column = 0; column < COLUMNS; column += 1) {
    const at = (key: string) => numberOf(cells.get(key)?.[column] ?? null)
    const left = sumOf([at('new'), at('carried_in')])
    const right = sumOf([at('total'), at('carried_out')])
    const sum = sumOf(details.map(at))
    if (left === undefined || right === undefined || sum === undefined) continue
    if (left + right + sum === 0) continue
    judged += 1
    if (left !== right && sum !== at('total')) failed += 1
  }
  return judged >= 3 && failed > judged / 2
}

function numberOf(cell: string | null): number | undefined {
  return summand(parseCell(cell))
}

function sumOf(values: readonly (number | undefined)[]): number | undefined {
  return values.reduce<number | undefined>(
    (sum, value) => (sum === undefined || value === undefined ? undefined : sum + value),
    0,
  )
}
