import {
  activeCellPath,
  requestCellPath,
  reviewCellPath,
} from '../../../law/annual-report/cell-paths.ts'
import type { Cell, ReportFigures } from '../../../law/annual-report/figures.ts'
import {
  REPORT_FORMS,
  REQUEST_COLUMNS,
  REQUESTS_CORNER_NOTE,
  RESULTS_CAPTION,
  REVIEW_COLUMNS,
  REVIEW_GROUPS,
  resultRowSpan,
  SECTION_TITLES,
  type ActiveBlockForm,
  type RequestRowForm,
} from '../../../law/annual-report/formats.ts'
import {
  placeCells,
  SINGLE,
  type Grid,
  type GridCell,
} from '../../../platform/documents/table-grid.ts'

/**
 * The three tables of the official form as grids with merged cells (国办公开办函〔2019〕60号、〔2021〕30号 附件).
 * Labels come from the form, figures from the report; a row that the report lacks stays blank.
 */
export interface ReportCell extends GridCell {
  /** the figure's name, e.g. `requests.total.natural_person` */
  readonly path?: string
  /** a name for a header that data cells refer to; only where position does not say enough (table 二) */
  readonly key?: string
  /** keys of the headers of a data cell; absent where row and column say it */
  readonly headers?: readonly string[]
}

export type ReportGrid = Grid<ReportCell>

type Span = Partial<Pick<ReportCell, 'rowspan' | 'colspan' | 'key' | 'headers'>>

const columnHeader = (text: string, span: Span = {}): ReportCell => ({
  ...SINGLE,
  ...span,
  text,
  header: 'column',
})
const rowHeader = (text: string, span: Span = {}): ReportCell => ({
  ...SINGLE,
  ...span,
  text,
  header: 'row',
})
/** Blank stays blank: an unread or absent figure is not a zero. */
const figure = (value: Cell | undefined, path: string, span: Span = {}): ReportCell => ({
  ...SINGLE,
  ...span,
  text: value ?? '',
  numeric: true,
  path,
})

/** Throws when the form's spans do not tile: the tables are ours, so a hole is a bug. */
function checked(grid: ReportGrid): ReportGrid {
  placeCells(grid)
  return grid
}

/** Table 二: one table, each item of 条例 第二十条 under its caption. */
export function activeGrid(figures: ReportFigures): ReportGrid {
  const { active } = REPORT_FORMS[figures.format]
  const units = active.map(({ columns }) => columns.length).reduce(leastCommonMultiple)
  const rows = active.flatMap((block, index) => activeBlock(block, `${index + 1}`, units, figures))
  return checked({
    caption: SECTION_TITLES[1],
    widths: [1.2, ...Array.from({ length: units }, () => 3 / units)],
    rows,
  })
}

/** Blocks have one, two or three columns beside the label; each shares the width evenly. */
function activeBlock(
  block: ActiveBlockForm,
  key: string,
  units: number,
  figures: ReportFigures,
): ReportCell[][] {
  const colspan = units / block.columns.length
  return [
    [columnHeader(block.clause, { colspan: units + 1, key })],
    [
      columnHeader('信息内容'),
      ...block.columns.map((label, at) => columnHeader(label, { colspan, key: `${key}-${at}` })),
    ],
    ...block.rows.map((row) => {
      const cells = findRow(figures.active.rows, row.key)
      return [
        rowHeader(row.label, { key: row.key }),
        ...block.columns.map((_, at) =>
          figure(cells?.[at], activeCellPath(row.key, at), {
            colspan,
            headers: [key, `${key}-${at}`, row.key],
          }),
        ),
      ]
    }),
  ]
}

function leastCommonMultiple(a: number, b: number): number {
  const divisor = (x: number, y: number): number => (y === 0 ? x : divisor(y, x % y))
  return (a * b) / divisor(a, b)
}

