import { afterAll, beforeAll, expect, test } from 'vitest'
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
  expect(rest).toEqual({ changes: [], next: null, complete: true })
  const since = JSON.parse((await reader.get('/data/changes.json?since=2020-08-18')).body)
  expect(since.changes).toEqual([])
  expect((await reader.get('/data/changes.json?since=昨天')).statusCode).toBe(422)
  const lines = (await reader.get('/data/documents.ndjson')).body.trim().split('\n')
  expect(lines.map((line) => JSON.parse(line).indexNumber)).toEqual([shown])
})

test('a forged host is not kept for other readers', async () => {
  const open = await createTestApp({ now: '2020-08-18T09:00' })
  const forged = await open.fastify.inject({ url: '/feed.atom', headers: { host: 'evil.example' } })
  expect(forged.headers['cache-control']).toBe('no-store')
  await open.close()
})
