import type { FastifyInstance } from 'fastify'
import { listPublishedReports } from '../../domain/annual-report/published-reports.ts'
import type { ListedReport } from '../../domain/annual-report/report.ts'
import type { Agency } from '../../domain/organisations/agency.ts'
import {
  listPublicDocuments,
  type ListedDocument,
} from '../../domain/publications/public-documents.ts'
import { ALL_DOCUMENTS_TAG, REPORTS_TAG } from '../../domain/publications/publication-changed.ts'
import { dayOf } from '../../platform/kernel/time.ts'
import { keepPage, sendPage } from '../../platform/web/reply.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { link } from '../../platform/web/components/button.ts'
import { twoThirds } from '../../platform/web/components/grid.ts'
import { documentRows } from './document-rows.ts'
import { getPortalAgency, portalFrame } from './frame.ts'
import { portalPage, type PortalFrame } from './layout.ts'
import { contactList } from './office-contact.ts'
import * as paths from './paths.ts'
import type { PortalServices } from './services.ts'

const LATEST = 8
const LATEST_REPORTS = 5

export function homeRoutes(app: FastifyInstance, services: PortalServices): void {
  const { db, clock } = services
  app.get(paths.HOME, async (request, reply) => {
    const frame = await portalFrame(services, request)
    const [agency, { documents }, reports] = await Promise.all([
      getPortalAgency(services),
      listPublicDocuments(db, {}, 1),
      listPublishedReports(db),
    ])
    keepPage(reply, [ALL_DOCUMENTS_TAG, REPORTS_TAG])
    return sendPage(
      reply,
      homePage(frame, {
        agency,
        latest: documents.slice(0, LATEST),
        reports: reports.slice(0, LATEST_REPORTS),
        today: dayOf(clock()),
      }),
    )
  })
}

export interface HomeProps {
  readonly agency: Agency
  readonly latest: readonly ListedDocument[]
  readonly reports: readonly ListedReport[]
  readonly today: Temporal.PlainDate
}

interface Door {
  readonly text: string
  readonly href: string
  readonly says: string
}

const DOORS: readonly Door[] = [
  { text: '信息公开指南', href: paths.GUIDE, says: '公开什么、怎样查、怎样联系公开工作机构' },
  { text: '信息公开制度', href: paths.RULES, says: '信息公开所依据的法规和本机关的制度' },
  { text: '法定主动公开内容', href: paths.CONTENT, says: '主动公开的文件，可按分类、年份查阅下载' },
  { text: '信息公开年报', href: paths.REPORTS, says: '历年政府信息公开工作年度报告' },
  { text: '依申请公开', href: paths.APPLY, says: '没有公开的信息，任何人都可以申请' },
  { text: '年报检查', href: paths.CHECK, says: '核对任何一份已发布年报的表格数据' },
]

export function homePage(frame: PortalFrame, props: HomeProps): Html {
  return portalPage(frame, {
    title: '首页',
    current: 'home',
    meta: { kind: 'site' },
    body: html`<h1 class="govuk-visually-hidden">${frame.site.name}政府信息公开</h1>
      <p class="mq-lead">公开为常态，不公开为例外。</p>
      <ul class="mq-doors">
        ${DOORS.map(door)}
      </ul>
      ${twoThirds(latest(props), beside(props))}`,
  })
}

function door({ text, href, says }: Door): Html {
  return html`<li>
    <a class="govuk-link" href="${href}">${text}</a>
    <p>${says}</p>
  </li>`
}

function latest({ latest, today }: HomeProps): Html {
  if (latest.length === 0) {
    return html`<h2 class="govuk-heading-m">最新公开</h2>
      <p class="govuk-body">
        本平台还没有发布文件。需要的信息可以${link('申请公开', paths.APPLY)}。
      </p>`
  }
  return html`<h2 class="govuk-heading-m">最新公开</h2>
    ${documentRows(latest, today)}
    <p class="govuk-body">${link('全部主动公开内容', paths.CONTENT)}</p>`
}

function beside({ agency, reports }: HomeProps): Html {
  return html`${
      reports.length > 0 &&
      html`<h2 class="govuk-heading-m">年度报告</h2>
        <ul class="govuk-list mq-links">
          ${reports.map(
            ({ agencyName, agencySlug, year }) =>
              html`<li>
                ${link(`${agencyName}${year}年度报告`, paths.reportPath(agencySlug, year))}
              </li>`,
          )}
        </ul>`
    }
    <h2 class="govuk-heading-m">公开工作机构</h2>
    ${contactList(agency, { compact: true })}`
}
