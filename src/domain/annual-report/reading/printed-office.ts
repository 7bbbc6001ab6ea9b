import { Document, Packer, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } from 'docx'
import ExcelJS from 'exceljs'

import type { ReportFigures } from '../../../law/annual-report/figures.ts'
import { SECTION_TITLES } from '../../../law/annual-report/formats.ts'
import { printedActive, printedRequests, printedReview, type PrintedRow } from './printed-tables.ts'
import type { Dice } from './random-figures.ts'

/** A Word report: real merged cells, numbers torn into several runs. */
export async function wordReport(figures: ReportFigures, dice: Dice): Promise<Uint8Array> {
  const [one, two, three, four, five, six] = SECTION_TITLES
  const document = new Document({
    sections: [
      {
        children: [
          new Paragraph(`${figures.agency}${figures.year}年政府信息公开工作年度报告`),
          new Paragraph(one),
          new Paragraph('本年度持续做好政务公开工作，举办培训3次。'),
          new Paragraph(two),
          wordTable(printedActive(figures), dice),
          new Paragraph(three),
          wordTable(printedRequests(figures), dice),
          new Paragraph(four),
          wordTable(printedReview(figures), dice),
          new Paragraph(five),
          new Paragraph('公开的主动性有待加强。'),
          new Paragraph(six),
          new Paragraph('无其他需要报告的事项。'),
        ],
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}

function wordTable(rows: readonly PrintedRow[], dice: Dice): Table {
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: rows.map(
      (row) =>
        new TableRow({
          children: row.map(
            (cell) =>
              new TableCell({
                columnSpan: cell.colspan,
                rowSpan: cell.rowspan,
                children: [new Paragraph({ children: runsOf(cell.text, dice) })],
              }),
          ),
        }),
    ),
  })
}

function runsOf(text: string, dice: Dice): TextRun[] {
  const at = dice(text.length + 1)
  return [text.slice(0, at), text.slice(at)].map((part) => new TextRun(part))
}

/** An Excel report, merged as in the form: numbers as numbers or as text, one sheet a table or all on one. */
export async function excelReport(
  figures: ReportFigures,
  asNumbers: boolean,
  onOneSheet = false,
): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  const title = `${figures.agency}${figures.year}年政府信息公开工作年度报告`
  const tables = [printedActive(figures), printedRequests(figures), printedReview(figures)]
  let sheet = workbook.addWorksheet('年报')
  let top = 3
  sheet.getCell(1, 1).value = title
  for (const [at, rows] of tables.entries()) {
    if (at > 0 && !onOneSheet) {
      sheet = workbook.addWorksheet(`表${at + 2}`)
      top = 3
    }
    fill(sheet, rows, asNumbers, top)
    top += rows.length + 2
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

function fill(
  sheet: ExcelJS.Worksheet,
  rows: readonly PrintedRow[],
  asNumbers: boolean,
  first: number,
): void {
  const taken = new Set<string>()
  for (const [at, row] of rows.entries()) {
    let column = 1
    for (const cell of row) {
      while (taken.has(`${at}.${column}`)) column += 1
      const top = at + first
      const numeric = asNumbers && /^\d+(?:\.\d*[1-9])?$/u.test(cell.text)
      sheet.getCell(top, column).value = numeric ? Number(cell.text) : cell.text || null
      if (cell.colspan > 1 || cell.rowspan > 1) {
        sheet.mergeCells(top, column, top + cell.rowspan - 1, column + cell.colspan - 1)
      }
      for (let down = 0; down < cell.rowspan; down += 1) {
        for (let right = 0; right < cell.colspan; right += 1) {
          taken.add(`${at + down}.${column + right}`)
        }
      }
      column += cell.colspan
    }
  }
}
