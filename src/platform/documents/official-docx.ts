import type { Paragraph, Table } from 'docx'
import { bottomRule, drawLetterhead, drawSignature } from './docx-letter.ts'
import { coreProperties, FONT_TABLE, OFFICIAL_STYLES, TABLE_TEXT } from './docx-style.ts'
import type { Block, OfficialDocument, TableDensity } from './official-document.ts'
import { leadingHeaderRows, placeCells, type Grid, type GridCell } from './table-grid.ts'
import { printableText } from './printable-text.ts'
import { setZipTimes } from './zip-times.ts'

/** Loaded when the first Word file is asked for: the library takes a tenth of a second and 20 MB. */
type Docx = typeof import('docx')

/** A4 and the type area of GB/T 9704, in twentieths of a point. */
const PAGE = { width: 11906, height: 16838 }
const MARGIN = { top: 2098, bottom: 1984, left: 1588, right: 1474, footer: 1400 }
const TEXT_WIDTH = PAGE.width - MARGIN.left - MARGIN.right

/** The document as a Word file (.docx). The same document gives the same bytes. */
export async function renderOfficialDocx(document: OfficialDocument): Promise<Uint8Array> {
  const docx = await import('docx')
  const isLetter = document.blocks.some(({ kind }) => kind === 'letterhead')
  const file = new docx.Document({
    styles: OFFICIAL_STYLES,
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        properties: { page: { size: PAGE, margin: MARGIN }, titlePage: isLetter },
        footers: {
          first: bottomRule(docx),
          default: pageNumber(docx, docx.AlignmentType.RIGHT),
          even: pageNumber(docx, docx.AlignmentType.LEFT),
        },
        children: document.blocks.flatMap((block, at) =>
          drawBlock(docx, block, document.blocks[at + 1]?.kind === 'signature'),
        ),
      },
    ],
  })
  const bytes = await docx.Packer.toBuffer(file, undefined, [
    { path: 'docProps/core.xml', data: coreProperties(document) },
    { path: 'word/fontTable.xml', data: FONT_TABLE },
  ])
  return setZipTimes(bytes, document.madeAt)
}

/** GB/T 9704: `— 1 —`, one character in from the outer edge. */
function pageNumber(docx: Docx, alignment: 'right' | 'left') {
  const number = new docx.TextRun({ children: ['— ', docx.PageNumber.CURRENT, ' —'], size: 28 })
  return new docx.Footer({
    children: [
      new docx.Paragraph({ alignment, indent: { left: 280, right: 280 }, children: [number] }),
    ],
  })
}

function drawBlock(docx: Docx, block: Block, keepNext: boolean): Paragraph | Table | Paragraph[] {
  switch (block.kind) {
    case 'letterhead':
      return drawLetterhead(docx, block)
    case 'signature':
      return drawSignature(docx, block)
    case 'page-break':
      return new docx.Paragraph({ children: [new docx.PageBreak()] })
    case 'sheet-title':
      return new docx.Paragraph({
        style: 'OfficialLine',
        alignment: 'center',
        children: [new docx.TextRun({ text: clean(block.text), size: 36 })],
      })
    case 'title':
      return new docx.Paragraph({
        heading: docx.HeadingLevel.TITLE,
        children: block.lines.map(
          (line, at) => new docx.TextRun({ text: clean(line), break: at === 0 ? 0 : 1 }),
        ),
      })
    case 'heading': {
      const heading = block.level === 1 ? docx.HeadingLevel.HEADING_1 : docx.HeadingLevel.HEADING_2
      return new docx.Paragraph({ heading, text: clean(block.text) })
    }
    case 'paragraph':
      // GB/T 9704: the page with the seal has text on it
      return new docx.Paragraph({
        style: 'OfficialText',
        keepNext,
        children: leadAndText(docx, block),
      })
    case 'line':
      return new docx.Paragraph({
        style: 'OfficialLine',
        alignment: block.align,
        text: clean(block.text),
      })
    case 'note':
      return new docx.Paragraph({ style: 'OfficialNote', text: clean(block.text) })
    case 'table':
      return drawTable(docx, block.grid, block.density)
  }
}

function leadAndText(docx: Docx, block: { readonly lead?: string; readonly text: string }) {
  const text = new docx.TextRun(clean(block.text))
  if (block.lead === undefined) return [text]
  return [new docx.TextRun({ text: clean(block.lead), style: 'OfficialLead' }), text]
}

function drawTable(docx: Docx, grid: Grid, density: TableDensity): Table {
  placeCells(grid)
  const whole = grid.widths.reduce((sum, width) => sum + width, 0)
  const headerRows = leadingHeaderRows(grid)
  return new docx.Table({
    width: { size: TEXT_WIDTH, type: docx.WidthType.DXA },
    columnWidths: grid.widths.map((width) => Math.round((width / whole) * TEXT_WIDTH)),
    layout: docx.TableLayoutType.FIXED,
    rows: grid.rows.map(
      (cells, row) =>
        new docx.TableRow({
          cantSplit: true,
          tableHeader: row < headerRows,
          ...rowHeight(docx, cells),
          children: cells.map((cell) => drawCell(docx, cell, density)),
        }),
    ),
  })
}

function drawCell(docx: Docx, cell: GridCell, density: TableDensity) {
  const isLabel = density === 'dense' && cell.header === 'row' && cell.rowspan === 1
  const alignment = isLabel || cell.align === 'left' ? 'left' : 'center'
  const style = TABLE_TEXT[density][cell.header === 'column' ? 'header' : 'text']
  return new docx.TableCell({
    rowSpan: cell.rowspan,
    columnSpan: cell.colspan,
    verticalAlign: docx.VerticalAlign.CENTER,
    margins: density === 'dense' ? { left: 40, right: 40 } : { left: 80, right: 80 },
    children: clean(cell.text)
      .split('\n')
      .map((text) => new docx.Paragraph({ style, alignment, text })),
  })
}

/** Room to write by hand. */
function rowHeight(docx: Docx, cells: readonly GridCell[]) {
  const lines = Math.max(1, ...cells.map(({ minLines }) => minLines ?? 1))
  if (lines === 1) return {}
  return { height: { value: 420 * lines, rule: docx.HeightRule.ATLEAST } }
}

/** XML allows no control characters. */
const clean = printableText
