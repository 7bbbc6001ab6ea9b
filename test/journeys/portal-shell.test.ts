import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../app.ts'
import { shownText } from './shown-text.ts'

// The frame around the documents: home by the norm of 国办公开办函〔2019〕61号, lists, 站点地图, 纠错, the host it names.

const BASE = 'https://xxgk.example.gov.cn'
let app: TestApp
beforeAll(async () => {
  app = await createTestApp({
    demo: true,
    now: '2026-11-20T09:00',
    environment: { MINGQU_BASE_URL: BASE },
  })
}, 60_000)
afterAll(() => app.close())

const get = async (path: string) => (await app.visitor().get(path)).body
const links = (body: string) =>
  [...body.matchAll(/<a[^>]*?href="([^"]+)"/g)].map(([, href]) => href!.replaceAll('&amp;', '&'))

describe('home', () => {
  test('the five entries stand in their fixed order, and search on top', async () => {
    const body = await get('/')
    const doors = /<ul class="mq-doors[^"]*">([\s\S]*?)<\/ul>/.exec(body)![1]!
    expect(links(doors)).toEqual(['/guide', '/rules', '/content', '/reports', '/apply'])
    expect(body.split('action="/search"').length - 1).toBe(1)
    expect(body).toContain('例如：养老补贴、〔2020〕13号')
    expect(body).not.toContain('mq-entries__list')
  })

  test('statutory items lead to their documents; an empty one is no column, but is named with the way to ask', async () => {
    const body = await get('/')
    const [, tree, rest] =
      /<ul class="govuk-list mq-tree">([\s\S]*?)<\/ul>\s*(<details[\s\S]*?<\/details>)/.exec(body)!
    const nodes = links(tree!)
    expect(nodes.length).toBeGreaterThan(0)
    expect(tree!.split('<li>').length - 1).toBe(nodes.length)
    for (const node of nodes) {
      const list = await app.visitor().get(node)
      expect([node, list.statusCode]).toEqual([node, 200])
      expect(shownText(list.body)).toMatch(/共\d+件/)
    }
    expect(shownText(rest!)).toMatch(
      /重大建设项目的批准和实施情况\s*（负责机构：建设局（示例）\s*）/,
    )
    expect(shownText(rest!)).not.toContain('财政预算、决算信息')
    expect(links(rest!)).toEqual(['/apply'])
    // told alike of one body
    const unit = shownText(await get('/?agency=jingfa'))
    expect(unit).toContain('机关职能、机构设置')
    expect(unit).not.toContain('重大建设项目的批准')
  })

  test('bears no slogan and no picture; 依申请公开 and the office are reached from it', async () => {
    const body = await get('/')
    const main = body.slice(body.indexOf('<main'), body.indexOf('</main>'))
    expect(main).not.toMatch(/<(img|picture|video|svg|marquee)/)
    expect(shownText(main)).not.toContain('公开为常态')
    expect(links(main)).toEqual(expect.arrayContaining(['/apply', '/apply/online', '/apply/track']))
    for (const fact of ['办公地址', '办公时间', '联系电话']) expect(shownText(main)).toContain(fact)
  })

  test('a body that has not stated how it is reached is reached through the office of the platform', async () => {
    expect(shownText(await get('/?agency=jingfa'))).toContain('联系电话 0631-3919181')
  })

  test('of a body shows what that body published; an unknown body is no page', async () => {
    const units = links(await get('/')).filter((href) => href.startsWith('/?agency='))
    expect(units.length).toBeGreaterThan(1)
    const rows = (body: string) => /<ul class="mq-list">[\s\S]*?<\/ul>/.exec(body)![0]
    const seen = await Promise.all(units.map(async (unit) => rows(await get(unit))))
    expect(new Set(seen).size).toBe(units.length)
    const entries = ['/', '/guide', '/rules', '/content', '/apply', '/catalogue']
    for (const path of entries) {
      const { statusCode } = await app.visitor().get(`${path}?agency=nobody`)
      expect([path, statusCode]).toEqual([path, 404])
    }
  })

  test('the choice of a body survives along the five entries', async () => {
    const entriesIn = (body: string, list: string) =>
      links(new RegExp(`<ul class="[^"]*${list}[^"]*">([\\s\\S]*?)</ul>`).exec(body)![1]!)
    for (const slug of ['whgxq-dzb', 'jingfa']) {
      const own = ['guide', 'rules', 'content', 'reports', 'apply'].map(
        (entry) => `/${entry}?agency=${slug}`,
      )
      expect(entriesIn(await get(`/?agency=${slug}`), 'mq-doors')).toEqual(own)
      for (const path of own) {
        const body = await get(path)
        expect(entriesIn(body, 'mq-entries__list').slice(0, 5)).toEqual(own)
        expect(links(body)).toContain(`/?agency=${slug}`)
        expect(links(body)).toContain(path.replace(/\?.*/, ''))
      }
    }
  })

  test('every body has its own guide and catalogue; who is reached through the office of the platform says so', async () => {
    const { name } = await app.db
      .selectFrom('agencies')
      .select('name')
      .where('slug', '=', 'jingfa')
      .executeTakeFirstOrThrow()
    const guide = await get('/guide?agency=jingfa')
    expect(shownText(guide)).toContain(`${name}的政府信息公开工作，由下列公开工作机构承办`)
    expect(shownText(guide)).toContain('0631-3919181')
    const categories = links(guide).filter((href) => href.startsWith('/content?'))
    expect(categories.length).toBeGreaterThan(0)
    for (const href of categories) expect(href).toContain('agency=jingfa')
    expect(shownText(await get('/guide'))).not.toContain('由下列公开工作机构承办')
    expect(shownText(await get('/apply?agency=jingfa'))).toContain(`向${name}提出的申请，由`)

    const catalogue = await get('/catalogue?agency=jingfa')
    expect(shownText(catalogue)).toContain(name)
    expect(shownText(catalogue)).not.toBe(shownText(await get('/catalogue')))
  })

  test('every column in which something stands is linked', async () => {
    const all = links(await get('/'))
    for (const path of ['/catalogue', '/normative', '/consultations', '/proposals', '/site-map'])
      expect(all).toContain(path)
  })
})

