import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getEdition } from '../../src/domain/publications/editions-store.ts'
import { removeAttachment } from '../../src/domain/publications/handling/attachments.ts'
import { draftDocument, startNewEdition } from '../../src/domain/publications/handling/drafting.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import { createTestApp, type Browser, type TestApp } from '../app.ts'
import {
  buildPublicationDesk,
  editionForm,
  finishEdition,
  type PublicationDesk,
} from '../builders/publications.ts'
import { shownText } from './shown-text.ts'

const NOW = chinaMoment('2020-08-17T13:56')

let app: TestApp
let other: FastifyInstance
let nodes: readonly string[]
let desk: PublicationDesk
let clerk: Browser
let head: Browser
beforeAll(async () => {
  // without an address of its own a site keeps no pages: they would bear the host that some request claimed
  const environment = { MINGQU_BASE_URL: 'http://xxgk.example.gov.cn' }
  app = await createTestApp({ now: '2020-08-17T13:56', environment })
  other = await app.anotherNode()
  const address = await other.listen({ port: 0, host: '127.0.0.1' })
  nodes = [await app.listen(), address]
  desk = await buildPublicationDesk(app.db, app.agencyId)
  clerk = await app.signIn(desk.drafter)
  head = await app.signIn(desk.head)
})
afterAll(async () => {
  await other.close()
  await app.close()
})

async function published(title: string): Promise<{ id: number; number: string; paths: string[] }> {
  const id = await draftDocument(app.db, desk.drafter, editionForm({ title }), NOW)
  await clerk.upload(`/office/publications/${id}/attachments`, { role: 'attachment' }, [
    { field: 'files', name: '附表.txt', content: Buffer.from('表') },
  ])
  const indexNumber = await finishEdition(app.db, desk, id, NOW, app.files)
  const { sha256, name } = (await getEdition(app.db, id)).attachments[0]!
  const file = `/files/${indexNumber}/${sha256.slice(0, 16)}/${encodeURIComponent(name)}`
  return {
    id,
    number: indexNumber,
    paths: [`/content/${indexNumber}`, `/content/${indexNumber}.txt`, file],
  }
}

