import { brotliCompressSync, constants } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EditionKind } from '../../src/domain/publications/structures/kinds.ts'
import { linksOf } from '../../src/platform/web/mirror/mirror-links.ts'
import { createTestApp, type TestApp } from '../app.ts'
import { htmlTroubles } from '../html-validator.ts'
import { PAGE_KINDS, routeOf } from '../page-kinds.ts'

// Every page that can be reached from the home page and the sitemap of the demo, held to what each must be.

/** Bytes: the budget of a whole page, of which the styles are fetched once. */
const HEAVIEST_PAGE = 35 * 1024
/** The site packs harder; this is fast enough for hundreds of pages and never flatters. */
const compressed = (body: string) =>
  brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length
const SITE_TAGS = ['SiteName', 'SiteDomain', 'SiteIDCode']
const COLUMN_TAGS = ['ColumnName', 'ColumnDescription', 'ColumnKeywords', 'ColumnType']
const ARTICLE_TAGS = ['ArticleTitle', 'PubDate', 'ContentSource']
/** Of the document itself, where it has them. */
const OPTIONAL_TAGS = ['Keywords', 'Description']

interface Page {
  readonly address: string
  readonly status: number
  readonly type: string
  readonly body: string
  readonly from: string
}

let app: TestApp
const pages: Page[] = []
beforeAll(async () => {
  app = await createTestApp({
    demo: true,
    now: '2026-11-20T09:00',
    environment: { MINGQU_BASE_URL: 'https://xxgk.example.gov.cn' },
  })
  await crawl()
}, 120_000)
afterAll(() => app.close())

/** Combinations of filters are left out as robots.txt has it: there are more of them than documents. */
const LEFT_OUT = /^\/(office|elder|assets)\b|^\/data\/|^\/(content|feed\.\w+)\?[^&]*&(?!page=\d+$)/

async function crawl(): Promise<void> {
  const known = new Set<string>()
  const queue: { address: string; from: string }[] = []
  const add = (address: string, from: string) => {
    if (known.has(address) || LEFT_OUT.test(address)) return
    known.add(address)
    queue.push({ address, from })
  }
  add('/', '')
  add('/sitemaps/pages.xml', '')
  for (let at = 0; at < queue.length; at += 1) {
    const { address, from } = queue[at]!
    const remoteAddress = `10.1.${(at >> 8) & 255}.${at & 255}`
    const { statusCode, headers, body } = await app.fastify.inject({ url: address, remoteAddress })
    const type = String(headers['content-type'] ?? '')
    pages.push({ address, status: statusCode, type, body, from })
    if (headers.location) add(headers.location, address)
    if (type.startsWith('text/html')) for (const link of linksOf(body)) add(link, address)
    for (const [, path] of body.matchAll(/<loc>https:\/\/xxgk\.example\.gov\.cn([^<]*)<\/loc>/g))
      add(path || '/', address)
  }
}

const htmlPages = () =>
  pages.filter(({ type, status }) => status === 200 && type.startsWith('text/html'))

test('no link is dead', () => {
  expect(pages.length).toBeGreaterThan(100)
  const dead = pages.filter(({ status }) => status >= 400)
  expect(dead.map(({ address, from, status }) => [status, address, from])).toEqual([])
})

