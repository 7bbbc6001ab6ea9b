import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CHINA_TIME_ZONE } from '../kernel/time.ts'
import { HEADING_FONT, TEXT_FONT } from './fonts.ts'
import type { Block, OfficialDocument, TableDensity } from './official-document.ts'
import { renderPdf } from './pdf.ts'
import { printableText } from './printable-text.ts'
import { isHeaderRow, placeCells, type Grid, type GridCell } from './table-grid.ts'

/** A table up to this long, in rows and in points, is kept on one page; a longer one is broken and repeats its header. */
const ROWS_ON_A_PAGE = 32
const POINTS_ON_A_PAGE = 560
/** In characters: half a page. */
const LONGEST_CLOSING = 350

let kept: string | undefined
const template = () => (kept ??= readFileSync(join(import.meta.dirname, 'official.typ'), 'utf8'))

/** Names the bytes before they are set: documents with the same key give the same PDF. */
export function officialPdfKey(document: OfficialDocument): string {
  return createHash('sha256')
    .update(template())
    .update(JSON.stringify(document))
    .digest('base64url')
    .slice(0, 32)
}

/** The document as tagged PDF/UA-1. Refusals: those of `renderPdf`. */
export function renderOfficialPdf(document: OfficialDocument): Promise<Uint8Array> {
  const { year, month, day, hour, minute, second } =
    document.madeAt.toZonedDateTimeISO(CHINA_TIME_ZONE)
  return renderPdf(template(), {
    title: document.title,
    author: document.author,
    fonts: { text: [TEXT_FONT, HEADING_FONT], heading: [HEADING_FONT, TEXT_FONT] },
    madeAt: { year, month, day, hour, minute, second },
    blocks: blocksData(document.blocks),
  })
}

/** People type （一） before any 一、; its heading then takes the higher place and keeps its look. */
function blocksData(blocks: readonly Block[]): object[] {
  let outline = 0
  return withClosings(blocks.filter(isNotBlankHeading)).map((block) => {
    if (block.kind === 'table') return { ...block, grid: gridData(block.grid, block.density) }
    if (block.kind !== 'heading') return block
    outline = Math.min(block.level, outline + 1)
    return { ...block, outline }
  })
}

type Signature = Extract<Block, { kind: 'signature' }>
type Closed = Block | (Signature & { readonly closing: string })

/** GB/T 9704: the page with the seal has text on it. The last paragraph goes where the signature goes. */
function withClosings(blocks: readonly Block[]): Closed[] {
  return blocks.flatMap((block, at): Closed[] => {
    if (closingBefore(blocks, at + 1) !== undefined) return []
    const closing = closingBefore(blocks, at)
    return block.kind === 'signature' && closing !== undefined ? [{ ...block, closing }] : [block]
  })
}

/** The text of the paragraph right before a signature, unless it is too long to be moved as a whole. */
function closingBefore(blocks: readonly Block[], at: number): string | undefined {
  const last = blocks[at - 1]
  if (blocks[at]?.kind !== 'signature' || last?.kind !== 'paragraph') return undefined
  return last.lead === undefined && last.text.length <= LONGEST_CLOSING ? last.text : undefined
}

/** PDF/UA allows no heading without words. */
function isNotBlankHeading(block: Block): boolean {
  return block.kind !== 'heading' || printableText(block.text).trim() !== ''
}

/** Neighbouring header rows form one header, which Typst repeats on a new page and tags as such. */
function gridData(grid: Grid, density: TableDensity): object {
  placeCells(grid)
  const bands: { header: boolean; cells: GridCell[] }[] = []
  for (const cells of grid.rows) {
    const header = isHeaderRow(cells)
    const last = bands.at(-1)
    if (last?.header === header) last.cells.push(...cells)
    else bands.push({ header, cells: [...cells] })
  }
  // a dense table is made to fit: its rows are low, and their number alone says whether they do
  const isTall = density === 'normal' && heightOf(grid) > POINTS_ON_A_PAGE
  const breakable = grid.rows.length > ROWS_ON_A_PAGE || isTall
  return { caption: grid.caption, widths: grid.widths, bands, breakable }
}

/** Roughly, in points: lines of 五号 in columns of a page 442 points wide. */
function heightOf({ rows, widths }: Grid): number {
  const share = 1 / widths.length
  const linesIn = ({ text, colspan, minLines = 1 }: GridCell) => {
    const perLine = Math.max(1, Math.floor((share * colspan * 442) / 10.5))
    const lines = text
      .split('\n')
      .reduce((sum, one) => sum + Math.ceil((one.length + 1) / perLine), 0)
    return lines * 14 + 13 + (minLines - 1) * 16
  }
  // a cell over several rows stands beside them and makes none of them taller
  const own = (cells: readonly GridCell[]) => cells.filter(({ rowspan }) => rowspan === 1)
  return rows.reduce((sum, cells) => sum + Math.max(0, ...own(cells).map(linesIn)), 0)
}
