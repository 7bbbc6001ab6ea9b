import type { FastifyInstance } from 'fastify'
import { listPublishedReports } from '../../domain/annual-report/published-reports.ts'
import type { ListedReport } from '../../domain/annual-report/report.ts'
import { CATALOGUE_TAG } from '../../domain/catalogue/catalogue-changed.ts'
import { readStatutoryTree, type StatutoryNode } from '../../domain/catalogue/statutory-tree.ts'
import type { Agency, AgencyKind } from '../../domain/organisations/agency.ts'
import {
  listPublicDocuments,
  type ListedDocument,
} from '../../domain/publications/public-documents.ts'
import { listPublishingAgencies } from '../../domain/publications/public-lists.ts'
import { ALL_DOCUMENTS_TAG, REPORTS_TAG } from '../../domain/publications/publication-changed.ts'
import { dayOf } from '../../platform/kernel/time.ts'
import { keepPage, sendPage } from '../../platform/web/reply.ts'
import { attributes, html, nothing, type Html } from '../../platform/web/html.ts'
import { button, link } from '../../platform/web/components/button.ts'
import { twoThirds } from '../../platform/web/components/grid.ts'
import { columnLinks, listColumns, type PortalColumn } from './columns.ts'
import { documentRows } from './document-rows.ts'
import { getPortalAgency, portalFrame } from './frame.ts'
import {
  ENTERPRISE_POLICIES,
  entriesOf,
  portalPage,
  type EntryLink,
  type PortalEntry,
  type PortalFrame,
} from './layout.ts'
import { contactList, isReachable } from './office-contact.ts'
import * as paths from './paths.ts'
import type { PortalServices } from './services.ts'
import { siteData } from './structured-data.ts'
import { nodesOf, statutoryTree } from './statutory-tree.ts'
import { getUnit } from './unit.ts'

const LATEST = 8
const LATEST_REPORTS = 5

export function homeRoutes(app: FastifyInstance, services: PortalServices): void {
  app.get(paths.HOME, async (request, reply) => {
    const frame = await portalFrame(services, request)
    const props = await readHome(services, await getUnit(services.db, request))
    keepPage(reply, [ALL_DOCUMENTS_TAG, REPORTS_TAG, CATALOGUE_TAG])
    return sendPage(reply, homePage(frame, props))
  })
}

/** Of the whole platform, or of one body of it: the platforms of bodies are parts of one, alike in name and form. */
async function readHome(services: PortalServices, unit: Agency | undefined): Promise<HomeProps> {
  const { db, clock } = services
  const today = dayOf(clock())
  const [lead, agencies] = await Promise.all([
    getPortalAgency(services),
    listPublishingAgencies(db),
  ])
  const [{ documents }, reports, tree, columns] = await Promise.all([
    listPublicDocuments(db, unit ? { agencyId: unit.id } : {}, 1),
    listPublishedReports(db),
    readStatutoryTree(db, { today, agencyId: unit?.id }),
    listColumns(services, unit),
  ])
  return {
    agency: unit && isReachable(unit) ? unit : lead,
    unit,
    agencies,
    tree,
    columns,
    today,
    latest: documents.slice(0, LATEST),
    reports: reports
      .filter(({ agencySlug }) => unit === undefined || agencySlug === unit.slug)
      .slice(0, LATEST_REPORTS),
  }
}

export interface HomeProps {
  /** Whose contact stands on the page. */
  readonly agency: Agency
  /** The body that was chosen; undefined: the whole platform. */
  readonly unit: Agency | undefined
  readonly agencies: readonly Agency[]
  readonly tree: readonly StatutoryNode[]
  readonly columns: readonly PortalColumn[]
  readonly latest: readonly ListedDocument[]
  readonly reports: readonly ListedReport[]
  readonly today: Temporal.PlainDate
}

/** What stands behind each of the five entries; the entries themselves and their order are the norm's. */
const SAYS: Readonly<Partial<Record<PortalEntry, string>>> = {
  guide: '公开什么、怎样查、怎样联系公开工作机构',
  rules: '信息公开所依据的法规和本机关的制度',
  documents: '主动公开的文件，可按分类、年份查阅下载',
  'annual-reports': '历年政府信息公开工作年度报告',
  apply: '没有公开的信息，任何人都可以申请',
}

export function homePage(frame: PortalFrame, props: HomeProps): Html {
  const name = props.unit?.name ?? frame.site.name
  return portalPage(frame, {
    title: '首页',
    current: 'home',
    meta: { kind: 'site' },
    body: html`<h1 class="govuk-visually-hidden">${name}政府信息公开</h1>
      ${search(props)}
      <nav aria-label="政府信息公开">
        <ul class="mq-doors mq-doors--entries">
          ${entriesOf(frame).map(door)}
        </ul>
      </nav>
      ${units(props)} ${twoThirds(html`${latest(props)} ${statutory(props)}`, beside(props, frame))}
      ${siteData(`${frame.site.name}政府信息公开`, props.unit ?? props.agency, frame.origin)}`,
  })
}

