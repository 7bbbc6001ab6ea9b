import type { FastifyInstance } from 'fastify'
import { getPublishedReport } from '../../domain/annual-report/published-reports.ts'
import { reportBody } from '../../domain/annual-report/renderings/html.ts'
import type { PublishedReport } from '../../domain/annual-report/report.ts'
import { REPORTS_TAG } from '../../domain/publications/publication-changed.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { formatMinute } from '../../platform/kernel/time.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { link } from '../../platform/web/components/button.ts'
import { keepPage, sendPage } from '../../platform/web/reply.ts'
import { portalFrame } from './frame.ts'
import { portalPage, type PortalFrame } from './layout.ts'
import * as paths from './paths.ts'
import type { ReportFileFormat } from './paths.ts'
import { reportCharts } from './report-charts.ts'
import { REPORT_FILES, sendReportFile } from './report-files.ts'
import { REPORTS_COLUMN } from './reports.ts'
import type { PortalServices } from './services.ts'
import { reportData } from './structured-data.ts'

interface Address {
  readonly Params: { readonly slug: string; readonly year: string }
}

const YEAR = /^(?<year>\d{4})(?:\.(?<format>docx|xlsx|pdf|json))?$/

/** `/reports/dangzheng/2020`, and the same with `.docx`, `.xlsx`, `.pdf`, `.json`. Only what is locked and published. */
export function reportRoutes(app: FastifyInstance, services: PortalServices): void {
  app.get<Address>(`${paths.REPORTS}/:slug/:year`, async (request, reply) => {
    const parts = YEAR.exec(request.params.year)?.groups
    if (!parts) throw new Refusal('not-found', '没有找到这份年度报告。')
    const report = await getPublishedReport(
      services.db,
      plainSlug(request.params.slug),
      Number(parts['year']),
    )
    const format = parts['format'] as ReportFileFormat | undefined
    if (format) return sendReportFile(request, reply, report, format)
    keepPage(reply, [REPORTS_TAG])
    return sendPage(reply, reportPage(await portalFrame(services, request), report))
  })
}

/** PostgreSQL refuses a NUL; no slug has any character but these. */
function plainSlug(slug: string): string {
  if (!/^[a-z0-9-]+$/.test(slug)) throw new Refusal('not-found', '没有找到这份年度报告。')
  return slug
}

export function reportPage(frame: PortalFrame, report: PublishedReport): Html {
  const { title, agencyName, publishedAt, lockedAt, snapshotHash: hash } = report
  return portalPage(frame, {
    title,
    current: 'annual-reports',
    breadcrumbs: [{ text: '政府信息公开年报', href: paths.REPORTS }, { text: title }],
    meta: { kind: 'article', column: REPORTS_COLUMN, title, publishedAt, source: agencyName },
    body: html`<article class="mq-report">
        <h1 class="govuk-heading-l">${title}</h1>
        <p class="govuk-body mq-updated">
          公布时间：<time datetime="${publishedAt.toString()}">${formatMinute(publishedAt)}</time>
        </p>
        ${files(report)} ${reportBody({ ...report, seal: { lockedAt, hash } })}
      </article>
      ${reportData(report, frame.origin)} ${reportCharts(report.figures)} ${relations(report)}`,
  })
}

function files({ agencySlug, year }: PublishedReport): Html {
  const address = (format: ReportFileFormat) => paths.reportFilePath(agencySlug, year, format)
  return html`<nav aria-label="下载本报告">
    <ul class="mq-files">
      ${REPORT_FILES.map(
        ({ format, says }) =>
          html`<li>
            <a class="govuk-link" href="${address(format)}" download rel="nofollow">${says}</a>
          </li> `,
      )}
    </ul>
  </nav>`
}

function relations({ agencySlug, agencyName, year }: PublishedReport): Html {
  return html`<nav class="mq-neighbours" aria-label="更多年报">
    <ul>
      <li>${link(`${agencyName}历年年报`, paths.reportsPath({ agency: agencySlug }))}</li>
      <li>${link(`各机构${year}年年报`, paths.reportsPath({ year }))}</li>
      <li>${link('检查一份年报', paths.CHECK)}</li>
    </ul>
  </nav>`
}
