import type { ExpectedRow, ValueKind } from './expected-rows.ts'
import type { RecordReader } from './row-reading.ts'
import { hanOnly } from './cell-text.ts'
import { readRow, unreadRow, WHY, type RowReading } from './row-reading.ts'
import type { ValueRecord } from './value-record.ts'

/** Table 四: fifteen cells, five each for 行政复议, 未经复议直接起诉, 复议后起诉. */
export interface ReviewReading {
  readonly reading: RowReading
  readonly records: readonly ValueRecord[]
}

const GROUP = 5
const CELLS = 15
const counts = (count: number): readonly ValueKind[] => Array.from({ length: count }, () => 'count')

/** Finds table 四 after the last row of table 三, or anywhere when table 三 is not there. */
export function readReview(
  records: readonly ValueRecord[],
  last: { readonly row: ExpectedRow; readonly record: ValueRecord } | undefined,
  read: RecordReader,
): ReviewReading | undefined {
  const from = last?.row.table === 'requests' ? records.indexOf(last.record) + 1 : 0
  const start = records.findIndex((record, at) => at >= from && isUnderReviewHeading(record))
  if (start < 0) return readByGroups(records.slice(from), read)
  const candidate = records[start]!
  const whole = read(candidate, counts(CELLS))
  if (whole.cells.some((cell) => cell !== null)) return { reading: whole, records: [candidate] }
  return (
    readInParts(records.slice(start, start + 3), read) ??
    readByGroups(records.slice(from), read) ?? {
      reading: whole.ways.length > 0 ? whole : unreadRow(CELLS, whole.why),
      records: [candidate],
    }
  )
}

/** The captions 维持、纠正、审结 stand above, in whatever order wrapping has left them. */
function isUnderReviewHeading(record: ValueRecord): boolean {
  const near = hanOnly(record.rawBefore).slice(-260)
  return /复议|起诉|诉讼/u.test(near) && [...'维持纠正审结'].every((one) => near.includes(one))
}

/** One table for 行政复议 and one for 行政诉讼, or one line for each group. */
function readInParts(
  records: readonly ValueRecord[],
  read: RecordReader,
): ReviewReading | undefined {
  const used: ValueRecord[] = []
  const cells: (string | null)[] = []
  for (const record of records) {
    const rest = CELLS - cells.length
    const part = [rest, 10, GROUP]
      .filter((count) => count <= rest)
      .map((count) => read(record, counts(count)))
      .find((reading) => reading.cells.every((cell) => cell !== null))
    if (!part) return undefined
    used.push(record)
    cells.push(...part.cells)
    if (cells.length === CELLS) return { reading: readRow(cells), records: used }
  }
  return undefined
}

const GROUP_NAMES = [/行政复议$/u, /直接起诉$/u, /复议后(?:再?)起诉$/u] as const

/** Table 四 turned on its side: one row for each group. */
function readByGroups(
  records: readonly ValueRecord[],
  read: RecordReader,
): ReviewReading | undefined {
  const found = GROUP_NAMES.map((name) => records.find((record) => name.test(record.before)))
  if (found.every((record) => record === undefined)) return undefined
  const readings = found.map((record) =>
    record ? read(record, counts(GROUP)) : unreadRow(GROUP, WHY.notFound),
  )
  if (readings.every((reading) => reading.cells.every((cell) => cell === null))) return undefined
  return {
    reading: readRow(
      readings.flatMap((reading) => reading.cells),
      readings.find((reading) => reading.why !== '')?.why ?? '',
    ),
    records: found.flatMap((record) => (record ? [record] : [])),
  }
}
