import exceljs from 'exceljs'
import mammoth from 'mammoth'
import { parse, type DefaultTreeAdapterTypes } from 'parse5'
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, describe, expect, test } from 'vitest'
import { placeCells } from '../../../platform/documents/table-grid.ts'
import { stopTypesetting } from '../../../platform/documents/typst-process.ts'
import { renderReportDocx } from './docx.ts'
import { renderReportHtml } from './html.ts'
import { reportGrids } from './layout.ts'
import { renderReportPdf } from './pdf.ts'
import type { SealedReport } from './report-document.ts'
import { SAMPLE_REPORT, SAMPLE_REPORT_2021 } from './sample-report.ts'
import { renderReportXlsx } from './xlsx.ts'

/** Each file is read by a program that did not write it, and must give every cell and every merge of the form. */
const REPORTS: readonly (readonly [string, SealedReport])[] = [
  ['2019', SAMPLE_REPORT],
  ['2021', SAMPLE_REPORT_2021],
]
const NOW = Temporal.Instant.from('2024-01-09T01:00:00Z')

type CellSeen = readonly [text: string, rowspan: number, colspan: number]
type Node = DefaultTreeAdapterTypes.Node

afterAll(stopTypesetting)

const expectedTables = (report: SealedReport): CellSeen[][][] =>
  reportGrids(report.figures).map((grid) =>
    grid.rows.map((row) => row.map(({ text, rowspan, colspan }) => [text, rowspan, colspan])),
  )

function elements(node: Node, ...names: string[]): DefaultTreeAdapterTypes.Element[] {
  const children = 'childNodes' in node ? node.childNodes : []
  return children.flatMap((child) =>
    'tagName' in child && names.includes(child.tagName) ? [child] : elements(child, ...names),
  )
}

const textOf = (node: Node): string =>
  'value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(textOf).join('') : ''

function tablesSeen(html: string): CellSeen[][][] {
  return elements(parse(html), 'table').map((table) =>
    elements(table, 'tr').map((row) =>
      elements(row, 'td', 'th').map((cell): CellSeen => {
        const span = (name: string) =>
          Number(cell.attrs.find((one) => one.name === name)?.value ?? 1)
        return [textOf(cell).trim(), span('rowspan'), span('colspan')]
      }),
    ),
  )
}

describe.each(REPORTS)('form %s', (_format, report) => {
  test('the HTML file has every cell and merge', () => {
    expect(tablesSeen(renderReportHtml(report))).toEqual(expectedTables(report))
  })

  test('the Word file has every cell and merge', async () => {
    const buffer = Buffer.from(await renderReportDocx(report, NOW))
    const { value } = await mammoth.convertToHtml({ buffer })
    expect(tablesSeen(value)).toEqual(expectedTables(report))
  })

  test('the workbook has every cell and merge, figures as numbers, blanks empty', async () => {
    const workbook = new exceljs.Workbook()
    await workbook.xlsx.load((await renderReportXlsx(report, NOW)).buffer as ArrayBuffer)
    for (const [index, grid] of reportGrids(report.figures).entries()) {
      const sheet = workbook.worksheets[index]!
      for (const { cell, row, column } of placeCells(grid)) {
        const found = sheet.getCell(row + 2, column + 1)
        const corner = sheet.getCell(row + 1 + cell.rowspan, column + cell.colspan)
        expect(found.text).toBe(cell.text)
        expect(corner.master.address).toBe(found.address)
        expect(found.type === exceljs.ValueType.Number).toBe(/^\d+(\.\d+)?$/.test(cell.text))
      }
    }
  })

  test('the PDF has every title, label and figure in reading order', async () => {
    const pdf = await getDocumentProxy(new Uint8Array(await renderReportPdf(report, NOW)))
    const text = (await extractText(pdf, { mergePages: true })).text.replaceAll(/\s/g, '')
    let cursor = 0
    for (const grid of reportGrids(report.figures)) {
      for (const row of grid.rows) {
        const figures = row.filter(({ path }) => path !== undefined)
        if (figures.length === 0) continue
        const label = row.findLast(({ header }) => header === 'row')?.text ?? ''
        const line = `${label}${figures.map((figure) => figure.text).join('')}`
        const at = text.indexOf(line, cursor)
        expect(at, `${line} after ${text.slice(cursor, cursor + 40)}`).toBeGreaterThanOrEqual(
          cursor,
        )
        cursor = at + line.length
      }
    }
    expect(text).toContain(report.title)
  })
})

test('the PDF is tagged PDF/UA-1: tables with header cells, title, language', async () => {
  const pdf = await getDocumentProxy(new Uint8Array(await renderReportPdf(SAMPLE_REPORT, NOW)))
  const trees = await Promise.all(
    Array.from({ length: pdf.numPages }, async (_, at) =>
      (await pdf.getPage(at + 1)).getStructTree(),
    ),
  )
  const tree = JSON.stringify(trees)
  const roles = Object.groupBy(
    [...tree.matchAll(/"role":"(\w+)"/g)].map(([, role]) => role!),
    (role) => role,
  )
  expect(roles.Table).toHaveLength(3)
  expect(roles.H1).toHaveLength(6)
  expect(roles.TH!.length).toBe(
    reportGrids(SAMPLE_REPORT.figures)
      .flatMap((grid) => grid.rows.flat())
      .filter(({ header }) => header === 'column').length,
  )
  const { info, metadata } = await pdf.getMetadata()
  expect(info).toMatchObject({ Title: SAMPLE_REPORT.title, Language: 'zh-CN' })
  expect(metadata.getRaw()).toMatch(/pdfuaid:part>1</)
})

test.each([
  ['PDF', renderReportPdf],
  ['Word', renderReportDocx],
  ['workbook', renderReportXlsx],
])('a locked report is the same %s file whenever it is asked for', async (_kind, render) => {
  const first = await render(SAMPLE_REPORT, NOW)
  const later = await render(SAMPLE_REPORT, NOW.add({ hours: 49 }))
  expect(Buffer.compare(first, later)).toBe(0)
})

test('the sections of the Word file are headings', async () => {
  const buffer = Buffer.from(await renderReportDocx(SAMPLE_REPORT, NOW))
  const headings = elements(parse((await mammoth.convertToHtml({ buffer })).value), 'h1', 'h2')
  expect(headings.map(textOf)).toEqual([
    '一、总体情况',
    '（二）依申请公开情况',
    '二、主动公开政府信息情况',
    '三、收到和处理政府信息公开申请情况',
    '四、政府信息公开行政复议、行政诉讼情况',
    '五、存在的主要问题及改进情况',
    '六、其他需要报告的事项',
  ])
})
