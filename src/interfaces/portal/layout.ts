/**
 * The frame of every portal page.
 *
 *   portalPage(frame, {
 *     title: '政府信息公开年报',
 *     current: 'annual-reports',
 *     breadcrumbs: [{ text: '政府信息公开年报' }],          首页 is put before them
 *     meta: { kind: 'column', name: '政府信息公开年报', description: '…', keywords: ['年报'], type: '信息公开' },
 *     body: twoThirds(html`…`, html`…`),                holds the page's h1
 *   })
 *
 * `frame` comes from `portalFrame(services, request)` in `frame.ts`. The page needs no script; its forms carry no token (see
 * `platform/web/same-origin.ts`), so that it may be cached for everybody.
 */
import { attributes, html, nothing, raw, type Html } from '../../platform/web/html.ts'
import { breadcrumbs, skipLink, type Crumb } from '../../platform/web/components/navigation.ts'
import type { AssetName } from '../../platform/web/assets.ts'
import { canonicalLink, canonicalOf } from './canonical.ts'
import { feedPaths } from './feeds/paths.ts'
import { footer } from './footer.ts'
import { metaTags, type PageMeta } from './page-meta.ts'
import * as paths from './paths.ts'
import { POLICY_PACKS } from './policy-packs/addresses.ts'
import type { PortalSite } from './portal-site.ts'
import { breadcrumbData } from './structured-data.ts'

export interface PortalFrame {
  readonly site: PortalSite
  readonly asset: (name: AssetName) => string
  /** 长者版. */
  readonly elder: boolean
  /** The body the reader chose; the entries lead to what is its own. */
  readonly unit?: { readonly slug: string; readonly shortName: string } | undefined
  /** Path and query of this page, for the way back from 长者版. */
  readonly path: string
  /** Scheme, host and port of this site, where they are known for certain. */
  readonly origin?: string | undefined
  /** 惠企政策 is an entry only where such documents are public. */
  readonly enterprisePolicies: boolean
  /** Whether what is new can be had by mail. */
  readonly mailSubscriptions: boolean
}

export type PortalEntry =
  | 'home'
  | 'guide'
  | 'rules'
  | 'documents'
  | 'annual-reports'
  | 'apply'
  | 'enterprise-policies'
  | 'report-check'
  | 'none'

export interface PortalPage {
  readonly title: string
  readonly current: PortalEntry
  /** After 首页; leave out on the home page and on error pages. */
  readonly breadcrumbs?: readonly Crumb[]
  readonly meta: PageMeta
  /** The path of this page when it is shown under several; false where it has none of its own (errors). */
  readonly canonical?: string | false
  /** False: no page for search engines to show. */
  readonly indexed?: false
  /** Of what the page lists, for those who want to be told of more. */
  readonly feed?: { readonly title: string; readonly atom: string; readonly json: string }
  readonly body: Html
  /**
   * On a page that answers a POST: the form that 长者版 sends instead of following a link, so that nothing typed is lost.
   * Its route reads `elderPressed(request, reply)` (`elder.ts`).
   */
  readonly elderForm?: ElderForm | undefined
}

export interface ElderForm {
  readonly id: string
  /** What Enter in a field of that form presses; it would press 长者版, which stands before all other buttons. */
  readonly enter?: { readonly name: string; readonly value: string }
}

export interface EntryLink {
  readonly entry: PortalEntry
  readonly text: string
  readonly href: string
}

/** The five entries of the platform norm in their fixed order (国办公开办函〔2019〕61号). */
export const STATUTORY_ENTRIES: readonly EntryLink[] = [
  { entry: 'guide', text: '政府信息公开指南', href: paths.GUIDE },
  { entry: 'rules', text: '政府信息公开制度', href: paths.RULES },
  { entry: 'documents', text: '法定主动公开内容', href: paths.CONTENT },
  { entry: 'annual-reports', text: '政府信息公开年报', href: paths.REPORTS },
  { entry: 'apply', text: '依申请公开', href: paths.APPLY },
]

/** The same of one body: the choice survives along the entries. */
export function entriesOf({ unit }: Pick<PortalFrame, 'unit'>): readonly EntryLink[] {
  if (!unit) return STATUTORY_ENTRIES
  return STATUTORY_ENTRIES.map((entry) => ({ ...entry, href: paths.ofUnit(entry.href, unit.slug) }))
}

/** A category of documents that has an entry of its own. */
export const ENTERPRISE_CATEGORY = '惠企政策'

export const ENTERPRISE_POLICIES: EntryLink = {
  entry: 'enterprise-policies',
  text: ENTERPRISE_CATEGORY,
  href: POLICY_PACKS,
}

export const REPORT_CHECK: EntryLink = {
  entry: 'report-check',
  text: '年报检查',
  href: paths.CHECK,
}

