import { reportBody } from '../../../domain/annual-report/renderings/html.ts'
import type { AnnualReport, ReportEvent } from '../../../domain/annual-report/report.ts'
import type { ReportProblem } from '../../../law/annual-report/problem.ts'
import { formatMinute } from '../../../platform/kernel/time.ts'
import { button, link } from '../../../platform/web/components/button.ts'
import { identityBar, timeline } from '../../../platform/web/components/case-view.ts'
import { errorSummary, form } from '../../../platform/web/components/form.ts'
import { textarea } from '../../../platform/web/components/inputs.ts'
import { details, importantBanner, inset } from '../../../platform/web/components/notices.ts'
import { tag } from '../../../platform/web/components/tag.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { REPORT_EVENT_NAMES, REPORT_FORMAT_NAMES } from '../words.ts'
import { cellNameOf } from './cell-name.ts'
import { sealedReport } from './downloads.ts'
import { reportTag } from './list-page.ts'

export interface ReportPage {
  readonly report: AnnualReport
  readonly csrf: string
  readonly may: { readonly edit: boolean; readonly lock: boolean; readonly publish: boolean }
  /** what was typed into the unlock form, when it was refused */
  readonly view: FormView
  readonly publicAddress: string | undefined
}

export function reportPage(props: ReportPage): Html {
  const { report } = props
  return html`${errorSummary(props.view)}
    ${identityBar({
      number: `${report.year}年度`,
      title: report.title,
      facts: [
        REPORT_FORMAT_NAMES[report.format],
        report.lockedByName && `${report.lockedByName}锁定`,
      ],
      state: reportTag(report),
    })}
    ${steps(props)} ${downloads(report)} ${problemList(report)} ${driftList(report)}
    ${tablesAndText(report)}
    <h2 class="govuk-heading-m">办理记录</h2>
    ${timeline(report.events.map(eventItem))}`
}

function steps({ report, may, csrf, view, publicAddress }: ReportPage): Html {
  const { year, version, status, publishedAt } = report
  const isOpen = status === 'open'
  return html`<div class="mq-steps">
      ${isOpen && may.edit && link('编辑文字部分', officePaths.annualReportAct(year, 'narrative'))}
      ${isOpen && may.lock && actForm(year, 'lock', '锁定报告', csrf, version)}
      ${!isOpen && !publishedAt && may.publish && actForm(year, 'publish', '公布到平台', csrf)}
      ${publicAddress && link('在公开平台上查看', publicAddress)}
    </div>
    ${isOpen && may.lock && inset('锁定会封存此刻的数字和文字并生成校验值；此后台账再变，报告不变，差异会列在本页。')}
    ${!isOpen && may.lock && unlockForm(year, csrf, view)}`
}

function actForm(year: number, act: string, label: string, csrf: string, version?: number): Html {
  return form({
    action: officePaths.annualReportAct(year, act),
    csrf,
    className: 'mq-inline-form',
    body: html`${version !== undefined && html`<input type="hidden" name="version" value="${version}" />`}
    ${button(label)}`,
  })
}

function unlockForm(year: number, csrf: string, view: FormView): Html {
  return details(
    '解除锁定',
    form({
      action: officePaths.annualReportAct(year, 'unlock'),
      csrf,
      body: html`${textarea({
        name: 'reason',
        label: '解除锁定的理由',
        hint: '理由与原校验值一并留存；已公布的报告会先从公开平台撤下',
        form: view,
        rows: 3,
      })}
      ${button('解除锁定', { style: 'warning' })}`,
    }),
    view.problems.length > 0,
  )
}

function downloads({ year }: AnnualReport): Html {
  const file = (format: string, label: string) =>
    link(label, `${officePaths.annualReport(year)}.${format}`, `${year}年度报告`)
  return html`<p class="govuk-body">
    下载：${file('html', '网页')}　${file('docx', 'Word')}　${file('xlsx', 'Excel')}　${file('pdf', 'PDF')}　${file('json', 'JSON')}
  </p>`
}

const sentenceId = (index: number) => `problem-${index}`

function problemList({ problems }: AnnualReport): Html {
  if (problems.length === 0) return inset('勾稽关系和文字核对均未发现问题。')
  return html`<section class="mq-panel" aria-labelledby="problems-heading">
    <h2 class="govuk-heading-m" id="problems-heading">核对发现${problems.length}处</h2>
    <ol class="govuk-list govuk-list--number">
      ${problems.map(
        ({ severity, message }, index) =>
          html`<li id="${sentenceId(index)}">
            ${severity === 'error' ? tag('错误', 'late') : tag('提示', 'waiting')} ${message}
          </li>`,
      )}
    </ol>
  </section>`
}

function driftList({ drift, format }: AnnualReport): Html {
  if (drift.length === 0) return html``
  return importantBanner(
    html`<p class="govuk-body">锁定以后台账有变化，现在统计会有${drift.length}格不同：</p>
      <ul class="govuk-list govuk-list--bullet">
        ${drift.map(
          ({ path, before, after }) =>
            html`<li>${cellNameOf(format, path)}：锁定时为${before ?? ''}，现为${after ?? ''}</li>`,
        )}
      </ul>`,
    '台账与报告不一致',
  )
}

function tablesAndText(report: AnnualReport): Html {
  return html`<article class="mq-report">
    ${reportBody(sealedReport(report), {
      cellHref: (path) => officePaths.annualReportAct(report.year, `cells/${path}`),
      cellProblem: (path) => cellProblem(report.problems, path),
    })}
  </article>`
}

function cellProblem(problems: readonly ReportProblem[], path: string) {
  const index = problems.findIndex(({ at, cells }) => at === path || cells.includes(path))
  const problem = problems[index]
  return problem && { severity: problem.severity, describedBy: sentenceId(index) }
}

function eventItem(event: ReportEvent) {
  return {
    title: REPORT_EVENT_NAMES[event.type],
    by: event.actorName,
    at: formatMinute(event.at),
    body: event.reason && html`<p class="govuk-body">理由：${event.reason}</p>`,
  }
}
