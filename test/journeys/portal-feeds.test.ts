import { SaxesParser } from 'saxes'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { draftDocument } from '../../src/domain/publications/handling/drafting.ts'
import { removeDocument } from '../../src/domain/publications/handling/remove.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import { createTestApp, type Browser, type TestApp } from '../app.ts'
import {
  buildPublicationDesk,
  buildPublishedDocument,
  buildReviewedEdition,
  editionForm,
  type PublicationDesk,
} from '../builders/publications.ts'

const NOW = chinaMoment('2020-08-17T13:56')
const SITE = 'https://xxgk.example.gov.cn'

let app: TestApp
let desk: PublicationDesk
let reader: Browser
let shown: string
let gone: string
beforeAll(async () => {
  app = await createTestApp({ now: '2020-08-18T09:00', environment: { MINGQU_BASE_URL: SITE } })
  desk = await buildPublicationDesk(app.db, app.agencyId)
  reader = app.visitor()
  shown = await buildPublishedDocument(app.db, desk, NOW, {
    title: '关于 <示例> & “引号” 的通知',
    bodyHtml: '<p>公开的正文。</p>',
  })
  gone = await buildPublishedDocument(app.db, desk, NOW.add({ minutes: 1 }), {
    title: '误发的标题',
  })
  await draftDocument(app.db, desk.drafter, editionForm({ title: '还没公开的标题' }), NOW)
  await buildReviewedEdition(app.db, desk, NOW, { title: '审过没发的标题' })
  const { id } = await app.db
    .selectFrom('documents as d')
    .innerJoin('editions as e', 'e.document_id', 'd.id')
    .select('e.id')
    .where('d.index_number', '=', gone)
    .executeTakeFirstOrThrow()
  const removal = {
    kind: 'published-in-error',
    publicReason: '误发',
    privateNote: '内部原因',
    successor: '',
  } as const
  await removeDocument(app.db, desk.head, id, removal, NOW.add({ minutes: 2 }))
})
afterAll(() => app.close())

const ADDRESSES = [
  '/feed.atom',
  '/feed.json',
  '/feed.atom?kind=document&validity=in-force&year=2020',
  '/search/feed.atom?q=标题',
  '/search/feed.atom?q=公开',
  '/search/feed.json?q=误发&year=2020',
  '/sitemap.xml',
  '/sitemaps/pages.xml',
  '/sitemaps/documents-1.xml',
  '/data/documents.ndjson',
  '/data/changes.json',
  '/data/catalogue.jsonld',
]

test.each(ADDRESSES)('%s tells nothing that is not public', async (address) => {
  const { statusCode, body } = await reader.get(address)
  expect(statusCode).toBe(200)
  for (const hidden of ['误发的标题', '还没公开', '审过没发', '内部原因'])
    expect(body).not.toContain(hidden)
})

test('the feeds escape what a title may hold, and lead to the document', async () => {
  const atom = (await reader.get('/feed.atom')).body
  expect(atom).toContain('关于 &lt;示例&gt; &amp; “引号” 的通知')
  expect(atom).toContain(`href="${SITE}/content/${shown}"`)
  const feed = JSON.parse((await reader.get('/feed.json?category=管委文件')).body)
  expect(feed.items).toMatchObject([
    { title: '关于 <示例> & “引号” 的通知', url: `${SITE}/content/${shown}` },
  ])
  expect(JSON.parse((await reader.get('/feed.json?category=别的')).body).items).toEqual([])
})

test('the sitemap names the document, and robots name the sitemap', async () => {
  const index = (await reader.get('/sitemap.xml')).body
  expect(index).toContain(`<loc>${SITE}/sitemaps/documents-1.xml</loc>`)
  expect((await reader.get('/sitemaps/documents-1.xml')).body).toContain(shown)
  expect((await reader.get('/sitemaps/documents-7.xml')).statusCode).toBe(404)
  expect((await reader.get('/robots.txt')).body).toContain(`Sitemap: ${SITE}/sitemap.xml`)
})

test('another system follows what changed: a document with its text, a removal by its number alone', async () => {
  const all = JSON.parse((await reader.get('/data/changes.json')).body)
  expect(all.changes).toMatchObject([
    { change: 'published', indexNumber: shown, text: '公开的正文。' },
    { change: 'removed', indexNumber: gone, removal: 'published-in-error', reason: '误发' },
  ])
  expect(all.complete).toBe(true)
  const next = new URL(all.next)
  const rest = JSON.parse((await reader.get(next.pathname + next.search)).body)
  expect(rest).toEqual({ changes: [], next: all.next, complete: true })
  const since = JSON.parse((await reader.get('/data/changes.json?since=2020-08-18')).body)
  expect(since.changes).toEqual([])
  const idle = new URL(since.next)
  expect(idle.pathname).toBe('/data/changes.json')
  await buildPublishedDocument(app.db, desk, chinaMoment('2020-08-18T08:30'), { title: '第三件' })
  const later = JSON.parse((await reader.get(idle.pathname + idle.search)).body)
  expect(later.changes).toMatchObject([{ title: '第三件' }])
  const lines = (await reader.get('/data/documents.ndjson')).body.trim().split('\n')
  expect(lines.map((line) => JSON.parse(line).title)).toContain('关于 <示例> & “引号” 的通知')
  expect(lines).toHaveLength(2)
})