export function portalPage(frame: PortalFrame, page: PortalPage): Html {
  const { site, asset } = frame
  const siteName = `${site.name}政府信息公开`
  const title = page.current === 'home' ? siteName : `${page.title} - ${siteName}`
  const trail = trailOf(frame, page)
  return html`${raw('<!doctype html>')}
    <html lang="zh-CN" class="${frame.elder ? 'govuk-template mq-elder' : 'govuk-template'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${metaTags({ siteName, domain: site.domain, idCode: site.idCode }, page.meta)}
        ${canonicalLink(frame.origin, page.canonical ?? canonicalOf(frame.path))}
        ${page.indexed === false && html`<meta name="robots" content="noindex, follow" />`}
        <link rel="icon" href="${asset('favicon.svg')}" type="image/svg+xml" />
        <link rel="stylesheet" href="${asset('portal.css')}" />
        <link
          rel="alternate"
          type="application/atom+xml"
          title="最新公开"
          href="${feedPaths.atom}"
        />
        ${page.feed && feedTags(page.feed)}
        <script type="module" src="${asset('portal.js')}"></script>
      </head>
      <body class="govuk-template__body mq-portal">
        ${skipLink()} ${masthead(frame, page)}
        <div class="govuk-width-container">
          ${page.current !== 'home' && chosenUnit(frame)} ${trail.length > 0 && breadcrumbs(trail)}
          <main class="govuk-main-wrapper" id="main" tabindex="-1">${page.body}</main>
        </div>
        ${trail.length > 0 && breadcrumbData(trail, frame.origin)} ${footer(site)}
      </body>
    </html>`
}

function trailOf({ unit }: PortalFrame, { breadcrumbs: crumbs }: PortalPage): readonly Crumb[] {
  return crumbs ? [{ text: '首页', href: paths.homePath(unit?.slug) }, ...crumbs] : []
}

function feedTags({ title, atom, json }: NonNullable<PortalPage['feed']>): Html {
  return html`<link rel="alternate" type="application/atom+xml" title="${title}" href="${atom}" />
    <link rel="alternate" type="application/feed+json" title="${title}" href="${json}" />`
}

function masthead(frame: PortalFrame, { current, elderForm }: PortalPage): Html {
  const entries = [...entriesOf(frame), ...(frame.enterprisePolicies ? [ENTERPRISE_POLICIES] : [])]
  const entry = ({ entry, text, href }: EntryLink) =>
    html`<li>
      <a href="${href}" ${attributes({ 'aria-current': entry === current && 'page' })}
        >${shortOnPhone(text)}</a
      >
    </li>`
  const isHome = current === 'home'
  return html`<header class="mq-band">
    <div class="govuk-width-container mq-band__row">
      <a class="mq-band__name" href="${paths.HOME}"
        >${frame.site.name}<span class="mq-band__dot" aria-hidden="true"> · </span
        ><span class="mq-band__what">政府信息公开</span></a
      >
      ${elderForm === undefined && !isHome && searchBox(frame)}
      <div class="mq-band__tools">
        <button type="button" class="mq-band__tool" data-print hidden>打印本页</button
        >${elderForm === undefined ? elderLink(frame) : elderButton(frame, elderForm)}
      </div>
    </div>
    ${
      !isHome &&
      html`<nav class="mq-entries" aria-label="政府信息公开">
        <ul class="govuk-width-container mq-entries__list">
          ${entries.map(entry)}
        </ul>
      </nav>`
    }
  </header>`
}

const OF_ALL = '政府信息公开'

/** On a telephone the five entries stand in one line under the name, which ends in the words that are hidden here. */
function shortOnPhone(text: string): Html {
  if (!text.startsWith(OF_ALL)) return html`${text}`
  return html`<span class="mq-entries__of-all">${OF_ALL}</span>${text.slice(OF_ALL.length)}`
}

/** Whose pages one is in, and the way out. */
function chosenUnit({ unit, path }: PortalFrame): Html {
  if (!unit) return nothing
  const url = new URL(path, 'http://localhost')
  url.searchParams.delete('agency')
  return html`<nav
    class="govuk-body-s govuk-!-margin-top-3 govuk-!-margin-bottom-0"
    aria-label="公开机构"
  >
    公开机构：${unit.shortName}
    <a class="govuk-link" href="${url.pathname}${url.search}">看全部机构</a>
  </nav>`
}

/** On every page but those of a half-filled form, and home and the search page, which have their own. */
function searchBox({ path }: PortalFrame): Html {
  if (path === paths.SEARCH || path.startsWith(`${paths.SEARCH}?`)) return nothing
  return html`<form class="mq-band__search" action="${paths.SEARCH}" method="get" role="search">
    <label class="govuk-visually-hidden" for="band-search"
      >检索公开文件：标题、文号、索引号或者词语</label
    >
    <input
      class="govuk-input"
      id="band-search"
      name="q"
      type="search"
      autocomplete="off"
      spellcheck="false"
    />
    <button type="submit" class="mq-band__tool">检索</button>
  </form>`
}

function elderLink({ elder, path }: PortalFrame): Html {
  const href = `/elder?on=${elder ? 0 : 1}&back=${encodeURIComponent(path)}`
  return html`<a class="mq-band__tool" href="${href}" rel="nofollow"
    >${elder ? '标准版' : '长者版'}</a
  >`
}

function elderButton({ elder }: PortalFrame, { id: form, enter }: ElderForm): Html {
  return html`<button
      type="submit"
      class="govuk-visually-hidden"
      tabindex="-1"
      aria-hidden="true"
      ${attributes({ form, ...enter })}
    ></button
    ><button
      type="submit"
      class="mq-band__tool"
      form="${form}"
      name="elder"
      value="${elder ? 0 : 1}"
    >
      ${elder ? '标准版' : '长者版'}
    </button>`
}