describe('page tags of 国办发〔2017〕47号', () => {
  const tagsOf = (body: string) =>
    new Map(
      [...body.matchAll(/<meta\s+name="(\w+)"\s+content="([^"]*)"/g)].map(([, n, c]) => [n!, c!]),
    )

  test('every page has those of the site, a column seven, a document ten, and none has others', () => {
    const wrong = htmlPages().flatMap(({ address, body }) => {
      const tags = tagsOf(body)
      const isArticle = tags.has('ArticleTitle')
      const due = [
        ...SITE_TAGS,
        ...(isArticle || tags.has('ColumnName') ? COLUMN_TAGS : []),
        ...(isArticle ? ARTICLE_TAGS : []),
      ]
      const missing = due.filter((name) => (tags.get(name) ?? '') === '')
      const allowed = new Set(isArticle ? [...due, ...OPTIONAL_TAGS] : due)
      const others = [...tags.keys()].filter((name) => /^[A-Z]/.test(name) && !allowed.has(name))
      return missing.length + others.length > 0 ? [[address, missing, others]] : []
    })
    expect(wrong).toEqual([])
    expect(tagsOf(pages[0]!.body).has('ColumnName')).toBe(false)
  })

  test('SiteDomain is a host name, SiteIDCode ten characters', () => {
    for (const { body } of htmlPages()) {
      expect(tagsOf(body).get('SiteDomain')).toBe('xxgk.example.gov.cn')
      expect(tagsOf(body).get('SiteIDCode')).toMatch(/^(\d{10}|bm\d{8})$/)
    }
  })

  test('a document says when it was published to the minute; lists are columns', () => {
    const documents = htmlPages().filter(({ address }) => /^\/content\/[^?]+\/[^?]+$/.test(address))
    expect(documents.length).toBeGreaterThan(5)
    for (const { body } of documents)
      expect(tagsOf(body).get('PubDate')).toMatch(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/)
    const lists = htmlPages().filter(({ address }) =>
      /^\/(guide|rules|content|reports|apply|catalogue|normative|consultations|proposals|villages|policy-packs)(\?|$)/.test(
        address,
      ),
    )
    for (const { address, body } of lists)
      expect([address, tagsOf(body).has('ColumnType')]).toEqual([address, true])
  })
})

test('every page is within the budget, its styles and script counted in', async () => {
  const assets = new Set(
    htmlPages().flatMap(({ body }) =>
      [...body.matchAll(/"(\/assets\/[^"]+\.(?:css|js))"/g)].map(([, path]) => path!),
    ),
  )
  let shared = 0
  for (const path of assets) {
    const { rawPayload } = await app.fastify.inject({
      url: path,
      headers: { 'accept-encoding': 'br' },
    })
    shared += rawPayload.length
  }
  const heavy = htmlPages()
    .map(({ address, body }) => [address, compressed(body) + shared] as const)
    .filter(([, bytes]) => bytes > HEAVIEST_PAGE)
  expect(heavy).toEqual([])
})

test('the HTML is valid, as a maintained validator sees it', async () => {
  const kinds = new Map(
    htmlPages().map((page) => [page.address.replace(/[\w-]*\d[\w-]*/g, 'n').split('?')[0], page]),
  )
  expect(kinds.size).toBeGreaterThan(15)
  const troubles: unknown[] = []
  for (const { address, body } of kinds.values())
    troubles.push(...(await htmlTroubles(body)).map((trouble) => [address, trouble]))
  expect(troubles).toEqual([])
})

test('no page is of a kind that the list of page kinds does not have', async () => {
  const kinds = await kindsOfDocuments()
  const listed = new Set(PAGE_KINDS.map(({ route, kind }) => `${route} ${kind ?? ''}`))
  const unlisted = htmlPages().flatMap(({ address }) => {
    const route = routeOf(address, app.routes)
    const number = /^\/content\/([^?]+\/[^?]+)$/.exec(address)?.[1]
    const kind = number === undefined ? undefined : kinds.get(decodeURIComponent(number))
    return listed.has(`${route} ${kind ?? ''}`) ? [] : [[address, route, kind]]
  })
  expect(unlisted).toEqual([])
  expect(kinds.size).toBeGreaterThan(20)
})

async function kindsOfDocuments(): Promise<Map<string | null, EditionKind>> {
  const rows = await app.db
    .selectFrom('editions as e')
    .innerJoin('documents as d', 'd.id', 'e.document_id')
    .select(['d.index_number as number', 'e.kind'])
    .where('e.state', '=', 'published')
    .execute()
  return new Map(rows.map(({ number, kind }) => [number, kind as EditionKind]))
}
