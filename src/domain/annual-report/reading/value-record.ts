import type { TextPiece } from './source-document.ts'

/** A row of values found somewhere in the document, with the words around it. */
export interface ValueRecord {
  /** Chinese characters since the values before this one … */
  readonly before: string
  /** … and until the values after it. Empty where borders are known. */
  readonly after: string
  /** The text before the values with punctuation, for captions of columns. */
  readonly rawBefore: string
  /** The label as published, where borders are known. */
  readonly label: string | null
  /** Where the values stand, to tell neighbours from strangers. */
  readonly table: number
  readonly values: RecordValues
}

export type RecordValues = CellValues | TokenValues

/** Values with known borders: the cells after the label. */
export interface CellValues {
  readonly kind: 'cells'
  readonly cells: readonly PlacedCell[]
  readonly placed: 'columns' | 'sequence'
  /** Everything displayed in the row, cells continued from above included, for placing by column. */
  readonly displayed: readonly PlacedCell[]
}

export interface PlacedCell {
  readonly text: string
  readonly column: number
  readonly span: number
  readonly own: boolean
}

/** Values on lines of text: one or more lines with nothing but values between them. */
export interface TokenValues {
  readonly kind: 'tokens'
  readonly lines: readonly TokenLine[]
}

export interface TokenLine {
  readonly page: number
  readonly line: number
  readonly tokens: readonly TextPiece[]
  /** Words of the row stand before its values on the same line. */
  readonly anchored: boolean
  /** Words go on after the values on the same line, as in a sentence. */
  readonly goesOn: boolean
  /** Each value stands apart by a gap, so that its place on the line means something. */
  readonly spaced: boolean
}
