import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { connectClient } from '../database/connect.ts'
import { inTransaction } from '../database/database.ts'
import { chinaMoment } from '../kernel/time.ts'
import { html } from './html.ts'
import { announceChange, followChanges, payloads, type Follower } from './page-changes.ts'
import { createPageCache } from './page-cache.ts'
import { keepPage, sendPage } from './reply.ts'
import { createServer, type WebServer } from './server.ts'

let database: TestDatabase
let server: WebServer
let follower: Follower
let now = chinaMoment('2020-08-17T13:56')
let rendered = 0
let duringRender: () => void = () => {}
const visits: string[] = []

beforeAll(async () => {
  database = await createTestDatabase()
  server = await createServer({
    https: false,
    trustProxy: false,
    logLevel: 'silent',
    clock: () => now,
    assets: { url: (name) => name, files: new Map() },
    touchDatabase: () => Promise.resolve(),
    onVisit: (visitOf) => visits.push(visitOf),
  })
  const { app, pages } = server
  app.get('/document', (_request, reply) => {
    rendered += 1
    duringRender()
    keepPage(reply, ['document:1'], '1')
    return sendPage(
      reply,
      html`<p>第${rendered}次</p>
        ${'字'.repeat(1000)}`,
    )
  })
  app.get('/cookie', (_request, reply) => {
    rendered += 1
    keepPage(reply, ['document:1'])
    return sendPage(reply.setCookie('a', 'b'), html`<p>${rendered}</p>`)
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  follower = followChanges({
    connect: () => connectClient(database.connection),
    pages,
    warn: () => {},
    retryAfter: 20,
  })
  await follower.listening
})

afterAll(async () => {
  await follower.stop()
  await server.app.close()
  await database.close()
})

beforeEach(() => {
  server.pages.flush()
  rendered = 0
  duringRender = () => {}
})

interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const address = server.app.server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening')
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  httpRequest({ port: address.port, host: '127.0.0.1', path, method, headers }, (response) => {
    const chunks: Buffer[] = []
    response.on('data', (chunk: Buffer) => chunks.push(chunk))
    response.on('end', () =>
      resolve({
        status: response.statusCode ?? 0,
        headers: response.headers,
        body: Buffer.concat(chunks),
      }),
    )
  })
    .on('error', reject)
    .end()
  return promise
}

const shown = ({ body }: Answer) => body.toString().slice(0, 10)

test('the second reader gets the same bytes and headers without rendering', async () => {
  const first = await ask('/document', { 'accept-encoding': 'br' })
  const second = await ask('/document', { 'accept-encoding': 'br' })
  expect(rendered).toBe(1)
  expect(second.body).toEqual(first.body)
  const { date: _first, ...firstHeaders } = first.headers
  const { date: _second, ...secondHeaders } = second.headers
  expect(secondHeaders).toEqual(firstHeaders)
  expect(secondHeaders['content-security-policy']).toContain("default-src 'none'")
})

test('one page serves all three codings, each with its own validator', async () => {
  const plain = await ask('/document')
  const br = await ask('/document', { 'accept-encoding': 'gzip, deflate, br' })
  const gzip = await ask('/document', { 'accept-encoding': 'gzip' })
  expect(rendered).toBe(1)
  expect(brotliDecompressSync(br.body)).toEqual(plain.body)
  expect(gunzipSync(gzip.body)).toEqual(plain.body)
  expect(new Set([plain, br, gzip].map(({ headers }) => headers.etag)).size).toBe(3)
})

test('an unchanged page is 304 without a body, HEAD has headers only', async () => {
  const { headers } = await ask('/document')
  const again = await ask('/document', { 'if-none-match': headers.etag! })
  expect([again.status, again.body.length]).toEqual([304, 0])
  const head = await ask('/document', {}, 'HEAD')
  expect([head.status, head.body.length, head.headers['content-length']]).toEqual([
    200,
    0,
    headers['content-length'],
  ])
  expect(rendered).toBe(1)
})

test('长者版 and other queries are pages of their own', async () => {
  await ask('/document')
  await ask('/document', { cookie: 'a=b; elder=1' })
  await ask('/document?page=2')
  expect(rendered).toBe(3)
  await ask('/document', { cookie: 'elder=1' })
  expect(rendered).toBe(3)
})

test('a signed-in person is neither served from the cache nor kept in it', async () => {
  const cookie = `mingqu=${'a'.repeat(43)}`
  await ask('/document', { cookie })
  expect(server.pages.size.pages).toBe(0)
  await ask('/document')
  await ask('/document', { cookie })
  expect(rendered).toBe(3)
})

test('an answer that sets a cookie is not kept', async () => {
  await ask('/cookie')
  await ask('/cookie')
  expect(rendered).toBe(2)
})

test('a reading from memory counts as a visit', async () => {
  await ask('/document')
  visits.length = 0
  await ask('/document')
  expect(visits).toEqual(['1'])
})

describe('a change', () => {
  const gone = async () => {
    while (server.pages.size.pages > 0) await new Promise((resolve) => setTimeout(resolve, 5))
  }

  test('announced in a transaction takes the page out when it commits', async () => {
    await ask('/document')
    await inTransaction(database.db, async (tx) => {
      await announceChange(tx, ['document:1'])
      expect(shown(await ask('/document'))).toContain('第1次')
    })
    await gone()
    expect(shown(await ask('/document'))).toContain('第2次')
  })

  test('of something else leaves it', async () => {
    await ask('/document')
    const before = server.pages.version
    await announceChange(database.db, ['document:2', 'list:agency:5'])
    while (server.pages.version === before) await new Promise((resolve) => setTimeout(resolve, 5))
    expect(server.pages.size.pages).toBe(1)
  })

  test('while the page is being rendered keeps it out of the cache', async () => {
    duringRender = () => server.pages.invalidate(['document:1'])
    await ask('/document')
    expect(server.pages.size.pages).toBe(0)
  })

  test('that could not be heard: nothing is served until the connection stands again', async () => {
    await ask('/document')
    const before = server.pages.version
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query like 'listen %'`.execute(database.db)
    // Two steps: emptied and resting when the connection broke, emptied and awake when it stood again.
    while (server.pages.version < before + 2 || server.pages.paused) {
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    expect(shown(await ask('/document'))).toContain('第2次')
    await announceChange(database.db, ['document:1'])
    await gone()
  })
})

test('a full cache drops the pages used longest ago, never all', () => {
  const response = { writeHead: () => {}, end: () => {} }
  const pages = createPageCache({ maxBytes: 200_000, sessionCookie: 'mingqu', now: () => 0 })
  pages.resume()
  const body = Buffer.alloc(1000)
  const serve = (url: string) =>
    pages.serve({ method: 'GET', url, headers: {} } as never, response as never)
  for (let index = 0; index < 200; index += 1) {
    pages.store(
      {
        key: `/${index}`,
        tags: [],
        visitOf: undefined,
        headers: {},
        hash: 'x',
        bodies: { br: body, gzip: body, identity: body },
        expiresAt: 1,
      },
      pages.version,
    )
    expect(serve('/0')).toBe(true)
  }
  expect(pages.size.bytes).toBeLessThanOrEqual(200_000)
  expect([serve('/0'), serve('/1'), serve('/199')]).toEqual([true, false, true])
})

test('at midnight in China every page is rendered anew, because validity may have ended', async () => {
  await ask('/document')
  now = chinaMoment('2020-08-18T00:00')
  await ask('/document')
  expect(rendered).toBe(2)
  now = chinaMoment('2020-08-17T13:56')
})

test('many tags travel in several messages, none above what PostgreSQL takes', () => {
  const tags = Array.from({ length: 2000 }, (_, index) => `document:${index}`)
  const messages = payloads([...tags, ...tags])
  expect(messages.every((message) => message.length < 8000)).toBe(true)
  expect(messages.flatMap((message) => message.split('\n'))).toEqual(tags)
})
