import type { ExpectedRow } from './expected-rows.ts'
import type { RowFound } from './row-reading.ts'
import { readRow } from './row-reading.ts'
import type { ValueRecord } from './value-record.ts'

/**
 * Rows left blank from end to end leave no values behind, only their label. Such a row is blank when its label stands
 * between two rows that were read and nothing else stands there that could be its values.
 */
export function blankRows(
  records: readonly ValueRecord[],
  rows: readonly RowFound[],
  expected: readonly ExpectedRow[],
): readonly RowFound[] {
  const found = new Map(rows.map((one) => [one.row, one]))
  return expected.flatMap((row, at) => {
    if (found.has(row)) return []
    const above = expected.slice(0, at).findLast((one) => found.has(one))
    const below = expected.slice(at + 1).find((one) => found.has(one))
    const before = above && found.get(above)
    const after = below && found.get(below)
    if (!before || (row.table === 'active' && !after)) return []
    if (after && records.indexOf(after.record) !== records.indexOf(before.record) + 1) return []
    if (!isLabelIn(row, expected[at + 1], before.record.after)) return []
    const reading = readRow(row.kinds.map(() => ''))
    return [{ row, record: { ...before.record, label: null, rawBefore: '' }, reading }]
  })
}

function isLabelIn(row: ExpectedRow, next: ExpectedRow | undefined, gap: string): boolean {
  const names = row.names.filter((name) => name.length > 2)
  if (names.some((name) => gap.includes(name))) return true
  // A name of two characters may be part of any sentence; it must run into the next label.
  return row.names.some((name) =>
    next?.names.some((following) => name.length === 2 && gap.includes(name + following)),
  )
}
