import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Agency } from '../../domain/organisations/agency.ts'
import {
  listPublicDocuments,
  listPublicFacets,
  type ListedDocument,
} from '../../domain/publications/public-documents.ts'
import { listPublishingAgencies } from '../../domain/publications/public-lists.ts'
import { ALL_DOCUMENTS_TAG } from '../../domain/publications/publication-changed.ts'
import { dayOf } from '../../platform/kernel/time.ts'
import { keepPage, sendPage } from '../../platform/web/reply.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'
import { button, link } from '../../platform/web/components/button.ts'
import { select } from '../../platform/web/components/choices.ts'
import { form } from '../../platform/web/components/form.ts'
import { pageHeading, twoThirds } from '../../platform/web/components/grid.ts'
import { pagination } from '../../platform/web/components/pagination.ts'
import { formView } from '../../platform/web/forms.ts'
import { documentRows } from './document-rows.ts'
import { portalFrame } from './frame.ts'
import { ENTERPRISE_CATEGORY, portalPage, type PortalFrame } from './layout.ts'
import * as paths from './paths.ts'
import type { ContentQuery } from './paths.ts'
import { normativePath } from './policies/addresses.ts'
import type { PortalServices } from './services.ts'

// what a form leaves empty, and what nobody's form sends, is no filter
const text = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^\P{Cc}+$/u)
  .optional()
  .catch(undefined)
const Query = z.object({
  agency: text,
  category: text,
  year: z.coerce.number().int().min(1949).max(2200).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
})

export function contentListRoutes(app: FastifyInstance, services: PortalServices): void {
  app.get(paths.CONTENT, async (request, reply) => {
    const query = Query.parse(request.query)
    const frame = await portalFrame(services, request)
    const props = await readContentList(services, query)
    if (props.query.page !== query.page) return reply.redirect(paths.contentPath(props.query), 302)
    keepPage(reply, [ALL_DOCUMENTS_TAG])
    return sendPage(reply, contentListPage(frame, props))
  })
}

/** A page behind the last one becomes the last one. */
async function readContentList(
  { db, clock }: PortalServices,
  query: z.infer<typeof Query>,
): Promise<ContentListProps> {
  const agencies = await listPublishingAgencies(db)
  const agency = agencies.find(({ slug }) => slug === query.agency)
  const filter = {
    ...(agency && { agencyId: agency.id }),
    ...(query.category !== undefined && { category: query.category }),
    ...(query.year !== undefined && { year: query.year }),
  }
  const list = await listPublicDocuments(db, filter, query.page)
  const facets = await listPublicFacets(db, agency?.id, filter)
  return {
    query: { ...query, agency: agency?.slug, page: Math.min(query.page, list.pages) },
    agencies,
    today: dayOf(clock()),
    ...facets,
    ...list,
  }
}

export interface ContentListProps {
  readonly query: ContentQuery & { readonly page: number }
  /** Bodies that have published anything; the switch is shown when there are two or more. */
  readonly agencies: readonly Agency[]
  readonly categories: readonly { readonly category: string; readonly count: number }[]
  readonly years: readonly { readonly year: number; readonly count: number }[]
  readonly documents: readonly ListedDocument[]
  readonly total: number
  readonly pages: number
  readonly today: Temporal.PlainDate
}

const COLUMN = {
  name: '法定主动公开内容',
  type: '信息公开',
  description: '依法主动公开的政府文件，可按机构、分类和年份查阅',
  keywords: ['法定主动公开内容', '政府文件'],
} as const

export function contentListPage(frame: PortalFrame, props: ContentListProps): Html {
  const { query, pages } = props
  const heading = query.category ?? COLUMN.name
  return portalPage(frame, {
    title: [heading, query.year && `${query.year}年`, query.page > 1 && `第${query.page}页`]
      .filter(Boolean)
      .join(' '),
    current: query.category === ENTERPRISE_CATEGORY ? 'enterprise-policies' : 'documents',
    breadcrumbs:
      query.category === undefined
        ? [{ text: COLUMN.name }]
        : [{ text: COLUMN.name, href: paths.CONTENT }, { text: query.category }],
    meta: { kind: 'column', ...COLUMN, name: heading },
    body: twoThirds(
      html`${pageHeading(heading)} ${filters(props)} ${countLine(props)}
      ${props.documents.length > 0 ? documentRows(props.documents, props.today) : empty(query)}
      ${pagination({
        label: '文件列表翻页',
        page: query.page,
        pages,
        href: (page) => paths.contentPath({ ...query, page }),
      })}`,
      facets(props),
    ),
  })
}

function countLine({ query, total, pages }: ContentListProps): Html {
  if (total === 0) return nothing
  return html`<p class="govuk-body mq-count" role="status">
    共${total}件${pages > 1 && `，第${query.page}页，共${pages}页`}
  </p>`
}

function filters({ query, agencies, categories, years }: ContentListProps): Html {
  const view = formView({ agency: query.agency, category: query.category, year: query.year })
  return form({
    action: paths.CONTENT,
    method: 'get',
    label: '筛选文件',
    className: 'mq-filters',
    body: html`${
      agencies.length > 1 &&
      select({
        name: 'agency',
        label: '公开机构',
        form: view,
        blank: '全部机构',
        options: agencies.map(({ slug, name }) => ({ value: slug, text: name })),
      })
    }
    ${select({
      name: 'category',
      label: '组配分类',
      form: view,
      blank: '全部分类',
      options: withChosen(
        categories.map(({ category }) => category),
        query.category,
      ),
    })}
    ${select({
      name: 'year',
      label: '发布年份',
      form: view,
      blank: '全部年份',
      options: withChosen(
        years.map(({ year }) => String(year)),
        query.year && String(query.year),
      ),
    })}
    ${button('筛选', { style: 'secondary' })}`,
  })
}

/** A choice that came with the address stays visible even when nothing is published under it. */
function withChosen(values: readonly string[], chosen: string | number | undefined) {
  const known = chosen === undefined || chosen === '' || values.includes(String(chosen))
  return [...values, ...(known ? [] : [String(chosen)])].map((value) => ({ value, text: value }))
}

function empty(query: ContentQuery): Html {
  const filtered =
    query.agency !== undefined || query.category !== undefined || query.year !== undefined
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

function facets({ query, categories, years }: ContentListProps): Html {
  return html`${facet(
      '按分类',
      categories.map(({ category, count }) => ({
        text: category,
        count,
        current: category === query.category,
        href: paths.contentPath({ ...query, category, page: 1 }),
      })),
    )}
    ${facet(
      '按年份',
      years.map(({ year, count }) => ({
        text: `${year}年`,
        count,
        current: year === query.year,
        href: paths.contentPath({ ...query, year, page: 1 }),
      })),
    )}
    <h2 class="govuk-heading-s">按有效性</h2>
    <p class="govuk-body">${link('规范性文件一览', normativePath())}</p>`
}

interface FacetItem {
  readonly text: string
  readonly count: number
  readonly current: boolean
  readonly href: string
}

function facet(title: string, items: readonly FacetItem[]): Html {
  if (items.length === 0) return nothing
  return html`<nav class="mq-facet" aria-label="${title}查看">
    <h2 class="govuk-heading-s">${title}</h2>
    <ul class="govuk-list mq-links">
      ${items.map(
        ({ text, count, current, href }) =>
          html`<li>
            <a class="govuk-link" href="${href}" ${current && html`aria-current="true"`}>${text}</a>
            <span class="mq-facet__count">${count}件</span>
          </li> `,
      )}
    </ul>
  </nav>`
}
