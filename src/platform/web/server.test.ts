import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Refusal } from '../kernel/refusal.ts'
import { chinaMoment } from '../kernel/time.ts'
import type { Assets } from './assets.ts'
import { handleErrors, handleUnknownAddresses, type Presenter } from './errors.ts'
import { html } from './html.ts'
import { attachment, keepPage, sendPage } from './reply.ts'
import { createServer, type ServerSettings, type WebServer } from './server.ts'
import { uploadOf } from './uploads.ts'

const text = (body: string) => Buffer.from(body)
const assets: Assets = {
  url: (name) => `/assets/${name}`,
  files: new Map([
    [
      'portal.1.css',
      { type: 'text/css', identity: text('plain'), brotli: text('br'), gzip: text('gz') },
    ],
  ]),
}

const settings: ServerSettings = {
  https: false,
  trustProxy: false,
  logLevel: 'silent',
  clock: () => chinaMoment('2020-08-17T13:56'),
  assets,
  touchDatabase: () => Promise.resolve(),
}

async function demoServer(changed: Partial<ServerSettings> = {}): Promise<WebServer> {
  const server = await createServer({ ...settings, ...changed })
  const { app } = server
  const present: Presenter = (_request, reply, { status, title, message }) =>
    sendPage(
      reply,
      html`<h1>${title}</h1>
        <p>${message}</p>`,
      status,
    )
  handleErrors(app, present)
  handleUnknownAddresses(app, present)
  app.get('/page', (_request, reply) => {
    keepPage(reply, ['document:1'])
    return sendPage(reply, html`<p>${'字'.repeat(2000)}</p>`)
  })
  app.get('/refused', () => {
    throw new Refusal('wrong-state', '已经答复，不能再次登记。')
  })
  app.get('/bug', () => {
    throw new Error('password=hunter2 at host db.internal')
  })
  app.post('/echo', (request) => request.body)
  app.get('/asked', (request) => request.query)
  app.post('/limited', { config: { rateLimit: { max: 2, timeWindow: 60_000 } } }, () => 'ok')
  app.post('/file', { config: { uploads: { maxBytes: 1000, maxFiles: 1 } } }, (request) => {
    const upload = uploadOf(request, 'file')
    return { body: request.body, name: upload?.filename, length: upload?.content.length }
  })
  return server
}

let server: WebServer
beforeAll(async () => {
  server = await demoServer()
})
afterAll(() => server.app.close())

describe('every answer', () => {
  test('forbids inline script and style, framing and sniffing', async () => {
    const { headers } = await server.app.inject('/page')
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe')
    expect(policy).not.toContain('upgrade-insecure-requests')
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
    })
    expect(headers).not.toHaveProperty('strict-transport-security')
  })

  test('asks for https only where people come by https', async () => {
    const secure = await demoServer({ https: true })
    const { headers } = await secure.app.inject('/page')
    expect(headers['strict-transport-security']).toContain('max-age=')
    expect(secure.session.name).toBe('__Host-mingqu')
    await secure.app.close()
  })

  test('is compressed as the reader asks', async () => {
    const lengths = await Promise.all(
      ['br', 'gzip;q=1.0, br;q=0', ''].map(async (coding) => {
        const response = await server.app.inject({
          url: '/page',
          headers: { 'accept-encoding': coding },
        })
        return [response.headers['content-encoding'], response.rawPayload.length < 500]
      }),
    )
    expect(lengths).toEqual([
      ['br', true],
      ['gzip', true],
      [undefined, false],
    ])
  })
})

