import { afterAll, beforeAll, expect, test } from 'vitest'
import { importSite } from '../../src/domain/publications/import/import-site.ts'
import { readManifest } from '../../src/domain/publications/import/manifest.ts'
import { listMisses } from '../../src/domain/publications/search/misses.ts'
import { getAgency } from '../../src/domain/organisations/agencies-store.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import { createTestApp, type TestApp } from '../app.ts'
import { buildPublicationDesk, buildPublishedDocument } from '../builders/publications.ts'
import { fieldsOn } from './fill-form.ts'
import { shownText } from './shown-text.ts'

const NOW = '2024-03-01T10:00'

let app: TestApp
beforeAll(async () => {
  app = await createTestApp({ now: NOW })
  const desk = await buildPublicationDesk(app.db, app.agencyId)
  const publish = (
    title: string,
    day: string,
    category: string,
    bodyHtml = '<p>正文写着林长制。</p>',
  ) =>
    buildPublishedDocument(app.db, desk, chinaMoment(`${day}T09:00`), {
      title,
      category,
      bodyHtml,
      documentNumber: '',
    })
  await publish('全面推行林长制的意见', '2022-05-01', '意见')
  await publish('森林督查通报', '2023-05-01', '通报')
  for (let n = 1; n <= 21; n += 1)
    await publish(`茶园改造公示第${n}批`, '2023-06-01', '公示', '<p>茶园低改名单。</p>')
})
afterAll(() => app.close())

const get = (query: string) => app.visitor().get(`/search?${query}`)

test('a reader finds a document by a word of its text, and sees the word marked where it stands', async () => {
  const page = await get('q=林长制')
  expect(page.statusCode).toBe(200)
  expect(page.body).toMatch(/正文写着<mark>林长制<\/mark>。/u)
  const text = shownText(page.body)
  expect(text).toContain('找到2件')
  expect(text.indexOf('全面推行')).toBeLessThan(text.indexOf('森林督查通报'))
  const byTime = shownText((await get('q=林长制&sort=time')).body)
  expect(byTime.indexOf('森林督查通报')).toBeLessThan(byTime.indexOf('全面推行'))
})

test('results are narrowed by year and category, turned page by page, and never lead to an empty page', async () => {
  expect(shownText((await get('q=林长制&year=2022')).body)).toContain('找到1件')
  expect(shownText((await get('q=林长制&year=1999')).body)).toContain('取消筛选')
  const second = shownText((await get('q=茶园低改&page=2')).body)
  expect(second).toContain('第2页，共2页')
  const beyond = await get('q=茶园低改&page=9')
  expect(beyond.statusCode).toBe(302)
})

test('what is not found can be asked for: the form opens with the words in it, and nothing is sent yet', async () => {
  const page = await get('q=光伏扶贫电站')
  expect(shownText(page.body)).toContain('没有找到')
  const form = await app
    .visitor()
    .post('/apply/online', { ...fieldsOn(page.body), go: 'edit-wanted' })
  expect(form.statusCode).toBe(200)
  expect(fieldsOn(form.body)['contents.0.subject']).toBe('光伏扶贫电站')
  const day = Temporal.PlainDate.from('2024-03-01')
  expect(await listMisses(app.db, day, 5)).toEqual([
    { query: '光伏扶贫电站', times: 1, lastOn: day },
  ])
})

test('what was typed is shown as text, whatever it is', async () => {
  const page = await get(`q=${encodeURIComponent('<script>alert(1)</script>"\u0000')}`)
  expect(page.statusCode).toBe(200)
  expect(page.body).not.toContain('<script>alert')
  for (const odd of [
    'q=',
    'q=a&q=b',
    'q=x&year=abc&page=-1&validity=x&sort=x',
    `q=${'长'.repeat(3000)}`,
  ])
    expect((await get(odd)).statusCode).toBe(200)
})

test('results are no pages for search engines', async () => {
  expect((await get('q=林长制')).headers['x-robots-tag']).toBe('noindex')
})

test('the old address of an imported document leads to where it is now; other unknown ones lead nowhere', async () => {
  const manifest = await readManifest(
    'm.csv',
    Buffer.from(
      'file,title,publishedAt,indexNumber,address\na.txt,旧站的文件,2019-01-02,K-2019-7,http://old.example/art/2019/1/2/art_5.html\nb.txt,另一件旧文件,2019-01-02,,/content/old/2.html',
    ),
  )
  const agency = await getAgency(app.db, app.agencyId)
  const request = {
    agency: { ...agency, indexPrefix: agency.indexPrefix! },
    folder: { read: async () => Buffer.from('旧站的正文。'), list: async () => [] },
    manifest,
    manifestName: 'm.csv',
    basis: '原网站已公开',
  }
  for await (const _ of importSite(app.db, request, chinaMoment(NOW))) continue
  const moved = await app.visitor().get('/art/2019/1/2/art_5.html')
  expect([moved.statusCode, moved.headers.location]).toEqual([301, '/content/-/K-2019-7'])
  const page = await app.visitor().get('/content/-/K-2019-7')
  expect(page.statusCode).toBe(200)
  expect(shownText(page.body)).toContain('迁移入库')
  // an address that looks like one of ours
  expect((await app.visitor().get('/content/old/2.html')).statusCode).toBe(301)
  expect((await app.visitor().get('/art/2019/1/2/art_6.html')).statusCode).toBe(404)
})

test('an officer reads on an imported document why it counts as public already, not findings nobody made', async () => {
  const clerk = await app.signIn(await app.person('clerk'))
  const { id } = await app.db
    .selectFrom('editions')
    .select('id')
    .where('title', '=', '旧站的文件')
    .executeTakeFirstOrThrow()
  const page = await clerk.get(`/office/publications/${id}`)
  expect(page.statusCode).toBe(200)
  const text = shownText(page.body)
  expect(text).toContain('原网站已公开')
  expect(text).toContain('没有在本系统逐项审查')
  expect(text).not.toContain('undefined')
})

test.each([
  ['年度报告', '/reports'],
  ['党政办公室电话', '/guide'],
  ['怎么申请公开', '/apply'],
  ['征集意见', '/consultations'],
  ['惠企政策', '/policy-packs'],
  ['规范性文件', '/normative'],
])('%s leads to the page of the platform that is meant', async (query, address) => {
  const { body } = await get(`q=${encodeURIComponent(query)}`)
  const nav = /<nav class="mq-results__pages"[\s\S]*?<\/nav>/u.exec(body)?.[0] ?? ''
  expect(nav).toContain(`href="${address}"`)
})

test('an ordinary word leads to documents alone', async () => {
  expect((await get('q=林长制')).body).not.toContain('mq-results__pages')
})
