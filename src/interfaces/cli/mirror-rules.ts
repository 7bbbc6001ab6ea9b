/** What of the portal its static copy holds: what a reader can use without the site behind it. */
import type { FastifyInstance } from 'fastify'
import { attributes, html, nothing, render } from '../../platform/web/html.ts'
import { linkBetween, mirrorFile } from '../../platform/web/mirror/mirror-path.ts'
import {
  writeMirror,
  type Fetched,
  type MirrorOptions,
  type MirrorReport,
} from '../../platform/web/mirror/write-mirror.ts'

const OFFLINE = '/offline/'
const CHANGES = '/data/changes.json'

/** Forms, search and the office. */
const NEEDS_SITE =
  /^\/(?:office|elder|search|subscribe|check|preview|ask|correction|questions|apply\/(?:online|track)|consultations\/opinion|policy-packs\/finder)(?:\/|\?|$)/

/** Pages and forms that a document's number only fills in beforehand: the blank one stands for all of them. */
const PREFILLED = /^(\/apply|\/apply\/form\.(?:docx|pdf))\?/

const LIST = /^\/(?:content|feed\.atom|feed\.json)\?(.*)$/s
const FACETS = [
  'agency',
  'normative',
  'category',
  'year',
  'theme',
  'genre',
  'kind',
  'validity',
  'item',
]

/** The address whose copy stands for this one; undefined for what needs the site. */
export function mirroredAs(address: string): string | undefined {
  if (NEEDS_SITE.test(address)) return undefined
  const [, blank] = PREFILLED.exec(address) ?? []
  return blank ?? (isCombination(address) ? undefined : address)
}

/** There are more combinations of filters than documents; each document stands in the list of each single one. */
function isCombination(address: string): boolean {
  const [, query] = LIST.exec(address) ?? []
  if (query === undefined) return false
  const asked = new URLSearchParams(query)
  return asked.has('sort') || FACETS.filter((name) => asked.has(name)).length > 1
}

/** What others wrote: the text of a document. */
const DOCUMENT_TEXT = /<div class="mq-prose[^]*?<\/article>/g

export interface PortalMirror {
  readonly folder: string
  /** scheme, host and port that people reach the site by */
  readonly origin: string
  readonly onProgress?: MirrorOptions['onProgress']
}

export async function mirrorPortal(
  app: FastifyInstance,
  { folder, origin, onProgress }: PortalMirror,
): Promise<MirrorReport> {
  const fetch = fetcher(app)
  const home = await fetch('/', undefined)
  return writeMirror({
    folder,
    fetch,
    start: [...STARTING_POINTS, ...(await sitemaps(fetch))],
    standsFor: mirroredAs,
    leftOut: { address: OFFLINE, page: offlinePage(origin, styleSheetOf(home.body.toString())) },
    foreign: DOCUMENT_TEXT,
    adapt: (address, body) =>
      address.startsWith(CHANGES) ? chained(body, origin) : { body, links: [] },
    ...(onProgress && { onProgress }),
  })
}

const STARTING_POINTS = [
  '/',
  '/robots.txt',
  '/sitemap.xml',
  '/feed.atom',
  '/feed.json',
  '/data/documents.ndjson',
  '/data/catalogue.jsonld',
  CHANGES,
]

/** A server of files would answer the next page with this one again: each page has a name of its own there. */
function chained(body: Buffer, origin: string) {
  const page = JSON.parse(body.toString()) as { next: string; complete: boolean }
  if (page.complete) return { body, links: [] }
  const { pathname, search } = new URL(page.next)
  const next = new URL(linkBetween('', mirrorFile(pathname + search)), `${origin}/`).href
  return { body: Buffer.from(JSON.stringify({ ...page, next })), links: [pathname + search] }
}

/** Sitemaps name documents that no list may link to within reach: they are starting points too. */
async function sitemaps(fetch: MirrorOptions['fetch']): Promise<string[]> {
  const located = async (address: string) => {
    const { body } = await fetch(address, undefined)
    return [...body.toString().matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, found]) => {
      const { pathname, search } = new URL(found!.replaceAll('&amp;', '&'))
      return pathname + search
    })
  }
  const maps = await located('/sitemap.xml')
  const found: string[] = []
  for (const map of maps) found.push(...(await located(map)))
  return [...maps, ...found]
}

/** Each address asks as somebody else: limits by address are for strangers. */
function fetcher(app: FastifyInstance): (address: string, etag?: string) => Promise<Fetched> {
  let asked = 0
  return async (address, etag) => {
    asked += 1
    const remoteAddress = `10.${(asked >> 16) & 255}.${(asked >> 8) & 255}.${asked & 255}`
    const { statusCode, headers, rawPayload } = await app.inject({
      url: address,
      remoteAddress,
      headers: { 'user-agent': 'mingqu-export-bot', ...(etag && { 'if-none-match': etag }) },
    })
    return {
      status: statusCode,
      type: String(headers['content-type'] ?? ''),
      location: headers.location,
      etag: typeof headers.etag === 'string' ? headers.etag : undefined,
      body: rawPayload,
    }
  }
}

const styleSheetOf = (page: string) => /<link rel="stylesheet" href="([^"]+)"/.exec(page)?.[1]

function offlinePage(origin: string, styles: string | undefined): string {
  return render(
    html`<!doctype html>
      <html lang="zh-CN" class="govuk-template">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="robots" content="noindex" />
          <title>这里不能办理</title>
          ${styles === undefined ? nothing : html`<link${attributes({ rel: 'stylesheet', href: styles })} />`}
        </head>
        <body class="govuk-template__body mq-portal">
          <div class="govuk-width-container">
            <main class="govuk-main-wrapper">
              <h1 class="govuk-heading-l">这里不能办理</h1>
              <p class="govuk-body">
                现在打开的是只供查阅的副本。检索、筛选、申请、查询和留言要在网站上办理：<a
                  class="govuk-link"
                  href="${origin}/"
                  >${origin}/</a
                >
              </p>
              <p class="govuk-body">
                网站正在维护时请稍后再来，或者按<a class="govuk-link" href="/guide"
                  >政府信息公开指南</a
                >中的电话、地址联系。
              </p>
              <p class="govuk-body"><a class="govuk-link" href="/">首页</a></p>
            </main>
          </div>
        </body>
      </html>`,
  )
}
