import type { Workbook, Worksheet } from 'exceljs'
import { printableText } from './printable-text.ts'
import { placeCells, leadingHeaderRows, type Grid, type GridCell } from './table-grid.ts'
import { cellValue, safeCellText } from './xlsx-text.ts'
import { setZipTimes } from './zip-times.ts'

export interface XlsxDocument {
  readonly title: string
  readonly author: string
  /** the same moment and content give the same bytes */
  readonly madeAt: Temporal.Instant
  readonly sheets: readonly XlsxSheet[]
}

/** A sheet with one table: its heading in the first row, the grid below, ready to print on one page's width. */
export interface XlsxSheet {
  readonly name: string
  readonly heading: string
  readonly grid: Grid
  readonly landscape: boolean
}

const HEADING_ROW = 1
/** Characters that fit across an upright and a lying A4 page. */
const SHEET_WIDTH = { upright: 84, landscape: 124 }
const THIN = { style: 'thin' } as const

/** The tables as a workbook (.xlsx) with merged cells; figures are numbers, blanks are empty. */
export async function renderXlsx(document: XlsxDocument): Promise<Uint8Array> {
  const { default: exceljs } = await import('exceljs')
  const workbook = new exceljs.Workbook()
  setProperties(workbook, document)
  for (const sheet of document.sheets) drawSheet(workbook, sheet)
  const bytes = await workbook.xlsx.writeBuffer()
  return setZipTimes(new Uint8Array(bytes), document.madeAt)
}

function setProperties(workbook: Workbook, { title, author, madeAt }: XlsxDocument): void {
  // oxlint-disable-next-line no-restricted-globals -- the library takes nothing else
  const moment = new Date(madeAt.epochMilliseconds)
  Object.assign(workbook, { title, creator: author, lastModifiedBy: author })
  Object.assign(workbook, { created: moment, modified: moment })
}

function drawSheet(workbook: Workbook, { name, heading, grid, landscape }: XlsxSheet): void {
  const headerRows = HEADING_ROW + leadingHeaderRows(grid)
  const sheet = workbook.addWorksheet(name, {
    pageSetup: {
      paperSize: 9, // A4
      orientation: landscape ? 'landscape' : 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      printTitlesRow: `1:${headerRows}`,
    },
    views: [{ state: 'frozen', ySplit: headerRows }],
  })
  setWidths(sheet, grid, landscape ? SHEET_WIDTH.landscape : SHEET_WIDTH.upright)
  drawHeading(sheet, heading, grid.widths.length)
  for (const { cell, row, column } of placeCells(grid)) {
    drawCell(sheet, cell, HEADING_ROW + 1 + row, column + 1)
  }
}

function setWidths(sheet: Worksheet, grid: Grid, sheetWidth: number): void {
  const whole = grid.widths.reduce((sum, width) => sum + width, 0)
  for (const [at, width] of grid.widths.entries()) {
    sheet.getColumn(at + 1).width = Math.round((width / whole) * sheetWidth * 10) / 10
  }
}

function drawHeading(sheet: Worksheet, heading: string, columns: number): void {
  sheet.mergeCells(1, 1, HEADING_ROW, columns)
  const cell = sheet.getCell(1, 1)
  cell.value = safeCellText(printableText(heading))
  cell.font = { name: '黑体', size: 14 }
  cell.alignment = { horizontal: 'center', vertical: 'middle' }
  sheet.getRow(1).height = 30
}

function drawCell(sheet: Worksheet, cell: GridCell, row: number, column: number): void {
  const [lastRow, lastColumn] = [row + cell.rowspan - 1, column + cell.colspan - 1]
  if (cell.rowspan > 1 || cell.colspan > 1) sheet.mergeCells(row, column, lastRow, lastColumn)
  const target = sheet.getCell(row, column)
  const text = printableText(cell.text)
  target.value = cell.numeric ? cellValue(text) : safeCellText(text)
  target.font = { name: cell.header === 'column' ? '黑体' : '宋体', size: 10.5 }
  target.alignment = {
    horizontal: cell.header === 'row' && cell.rowspan === 1 ? 'left' : 'center',
    vertical: 'middle',
    wrapText: true,
  }
  target.border = { top: THIN, bottom: THIN, left: THIN, right: THIN }
}