const ask = async (node: string, path: string, how: RequestInit = {}) => {
  const answer = await fetch(node + path, { redirect: 'manual', ...how })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

/** Asks until it is so: a change is some milliseconds on its way to the other node. Gives up where it never comes. */
async function soon(isSo: () => Promise<boolean>): Promise<boolean> {
  const until = performance.now() + 10_000
  while (performance.now() < until) {
    if (await isSo()) return true
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return isSo()
}

/** Until changes are heard nothing is kept; from then on a page asked for twice is not rendered twice. */
async function isKeeping(node: string): Promise<void> {
  const kept = async () => {
    await ask(node, '/guide')
    const { headers } = await ask(node, '/guide')
    const again = await ask(node, '/guide', { headers: { 'if-none-match': headers.get('etag')! } })
    return again.status === 304 && again.headers.get('x-request-id') === headers.get('x-request-id')
  }
  expect([node, await soon(kept)]).toEqual([node, true])
}

/** Where a document is named that is not its own address; `q` finds it, `number` is its 索引号. */
const namedAt = (q: string, number: string, neighbour: string) => [
  '/',
  '/content',
  '/content?year=2020',
  `/content?category=${encodeURIComponent('管委文件')}`,
  `/search?q=${encodeURIComponent(q)}`,
  `/search?q=${encodeURIComponent(number)}`,
  `/search/feed.atom?q=${encodeURIComponent(q)}`,
  `/search/feed.json?q=${encodeURIComponent(q)}`,
  '/feed.atom',
  '/feed.json',
  '/sitemaps/documents-1.xml',
  '/data/documents.ndjson',
  '/data/changes.json',
  `/correction?about=${encodeURIComponent(number)}`,
  `/apply?about=${encodeURIComponent(number)}`,
  neighbour,
]

/** The ways in which a browser, a proxy or a downloader asks again for what it has seen. */
const AGAIN: readonly ((etag: string) => RequestInit)[] = [
  () => ({}),
  (etag) => ({ headers: { 'if-none-match': etag } }),
  () => ({ headers: { 'if-none-match': '*' } }),
  () => ({ method: 'HEAD' }),
  (etag) => ({ method: 'HEAD', headers: { 'if-none-match': etag } }),
  () => ({ headers: { range: 'bytes=0-9' } }),
  (etag) => ({ headers: { range: 'bytes=0-9', 'if-range': etag } }),
  () => ({ headers: { 'accept-encoding': 'identity' } }),
  () => ({ headers: { 'accept-encoding': 'gzip' } }),
  () => ({ headers: { cookie: 'elder=1' } }),
]

describe('taken down', () => {
  test('page, text and file are gone on every node, from what was kept too; whatever named it forgets it', async () => {
    const title = '将要撤下的文件'
    const before = await published('排在前面的文件')
    const { id, paths, number } = await published(title)
    const names = namedAt(title, number, before.paths[0]!)
    const etags = new Map<string, string>()
    for (const node of nodes) {
      await isKeeping(node)
      for (const path of [...paths, ...names]) await ask(node, path)
      for (const path of paths) {
        for (const how of AGAIN) await ask(node, path, how(''))
        const { status, headers } = await ask(node, path)
        expect([path, status]).toEqual([path, 200])
        etags.set(node + path, headers.get('etag') ?? '')
        const again = await ask(node, path, { headers: { 'if-none-match': headers.get('etag')! } })
        expect([path, again.status]).toEqual([path, 304])
      }
      const silent: string[] = []
      for (const path of names) {
        const { text } = await ask(node, path)
        if (!text.includes(title) && !text.includes(number)) silent.push(path)
      }
      expect(silent).toEqual([])
    }

    const confirm = shownText((await head.get(`/office/publications/${id}/remove`)).body)
    expect(confirm).toContain('撤下以后不能恢复')
    expect(confirm).toContain('1个附件')
    const form = { kind: 'withdrawn', publicReason: '内容需要重新核实。', privateNote: '内部' }
    // on the first node; the second hears of it
    const done = await head.post(`/office/publications/${id}/remove`, form)
    expect(done.headers.location).toBe(`/office/publications/${id}/removed`)

    for (const node of nodes)
      for (const path of paths) {
        const isGone = async () => (await ask(node, path)).status === 410
        expect([node, path, await soon(isGone)]).toEqual([node, path, true])
        for (const how of AGAIN) {
          const request = how(etags.get(node + path)!)
          const { status, text } = await ask(node, path, request)
          expect([path, request, status]).toEqual([path, request, 410])
          expect([path, request, text.includes('表')]).toEqual([path, request, false])
        }
      }
    for (const node of nodes)
      for (const path of names) {
        const isForgotten = async () => !(await ask(node, path)).text.includes(title)
        // what a search repeats of the question is no answer
        const isEcho = path.startsWith('/search') && path.includes(encodeURIComponent(title))
        if (!isEcho) expect([path, await soon(isForgotten)]).toEqual([path, true])
        else expect((await ask(node, path)).text).not.toContain(`/content/${number}`)
      }
    const { headers, text } = await ask(nodes[0]!, paths[0]!)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-robots-tag')).toBe('noindex')
    expect(shownText(text)).toContain('理由 内容需要重新核实。')
    expect(shownText(text)).toContain('将要撤下的文件')
    expect(text).not.toContain('内部')

    const receipt = shownText((await head.get(`/office/publications/${id}/removed`)).body)
    for (const what of ['网页和纯文本', '附件《附表.txt》', '列表', '检索'])
      expect(receipt).toMatch(new RegExp(`${what} \\S* ?已停止公开`))
    expect(receipt).not.toContain('仍可看到')
    const page = shownText((await clerk.get(`/office/publications/${id}`)).body)
    expect(page).toContain('内部说明：内部')
  })

  test('of what was published in error the address says why, and not what', async () => {
    const { id, paths } = await published('写着不该写的人名')
    await ask(nodes[0]!, paths[0]!)
    const form = { kind: 'published-in-error', publicReason: '误发，已撤下。' }
    await head.post(`/office/publications/${id}/remove`, form)
    await soon(async () => (await ask(nodes[0]!, paths[0]!)).status === 410)
    for (const path of paths) {
      const { status, text } = await ask(nodes[0]!, path)
      expect([path, status, text.includes('不该写')]).toEqual([path, 410, false])
    }
  })

  test('without a reason, or to be superseded by nothing, nothing happens', async () => {
    const { id, paths } = await published('还在的文件')
    const remove = (form: Record<string, string>) =>
      head.post(`/office/publications/${id}/remove`, form)
    const bare = await remove({ kind: 'withdrawn', publicReason: ' ' })
    expect(bare.statusCode).toBe(422)
    expect(shownText(bare.body)).toContain('请写明向公众说明的理由')
    const alone = await remove({ kind: 'superseded', publicReason: '已有新文件。' })
    expect(shownText(alone.body)).toContain('请填写替代文件的索引号')
    expect(alone.body).toContain('已有新文件。')
    const wrong = await remove({
      kind: 'superseded',
      publicReason: '已有新文件。',
      successor: '11371000004359440C/2020-99999',
    })
    expect(shownText(wrong.body)).toContain('没有找到这个索引号的已公开文件')
    expect((await ask(nodes[0]!, paths[0]!)).status).toBe(200)
  })
})

describe('corrected', () => {
  test('the words before and the file that was replaced are gone on every node', async () => {
    const { id, paths, number } = await published('写错了数字的文件')
    const [page, text, file] = paths as [string, string, string]
    const names = namedAt('写错了数字的文件', number, page)
    for (const node of nodes)
      for (const path of [...paths, ...names, ...paths]) await ask(node, path)
    const etag = (await ask(nodes[1]!, page)).headers.get('etag')!
    const { documentId } = await getEdition(app.db, id)
    const next = await startNewEdition(app.db, desk.drafter, documentId, NOW)
    const { fileId } = (await getEdition(app.db, next)).attachments[0]!
    await removeAttachment(app.db, desk.drafter, next, fileId, NOW)
    await sql`update editions set title = '改好了的文件' where id = ${next}`.execute(app.db)
    await finishEdition(app.db, desk, next, NOW, app.files)
    for (const node of nodes) {
      const isNew = async () => (await ask(node, page)).text.includes('改好了的文件')
      expect([node, await soon(isNew)]).toEqual([node, true])
      for (const path of [page, text])
        for (const how of AGAIN) {
          const answer = await ask(node, path, how(etag))
          expect([path, answer.text.includes('写错了数字')]).toEqual([path, false])
        }
      expect((await ask(node, page, { headers: { 'if-none-match': etag } })).status).toBe(200)
      for (const how of AGAIN) expect((await ask(node, file, how(''))).status).toBe(410)
      for (const path of names.filter((one) => !one.startsWith('/search'))) {
        const isForgotten = async () => !(await ask(node, path)).text.includes('写错了数字')
        expect([path, await soon(isForgotten)]).toEqual([path, true])
      }
    }
  })
})

describe('预览', () => {
  async function give(): Promise<{ id: number; link: string; fileId: number }> {
    const id = await draftDocument(app.db, desk.drafter, editionForm({ title: '预览的稿子' }), NOW)
    await clerk.upload(`/office/publications/${id}/attachments`, {}, [
      { field: 'files', name: '附表.txt', content: Buffer.from('预览的表') },
    ])
    const page = await clerk.post(`/office/publications/${id}/previews`, {
      givenTo: '法制科',
      days: '3',
    })
    const link = /https?:\/\/[^<"]+(\/preview\/[\w-]{43})/.exec(page.body)![1]!
    const { attachments } = await getEdition(app.db, id)
    return { id, link, fileId: attachments[0]!.fileId }
  }

  test('is shown to who has the link, found by nobody, kept by nobody, and logged', async () => {
    const { id, link, fileId } = await give()
    const page = await app.visitor().get(link)
    expect(shownText(page.body)).toContain('预览的稿子')
    const file = await app.visitor().get(`${link}/${fileId}`)
    expect(file.body).toBe('预览的表')
    for (const { headers } of [page, file])
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'x-robots-tag': 'noindex, nofollow, noarchive',
        'referrer-policy': 'no-referrer',
      })
    expect(page.body).not.toContain(encodeURIComponent(link))
    expect((await app.visitor().get('/robots.txt')).body).toContain('Disallow: /preview')
    const seen = (await clerk.get(`/office/publications/${id}`)).body
    expect(shownText(seen)).toContain('2020-08-17 13:56 127.0.0.1 附表.txt')
    // shown once, when it was made
    expect(seen).not.toContain(link)
  })

  test('a wrong, a revoked and an expired link read the same, to the letter', async () => {
    const { id, link, fileId } = await give()
    const previewId = /previews\/(\d+)\/revoke/.exec(
      (await clerk.get(`/office/publications/${id}`)).body,
    )![1]!
    await clerk.post(`/office/publications/${id}/previews/${previewId}/revoke`)
    const expired = await give()
    app.setNow('2020-08-20T13:57')
    const wrong = `/preview/${'A'.repeat(43)}`
    const answers = await Promise.all(
      [wrong, link, `${link}/${fileId}`, expired.link, `${expired.link}/${expired.fileId}`].map(
        async (path) => {
          const { statusCode, body } = await app.visitor().get(path)
          return [statusCode, body.replaceAll(encodeURIComponent(path), '')]
        },
      ),
    )
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect(answers[0]![0]).toBe(404)
    app.setNow('2020-08-17T13:56')
  })

  test('shows only the files of its own edition', async () => {
    const one = await give()
    const two = await give()
    expect((await app.visitor().get(`${one.link}/${two.fileId}`)).statusCode).toBe(404)
    expect((await app.visitor().get(`${one.link}/x`)).statusCode).toBe(404)
  })
})
