/** 站点地图 for people: every column and list of the platform on one page. */
import type { FastifyInstance } from 'fastify'
import { CATALOGUE_TAG } from '../../domain/catalogue/catalogue-changed.ts'
import { readStatutoryTree, type StatutoryNode } from '../../domain/catalogue/statutory-tree.ts'
import { ALL_DOCUMENTS_TAG } from '../../domain/publications/publication-changed.ts'
import { listPublicFacets, type PublicFacets } from '../../domain/publications/public-facets.ts'
import { listPublishingAgencies } from '../../domain/publications/public-lists.ts'
import type { Agency } from '../../domain/organisations/agency.ts'
import { dayOf } from '../../platform/kernel/time.ts'
import { keepPage, sendPage } from '../../platform/web/reply.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'
import { link } from '../../platform/web/components/button.ts'
import { pageHeading } from '../../platform/web/components/grid.ts'
import { listColumns, type PortalColumn } from './columns.ts'
import { feedPaths, OPEN_DATA } from './feeds/paths.ts'
import { portalFrame } from './frame.ts'
import { portalPage, REPORT_CHECK, STATUTORY_ENTRIES, type PortalFrame } from './layout.ts'
import * as paths from './paths.ts'
import type { PortalServices } from './services.ts'
import { statutoryTree } from './statutory-tree.ts'
import { SUBSCRIBE } from './subscriptions/paths.ts'

export function siteMapRoutes(app: FastifyInstance, services: PortalServices): void {
  const { db, clock } = services
  app.get(paths.SITE_MAP, async (request, reply) => {
    const frame = await portalFrame(services, request)
    const today = dayOf(clock())
    const [columns, agencies, facets, tree] = await Promise.all([
      listColumns(services),
      listPublishingAgencies(db),
      listPublicFacets(db, {}, today),
      readStatutoryTree(db, { today }),
    ])
    keepPage(reply, [ALL_DOCUMENTS_TAG, CATALOGUE_TAG])
    return sendPage(reply, siteMapPage(frame, { columns, agencies, facets, tree }))
  })
}

export interface SiteMapProps {
  readonly columns: readonly PortalColumn[]
  readonly agencies: readonly Agency[]
  readonly facets: PublicFacets
  readonly tree: readonly StatutoryNode[]
}

const COLUMN = {
  name: '站点地图',
  type: '信息公开',
  description: '本平台的全部栏目和列表',
  keywords: ['站点地图'],
} as const

const ON_REQUEST: readonly PortalColumn[] = [
  { text: '在线申请', href: paths.APPLY_ONLINE },
  { text: '查询申请办理情况', href: paths.TRACK },
]

const TOOLS: readonly PortalColumn[] = [
  { text: '检索', href: paths.SEARCH },
  { text: REPORT_CHECK.text, href: REPORT_CHECK.href },
  { text: '信息纠错', href: paths.CORRECTION },
  { text: '关于本站', href: paths.ABOUT },
  { text: '订阅新公开的信息', href: SUBSCRIBE },
  { text: '数据开放与订阅', href: OPEN_DATA },
  { text: '订阅最新公开（Atom）', href: feedPaths.atom },
  { text: '订阅最新公开（JSON Feed）', href: feedPaths.json },
]

export function siteMapPage(frame: PortalFrame, props: SiteMapProps): Html {
  const { columns, agencies, facets, tree } = props
  return portalPage(frame, {
    title: COLUMN.name,
    current: 'none',
    breadcrumbs: [{ text: COLUMN.name }],
    meta: { kind: 'column', ...COLUMN },
    body: html`${pageHeading(COLUMN.name)}
    ${list(
      '政府信息公开',
      STATUTORY_ENTRIES.map(({ text, href }) => ({ text, href })),
    )}
    ${list('依申请公开', ON_REQUEST)} ${list('专题栏目', columns)}
    ${
      tree.length > 0 &&
      html`<h2 class="govuk-heading-m">法定主动公开内容</h2>
        ${statutoryTree(tree)}`
    }
    ${list(
      '公开机构',
      agencies.map(({ name, slug }) => ({ text: name, href: paths.homePath(slug) })),
    )}
    ${list(
      '文件分类',
      facets.categories.map(({ category }) => ({
        text: category,
        href: paths.contentPath({ category }),
      })),
    )}
    ${list(
      '发布年份',
      facets.years.map(({ year }) => ({ text: `${year}年`, href: paths.contentPath({ year }) })),
    )}
    ${list('工具', TOOLS)}`,
  })
}

function list(heading: string, links: readonly PortalColumn[]): Html {
  if (links.length === 0) return nothing
  return html`<h2 class="govuk-heading-m">${heading}</h2>
    <ul class="govuk-list mq-inline-links">
      ${links.map(({ text, href }) => html`<li>${link(text, href)}</li> `)}
    </ul>`
}
