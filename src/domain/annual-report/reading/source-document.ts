/**
 * What is left of a file when its format is gone: text with places in it. Every format is turned into this, and
 * everything after works on this alone.
 */
export interface SourceDocument {
  /** What the document itself calls its title, best first: `<title>`, headings, sheet names. */
  readonly titles: readonly string[]
  /** Running text outside the tables of the report, one paragraph each. */
  readonly paragraphs: readonly string[]
  /** Ways to see the tables; the one in which most cells can be read wins. */
  readonly layouts: readonly Layout[]
}

export type Layout = GridLayout | LineLayout

/** Rows of cells whose borders are known. */
export interface GridLayout {
  readonly kind: 'grid'
  /** Rows were put together from single lines: trusted only if nearly all of them come out right. */
  readonly loose: boolean
  readonly rows: readonly GridRow[]
}

export interface GridRow {
  readonly cells: readonly GridCell[]
  /** Rows of one table share its number. */
  readonly table: number
  /**
   * `columns`: a cell's column is where it is displayed. `sequence`: only the order of cells is known, and a row
   * may have lost or gained empty cells at its ends.
   */
  readonly placed: 'columns' | 'sequence'
}

export interface GridCell {
  /** As published, trimmed; a line break inside the cell is `\n`. */
  readonly text: string
  readonly column: number
  readonly span: number
  /** False for the continuation of a cell that began in a row above. */
  readonly own: boolean
}

/** Lines of text whose cell borders are not known, only where on the line things stand. */
export interface LineLayout {
  readonly kind: 'lines'
  /** `exact`: places are measured on the page; `rough`: counted in characters. */
  readonly places: 'exact' | 'rough'
  readonly lines: readonly TextLine[]
}

export interface TextLine {
  readonly page: number
  readonly pieces: readonly TextPiece[]
}

/** A stretch of text without a gap; `from` and `to` are its edges on the line, in any unit. */
export interface TextPiece {
  readonly text: string
  readonly from: number
  readonly to: number
}