describe('the list', () => {
  test('every facet leads to as many documents as it says', async () => {
    const body = await get('/content')
    const facets = [
      ...body.matchAll(
        /<a\s+class="govuk-link"\s+href="([^"]+)"[^>]*>[^<]*<\/a\s*>\s*<span class="mq-facet__count">(\d+)件/g,
      ),
    ]
    expect(facets.length).toBeGreaterThan(5)
    for (const [, href, count] of facets)
      expect([href, shownText(await get(href!.replaceAll('&amp;', '&')))]).toEqual([
        href,
        expect.stringContaining(`共${count}件`),
      ])
  })

  test('can be read from the oldest', async () => {
    const days = (body: string) =>
      [...body.matchAll(/<time datetime="([^"]+)"/g)].map(([, d]) => d!)
    const oldest = days(await get('/content?sort=oldest'))
    expect(oldest).toEqual(oldest.toSorted())
    const newest = days(await get('/content'))
    expect(newest).toEqual(newest.toSorted().toReversed())
  })

  test('an order that is none changes nothing; a filter that is none is no list', async () => {
    const plain = shownText(await get('/content')).match(/共\d+件/)?.[0]
    expect(shownText(await get('/content?sort=up&other=1')).match(/共\d+件/)?.[0]).toBe(plain)
    for (const query of ['item=99.9', 'validity=x', 'kind=draft', 'year=abc'])
      expect(shownText(await get(`/content?${query}`))).toContain('没有找到这个页面')
  })
})

describe('foot of the page', () => {
  test('names the site, who runs it and how to reach them, and leads to 站点地图', async () => {
    const body = await get('/guide')
    const foot = shownText(body.slice(body.indexOf('<footer')))
    for (const word of ['站点地图', '信息纠错', '主办单位', '联系方式'])
      expect(foot).toContain(word)
  })

  test('站点地图 leads to every entry and column', async () => {
    const all = links(await get('/site-map'))
    for (const path of [
      '/guide',
      '/rules',
      '/content',
      '/reports',
      '/apply',
      '/catalogue',
      '/search',
    ])
      expect(all).toContain(path)
  })
})

describe('纠错', () => {
  test('the form carries the index number of a public document', async () => {
    const [number] = links(await get('/content')).flatMap(
      (href) => /^\/content\/(.+)$/.exec(href)?.[1] ?? [],
    )
    const body = await get(`/correction?about=${encodeURIComponent(number!)}`)
    expect(shownText(body)).toContain(number)
    expect(body).toContain(`name="about" value="${number}"`)
  })

  test('a number that is not public is not repeated', async () => {
    const body = await get('/correction?about=11371000004359440C/2020-99999')
    expect(shownText(body)).not.toContain('2020-99999')
    expect(body).not.toContain('name="about"')
  })
})

describe('the host a page names', () => {
  const forged = { host: 'forged.example.com' }

  test('is the configured one, or that of the office, never the one a request claims', async () => {
    const { body } = await app.fastify.inject({ url: '/guide', headers: forged })
    expect(body).toContain('name="SiteDomain" content="xxgk.example.gov.cn"')
    const office = await createTestApp({ demo: true, now: '2026-11-20T09:00' })
    try {
      const page = await office.fastify.inject({ url: '/guide', headers: forged })
      expect(page.body).not.toContain('forged.example.com')
      expect(page.headers['cache-control']).toContain('public')
    } finally {
      await office.close()
    }
  }, 60_000)

  test('a page that can only name the claimed one is kept for nobody', async () => {
    const bare = await createTestApp()
    try {
      const page = await bare.fastify.inject({ url: '/guide', headers: forged })
      expect(page.statusCode).toBe(200)
      expect(page.headers['cache-control']).toBe('no-store')
    } finally {
      await bare.close()
    }
  })
})