/** Table 三: three header rows, then 一, 二, the results of 三 under their groups, 四. */
export function requestsGrid(figures: ReportFigures): ReportGrid {
  const form = REPORT_FORMS[figures.format]
  const firstResult = form.requests.findIndex((row) => row.part === 'result')
  const body = form.requests.map((row, index) => [
    ...(index === firstResult
      ? [rowHeader(RESULTS_CAPTION, { rowspan: resultRowSpan(form) })]
      : []),
    ...requestLabels(row, form.requests, index),
    ...requestFigures(row, figures),
  ])
  return checked({
    caption: SECTION_TITLES[2],
    widths: [0.8, 1.6, 4.4, ...REQUEST_COLUMNS.map(() => 1.05)],
    rows: [...requestHeaderRows(), ...body],
  })
}

function requestHeaderRows(): ReportCell[][] {
  const [naturalPerson, ...others] = REQUEST_COLUMNS
  const organisations = others.slice(0, -1)
  const total = others.at(-1)!
  return [
    [
      columnHeader(REQUESTS_CORNER_NOTE, { rowspan: 3, colspan: 3 }),
      columnHeader('申请人情况', { colspan: REQUEST_COLUMNS.length }),
    ],
    [
      columnHeader(naturalPerson.label, { rowspan: 2 }),
      columnHeader('法人或其他组织', { colspan: organisations.length }),
      columnHeader(total.label, { rowspan: 2 }),
    ],
    organisations.map(({ label }) => columnHeader(label)),
  ]
}

/** A group's caption stands left of its first row and spans the rest; an ungrouped result spans both columns. */
function requestLabels(
  row: RequestRowForm,
  rows: readonly RequestRowForm[],
  index: number,
): ReportCell[] {
  const { group, part, caption } = row
  if (part !== 'result' && part !== 'result-total') return [rowHeader(caption, { colspan: 3 })]
  if (group === null) return [rowHeader(caption, { colspan: 2 })]
  if (rows[index - 1]?.group === group) return [rowHeader(caption)]
  const rowspan = rows.filter((other) => other.group === group).length
  return [rowHeader(group, { rowspan }), rowHeader(caption)]
}

function requestFigures(row: RequestRowForm, figures: ReportFigures): ReportCell[] {
  const cells = findRow(figures.requests.rows, row.key)
  return REQUEST_COLUMNS.map((column, at) =>
    figure(cells?.[at], requestCellPath(row.key, column.key)),
  )
}

/** Table 四: fifteen figures in one row under three header rows. */
export function reviewGrid(figures: ReportFigures): ReportGrid {
  const columns = REVIEW_COLUMNS.length
  const [reconsideration, ...litigation] = REVIEW_GROUPS
  const labels = (rowspan: number) =>
    REVIEW_COLUMNS.map(({ label }) => columnHeader(label, { rowspan }))
  return checked({
    caption: SECTION_TITLES[3],
    widths: REVIEW_GROUPS.flatMap(() => REVIEW_COLUMNS.map(() => 1)),
    rows: [
      [
        columnHeader(reconsideration.label, { colspan: columns }),
        columnHeader(litigation[0]!.parent, { colspan: columns * litigation.length }),
      ],
      [...labels(2), ...litigation.map(({ label }) => columnHeader(label, { colspan: columns }))],
      litigation.flatMap(() => labels(1)),
      REVIEW_GROUPS.flatMap(({ key }) =>
        REVIEW_COLUMNS.map((column, at) =>
          figure(figures.review_litigation[key][at], reviewCellPath(key, column.key)),
        ),
      ),
    ],
  })
}

/** Tables 二, 三 and 四 in printed order. */
export function reportGrids(figures: ReportFigures): readonly [ReportGrid, ReportGrid, ReportGrid] {
  return [activeGrid(figures), requestsGrid(figures), reviewGrid(figures)]
}

function findRow(
  rows: readonly { readonly key: string; readonly cells: readonly Cell[] }[],
  key: string,
): readonly Cell[] | undefined {
  return rows.find((row) => row.key === key)?.cells
}
