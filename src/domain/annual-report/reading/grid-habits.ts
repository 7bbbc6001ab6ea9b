import { REQUEST_COLUMNS } from '../../../law/annual-report/formats.ts'
import { cellsInGrid, endOfSurplus, type GridColumns, type GridHabits } from './cells-in-grid.ts'
import { withoutSpaces } from './cell-text.ts'
import type { ExpectedRow } from './expected-rows.ts'
import type { RecordReader } from './layout-reading.ts'
import { unreadRow, WHY } from './row-reading.ts'
import type { GridLayout, GridRow } from './source-document.ts'
import type { ValueRecord } from './value-record.ts'

interface Pair {
  readonly row: ExpectedRow
  readonly record: ValueRecord
}

/** A reader of rows with known borders that has looked at all rows of the document first. */
export function readerOfGrid(
  layout: GridLayout,
  records: readonly ValueRecord[],
  pairs: readonly Pair[],
): RecordReader {
  const cells = records.flatMap(({ values }) => (values.kind === 'cells' ? [values.cells] : []))
  const habits: GridHabits = {
    pads: habitualPad(pairs),
    keepsBlanks: cells.some((row) =>
      row.some((cell, at) => cell.text === '' && at < row.length - 1),
    ),
    columnsFor: (table, count) => findColumns(layout, pairs, table, count),
  }
  return (record, kinds) =>
    record.values.kind === 'cells'
      ? cellsInGrid(record.values, record, kinds.length, habits)
      : unreadRow(kinds.length, WHY.notFound)
}

/** The end at which surplus cells stand in every row that leaves no doubt. */
function habitualPad(pairs: readonly Pair[]): GridHabits['pads'] {
  const ends = new Set<string>()
  for (const { row, record } of pairs) {
    if (record.values.kind !== 'cells') continue
    const texts = record.values.cells.map((cell) => cell.text)
    if (texts.length <= row.kinds.length) continue
    const end = endOfSurplus(texts, row.kinds.length)
    if (end === 'before' || end === 'behind') ends.add(end)
  }
  if (ends.size !== 1) return 'unknown'
  return ends.has('before') ? 'before' : 'behind'
}

/** Columns from a row that has exactly its cells, else from the captions of the applicant classes. */
function findColumns(
  layout: GridLayout,
  pairs: readonly Pair[],
  table: number,
  count: number,
): GridColumns | undefined {
  for (const { row, record } of pairs) {
    const { values } = record
    if (record.table !== table || row.kinds.length !== count || values.kind !== 'cells') continue
    if (values.cells.length === count) return values.cells
  }
  if (count !== REQUEST_COLUMNS.length) return undefined
  return captionColumns(layout.rows.filter((row) => row.table === table))
}

function captionColumns(rows: readonly GridRow[]): GridColumns | undefined {
  const heading = rows.slice(0, 6).flatMap((row) => row.cells)
  const columns = REQUEST_COLUMNS.map(({ label }) =>
    heading.find((cell) => cell.own && withoutSpaces(cell.text) === label),
  )
  const found = columns.flatMap((cell) => (cell ? [cell] : []))
  const ordered = found.every((cell, at) => at === 0 || cell.column > found[at - 1]!.column)
  return found.length === REQUEST_COLUMNS.length && ordered ? found : undefined
}