/** First of all what most people come for; the entries below stand for what is not searched by words. */
function search({ unit }: HomeProps): Html {
  return html`<form class="mq-home-search" action="${paths.SEARCH}" method="get" role="search">
    <label class="mq-home-search__label" for="home-search">检索公开文件</label>
    <div class="mq-home-search__row">
      <input
        class="govuk-input"
        id="home-search"
        name="q"
        type="search"
        autocomplete="off"
        spellcheck="false"
        aria-describedby="home-search-hint"
      />
      ${unit && html`<input type="hidden" name="agency" value="${unit.slug}" />`} ${button('检索')}
    </div>
    <p class="mq-home-search__hint" id="home-search-hint">
      可以写标题、文号、索引号、几个词或者一句问话，例如：养老补贴、〔2020〕13号
    </p>
  </form>`
}

function door({ entry, text, href }: EntryLink): Html {
  return html`<li>
    <a class="govuk-link" href="${href}">${text}</a>
    <p>${SAYS[entry]}</p>
  </li>`
}

/** Bodies of one kind stand together, as readers look for them: the government, its departments, the townships. */
const KINDS: readonly (readonly [AgencyKind, string])[] = [
  ['government', '政府'],
  ['department', '部门'],
  ['township', '镇街'],
  ['institution', '单位'],
]
/** So few are found without words between them. */
const FEW = 8

function units({ agencies, unit }: HomeProps): Html {
  if (agencies.length < 2) return nothing
  const choice = (text: string, slug: string | undefined) =>
    html`<li>
      <a
        class="govuk-link"
        href="${paths.homePath(slug)}"
        ${attributes({ 'aria-current': slug === unit?.slug && 'true' })}
        >${text}</a
      >
    </li> `
  const all = choice('全部机构', undefined)
  const choices = (some: readonly Agency[]) =>
    some.map(({ shortName, slug }) => choice(shortName, slug))
  const groups = KINDS.map(
    ([kind, name]) => [name, agencies.filter((one) => one.kind === kind)] as const,
  ).filter(([, some]) => some.length > 0)
  return html`<nav class="mq-units" aria-label="公开机构">
    <span class="mq-units__label" aria-hidden="true">按公开机构看：</span>
    ${
      agencies.length <= FEW || groups.length < 2
        ? html`<ul>
            ${all} ${choices(agencies)}
          </ul>`
        : html`<ul>
              ${all}
            </ul>
            ${groups.map(
              ([name, some]) =>
                html`<h2 class="mq-units__kind">${name}</h2>
                  <ul>
                    ${choices(some)}
                  </ul>`,
            )}`
    }
  </nav>`
}

function latest({ latest, today, unit }: HomeProps): Html {
  if (latest.length === 0) {
    return html`<h2 class="govuk-heading-m">最新公开</h2>
      <p class="govuk-body">
        本平台还没有发布文件。需要的信息可以${link('申请公开', paths.APPLY)}。
      </p>`
  }
  return html`<h2 class="govuk-heading-m">最新公开</h2>
    ${documentRows(latest, today)}
    <p class="govuk-body">
      ${link('全部主动公开内容', paths.contentPath({ agency: unit?.slug }))}
    </p>`
}

/** What a body has, and what it still lacks, is told alike of one and of all. */
function statutory({ tree, unit }: HomeProps): Html {
  const shown = nodesOf(tree, unit)
  if (shown.length === 0) return nothing
  return html`<nav aria-labelledby="statutory">
    <h2 class="govuk-heading-m" id="statutory">法定主动公开内容</h2>
    ${statutoryTree(shown, { agency: unit?.slug })}
  </nav>`
}

const ON_REQUEST: readonly PortalColumn[] = [
  { text: '在线申请', href: paths.APPLY_ONLINE },
  { text: '查询申请办理情况', href: paths.TRACK },
]

/** What the bar of entries has beside the five on other pages stands among the columns here. */
function columnsOf(columns: readonly PortalColumn[], frame: PortalFrame): readonly PortalColumn[] {
  const isMissing =
    frame.enterprisePolicies && !columns.some(({ href }) => href === ENTERPRISE_POLICIES.href)
  return isMissing ? [...columns, ENTERPRISE_POLICIES] : columns
}

function beside({ agency, reports, columns }: HomeProps, frame: PortalFrame): Html {
  return html`<h2 class="govuk-heading-s">依申请公开</h2>
    <ul class="govuk-list mq-links">
      ${ON_REQUEST.map(({ text, href }) => html`<li>${link(text, href)}</li> `)}
    </ul>
    ${columnLinks(columnsOf(columns, frame))}
    ${
      reports.length > 0 &&
      html`<h2 class="govuk-heading-s">年度报告</h2>
        <ul class="govuk-list mq-links">
          ${reports.map(
            ({ agencyName, agencySlug, year }) =>
              html`<li>
                ${link(`${agencyName}${year}年度报告`, paths.reportPath(agencySlug, year))}
              </li>`,
          )}
        </ul>`
    }
    <h2 class="govuk-heading-s">公开工作机构</h2>
    ${contactList(agency, { compact: true })}`
}
