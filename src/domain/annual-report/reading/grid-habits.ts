import { REQUEST_COLUMNS, REVIEW_COLUMNS } from '../../../law/annual-report/formats.ts'
import { cellsInGrid, endOfSurplus, type GridColumns, type GridHabits } from './cells-in-grid.ts'
import { withoutSpaces } from './cell-text.ts'
import type { ExpectedRow } from './expected-rows.ts'
import type { RecordReader } from './row-reading.ts'
import { unreadRow, WHY } from './row-reading.ts'
import type { GridLayout, GridRow } from './source-document.ts'
import type { PlacedCell, ValueRecord } from './value-record.ts'

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
    columnsFor: (record, count) => findColumns(layout, pairs, record, count),
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

/**
 * Columns from a row of the same table that has exactly its cells, else from the captions above. Where only the order
 * of cells is known, captions count only if their line has as many cells as the row.
 */
function findColumns(
  layout: GridLayout,
  pairs: readonly Pair[],
  record: ValueRecord,
  count: number,
): GridColumns | undefined {
  if (record.values.kind !== 'cells') return undefined
  const { displayed, placed } = record.values
  if (placed === 'sequence') {
    return captionColumns(headingAbove(layout, displayed), count, displayed.length)
  }
  for (const { row, record: other } of pairs) {
    const { values } = other
    if (other.table !== record.table || row.kinds.length !== count) continue
    if (values.kind === 'cells' && values.cells.length === count) return values.cells
  }
  const above = headingAbove(layout, displayed).filter((row) => row.table === record.table)
  return captionColumns(above, count, undefined)
}

/** The rows above a row of cells, nearest first, as far as the row can have its captions. */
function headingAbove(layout: GridLayout, displayed: readonly PlacedCell[]): readonly GridRow[] {
  const at = layout.rows.findIndex((row) => row.cells === displayed)
  return layout.rows.slice(Math.max(0, at - 32), at).reverse()
}

/** Where the captions of the columns stand: the seven of table 三, or those of a block of table 二. */
function captionColumns(
  rows: readonly GridRow[],
  count: number,
  width: number | undefined,
): GridColumns | undefined {
  const heading = rows.filter((row) => width === undefined || row.cells.length === width)
  if (count === REQUEST_COLUMNS.length) return requestCaptions(heading)
  if (count === REVIEW_CAPTIONS.length) return reviewCaptions(heading)
  if (width === undefined) return undefined
  const captions = heading.find((row) => withoutSpaces(row.cells[0]?.text ?? '') === '信息内容')
  const cells = captions?.cells.slice(1).filter((cell) => cell.text !== '') ?? []
  return cells.length === count ? stretched(cells, width) : undefined
}

function requestCaptions(heading: readonly GridRow[]): GridColumns | undefined {
  const cells = heading.flatMap((row) => row.cells)
  const columns = REQUEST_COLUMNS.map(({ label }) =>
    cells.find((cell) => cell.own && withoutSpaces(cell.text) === label),
  )
  const found = columns.flatMap((cell) => (cell ? [cell] : []))
  const ordered = found.every((cell, at) => at === 0 || cell.column > found[at - 1]!.column)
  return found.length === REQUEST_COLUMNS.length && ordered ? found : undefined
}

const REVIEW_CAPTIONS = [1, 2, 3].flatMap(() => REVIEW_COLUMNS.map(({ label }) => label as string))

function reviewCaptions(heading: readonly GridRow[]): GridColumns | undefined {
  const cells = heading
    .flatMap((row) => row.cells)
    .filter((cell) => cell.own && REVIEW_CAPTIONS.includes(withoutSpaces(cell.text)))
    .sort((left, right) => left.column - right.column)
  const fits = REVIEW_CAPTIONS.every((label, at) => withoutSpaces(cells[at]?.text ?? '') === label)
  return fits && cells.length === REVIEW_CAPTIONS.length ? cells : undefined
}

/** Each caption reaches to the next: merged cells written out leave empty ones behind. */
function stretched(cells: readonly PlacedCell[], width: number): GridColumns {
  return cells.map(({ column }, at) => ({
    column,
    span: (cells[at + 1]?.column ?? width) - column,
  }))
}
