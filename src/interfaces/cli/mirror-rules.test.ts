import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fastify from 'fastify'
import { expect, test } from 'vitest'
import { mirroredAs, mirrorPortal } from './mirror-rules.ts'

test.each([
  ['/content/A/1', '/content/A/1'],
  ['/content/A/1?on=2020-01-01', '/content/A/1?on=2020-01-01'],
  ['/content?category=x', '/content?category=x'],
  ['/content?category=x&page=2', '/content?category=x&page=2'],
  ['/content?category=x&year=2020', undefined],
  ['/content?sort=oldest', undefined],
  ['/feed.atom?category=x', '/feed.atom?category=x'],
  ['/feed.json?category=x&year=2020', undefined],
  ['/apply', '/apply'],
  ['/apply?about=A%2F1', '/apply'],
  ['/apply/form.docx?about=A%2F1', '/apply/form.docx'],
  ['/apply/online?about=A%2F1', undefined],
  ['/ask?about=A%2F1', undefined],
  ['/search', undefined],
  ['/search/feed.atom?q=x', undefined],
  ['/subscribe?category=x', undefined],
  ['/policy-packs/finder', undefined],
  ['/policy-packs/A/1', '/policy-packs/A/1'],
  ['/office', undefined],
  ['/officer', '/officer'],
] as const)('%s is copied as %s', (address, copy) => {
  expect(mirroredAs(address)).toBe(copy)
})

test('each page of the changes has a name of its own, and the last leads back to the site', async () => {
  const site = 'https://xxgk.example.gov.cn'
  const app = fastify()
  app.get('/', (_, reply) => reply.type('text/html').send('<p>首页</p>'))
  app.get('/guide', (_, reply) => reply.type('text/html').send('<p>指南</p>'))
  for (const path of ['/robots.txt', '/sitemap.xml', '/feed.atom', '/feed.json'])
    app.get(path, (_, reply) => reply.type('text/plain').send(path))
  for (const path of ['/data/documents.ndjson', '/data/catalogue.jsonld'])
    app.get(path, (_, reply) => reply.type('text/plain').send(path))
  app.get<{ Querystring: { after?: string } }>('/data/changes.json', ({ query }, reply) => {
    const at = Number(query.after ?? '0')
    const next = `${site}/data/changes.json?after=${at + 1}`
    return reply.send({ changes: [at], next, complete: at === 2 })
  })
  const folder = mkdtempSync(join(tmpdir(), 'rules-'))
  try {
    const { dead } = await mirrorPortal(app, { folder, origin: site })
    expect(dead).toEqual([])
    const seen: number[] = []
    let file = '/data/changes.json'
    for (;;) {
      const page = JSON.parse(readFileSync(join(folder, file), 'utf8'))
      seen.push(...page.changes)
      if (page.complete) {
        expect(page.next).toBe(`${site}/data/changes.json?after=3`)
        break
      }
      file = new URL(page.next).pathname
    }
    expect(seen).toEqual([0, 1, 2])
  } finally {
    rmSync(folder, { recursive: true })
    await app.close()
  }
})
