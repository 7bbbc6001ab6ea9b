import type { Behind } from '../../../domain/annual-report/cases-behind.ts'
import type { EntryBehind } from '../../../domain/annual-report/behind/entries-behind.ts'
import type { RemedyBehind } from '../../../domain/annual-report/behind/remedies-behind.ts'
import type { RequestBehind } from '../../../domain/annual-report/behind/requests-behind.ts'
import { requestColumnLabel } from '../../../law/annual-report/cell-paths.ts'
import { link } from '../../../platform/web/components/button.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { stepPagination } from '../../../platform/web/components/pagination.ts'
import { table } from '../../../platform/web/components/table.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { REMEDY_KIND_NAMES, REMEDY_RESULT_NAMES } from '../words.ts'

export interface BehindPage {
  readonly year: number
  readonly path: string
  readonly cellName: string
  readonly shown: string
  readonly behind: Behind
  readonly page: number
  readonly pageSize: number
}

/** One number of the report, opened to what it counts. */
export function behindPage(props: BehindPage): Html {
  const { year, cellName, shown, behind } = props
  return html`${pageHeading(cellName, `${year}年度报告`)}
    <p class="govuk-body">
      ${link('返回报告', officePaths.annualReport(year))}　这一格是<strong>${shown === '' ? '空白' : shown}</strong>，由下面${behind.total}条记录得出。
    </p>
    ${rowsOf(behind)} ${steps(props)}`
}

function rowsOf(behind: Behind): Html {
  if (behind.kind === 'requests') return requestRows(behind.entries)
  if (behind.kind === 'remedies') return remedyRows(behind.entries)
  return entryRows(behind.entries)
}

const registerNumber = (entry: { registerYear: number; registerNumber: number }) =>
  `〔${entry.registerYear}〕${entry.registerNumber}号`

function requestRows(rows: readonly RequestBehind[]): Html {
  return table<RequestBehind>({
    caption: '申请',
    captionHidden: true,
    columns: [
      {
        heading: '登记号',
        rowHeader: true,
        nowrap: true,
        cell: (row) => link(registerNumber(row), officePaths.request(row.requestId)),
      },
      { heading: '申请人', nowrap: true, cell: (row) => row.applicantShown },
      { heading: '类别', nowrap: true, cell: (row) => requestColumnLabel(row.applicantClass) },
      { heading: '申请内容', cell: (row) => row.subject },
      { heading: '收到日期', nowrap: true, cell: (row) => row.receivedOn.toString() },
      { heading: '办结日期', nowrap: true, cell: (row) => row.concludedOn?.toString() ?? '' },
    ],
    rows,
    empty: '没有记录，这一格为0。',
  })
}

function remedyRows(rows: readonly RemedyBehind[]): Html {
  return table<RemedyBehind>({
    caption: '行政复议、行政诉讼',
    captionHidden: true,
    columns: [
      {
        heading: '登记号',
        rowHeader: true,
        nowrap: true,
        cell: (row) => link(registerNumber(row), officePaths.request(row.requestId)),
      },
      { heading: '类别', cell: (row) => REMEDY_KIND_NAMES[row.kind] },
      { heading: '复议机关、法院', cell: (row) => row.body },
      { heading: '提出日期', nowrap: true, cell: (row) => row.filedOn.toString() },
      {
        heading: '结果',
        cell: (row) => (row.result ? REMEDY_RESULT_NAMES[row.result] : '尚未审结'),
      },
      { heading: '作出日期', nowrap: true, cell: (row) => row.decidedOn?.toString() ?? '' },
    ],
    rows,
    empty: '没有记录，这一格为0。',
  })
}

function entryRows(rows: readonly EntryBehind[]): Html {
  return table<EntryBehind>({
    caption: '登记',
    captionHidden: true,
    columns: [
      { heading: '名称', rowHeader: true, cell: (row) => row.name },
      { heading: '日期', nowrap: true, cell: (row) => row.on.toString() },
      { heading: '计入', numeric: true, cell: (row) => row.adds },
    ],
    rows,
    empty: '登记簿里没有相应的登记。',
  })
}

function steps({ year, path, behind, page, pageSize }: BehindPage): Html {
  const href = (target: number) =>
    `${officePaths.annualReportAct(year, `cells/${path}`)}?page=${target}`
  return stepPagination({
    label: '翻页',
    ...(page > 1 ? { previous: href(page - 1) } : {}),
    ...(page * pageSize < behind.total ? { next: href(page + 1) } : {}),
  })
}
