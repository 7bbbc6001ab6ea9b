import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import { createTestApp, type TestApp } from '../app.ts'
import { draftDocument } from '../../src/domain/publications/handling/drafting.ts'
import {
  buildPublicationDesk,
  buildPublishedDocument,
  editionForm,
  type PublicationDesk,
} from '../builders/publications.ts'
import { shownText } from './shown-text.ts'

// 条例 第二十四条: what is public can be read, downloaded and taken along; nothing else can.

const NOW = chinaMoment('2020-08-17T13:56')
const BASE = 'https://xxgk.example.gov.cn'
const TITLE = '关于</script>示例事项的通知'
let app: TestApp
let desk: PublicationDesk
let number: string
beforeAll(async () => {
  app = await createTestApp({ environment: { MINGQU_BASE_URL: BASE } })
  desk = await buildPublicationDesk(app.db, app.agencyId)
  number = await buildPublishedDocument(app.db, desk, NOW, {
    title: TITLE,
    documentNumber: '示管办发〔2020〕13号',
    keywords: ['示例', '通知'],
    summary: '示例概述',
    bodyHtml:
      '<h2>一、目标</h2><p>统筹推进。</p><table><tr><th>事项</th><th>时限</th></tr><tr><td>甲</td><td>每年</td></tr></table>',
  })
})
afterAll(() => app.close())

test('the text can be had as PDF', async () => {
  const file = await app.visitor().get(`/content/${number}.pdf`)
  expect(file.statusCode).toBe(200)
  expect(file.headers['content-type']).toBe('application/pdf')
  expect(file.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
  const { extractText, getDocumentProxy } = await import('unpdf')
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(file.rawPayload)), {
    mergePages: true,
  })
  const words = text.replaceAll(/\s/g, '')
  expect(words).toContain(`索引号：${number}`)
  expect(words).toContain('发布日期：2020-08-17')
})

test('who has the PDF is told that it stands; setting is limited, fetching what is set is not', async () => {
  const address = `/content/${number}.pdf`
  const get = (headers: Record<string, string> = {}, url = address) =>
    app.fastify.inject({ url, headers, remoteAddress: '10.9.9.9' })
  const first = await get()
  const etag = String(first.headers.etag)
  expect(etag).toMatch(/^"[\w-]+"$/)
  expect(first.headers['cache-control']).toBe('public, max-age=0, must-revalidate')
  const again = await get({ 'if-none-match': etag })
  expect([again.statusCode, again.rawPayload.length]).toEqual([304, 0])
  const many = await Promise.all(Array.from({ length: 80 }, () => get()))
  expect(new Set(many.map(({ statusCode }) => statusCode))).toEqual(new Set([200]))
  expect(many[79]!.rawPayload.equals(first.rawPayload)).toBe(true)
  const other = await buildPublishedDocument(app.db, desk, NOW, { title: '另一件' })
  const different = await get({ 'if-none-match': etag }, `/content/${other}.pdf`)
  expect(different.statusCode).toBe(200)
  expect(different.headers.etag).not.toBe(etag)
})

test('the code of a page is a drawing that can do nothing', async () => {
  const code = await app.visitor().get(`/content/${number}.svg`)
  expect(code.statusCode).toBe(200)
  expect(code.headers['content-type']).toContain('image/svg+xml')
  expect(code.headers['content-security-policy']).toContain("default-src 'none'")
})

describe('the page', () => {
  test('offers its files, its code and 纠错', async () => {
    const { body } = await app.visitor().get(`/content/${number}`)
    for (const path of [
      `/content/${number}.pdf`,
      `/content/${number}.txt`,
      `/content/${number}.svg`,
    ])
      expect(body).toContain(`"${path}"`)
    expect(body).toContain('/correction?about=')
  })

  test('shows 字号 and 朗读 only where a script can answer', async () => {
    const { body } = await app.visitor().get(`/content/${number}`)
    expect(body).toMatch(/data-reading-tools\s+hidden/)
  })

  test('describes itself to programs, and a title cannot break out of that', async () => {
    const { body } = await app.visitor().get(`/content/${number}`)
    const block = /<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(body)![1]!
    expect(JSON.parse(block)).toMatchObject({
      headline: TITLE,
      identifier: number,
      datePublished: '2020-08-17T05:56:00Z',
      keywords: '示例,通知',
      description: '示例概述',
    })
    expect(body).toContain('<meta name="Keywords" content="示例,通知" />')
    expect(body).toContain('<meta name="Description" content="示例概述" />')
  })
})

test('of what is not public there is neither file nor code', async () => {
  await draftDocument(app.db, desk.drafter, editionForm(), NOW)
  const next = number.replace(/\d{5}$/, (serial) => String(Number(serial) + 2).padStart(5, '0'))
  for (const path of [`/content/${next}.pdf`, `/content/${next}.svg`, `/content/x/y.pdf`])
    expect([path, (await app.visitor().get(path)).statusCode]).toEqual([path, 404])
  const page = await app.visitor().get(`/correction?about=${encodeURIComponent(next)}`)
  expect(shownText(page.body)).not.toContain(next)
})

test('上一篇 and 下一篇 stay in the column of the document', async () => {
  const publish = (title: string, minute: number, category: string) =>
    buildPublishedDocument(app.db, desk, chinaMoment(`2020-08-18T10:0${minute}`), {
      title,
      category,
    })
  await publish('公告甲', 1, '公告栏')
  await publish('别的栏目', 2, '别的栏目')
  const middle = await publish('公告乙', 3, '公告栏')
  await publish('又一个栏目', 4, '别的栏目')
  await publish('公告丙', 5, '公告栏')
  const { body } = await app.visitor().get(`/content/${middle}`)
  const beside = shownText(/<nav class="mq-neighbours"[\s\S]*?<\/nav>/.exec(body)![0])
  expect(beside).toContain('上一篇 公告丙')
  expect(beside).toContain('下一篇 公告甲')
  expect(beside).not.toContain('栏目')
})
