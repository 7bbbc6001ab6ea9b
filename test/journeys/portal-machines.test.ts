import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mirrorPortal } from '../../src/interfaces/cli/mirror-rules.ts'
import { createTestApp, type TestApp } from '../app.ts'

// What programs make of the portal: search engines, harvesters, and the static copy that stands in for it.

const SITE = 'https://xxgk.example.gov.cn'

let app: TestApp
beforeAll(async () => {
  app = await createTestApp({
    demo: true,
    now: '2026-11-20T09:00',
    environment: { MINGQU_BASE_URL: SITE },
  })
}, 120_000)
afterAll(() => app.close())

const get = async (path: string) => {
  const { statusCode, body, headers } = await app.visitor().get(path)
  return { status: statusCode, body, headers }
}
const canonicalIn = (body: string) =>
  /<link rel="canonical" href="([^"]*)"/.exec(body)?.[1]?.replaceAll('&amp;', '&')
const isIndexed = (body: string) => !/<meta name="robots" content="noindex/.test(body)
const dataIn = (body: string) =>
  [...body.matchAll(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/g)].map(
    ([, data]) => JSON.parse(data!) as Record<string, unknown>,
  )
const numberOf = async (kind: string) => {
  const row = await app.db
    .selectFrom('editions as e')
    .innerJoin('documents as d', 'd.id', 'e.document_id')
    .select('d.index_number')
    .where('e.state', '=', 'published')
    .where('e.kind', '=', kind)
    .limit(1)
    .executeTakeFirstOrThrow()
  return row.index_number!
}

describe('one address of each page', () => {
  const q = (values: Readonly<Record<string, string>>) => new URLSearchParams(values).toString()
  test.each([
    ['/', '/', true],
    ['/?from=weixin', '/', true],
    ['/guide', '/guide', true],
    ['/data', '/data', true],
    ['/content', '/content', true],
    [`/content?${q({ category: '惠企政策' })}`, `/content?${q({ category: '惠企政策' })}`, true],
    ['/content?year=2020&utm=x', '/content?year=2020', true],
    ['/content?year=2020&sort=oldest', '/content?year=2020', false],
    [
      `/content?${q({ year: '2020', category: '惠企政策' })}`,
      `/content?${q({ category: '惠企政策' })}`,
      false,
    ],
    [
      `/content?${q({ category: '没有这一类' })}`,
      `/content?${q({ category: '没有这一类' })}`,
      false,
    ],
    ['/normative?validity=repealed', '/normative?validity=repealed', true],
    ['/policy-packs', '/policy-packs', true],
    ['/reports', '/reports', true],
  ])('%s is known as %s', async (path, canonical, indexed) => {
    const { status, body } = await get(path)
    expect(status).toBe(200)
    expect(canonicalIn(body)).toBe(SITE + canonical)
    expect(isIndexed(body)).toBe(indexed)
  })

  test('an item of a policy pack has two pages and one address', async () => {
    const number = await numberOf('policy-item')
    for (const path of [`/content/${number}`, `/policy-packs/${number}`])
      expect(canonicalIn((await get(path)).body)).toBe(`${SITE}/content/${number}`)
  })

  test.each([
    '/content?kind=bogus',
    '/content?validity=bogus',
    '/content?item=99.9',
    '/content?year=soon',
    '/content?agency=nobody',
    `/content?category=${'长'.repeat(100)}`,
    '/feed.atom?kind=bogus',
    '/feed.json?agency=nobody',
  ])('%s is no list, so it is not the list of everything', async (path) => {
    const { status, body } = await get(path)
    expect(status).toBe(404)
    expect(canonicalIn(body)).toBeUndefined()
  })

  test('what a form leaves empty is no filter', async () => {
    expect((await get('/content?agency=&category=&year=')).status).toBe(200)
  })

  test('robots keep out of combinations, and every column is in the sitemap', async () => {
    const { body } = await get('/robots.txt')
    expect(body).toContain('Disallow: /content?*&\n')
    const pages = (await get('/sitemaps/pages.xml')).body
    for (const path of ['/policy-packs', '/normative', '/villages', '/catalogue', '/data'])
      expect(pages).toContain(`<loc>${SITE}${path}</loc>`)
    expect(pages).toContain(`${SITE}/content?item=`)
  })

  test('a site whose address nobody has said names none', async () => {
    const open = await createTestApp({ now: '2020-08-18T09:00' })
    const { body } = await open.visitor().get('/guide')
    expect(canonicalIn(body)).toBeUndefined()
    await open.close()
  })
})

describe('schema.org', () => {
  const typesIn = (body: string) =>
    dataIn(body).flatMap((data) => {
      const graph = (data['@graph'] ?? [data]) as readonly Record<string, unknown>[]
      return graph.map((one) => one['@type'])
    })

  test('each kind of page says what it is', async () => {
    expect(typesIn((await get('/')).body)).toEqual(['WebSite', 'GovernmentOrganization'])
    expect(typesIn((await get('/data')).body)).toEqual(['Dataset', 'BreadcrumbList'])
    expect(typesIn((await get('/reports/whgxq-dzb/2020')).body)).toEqual([
      'Report',
      'BreadcrumbList',
    ])
    const number = await numberOf('document')
    const [document, trail] = dataIn((await get(`/content/${number}`)).body)
    expect(document).toMatchObject({
      url: `${SITE}/content/${number}`,
      mainEntityOfPage: `${SITE}/content/${number}`,
    })
    expect(trail).toMatchObject({
      '@type': 'BreadcrumbList',
      itemListElement: [
        { position: 1, name: '首页', item: `${SITE}/` },
        { position: 2 },
        { position: 3 },
        { position: 4 },
      ],
    })
  })
})

