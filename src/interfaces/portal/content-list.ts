import type { FastifyInstance } from 'fastify'
import { CATALOGUE_TAG } from '../../domain/catalogue/catalogue-changed.ts'
import { readStatutoryTree, type StatutoryNode } from '../../domain/catalogue/statutory-tree.ts'
import type { Agency } from '../../domain/organisations/agency.ts'
import {
  listPublicDocuments,
  type ListedDocument,
} from '../../domain/publications/public-documents.ts'
import { listPublicFacets } from '../../domain/publications/public-facets.ts'
import { listPublishingAgencies } from '../../domain/publications/public-lists.ts'
import { ALL_DOCUMENTS_TAG } from '../../domain/publications/publication-changed.ts'
import { EDITION_KIND_LABELS } from '../../domain/publications/structures/kinds.ts'
import { findStatutoryItem } from '../../law/catalogue/statutory.ts'
import { dayOf } from '../../platform/kernel/time.ts'
import { keepPage, sendPage } from '../../platform/web/reply.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'
import { link } from '../../platform/web/components/button.ts'
import { pageHeading, twoThirds } from '../../platform/web/components/grid.ts'
import { details } from '../../platform/web/components/notices.ts'
import { pagination } from '../../platform/web/components/pagination.ts'
import { columnLinks, listColumns, type PortalColumn } from './columns.ts'
import { contentFacets, contentForm, contentOrder, type FilterProps } from './content-filters.ts'
import {
  canonicalContent,
  contentFilter,
  ContentQuerySchema,
  isCombination,
  refuseUnknownFilters,
  type AskedContent,
} from './content-query.ts'
import { documentRows } from './document-rows.ts'
import { portalFrame } from './frame.ts'
import { ENTERPRISE_CATEGORY, portalPage, type PortalFrame } from './layout.ts'
import * as paths from './paths.ts'
import type { ContentQuery } from './paths.ts'
import type { PortalServices } from './services.ts'
import { statutoryTree } from './statutory-tree.ts'
import { getUnit } from './unit.ts'
import { subscribableList } from './subscriptions/feed-links.ts'

export function contentListRoutes(app: FastifyInstance, services: PortalServices): void {
  app.get(paths.CONTENT, async (request, reply) => {
    const query = ContentQuerySchema.parse(request.query)
    refuseUnknownFilters(request.query, query)
    const frame = await portalFrame(services, request)
    const unit = await getUnit(services.db, request)
    const props = await readContentList(services, query, unit)
    if (props.query.page !== query.page) return reply.redirect(paths.contentPath(props.query), 302)
    keepPage(reply, [ALL_DOCUMENTS_TAG, CATALOGUE_TAG])
    return sendPage(reply, contentListPage(frame, props))
  })
}

/** A page behind the last one becomes the last one. */
async function readContentList(
  services: PortalServices,
  query: AskedContent,
  agency: Agency | undefined,
): Promise<ContentListProps> {
  const { db, clock } = services
  const today = dayOf(clock())
  const agencies = await listPublishingAgencies(db)
  const filter = await contentFilter(db, query, agency, today)
  const [list, facets, tree, columns] = await Promise.all([
    listPublicDocuments(db, filter, query.page, query.sort),
    listPublicFacets(db, filter, today),
    readStatutoryTree(db, { today, agencyId: agency?.id }),
    listColumns(services, agency),
  ])
  return {
    query: { ...query, agency: agency?.slug, page: Math.min(query.page, list.pages) },
    agencies,
    today,
    facets,
    tree,
    columns,
    ...list,
  }
}

export interface ContentListProps extends FilterProps {
  readonly documents: readonly ListedDocument[]
  readonly total: number
  readonly pages: number
  readonly today: Temporal.PlainDate
  readonly tree: readonly StatutoryNode[]
  readonly columns: readonly PortalColumn[]
}

const COLUMN = {
  name: '法定主动公开内容',
  type: '信息公开',
  description: '依法主动公开的政府文件，可按法定内容、机构、分类、年份、体裁和有效性查阅',
  keywords: ['法定主动公开内容', '政府文件'],
} as const

