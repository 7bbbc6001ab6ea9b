import { isHeaderRow, leadingHeaderRows } from '../../../platform/documents/table-grid.ts'
import { scrollRegion } from '../../../platform/web/components/table.ts'
import { attributes, html, joined, type Content, type Html } from '../../../platform/web/html.ts'
import type { ReportCell, ReportGrid } from './layout.ts'

/** What a page adds to the figures; paths are those of `law/annual-report/cell-paths.ts`. */
export interface ReportHtmlOptions {
  /** where a figure is opened to the cases or entries behind it */
  readonly cellHref?: (path: string) => string | undefined
  /** what is wrong with a figure */
  readonly cellProblem?: (path: string) => CellProblem | undefined
  /** tells the tables of two reports on one page apart */
  readonly idPrefix?: string
}

export interface CellProblem {
  readonly severity: 'error' | 'warning'
  /** ids of the elements that hold the sentences, for screen readers */
  readonly describedBy: string
}

/** A table of the report, accessible and in a region that scrolls on narrow screens. */
export function gridTable(grid: ReportGrid, options: ReportHtmlOptions = {}): Html {
  const headerRows = leadingHeaderRows(grid)
  const row = (cells: readonly ReportCell[]) =>
    html`<tr class="govuk-table__row">
      ${cells.map((cell) => drawCell(cell, options))}
    </tr>`
  return scrollRegion(
    grid.caption,
    html`<table class="govuk-table mq-ruled">
      <caption class="govuk-visually-hidden">
        ${grid.caption}
      </caption>
      <thead class="govuk-table__head">
        ${grid.rows.slice(0, headerRows).map(row)}
      </thead>
      ${blocksOf(grid.rows.slice(headerRows)).map(
        (block) =>
          html`<tbody class="govuk-table__body">
            ${block.map(row)}
          </tbody>`,
      )}
    </table>`,
  )
}

/** Table 二 has further header rows; each begins a body of its own. */
function blocksOf(rows: ReportGrid['rows']): ReportCell[][][] {
  const blocks: ReportCell[][][] = []
  for (const [index, cells] of rows.entries()) {
    const begins = isHeaderRow(cells) && !isHeaderRow(rows[index - 1] ?? [])
    if (begins || index === 0) blocks.push([])
    blocks.at(-1)!.push([...cells])
  }
  return blocks
}

function drawCell(cell: ReportCell, options: ReportHtmlOptions): Html {
  return cell.header === undefined ? figureCell(cell, options) : headerCell(cell, options)
}

function spans({ rowspan, colspan }: ReportCell) {
  return {
    rowspan: rowspan > 1 && rowspan,
    colspan: colspan > 1 && colspan,
  }
}

/** The address of a marked figure within its page, for the sentences that speak of it. */
export const cellId = (path: string, { idPrefix = 'report' }: ReportHtmlOptions = {}) =>
  `${idPrefix}-cell-${path}`

const idOf = (key: string | undefined, { idPrefix = 'report' }: ReportHtmlOptions) =>
  key && `${idPrefix}-${key}`

function headerCell(cell: ReportCell, options: ReportHtmlOptions): Html {
  const isLabel = cell.header === 'row' && cell.rowspan === 1
  const shape = attributes({
    id: idOf(cell.key, options),
    scope: cell.header === 'row' ? 'row' : 'col',
    ...spans(cell),
    class: joined('govuk-table__header', isLabel && 'mq-left'),
  })
  return html`<th${shape}>${cell.text}</th>`
}

function figureCell(cell: ReportCell, options: ReportHtmlOptions): Html {
  const problem = cell.path ? options.cellProblem?.(cell.path) : undefined
  const shape = attributes({
    id: problem && cell.path && cellId(cell.path, options),
    ...spans(cell),
    headers: joined(...(cell.headers ?? []).map((key) => idOf(key, options))),
    class: joined(
      'govuk-table__cell',
      problem && 'mq-wrong',
      problem?.severity === 'warning' && 'mq-wrong--warning',
    ),
    'aria-describedby': problem?.describedBy,
    'data-cell': cell.path,
  })
  return html`<td${shape}>${linked(cell, options)}${problem && problemSign(problem)}</td>`
}

/** A blank has nothing behind it to open. */
function linked({ text, path }: ReportCell, { cellHref }: ReportHtmlOptions): Content {
  const href = path && text !== '' ? cellHref?.(path) : undefined
  if (href === undefined) return text
  return html`<a class="govuk-link" href="${href}"
    >${text}<span class="govuk-visually-hidden">，查看明细</span></a
  >`
}

/** A sign beside the figure: colour alone tells nothing to many readers. */
function problemSign({ severity }: CellProblem): Html {
  const [sign, word] = severity === 'error' ? ['✗', '有误'] : ['？', '待核']
  return html` <span class="mq-wrong__sign" aria-hidden="true">${sign}</span
    ><span class="govuk-visually-hidden">（${word}）</span>`
}
