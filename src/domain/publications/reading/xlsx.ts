import type { Cell, Row, Worksheet } from 'exceljs'
import { contentOf } from '../../../platform/files/content.ts'
import { inspectZip } from '../../../platform/files/inspect-zip.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { ForeignDocument } from './foreign-document.ts'
import { escapeText } from './text.ts'

const MOST_ROWS = 5000
const MOST_COLUMNS = 60

/** The rows of every visible sheet as text, for tables and for lists of documents. */
export async function readSheets(bytes: Uint8Array): Promise<{ name: string; rows: string[][] }[]> {
  const sheets = await openWorkbook(bytes)
  return sheets.map((sheet) => ({ name: sheet.name, rows: rowsOf(sheet, Infinity) }))
}

/** A workbook: each sheet is a heading and a table. */
export async function readXlsx(bytes: Uint8Array): Promise<ForeignDocument> {
  const sheets = await openWorkbook(bytes)
  const tables = sheets.map((sheet) => {
    const rows = rowsOf(sheet, MOST_ROWS).filter((row) => row.some((cell) => cell !== ''))
    if (rows.length === 0) return ''
    const width = Math.max(...rows.map((row) => row.length))
    const heading = sheets.length > 1 ? `<h2>${escapeText(sheet.name)}</h2>` : ''
    return `${heading}<table>${rows.map((row) => rowHtml(row, width)).join('')}</table>`
  })
  return { bodyHtml: tables.join('\n') }
}

async function openWorkbook(bytes: Uint8Array): Promise<Worksheet[]> {
  const buffer = Buffer.from(bytes)
  if ((await inspectZip(contentOf(buffer))) !== 'xlsx')
    throw new Refusal('invalid', '不是Excel工作簿（.xlsx）')
  const { default: exceljs } = await import('exceljs')
  const workbook = new exceljs.Workbook()
  // validations over whole columns are usual, and it would make an object for every cell of them
  await workbook.xlsx.load(buffer as unknown as Parameters<typeof workbook.xlsx.load>[0], {
    ignoreNodes: ['dataValidations'],
  })
  return workbook.worksheets.filter((sheet) => sheet.state === 'visible')
}

function rowsOf(sheet: Worksheet, most: number): string[][] {
  const rows: string[][] = []
  const width = Math.min(sheet.columnCount, MOST_COLUMNS)
  for (let at = 1; at <= Math.min(sheet.rowCount, most); at += 1)
    rows.push(cellsOf(sheet.getRow(at), width))
  return rows
}

function cellsOf(row: Row, width: number): string[] {
  const cells = Array.from({ length: width }, (_, at) => cellText(row.getCell(at + 1)))
  while (cells.at(-1) === '') cells.pop()
  return cells
}

/** As shown; of a merged cell only where it begins; a date as yyyy-mm-dd, with its time when it has one. */
function cellText(cell: Cell): string {
  if (cell.isMerged && cell.master.address !== cell.address) return ''
  const { value } = cell
  const shown =
    typeof value === 'object' && value !== null && 'result' in value ? value.result : value
  // oxlint-disable-next-line no-restricted-globals -- the library gives nothing else
  if (shown instanceof Date) return dateText(shown)
  return cell.text.trim()
}

// oxlint-disable-next-line no-restricted-globals -- as above
function dateText(moment: Date): string {
  // a spreadsheet knows no zones: the library gives its wall clock as if it were universal time
  const text = moment.toISOString()
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 16)
}

function rowHtml(row: readonly string[], width: number): string {
  const cells = Array.from({ length: width }, (_, at) => `<td>${escapeText(row[at] ?? '')}</td>`)
  return `<tr>${cells.join('')}</tr>`
}