test.each([
  '/data/changes.json?since=昨天',
  '/data/changes.json?after=x_y',
  '/data/nothing',
  '/x.json',
])('%s is answered with a problem that programs read', async (address) => {
  const { statusCode, headers, body } = await reader.get(address)
  expect(headers['content-type']).toBe('application/problem+json; charset=utf-8')
  const problem = JSON.parse(body)
  expect(problem).toMatchObject({ type: 'about:blank', status: statusCode })
  expect(statusCode).toBe(address.includes('?') ? 422 : 404)
  expect(problem.detail).toMatch(/\p{Script=Han}/u)
})

test('a forged host is not kept for other readers', async () => {
  const open = await createTestApp({ now: '2020-08-18T09:00' })
  const forged = await open.fastify.inject({ url: '/feed.atom', headers: { host: 'evil.example' } })
  expect(forged.headers['cache-control']).toBe('no-store')
  await open.close()
})

describe('the feed of a search', () => {
  const feed = async (query: string) =>
    JSON.parse((await reader.get(`/search/feed.json?${query}`)).body)

  test('holds what the search finds, newest first, narrowed as its page is', async () => {
    const now = NOW.add({ hours: 1 })
    const older = await buildPublishedDocument(app.db, desk, now, {
      title: '关于养老服务补贴的通知',
      category: '惠企政策',
    })
    const newer = await buildPublishedDocument(app.db, desk, now.add({ hours: 1 }), {
      title: '养老服务',
    })
    const found = await feed('q=养老服务')
    expect(found.items.map(({ url }: { url: string }) => url)).toEqual([
      `${SITE}/content/${newer}`,
      `${SITE}/content/${older}`,
    ])
    expect(found).toMatchObject({
      title: '示例高新区管委会 检索：养老服务',
      feed_url: `${SITE}/search/feed.json?${new URLSearchParams({ q: '养老服务' })}`,
      home_page_url: `${SITE}/search?${new URLSearchParams({ q: '养老服务', sort: 'time' })}`,
    })
    expect((await feed('q=养老服务&category=惠企政策')).items).toHaveLength(1)
    expect((await feed('q=养老服务&year=2019')).items).toEqual([])
    expect((await feed('q=养老服务&agency=nobody')).items).toEqual([])
    expect((await feed('q=')).items).toEqual([])
  })

  test('leaves out what answers only a part of the words', async () => {
    expect((await reader.get('/search?q=养老服务海底隧道')).body).toContain('没有完全符合的文件')
    expect((await feed('q=养老服务海底隧道')).items).toEqual([])
  })

  test('names itself, and is named by the page of results and by the list', async () => {
    const self = `/search/feed.atom?${new URLSearchParams({ q: '养老 & “服务”', category: '惠企政策' })}`
    const atom = await reader.get(self)
    const escaped = self.replaceAll('&', '&amp;')
    expect(atom.headers['content-type']).toBe('application/atom+xml; charset=utf-8')
    expect(atom.body).toContain(`rel="self" type="application/atom+xml" href="${SITE}${escaped}"`)
    const page = await reader.get(self.replace('/search/feed.atom', '/search'))
    expect(page.body).toContain(`<link rel="alternate" type="application/atom+xml"`)
    expect(page.body.split(`href="${escaped}"`)).toHaveLength(3)
    const list = await reader.get('/content?kind=interpretation')
    expect(list.body.split('href="/feed.atom?kind=interpretation"')).toHaveLength(3)
  })

  test('is kept for everybody as the other feeds are, until something is published', async () => {
    const address = await app.listen()
    const ask = (etag?: string) =>
      fetch(`${address}/search/feed.atom?q=${encodeURIComponent('养老')}`, {
        headers: etag === undefined ? {} : { 'if-none-match': etag },
      })
    const first = await ask()
    const etag = first.headers.get('etag')!
    expect((await first.text()).match(/<entry>/g)).toHaveLength(2)
    expect((await ask(etag)).status).toBe(304)
    await buildPublishedDocument(app.db, desk, NOW.add({ hours: 3 }), { title: '养老院名单' })
    await expect.poll(async () => (await (await ask()).text()).match(/<entry>/g)?.length).toBe(3)
  })
})

test('every feed is Atom as RFC 4287 has it', async () => {
  for (const address of ['/feed.atom', '/feed.atom?category=没有', '/search/feed.atom?q=养老']) {
    const { body } = await reader.get(address)
    const parser = new SaxesParser({ xmlns: true })
    const children = new Map<string, string[]>()
    const open: string[] = []
    parser.on('error', (error) => {
      throw error
    })
    parser.on('opentag', ({ name, uri }) => {
      expect(uri).toBe('http://www.w3.org/2005/Atom')
      const parent = open.at(-1) ?? ''
      children.set(parent, [...(children.get(parent) ?? []), name])
      open.push(name)
    })
    parser.on('closetag', () => void open.pop())
    parser.write(body).close()
    for (const name of ['id', 'title', 'updated'])
      expect(children.get('feed')!.filter((one) => one === name)).toHaveLength(1)
    const entries = children.get('feed')!.filter((one) => one === 'entry').length
    for (const name of ['id', 'title', 'updated', 'author'])
      expect(children.get('entry')?.filter((one) => one === name) ?? []).toHaveLength(entries)
  }
})
