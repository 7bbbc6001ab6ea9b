import type { ReportLine } from '../../../domain/annual-report/get-report.ts'
import { formatMinute } from '../../../platform/kernel/time.ts'
import { button, link } from '../../../platform/web/components/button.ts'
import { errorSummary, form } from '../../../platform/web/components/form.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { textInput } from '../../../platform/web/components/inputs.ts'
import { table } from '../../../platform/web/components/table.ts'
import { tag } from '../../../platform/web/components/tag.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { REPORT_FORMAT_NAMES } from '../words.ts'

export interface ReportListPage {
  readonly reports: readonly ReportLine[]
  readonly mayOpen: boolean
  readonly view: FormView
  readonly csrf: string
}

export function reportListPage({ reports, mayOpen, view, csrf }: ReportListPage): Html {
  return html`${errorSummary(view)} ${pageHeading('年度报告')}
  ${table<ReportLine>({
    caption: '本机构的年度报告',
    captionHidden: true,
    columns: [
      {
        heading: '年度',
        rowHeader: true,
        cell: ({ year }) => link(`${year}年`, officePaths.annualReport(year)),
      },
      { heading: '格式', cell: ({ format }) => REPORT_FORMAT_NAMES[format] },
      { heading: '状态', cell: reportTag },
      {
        heading: '锁定',
        nowrap: true,
        cell: ({ lockedAt }) => (lockedAt ? formatMinute(lockedAt) : ''),
      },
      {
        heading: '公布',
        nowrap: true,
        cell: ({ publishedAt }) => (publishedAt ? formatMinute(publishedAt) : ''),
      },
    ],
    rows: reports,
    empty: '还没有建立年度报告。',
  })}
  ${mayOpen && openForm(view, csrf)}`
}

export function reportTag({
  status,
  publishedAt,
}: Pick<ReportLine, 'status' | 'publishedAt'>): Html {
  if (publishedAt) return tag('已公布', 'good')
  return status === 'locked'
    ? tag('已锁定，待公布', 'waiting')
    : tag('编制中，数字随台账变化', 'active')
}

function openForm(view: FormView, csrf: string): Html {
  return html`<h2 class="govuk-heading-m">建立年度报告</h2>
    ${form({
      action: officePaths.annualReports,
      csrf,
      body: html`${textInput({
        name: 'year',
        label: '年度',
        hint: '格式按年度自动确定：2019、2020年度用试行格式，2021年度起用现行格式',
        form: view,
        width: '5',
        inputmode: 'numeric',
        suffix: '年',
      })}
      ${button('建立')}`,
    })}`
}
