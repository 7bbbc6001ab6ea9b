/**
 * A table with merged cells, as every document format here draws it. A row lists only the cells that begin in it,
 * as in HTML; places under a rowspan from above are left out.
 */
export interface GridCell {
  readonly text: string
  readonly rowspan: number
  readonly colspan: number
  /** what the cell is a header of; absent for data */
  readonly header?: 'column' | 'row'
  /** set in figures, aligned by the eye to its column */
  readonly numeric?: boolean
  /** sentences read better from the left; everything else stands in the middle */
  readonly align?: 'left'
  /** room to write by hand, in lines; 1 unless told */
  readonly minLines?: number
}

export interface Grid<C extends GridCell = GridCell> {
  /** the accessible name of the table */
  readonly caption: string
  /** relative widths of the columns; their number is the width of the grid */
  readonly widths: readonly number[]
  readonly rows: readonly (readonly C[])[]
}

export interface PlacedCell<C extends GridCell = GridCell> {
  readonly cell: C
  readonly row: number
  readonly column: number
}

/** A cell of one row and one column, to be spread over. */
export const SINGLE = { rowspan: 1, colspan: 1 } as const

/**
 * Every cell with the row and column (0-based) of its upper left corner, in reading order.
 * Throws when the cells do not tile the rectangle exactly: a rowspan too long by one shifts every figure after it
 * into the wrong column, and no renderer says so.
 */
export function placeCells<C extends GridCell>(grid: Grid<C>): PlacedCell<C>[] {
  const width = grid.widths.length
  const height = grid.rows.length
  const taken = Array.from({ length: height }, () => Array.from({ length: width }, () => false))
  const placed = grid.rows.flatMap((cells, row) =>
    cells.map((cell) => {
      const column = taken[row]!.indexOf(false)
      occupy(taken, cell, row, column, grid.caption)
      return { cell, row, column }
    }),
  )
  const gap = taken.findIndex((line) => line.includes(false))
  if (gap >= 0) throw new Error(`${grid.caption}: row ${gap + 1} has a hole`)
  return placed
}

function occupy(
  taken: boolean[][],
  cell: GridCell,
  row: number,
  column: number,
  caption: string,
): void {
  const where = `${caption}: row ${row + 1}, “${cell.text}”`
  if (cell.rowspan < 1 || cell.colspan < 1) throw new Error(`${where}: empty span`)
  for (let r = row; r < row + cell.rowspan; r += 1) {
    for (let c = column; c < column + cell.colspan; c += 1) {
      if (column < 0 || taken[r]?.[c] !== false) throw new Error(`${where} does not fit`)
      taken[r]![c] = true
    }
  }
}

/**
 * How many rows from the top are column headers, and repeat on every page: all rows of header cells up to the first
 * with data, without those that a later block of the same table begins with.
 */
export function leadingHeaderRows(grid: Grid): number {
  const first = grid.rows.findIndex((cells) => !isHeaderRow(cells))
  return first < 0 ? 0 : first
}

export function isHeaderRow(cells: readonly GridCell[]): boolean {
  return cells.length > 0 && cells.every((cell) => cell.header === 'column')
}