describe('a page that may be kept', () => {
  test('carries a strong validator and answers 304 to it', async () => {
    const first = await server.app.inject('/page')
    expect(first.headers['cache-control']).toBe('public, max-age=0, must-revalidate')
    const etag = String(first.headers['etag'])
    expect(etag).toMatch(/^"/)
    const again = await server.app.inject({ url: '/page', headers: { 'if-none-match': etag } })
    expect([again.statusCode, again.payload]).toEqual([304, ''])
  })

  test('is nobody else’s when the reader has a session', async () => {
    const cookies = { mingqu: 'a'.repeat(43) }
    const { headers } = await server.app.inject({ url: '/page', cookies })
    expect(headers['cache-control']).toBe('no-store')
    expect(headers).not.toHaveProperty('etag')
  })
})

describe('a request that no route can read', () => {
  test.each([
    ['/asked/' + 'a'.repeat(300), 414, '地址太长'],
    ['/%E4%xx', 400, '地址读不懂'],
  ])('is answered by a page, without repeating it', async (url, status, title) => {
    const strange = await demoServer()
    strange.app.get('/asked/:word', () => 'found')
    const response = await strange.app.inject(url)
    expect(response.statusCode).toBe(status)
    expect(response.headers['content-type']).toContain('text/html')
    expect(response.headers['content-security-policy']).toContain("default-src 'none'")
    expect(response.payload).toContain(title)
    expect(response.payload).not.toContain('aaaa')
    await strange.app.close()
  })

  test('also when its head is longer than the server reads', async () => {
    const strange = await demoServer()
    const address = await strange.app.listen({ port: 0, host: '127.0.0.1' })
    const response = await fetch(`${address}/?q=${'a'.repeat(20_000)}`)
    expect(response.status).toBe(431)
    expect(response.headers.get('content-type')).toContain('text/html')
    expect(await response.text()).toContain('返回首页')
    await strange.app.close()
  })
})

describe('trouble', () => {
  test('a refusal shows its sentence under its status', async () => {
    const response = await server.app.inject('/refused')
    expect(response.statusCode).toBe(409)
    expect(response.payload).toContain('已经答复，不能再次登记。')
  })

  test('what is not there for the moment is a warning in the log, a bug is an error', async () => {
    const strange = await demoServer()
    const logged: string[] = []
    strange.app.addHook('onRequest', async (request) => {
      request.log = {
        ...request.log,
        info: () => undefined,
        warn: () => void logged.push('warn'),
        error: () => void logged.push('error'),
      } as unknown as typeof request.log
    })
    strange.app.get('/away', () => {
      throw new Refusal('unavailable', '本平台正在设置。')
    })
    expect((await strange.app.inject('/away')).statusCode).toBe(503)
    expect((await strange.app.inject('/bug')).statusCode).toBe(500)
    expect(logged).toEqual(['warn', 'error'])
    await strange.app.close()
  })

  test('a bug shows a reference number and nothing else', async () => {
    const response = await server.app.inject('/bug')
    expect(response.statusCode).toBe(500)
    expect(response.payload).toContain(String(response.headers['x-request-id']))
    expect(response.payload).not.toContain('hunter2')
  })

  test('an unknown address is 404, a body that is no JSON 400, one of another kind 415', async () => {
    const inject = (type: string) =>
      server.app.inject({
        method: 'POST',
        url: '/echo',
        headers: { 'content-type': type },
        payload: '{',
      })
    expect((await server.app.inject('/nowhere')).statusCode).toBe(404)
    expect((await inject('application/json')).statusCode).toBe(400)
    expect((await inject('application/x-unknown')).statusCode).toBe(415)
  })

  test('too many requests to a limited route are refused in Chinese', async () => {
    const send = () => server.app.inject({ method: 'POST', url: '/limited' })
    await send()
    await send()
    const third = await send()
    expect(third.statusCode).toBe(429)
    expect(third.payload).toContain('过一会儿再试')
  })
})

describe('a form', () => {
  const post = (headers: Record<string, string>) =>
    server.app.inject({
      method: 'POST',
      url: '/echo',
      headers: {
        host: 'xxgk.example.cn',
        'content-type': 'application/x-www-form-urlencoded',
        ...headers,
      },
      payload: 'a=1&a=2&b=3',
    })

  test('from this site is read, repeated fields as a list', async () => {
    const response = await post({ 'sec-fetch-site': 'same-origin' })
    expect(response.json()).toEqual({ a: ['1', '2'], b: '3' })
    expect((await post({ origin: 'http://xxgk.example.cn' })).statusCode).toBe(200)
  })

  test.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'http://evil.example' },
    { origin: 'http://xxgk.example.cn:8080' },
    { origin: 'null' },
  ])('from another site is refused: %j', async (headers) => {
    expect((await post(headers)).statusCode).toBe(403)
  })

  test('an invented X-Forwarded-Host does not make another site this one', async () => {
    const headers = { origin: 'http://evil.example', 'x-forwarded-host': 'evil.example' }
    expect((await post(headers)).statusCode).toBe(403)
  })
})

