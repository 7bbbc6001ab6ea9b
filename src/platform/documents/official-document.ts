import type { Grid } from './table-grid.ts'

/**
 * A document in the style of 公文 (after GB/T 9704), as data. One description gives the PDF (`official-pdf.ts`) and
 * the Word file (`official-docx.ts`), so the two never say different things.
 */
export interface OfficialDocument {
  readonly title: string
  /** the body in whose name it is written; goes into the file's properties */
  readonly author: string
  /** goes into the file's properties; the same moment and content give the same bytes */
  readonly madeAt: Temporal.Instant
  readonly blocks: readonly Block[]
}

export type Block =
  /** broken where the sense breaks */
  | { readonly kind: 'title'; readonly lines: readonly string[] }
  /** level 1: 一、 in 黑体; level 2: （一） in 楷体 */
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string }
  /** indented by two characters and justified; `lead` is an opening sentence that serves as a heading */
  | { readonly kind: 'paragraph'; readonly lead?: string; readonly text: string }
  /** not indented: 抬头 on the left, 落款 and date on the right, a 文号 in the centre */
  | { readonly kind: 'line'; readonly align: 'left' | 'center' | 'right'; readonly text: string }
  | { readonly kind: 'table'; readonly grid: Grid; readonly density: TableDensity }
  /** small print below the text */
  | { readonly kind: 'note'; readonly text: string }
  /** 信函格式: the body's name in red over a red double rule, the 文号 under it on the right; first of all blocks */
  | { readonly kind: 'letterhead'; readonly name: string; readonly number?: string }
  /** 落款: the body, the date under its middle, room and mark for the seal; never torn apart by a page's end */
  | { readonly kind: 'signature'; readonly signer: string; readonly date: string }
  /** the title of a sheet that follows the letter: 意见反馈表 */
  | { readonly kind: 'sheet-title'; readonly text: string }
  | { readonly kind: 'page-break' }

/** `dense` sets many narrow columns on an upright page. */
export type TableDensity = 'normal' | 'dense'
