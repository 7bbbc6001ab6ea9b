import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { linksOf, mirrorAddress, mirrorFile, rewriteLinks } from './mirror-path.ts'
import { writeMirror } from './write-mirror.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mirror-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('an address with a query has a folder, whatever the order of its parameters', () => {
  expect(mirrorFile('/', true)).toBe('index.html')
  expect(mirrorFile('/content/A/1', true)).toBe('content/A/1/index.html')
  expect(mirrorFile('/content/A/1.txt', false)).toBe('content/A/1.txt')
  const page = mirrorFile('/content?category=x&page=2', true)
  expect(page).toMatch(/^content\/~[0-9a-f]{16}\/index\.html$/)
  expect(mirrorFile('/content?page=2&category=x', true)).toBe(page)
  expect(`/${page}`).toBe(
    `${mirrorAddress('/content?category=x&page=2#top').split('#')[0]}index.html`,
  )
})

test('links of the own site are found and rewritten, others are left alone', () => {
  const page =
    '<a href="/a?x=1&amp;y=2#z">a</a><a href="https://b.example/">b</a><a href="//c/">c</a><img src="/d.png">'
  expect(linksOf(page)).toEqual(['/a?x=1&y=2', '/d.png'])
  const rewritten = rewriteLinks(page, (address) => address === '/d.png', '/offline/')
  expect(rewritten).toContain(`href="${mirrorAddress('/a?x=1&y=2#z')}"`)
  expect(rewritten).toContain('src="/offline/"')
  expect(rewritten).toContain('href="https://b.example/"')
})

const run = (site: Readonly<Record<string, string>>) =>
  writeMirror({
    folder,
    start: ['/'],
    isLeftOut: (address) => address.startsWith('/form'),
    leftOut: { address: '/offline/', page: '不在' },
    fetch: async (address) => {
      const body = site[address]
      const status = body === undefined ? 404 : 200
      const type = address.endsWith('.txt') ? 'text/plain' : 'text/html; charset=utf-8'
      return { status, type, location: undefined, body: Buffer.from(body ?? '') }
    },
  })

test('done again, only what changed is written and what is gone is deleted; a dead link is named with its page', async () => {
  const site = {
    '/': '<a href="/a">a</a><a href="/b.txt">b</a><a href="/form">f</a>',
    '/a': 'A',
    '/b.txt': 'B',
  }
  expect(await run(site)).toEqual({ pages: 4, written: 4, deleted: 0, dead: [] })
  expect(readFileSync(join(folder, 'index.html'), 'utf8')).toContain('href="/offline/"')
  expect(await run(site)).toMatchObject({ written: 0, deleted: 0 })
  const later = { '/': '<a href="/a">a</a><a href="/c">c</a>', '/a': 'A2' }
  expect(await run(later)).toEqual({
    pages: 3,
    written: 2,
    deleted: 1,
    dead: [{ address: '/c', from: '/', status: 404 }],
  })
  const files = readdirSync(folder, { recursive: true }).map(String)
  expect(files).not.toContain('b.txt')
  expect(files.some((file) => file.endsWith('.part'))).toBe(false)
})