describe('a form with files', () => {
  async function send(url: string, name: string, length: number) {
    const data = new FormData()
    data.append('title', '年报')
    data.append('file', new Blob([new Uint8Array(length)]), name)
    const encoded = new Response(data)
    return server.app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': encoded.headers.get('content-type')! },
      payload: Buffer.from(await encoded.arrayBuffer()),
    })
  }

  test('gives its fields as a form does, and its file with a harmless name', async () => {
    const response = await send('/file', '../../etc/年报.docx', 900)
    expect(response.json()).toEqual({ body: { title: '年报' }, name: '年报.docx', length: 900 })
  })

  test('above the limit, or where no files are taken, is refused', async () => {
    const large = await send('/file', 'a.docx', 1001)
    expect(large.statusCode).toBe(413)
    expect(large.payload).toContain('上限')
    expect((await send('/echo', 'a.docx', 10)).statusCode).toBe(422)
  })
})

test('assets are kept forever and sent as they were compressed at build time', async () => {
  const response = await server.app.inject({
    url: '/assets/portal.1.css',
    headers: { 'accept-encoding': 'gzip, br' },
  })
  expect(response.payload).toBe('br')
  expect(response.headers['cache-control']).toContain('immutable')
  expect((await server.app.inject('/assets/..%2fpackage.json')).statusCode).toBe(404)
})

test('readiness follows the database, liveness does not', async () => {
  const broken = await demoServer({ touchDatabase: () => Promise.reject(new Error('down')) })
  expect((await broken.app.inject('/healthz')).statusCode).toBe(200)
  expect((await broken.app.inject('/healthz/ready')).statusCode).toBe(503)
  expect((await server.app.inject('/healthz/ready')).json()).toEqual({ status: 'ok' })
  await broken.app.close()
})

test('the name of a download keeps its Chinese and loses what could end the header', () => {
  expect(attachment('2020年\r\n"报".pdf')).toBe(
    `attachment; filename="2020______.pdf"; filename*=UTF-8''2020%E5%B9%B4___%E6%8A%A5_.pdf`,
  )
})

describe('what the database cannot store', () => {
  let app: WebServer['app']
  beforeAll(async () => {
    app = (await demoServer()).app
  })
  afterAll(() => app.close())

  test('never reaches a route, in an address, a form or JSON', async () => {
    const asked = await app.inject('/asked?text=%00%E4%B8%AD%00')
    expect(asked.json()).toEqual({ text: '中' })
    const form = await app.inject({
      method: 'POST',
      url: '/echo',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'name=a%00b&part=%00&part=%F0%A0%AE%B7',
    })
    expect(form.json()).toEqual({ name: 'ab', part: ['', '𠮷'] })
    const json = await app.inject({
      method: 'POST',
      url: '/echo',
      headers: { 'content-type': 'application/json' },
      payload: '{"name":"\\ud800x\\u0000","deep":{"er":["\\udc00𠮷"]}}',
    })
    expect(json.json()).toEqual({ name: 'x', deep: { er: ['𠮷'] } })
  })

  test('JSON nested without end is refused, not a crash', async () => {
    const answer = await app.inject({
      method: 'POST',
      url: '/echo',
      headers: { 'content-type': 'application/json' },
      payload: '['.repeat(100_000) + ']'.repeat(100_000),
    })
    expect(answer.statusCode).toBe(422)
  })
})