describe('data', () => {
  test('the catalogue has what DCAT-AP requires of a catalogue, a dataset and its distributions', async () => {
    const catalogue = JSON.parse((await get('/data/catalogue.jsonld')).body)
    const required = ['@id', 'dct:title', 'dct:description', 'dct:publisher']
    for (const name of [...required, 'dct:license', 'dct:modified', 'dcat:dataset'])
      expect([name, catalogue[name]]).not.toEqual([name, undefined])
    expect(catalogue['dct:language']['@id']).toMatch(/^http/)
    const [dataset] = catalogue['dcat:dataset']
    for (const name of [...required, 'dct:identifier', 'dcat:contactPoint'])
      expect([name, dataset[name]]).not.toEqual([name, undefined])
    for (const one of dataset['dcat:distribution']) {
      expect(one['dcat:accessURL']['@id']).toMatch(new RegExp(`^${SITE}/`))
      expect(one['dcat:mediaType']['@id']).toMatch(/^https:\/\/www\.iana\.org\//)
      expect((await get(new URL(one['dcat:accessURL']['@id']).pathname)).status).toBe(200)
    }
  })

  test('a document comes with what it does, what it fulfils and where it stands', async () => {
    const lines = (await get('/data/documents.ndjson')).body.trim().split('\n')
    const documents = lines.map((line) => JSON.parse(line))
    const related = documents.filter(({ relations }) => relations.length > 0)
    expect(related.length).toBeGreaterThan(0)
    expect(documents.some(({ validity }) => validity === 'repealed')).toBe(true)
    expect(documents.some(({ statutoryItems }) => statutoryItems.length > 0)).toBe(true)
    for (const document of documents.slice(0, 3)) {
      for (const name of ['address', 'textAddress', 'pdfAddress'])
        expect((await get(new URL(document[name]).pathname)).status).toBe(200)
      expect(document).toHaveProperty('genre')
      expect(document).toHaveProperty('subjectCategory')
    }
  })

  test('every item of a feed says something', async () => {
    const { items } = JSON.parse((await get('/feed.json')).body)
    expect(items.length).toBeGreaterThan(10)
    for (const { content_text: words } of items) expect(words.length).toBeGreaterThan(5)
    expect((await get('/feed.atom')).body).not.toContain('<summary></summary>')
  })
})

describe('the static copy', () => {
  let folder: string
  const run = () => mirrorPortal(app.fastify, { folder, origin: SITE })
  let first: Awaited<ReturnType<typeof run>>
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'copy-'))
    first = await run()
  }, 120_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const files = () =>
    readdirSync(folder, { recursive: true })
      .map(String)
      .filter((file) => statSync(join(folder, file)).isFile())

  test('has no dead link, wherever it stands: every one leads to a file that is there', () => {
    expect(first.dead).toEqual([])
    expect(first.pages).toBeGreaterThan(300)
    const dead: string[] = []
    for (const file of files().filter((one) => /\.(html|css)$/.test(one))) {
      const text = readFileSync(join(folder, file), 'utf8')
      for (const [, link, url] of text.matchAll(
        /\b(?:href|src|action)="([^"#]+)[^"]*"|url\(([^)]+)\)/g,
      )) {
        const to = (link ?? url)!.replaceAll(/&amp;/g, '&')
        if (/^(https?|mailto|tel|data):/.test(to)) continue
        const at = join(folder, dirname(file), decodeURIComponent(to))
        if (to.startsWith('/') || !existsSync(at) || !statSync(at).isFile())
          dead.push(`${file} → ${to}`)
      }
    }
    expect(dead).toEqual([])
  })

  test('holds only what can be used there: no search, no form of one document, no address of this machine', () => {
    const names = files()
    expect(
      names.filter((name) => /^(search|ask|office|subscribe|apply\/online)\//.test(name)),
    ).toEqual([])
    expect(names.filter((name) => name.startsWith('apply/form')).toSorted()).toEqual([
      'apply/form.docx',
      'apply/form.pdf',
    ])
    expect(names.filter((name) => /~[0-9a-f]{16}$/.test(name))).toEqual([])
    for (const name of ['data/documents.ndjson', 'data/changes.json', 'data/catalogue.jsonld'])
      expect(names).toContain(name)
    for (const name of names) expect(readFileSync(join(folder, name))).not.toContain('localhost')
    const offline = readFileSync(join(folder, 'offline/index.html'), 'utf8')
    expect(offline).toContain(`href="${SITE}/"`)
    expect(readFileSync(join(folder, 'index.html'), 'utf8')).toMatch(
      /<form[^>]* action="offline\/index\.html" method="get">/,
    )
  })

  test('done again on the same records writes nothing', async () => {
    const again = await run()
    expect(again).toMatchObject({ pages: first.pages, written: 0, deleted: 0, dead: [] })
  }, 120_000)
})