const columnOf = (name: string) =>
  name === COLUMN.name
    ? COLUMN
    : {
        name,
        type: COLUMN.type,
        description: `${name}：依法主动公开的政府文件`,
        keywords: [name, COLUMN.name],
      }

/** A list is called after the narrowest thing it was narrowed to. */
function nameOf({ item, category, kind, normative }: ContentQuery): string {
  if (category !== undefined) return category
  if (item !== undefined) return findStatutoryItem(item)?.label ?? COLUMN.name
  if (normative) return '规范性文件'
  return kind === undefined ? COLUMN.name : EDITION_KIND_LABELS[kind]
}

export function contentListPage(frame: PortalFrame, props: ContentListProps): Html {
  const { query, pages } = props
  const heading = nameOf(query)
  const { feed, line } = subscribableList(frame, heading, query)
  return portalPage(frame, {
    title: [heading, query.year && `${query.year}年`, query.page > 1 && `第${query.page}页`]
      .filter(Boolean)
      .join(' '),
    current: query.category === ENTERPRISE_CATEGORY ? 'enterprise-policies' : 'documents',
    breadcrumbs:
      heading === COLUMN.name
        ? [{ text: COLUMN.name }]
        : [{ text: COLUMN.name, href: paths.CONTENT }, { text: heading }],
    meta: { kind: 'column', ...columnOf(heading) },
    canonical: canonicalContent(query),
    ...((isCombination(query) || props.total === 0) && { indexed: false }),
    ...(isNarrowed(query) && { feed }),
    body: twoThirds(
      html`${pageHeading(heading, articleOf(query))} ${narrowing(props)} ${countLine(props)}
      ${props.documents.length > 0 ? documentRows(props.documents, props.today) : empty(query)}
      ${pagination({
        label: '文件列表翻页',
        page: query.page,
        pages,
        href: (page) => paths.contentPath({ ...query, page }),
      })}
      ${line}`,
      html`<div id="facets">${tree(props)} ${contentFacets(props)}</div>
        ${columnLinks(props.columns)}`,
    ),
  })
}

/** Folded, so that documents come first on a telephone too; there the facets stand below the list. */
function narrowing(props: ContentListProps): Html {
  return html`<div class="mq-screen-only mq-narrowing">
    ${details('筛选', contentForm(props))}
    <a class="govuk-link mq-narrowing__below" href="#facets">按分类、年份查看</a>
  </div>`
}

/** The feed of everything is named on every page already. */
const isNarrowed = ({ page: _page, sort: _sort, ...narrowed }: ContentListProps['query']) =>
  Object.values(narrowed).some((value) => value !== undefined)

const articleOf = ({ item }: ContentQuery): string | undefined =>
  item === undefined ? undefined : findStatutoryItem(item)?.article

function tree({ tree, query }: ContentListProps): Html {
  const filled = tree.filter(({ published, code }) => published > 0 || code === query.item)
  if (filled.length === 0) return nothing
  return html`<nav class="mq-facet" aria-label="按法定内容查看">
    <h2 class="govuk-heading-s">按法定内容</h2>
    ${query.item !== undefined && html`<p class="govuk-body">${link('全部', paths.contentPath({ ...query, item: undefined, page: 1 }))}</p>`}
    ${statutoryTree(filled, query)}
  </nav>`
}

function countLine({ query, total, pages }: ContentListProps): Html {
  if (total === 0) return nothing
  return html`<p class="govuk-body mq-count" role="status">
      共${total}件${pages > 1 && `，第${query.page}页，共${pages}页`}
    </p>
    ${total > 1 && contentOrder(query)}`
}

function empty(query: ContentListProps['query']): Html {
  const filtered = isNarrowed(query)
  return html`<div class="mq-empty">
    <p class="govuk-body">
      ${filtered ? '按这些条件没有找到已公开的文件。' : '本平台还没有发布文件。'}
    </p>
    <p class="govuk-body">
      ${filtered && html`可以${link('查看全部主动公开内容', paths.CONTENT)}，也可以`}${
        filtered ? '' : '需要的信息可以'
      }${link('申请公开', paths.APPLY)}。
    </p>
  </div>`
}
