import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { listPublishedReports } from '../../domain/annual-report/published-reports.ts'
import type { ListedReport } from '../../domain/annual-report/report.ts'
import { REPORTS_TAG } from '../../domain/publications/publication-changed.ts'
import { dayOf } from '../../platform/kernel/time.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { button, link } from '../../platform/web/components/button.ts'
import { select } from '../../platform/web/components/choices.ts'
import { form } from '../../platform/web/components/form.ts'
import { pageHeading, twoThirds } from '../../platform/web/components/grid.ts'
import { table } from '../../platform/web/components/table.ts'
import { formView } from '../../platform/web/forms.ts'
import { keepPage, sendPage } from '../../platform/web/reply.ts'
import { portalFrame } from './frame.ts'
import { portalPage, type PortalFrame } from './layout.ts'
import * as paths from './paths.ts'
import type { ReportsQuery } from './paths.ts'
import type { PortalServices } from './services.ts'

const Query = z.object({
  agency: z.string().min(1).max(60).optional().catch(undefined),
  year: z.coerce.number().int().min(2008).max(2200).optional().catch(undefined),
})

/** All years and all bodies together: whoever looks for a report need not know whose page it is on. */
export function reportsRoutes(app: FastifyInstance, services: PortalServices): void {
  app.get(paths.REPORTS, async (request, reply) => {
    const query = Query.parse(request.query)
    const frame = await portalFrame(services, request)
    const all = await listPublishedReports(services.db)
    keepPage(reply, [REPORTS_TAG])
    return sendPage(reply, reportsPage(frame, { query, all }))
  })
}

export interface ReportsProps {
  readonly query: ReportsQuery
  readonly all: readonly ListedReport[]
}

export const REPORTS_COLUMN = {
  name: '政府信息公开年报',
  type: '信息公开',
  description: '历年政府信息公开工作年度报告，可查阅和下载',
  keywords: ['政府信息公开年报', '年度报告'],
} as const

export function reportsPage(frame: PortalFrame, props: ReportsProps): Html {
  const { query, all } = props
  const shown = all.filter(
    (report) =>
      (query.agency === undefined || report.agencySlug === query.agency) &&
      (query.year === undefined || report.year === query.year),
  )
  return portalPage(frame, {
    title: '政府信息公开年报',
    current: 'annual-reports',
    breadcrumbs: [{ text: '政府信息公开年报' }],
    meta: { kind: 'column', ...REPORTS_COLUMN },
    body: twoThirds(
      html`${pageHeading('政府信息公开年报')}
        <p class="govuk-body">
          行政机关每年1月31日以前公布上一年度的政府信息公开工作年度报告，写明主动公开了多少、收到多少申请、怎样答复${since(all)}。对报告有疑问的，可以问${link('公开工作机构', paths.GUIDE)}。
        </p>
        ${all.length > 1 && filters(props)} ${reportTable(shown, all)}`,
      html`<h2 class="govuk-heading-s">检查一份年报</h2>
        <p class="govuk-body">
          把任何单位已发布的年度报告交给${link('年报检查', paths.CHECK)}，可以看出表格里哪些数字对不上。
        </p>`,
    ),
  })
}

function since(all: readonly ListedReport[]): string {
  return all.length === 0
    ? ''
    : `，这里有${Math.min(...all.map(({ year }) => year))}年度以来的${all.length}份`
}

function filters({ query, all }: ReportsProps): Html {
  const view = formView({ agency: query.agency, year: query.year })
  const agencies = new Map(all.map(({ agencySlug, agencyName }) => [agencySlug, agencyName]))
  const years = [...new Set(all.map(({ year }) => year))]
  return form({
    action: paths.REPORTS,
    method: 'get',
    label: '筛选年报',
    className: 'mq-filters',
    body: html`${
      agencies.size > 1 &&
      select({
        name: 'agency',
        label: '编制机构',
        form: view,
        blank: '全部机构',
        options: [...agencies].map(([value, text]) => ({ value, text })),
      })
    }
    ${select({
      name: 'year',
      label: '年度',
      form: view,
      blank: '全部年度',
      options: years.map((year) => ({ value: String(year), text: `${year}年` })),
    })}
    ${button('筛选', { style: 'secondary' })}`,
  })
}

function reportTable(shown: readonly ListedReport[], all: readonly ListedReport[]): Html {
  return table({
    caption: '已公布的年度报告',
    captionHidden: true,
    columns: [
      { heading: '年度', cell: ({ year }) => `${year}年`, nowrap: true },
      {
        heading: '报告',
        cell: ({ title, agencySlug, year }) => link(title, paths.reportPath(agencySlug, year)),
        rowHeader: true,
      },
      {
        heading: '公布日期',
        cell: ({ publishedAt }) => dayOf(publishedAt).toString(),
        nowrap: true,
      },
    ],
    rows: shown,
    empty:
      all.length === 0
        ? '还没有公布年度报告。'
        : html`没有符合条件的年度报告。${link('查看全部年报', paths.REPORTS)}`,
  })
}
