import { request as ask } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { qrSvg } from '../../src/platform/documents/qr-image.ts'
import { createTestApp, type TestApp } from '../app.ts'

// A request may claim any host and any scheme. What others are shown, print or harvest must not repeat it.

const FORGED = {
  host: 'forged.example.com',
  'x-forwarded-host': 'forged.example.com',
  'x-forwarded-proto': 'gopher',
}
const NOW = '2026-11-20T09:00'

const hrefs = (body: string) => [...body.matchAll(/href="([^"]+)"/g)].map(([, href]) => href!)

/** One page of every kind in which an address of this site may stand. */
async function addressesIn(app: TestApp): Promise<readonly string[]> {
  const read = async (path: string) => (await app.fastify.inject({ url: path })).body
  const document = hrefs(await read('/content')).find((href) => /^\/content\/\w+\/\S+$/.test(href))!
  const pack = hrefs(await read('/policy-packs')).find((href) =>
    /^\/policy-packs\/\w+\/\S+$/.test(href),
  )!
  const village = hrefs(await read('/villages')).find((href) => /^\/villages\/\S+$/.test(href))
  return [
    '/',
    '/guide',
    '/content',
    document,
    `${document}.svg`,
    pack,
    `${pack}/qr.svg`,
    ...(village === undefined ? [] : [village]),
    '/search?q=%E6%94%BF%E7%AD%96',
    '/feed.atom',
    '/feed.json',
    '/sitemap.xml',
    '/sitemaps/pages.xml',
    '/sitemaps/documents-1.xml',
    '/robots.txt',
    '/data/catalogue.jsonld',
    '/data/changes.json',
    '/data/documents.ndjson',
  ]
}

describe('with an address of its own', () => {
  const BASE = 'https://xxgk.example.gov.cn:8443'
  let app: TestApp
  beforeAll(async () => {
    app = await createTestApp({
      demo: true,
      now: NOW,
      environment: { MINGQU_BASE_URL: BASE, MINGQU_TRUST_PROXY: '1' },
    })
  }, 60_000)
  afterAll(() => app.close())

  test('nothing says another host or scheme, whatever a request claims', async () => {
    for (const path of await addressesIn(app)) {
      const plain = await app.fastify.inject({ url: path })
      const forged = await app.fastify.inject({ url: path, headers: FORGED })
      expect([path, plain.statusCode, forged.statusCode]).toEqual([path, 200, 200])
      expect([path, forged.body === plain.body]).toEqual([path, true])
      expect([path, forged.body.includes('forged')]).toEqual([path, false])
    }
  })

  test('the codes hold that address, port and all', async () => {
    const codes = (await addressesIn(app)).filter((path) => path.endsWith('.svg'))
    expect(codes.length).toBe(2)
    for (const path of codes) {
      const code = await app.fastify.inject({ url: path, headers: FORGED })
      const page = path.replace(/(\/qr)?\.svg$/, '')
      expect([path, code.body === qrSvg(`${BASE}${page}`)]).toEqual([path, true])
    }
  })
})

describe('without one', () => {
  let app: TestApp
  let server: URL
  beforeAll(async () => {
    app = await createTestApp({ demo: true, now: NOW, environment: { MINGQU_TRUST_PROXY: '1' } })
    server = new URL(await app.listen())
  }, 60_000)
  afterAll(() => app.close())

  interface Answer {
    readonly body: string
    readonly kept: boolean
  }
  const fetched = (path: string, headers: Record<string, string> = {}) =>
    new Promise<Answer>((resolve, reject) => {
      const { hostname, port } = server
      ask({ hostname, port, path, headers }, (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () =>
          resolve({
            body: Buffer.concat(parts).toString(),
            kept: response.headers['cache-control']?.includes('public') ?? false,
          }),
        )
      })
        .on('error', reject)
        .end()
    })

  test('what one reader claims is shown to nobody else', async () => {
    for (const path of await addressesIn(app)) {
      await fetched(path, FORGED)
      const { body } = await fetched(path)
      expect([path, body.length > 0, body.includes('forged')]).toEqual([path, true, false])
    }
  })

  test('a code drawn into a page is nobody else’s either', async () => {
    const pack = (await addressesIn(app)).find((path) => path.startsWith('/policy-packs/'))!
    expect(await fetched(pack, FORGED)).toMatchObject({ kept: false })
    expect(await fetched('/guide', FORGED)).toMatchObject({ kept: true })
  })
})
