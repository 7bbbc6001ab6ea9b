import type { ReportFigures } from '../../../law/annual-report/figures.ts'
import { SECTION_TITLES } from '../../../law/annual-report/formats.ts'
import {
  printedActive,
  printedRequests,
  printedReview,
  type PrintedCell,
  type PrintedRow,
} from './printed-tables.ts'
import type { Dice } from './random-figures.ts'

/** How a page spells a cell: its attributes and its inside. */
export type CellSpelling = (cell: PrintedCell, row: PrintedRow) => string

/** A whole report as a page: title, six sections, the three tables. */
export function pageOf(figures: ReportFigures, tables: readonly string[]): string {
  const title = `${figures.agency}${figures.year}年政府信息公开工作年度报告`
  const [one, two, three, four, five, six] = SECTION_TITLES
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${title}</title>
<style>td{padding:0}</style><script>var n = [1,2,3]</script></head><body>
<div class="meta"><table><tr><td>索引号</td><td>01234567X/2021-00012</td><td>发布日期</td><td>2021-01-22</td></tr></table></div>
<h1>${title}</h1><p>${one}</p><p>本年度持续做好政务公开工作，举办培训3次，参加120人。</p>
<p>${two}</p>${tables[0]}<p>${three}</p>${tables[1]}<p>${four}</p>${tables[2]}
<p>${five}</p><p>公开的主动性有待加强。</p><p>${six}</p><p>无其他需要报告的事项。</p></body></html>`
}

export function cleanPage(figures: ReportFigures): string {
  return pageOf(figures, tablesOf(figures, plainCell))
}

/** A Word export: digits and words torn into spans, no-break spaces, empty `o:p`, several paragraphs in a heading. */
export function wordPage(figures: ReportFigures, dice: Dice): string {
  const torn = (text: string) =>
    [...text]
      .map((character) =>
        dice(3) === 0
          ? `</span><span lang="EN-US" style="font-family:仿宋_GB2312">${character}`
          : character,
      )
      .join('')
  return pageOf(
    figures,
    tablesOf(figures, (cell) => {
      const inside =
        cell.text === ''
          ? '<span><o:p>&nbsp;</o:p></span>'
          : `<span>${dice(2) === 0 ? '&nbsp;' : ''}${torn(cell.text)}</span><span><o:p></o:p></span>`
      return `<td width="50" style="padding:0 5.4pt"${spans(cell)}><p class="MsoNormal">${inside}</p></td>`
    }),
  )
}

/** Spans that do not agree with each other, tables cut in two by a page, empty cells where a span ought to be. */
export function chaoticPage(figures: ReportFigures, dice: Dice): string {
  const spelling: CellSpelling = (cell) => {
    const colspan = dice(4) === 0 ? Math.max(1, cell.colspan - 1) : cell.colspan
    return plainCell({ ...cell, colspan })
  }
  const active = tableOf(printedActive(figures), spelling)
  const requests = printedRequests(figures)
  const cut = 6 + dice(14)
  const halves = [requests.slice(0, cut), requests.slice(cut)]
  return pageOf(figures, [
    active,
    halves.map((rows) => tableOf(rows, spelling)).join('<p>-3-</p>'),
    tableOf(printedReview(figures), spelling),
  ])
}

function tablesOf(figures: ReportFigures, spelling: CellSpelling): readonly string[] {
  return [printedActive(figures), printedRequests(figures), printedReview(figures)].map((rows) =>
    tableOf(rows, spelling),
  )
}

function tableOf(rows: readonly PrintedRow[], spelling: CellSpelling): string {
  const lines = rows.map((row) => `<tr>${row.map((cell) => spelling(cell, row)).join('')}</tr>`)
  return `<table border="1"><tbody>\n${lines.join('\n')}\n</tbody></table>`
}

function plainCell(cell: PrintedCell): string {
  return `<td${spans(cell)}>${cell.text}</td>`
}

function spans({ colspan, rowspan }: PrintedCell): string {
  return `${colspan > 1 ? ` colspan="${colspan}"` : ''}${rowspan > 1 ? ` rowspan="${rowspan}"` : ''}`
}
