import type { Block } from '../../../platform/documents/official-document.ts'
import { html, joined, raw, render, type Html } from '../../../platform/web/html.ts'
import { gridTable, type ReportHtmlOptions } from './grid-table.ts'
import { reportBlocks, type SealedReport } from './report-document.ts'

/** The report below its title, for a page of the portal or the office: text, sections (h2), tables, the seal. */
export function reportBody(report: SealedReport, options: ReportHtmlOptions = {}): Html {
  return html`${reportBlocks(report)
    .filter((block) => block.kind !== 'title')
    .map((block) => drawBlock(block, options))}`
}

/** The report as a file that stands alone: no scripts, no links out, ready to print. */
export function renderReportHtml(report: SealedReport): string {
  const page = html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${report.title}</title>
        <style>
          ${raw(FILE_STYLE)}
        </style>
      </head>
      <body>
        <main>
          <h1>${report.title}</h1>
          ${reportBody(report)}
        </main>
      </body>
    </html> `
  return render(page)
}

function drawBlock(block: Block, options: ReportHtmlOptions): Html {
  switch (block.kind) {
    case 'title':
      return html`<h1 class="govuk-heading-l">${block.lines.join('')}</h1>`
    case 'heading':
      return block.level === 1
        ? html`<h2 class="govuk-heading-m">${block.text}</h2>`
        : html`<h3 class="govuk-heading-s">${block.text}</h3>`
    case 'paragraph':
      return html`<p class="govuk-body">
        ${block.lead && html`<strong>${block.lead}</strong>`}${block.text}
      </p>`
    case 'line':
      return html`<p class="${joined('govuk-body', `mq-${block.align}`)}">${block.text}</p>`
    case 'note':
      return html`<p class="govuk-body-s">${block.text}</p>`
    case 'table':
      return gridTable(block.grid, options)
    default:
      // red heads and signatures belong to letters
      throw new Error(`a report has no ${block.kind}`)
  }
}

const FILE_STYLE = `
body { margin: 0; font: 16px/1.75 "Noto Serif SC", FangSong, STFangsong, SimSun, serif; color: #000; }
main { max-width: 52rem; margin: 0 auto; padding: 2rem 1rem; }
h1 { margin: 1rem 0 2rem; font-size: 1.6rem; line-height: 1.5; text-align: center; }
h2, h3, th { font-family: "Noto Sans SC", SimHei, "Microsoft YaHei", sans-serif; font-weight: 500; }
h2 { margin: 1.5rem 0 .5rem; font-size: 1.15rem; }
h3 { margin: 1rem 0 0; font-size: 1rem; }
p { margin: .25rem 0; text-indent: 2em; text-align: justify; }
.govuk-body-s { margin-top: 2rem; font-size: .85rem; text-indent: 0; overflow-wrap: anywhere; }
.mq-scroll { margin: .5rem 0 1.5rem; overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: .85rem; line-height: 1.4; }
th, td { padding: .3rem .4rem; border: 1px solid #000; text-align: center; }
.mq-left { text-align: left; }
.govuk-visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media print { main { max-width: none; padding: 0; } tr { break-inside: avoid; } }
`
