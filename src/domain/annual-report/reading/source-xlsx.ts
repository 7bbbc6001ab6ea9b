import ExcelJS from 'exceljs'

import { cellText } from './cell-text.ts'
import type { GridCell, GridRow, SourceDocument } from './source-document.ts'

const MOST_ROWS = 2_000
const MOST_COLUMNS = 60

/** A workbook: every sheet is a table, merged cells are one. */
export async function documentOfXlsx(bytes: Uint8Array): Promise<SourceDocument> {
  const workbook = new ExcelJS.Workbook()
  // exceljs declares its own Buffer type, older than Node's.
  // Validations over whole columns are usual, and it would make an object for every cell of them.
  const options = { ignoreNodes: ['dataValidations'] }
  await workbook.xlsx.load(Buffer.from(bytes) as unknown as ExcelJS.Buffer, options)
  const sheets = workbook.worksheets.filter((sheet) => sheet.state === 'visible')
  const rows = sheets.flatMap((sheet, number) => rowsOfSheet(sheet, number))
  return {
    titles: sheets.map((sheet) => sheet.name),
    paragraphs: rows
      .map((row) => row.cells.filter((cell) => cell.own && cell.text !== ''))
      .filter((cells) => cells.length === 1)
      .map((cells) => cells[0]!.text),
    layouts: [{ kind: 'grid', loose: false, rows }],
  }
}

function rowsOfSheet(sheet: ExcelJS.Worksheet, number: number): readonly GridRow[] {
  const rows: GridRow[] = []
  const width = Math.min(sheet.columnCount, MOST_COLUMNS)
  for (let at = 1; at <= Math.min(sheet.rowCount, MOST_ROWS); at += 1) {
    const row = sheet.getRow(at)
    if (row.hidden) continue
    rows.push({ table: number, placed: 'columns', cells: cellsOfRow(row, width) })
  }
  return rows.filter((row) => row.cells.some((cell) => cell.text !== ''))
}

function cellsOfRow(row: ExcelJS.Row, width: number): readonly GridCell[] {
  const cells: GridCell[] = []
  for (let column = 1; column <= width; column += 1) {
    const cell = row.getCell(column)
    const master = cell.isMerged ? cell.master : cell
    const last = cells.at(-1)
    if (cell.isMerged && last && sameMerge(row.getCell(column - 1), cell)) {
      cells[cells.length - 1] = { ...last, span: last.span + 1 }
      continue
    }
    cells.push({
      text: cellText(displayed(master)),
      column: column - 1,
      span: 1,
      own: Number(master.row) === row.number,
    })
  }
  return cells
}

function sameMerge(left: ExcelJS.Cell, right: ExcelJS.Cell): boolean {
  return left.isMerged && left.master.address === right.master.address
}

/** What the sheet shows: the result of a formula, a number with the sign and decimals of its format. */
function displayed(cell: ExcelJS.Cell): string {
  const value = 'result' in cell && cell.result !== undefined ? cell.result : cell.value
  if (typeof value === 'number') return withFormat(value, cell.numFmt ?? '')
  if (value === null || value === undefined) return ''
  if (typeof value === 'object' && 'richText' in value) {
    return value.richText.map((part) => part.text).join('')
  }
  return cell.text ?? String(value)
}

function withFormat(value: number, format: string): string {
  const decimals = /0\.(0+)/u.exec(format)?.[1]?.length
  const digits =
    decimals === undefined ? String(Number(value.toPrecision(15))) : value.toFixed(decimals)
  return value > 0 && /^["\\]?\+/u.test(format) ? `+${digits}` : digits
}
