import type { Cell } from '../../../law/annual-report/figures.ts'
import { readRow, unreadRow, WHY, type RowReading } from './row-reading.ts'
import type { CellValues, PlacedCell, ValueRecord } from './value-record.ts'

/** Where the columns of a table are displayed, taken from a row or heading that shows all of them. */
export type GridColumns = readonly { readonly column: number; readonly span: number }[]

/** What the rows of a document have in common, for judging one of them. */
export interface GridHabits {
  /** Where rows with too many cells carry the empty ones that belong to no column, if that is the same everywhere. */
  readonly pads: 'before' | 'behind' | 'unknown'
  /** Blank cells are kept somewhere, so none was dropped between the ends. */
  readonly keepsBlanks: boolean
  columnsFor(record: ValueRecord, count: number): GridColumns | undefined
}

/** The cells of a row with known borders, `count` of them. */
export function cellsInGrid(
  values: CellValues,
  record: ValueRecord,
  count: number,
  habits: GridHabits,
): RowReading {
  if (values.cells.length === count) return publish(values.cells.map((cell) => cell.text))
  const columns = habits.columnsFor(record, count)
  if (columns) {
    const placed = placeByColumn(values, columns)
    if (placed.cells.some((cell) => cell !== null)) return placed
  }
  return values.cells.length > count
    ? dropSurplus(values.cells, count, habits)
    : completeRow(values, record, count, habits)
}

function publish(texts: readonly (string | null)[], why = ''): RowReading {
  let reason = why
  const cells = texts.map((text): Cell => {
    if (text === null) return null
    if (/\n/u.test(text)) reason = WHY.several
    else if (text.length > 24) reason = WHY.notValue
    else return text
    return null
  })
  return readRow(cells, reason)
}

/** Cells taken from the columns under which they are displayed. */
function placeByColumn(values: CellValues, columns: GridColumns): RowReading {
  let why = ''
  const cells = columns.map(({ column, span }) => {
    const here = values.displayed.filter(
      (cell) => cell.column < column + span && cell.column + cell.span > column,
    )
    const filled = here.filter((cell) => cell.text !== '')
    if (filled.length === 0) return ''
    const [only] = filled
    if (filled.length > 1 || !only || !only.own || reachesBeyond(only, columns, column)) {
      why = WHY.merged
      return null
    }
    return only.text
  })
  return publish(cells, why)
}

/** Whether a cell lies under more than one of the columns. */
function reachesBeyond(cell: PlacedCell, columns: GridColumns, own: number): boolean {
  return columns.some(
    ({ column, span }) =>
      column !== own && cell.column < column + span && cell.column + cell.span > column,
  )
}

/** Too many cells: empty ones at one end belong to no column. */
function dropSurplus(cells: readonly PlacedCell[], count: number, habits: GridHabits): RowReading {
  const surplus = cells.length - count
  // Merged captions leave a cell or two too many; more than that, and what is a column is unknown.
  const most = cells.slice(count).every((cell) => cell.text === '') ? 60 : 3
  if (surplus > most) return unreadRow(count, WHY.more)
  const texts = cells.map((cell) => cell.text)
  const end = endOfSurplus(texts, count)
  const pads = end === 'either' ? habits.pads : end
  if (texts.every((text) => text === '')) return publish(texts.slice(0, count))
  if (pads === 'behind') return publish(texts.slice(0, count))
  if (pads === 'before') return publish(texts.slice(surplus))
  // Merged captions leave blanks before, and every line ends with one more behind.
  const inner = texts.slice(surplus - 1, -1)
  const outer = texts.slice(0, surplus - 1).every((text) => text === '')
  if (habits.pads === 'behind' && texts.at(-1) === '' && outer) return publish(inner)
  return unreadRow(count, WHY.more)
}

/** At which end all surplus cells are empty. */
export function endOfSurplus(
  texts: readonly string[],
  count: number,
): 'before' | 'behind' | 'either' | 'unknown' {
  const before = texts.slice(0, texts.length - count).every((text) => text === '')
  const behind = texts.slice(count).every((text) => text === '')
  if (before && behind) return 'either'
  return before ? 'before' : behind ? 'behind' : 'unknown'
}

/** Too few cells: where blanks are kept, only those at the end can have been dropped. */
function completeRow(
  values: CellValues,
  record: ValueRecord,
  count: number,
  habits: GridHabits,
): RowReading {
  const labelled = record.label !== null
  if (labelled && values.placed === 'sequence' && habits.keepsBlanks && values.cells.length > 0) {
    const missing = Array.from({ length: count - values.cells.length }, () => '')
    return publish([...values.cells.map((cell) => cell.text), ...missing])
  }
  return unreadRow(count, WHY.fewer)
}
