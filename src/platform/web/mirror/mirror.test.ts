import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { linksOf, rewritePage, rewriteStyles } from './mirror-links.ts'
import { linkBetween, mirrorFile } from './mirror-path.ts'
import { writeMirror } from './write-mirror.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mirror-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test.each([
  ['/', 'index.html'],
  ['/content/A/1', 'content/A/1/index.html'],
  ['/content/A/1/', 'content/A/1/index.html'],
  ['/content/A/1.txt', 'content/A/1.txt'],
  ['/content?category=x', /^content\/~[0-9a-f]{16}\/index\.html$/],
  ['/normative.xlsx?validity=all', /^normative-[0-9a-f]{16}\.xlsx$/],
  ['/data/changes.json?after=1_2', /^data\/changes-[0-9a-f]{16}\.json$/],
  ['/files/A/1/ff/%E9%99%84%E8%A1%A8.xlsx', 'files/A/1/ff/附表.xlsx'],
  ['/files/A/1/ff/..%2F..%2Fetc', 'files/A/1/ff/.._.._etc'],
  ['/files/A/1/ff/%E0%A4%A', 'files/A/1/ff/%E0%A4%A'],
] as const)('%s lies at %s', (address, file) => {
  if (typeof file === 'string') expect(mirrorFile(address)).toBe(file)
  else expect(mirrorFile(address)).toMatch(file)
})

test('the order of parameters makes no other page, and a name fits any file system', () => {
  expect(mirrorFile('/content?page=2&category=x')).toBe(mirrorFile('/content?category=x&page=2'))
  const long = mirrorFile(`/files/A/1/ff/${encodeURIComponent('附'.repeat(150))}.xlsx`)
  expect(Buffer.byteLength(long.split('/').at(-1)!)).toBeLessThanOrEqual(240)
  expect(long).toMatch(/\.xlsx$/)
})

test.each([
  ['index.html', 'a/index.html', 'a/index.html'],
  ['a/index.html', 'index.html', '../index.html'],
  ['a/b/index.html', 'a/c/index.html', '../c/index.html'],
  ['a/index.html', 'a/附表.xlsx', '%E9%99%84%E8%A1%A8.xlsx'],
  ['a/b.css', 'a/b.css', 'b.css'],
] as const)('from %s to %s leads %s', (from, to, link) => {
  expect(linkBetween(from, to)).toBe(link)
})

const rewriting = {
  place: 'a/index.html',
  standsFor: (address: string) => (address.startsWith('/form') ? undefined : address),
  leftOut: '/offline/',
}

test('links of the own site are found and rewritten, others are left alone', () => {
  const page =
    '<a href="/a?x=1&amp;y=2#z">a</a><a href="https://b.example/">b</a><a href="//c/">c</a><img src="/d.png"><a href="/form?x#y">f</a>'
  expect(linksOf(page)).toEqual(['/a?x=1&y=2', '/d.png', '/form?x'])
  const rewritten = rewritePage(page, rewriting)
  expect(rewritten).toMatch(/href="~[0-9a-f]{16}\/index\.html#z"/)
  expect(rewritten).toContain('href="../offline/index.html">f')
  expect(rewritten).toContain('src="../d.png"')
  expect(rewritten).toContain('href="https://b.example/"')
})

test('a form leads to the page that says that it needs the site', () => {
  const form =
    '<form class="x" action="/search" method="post" enctype="a/b"><button formaction="/y">'
  expect(rewritePage(form, rewriting)).toBe(
    '<form class="x" action="../offline/index.html" method="get"><button>',
  )
})

test('what a style sheet loads is found beside it', () => {
  expect(rewriteStyles('a{b:url(/a/c.svg)}d{e:url("/f.png")}', rewriting)).toBe(
    'a{b:url(c.svg)}d{e:url("../f.png")}',
  )
})

const TYPES: Readonly<Record<string, string>> = { txt: 'text/plain', css: 'text/css' }

function run(site: Readonly<Record<string, string>>, asked: string[] = []) {
  return writeMirror({
    folder,
    start: ['/'],
    standsFor: (address) =>
      address.startsWith('/form') ? undefined : address.replace(/\?blank.*/, ''),
    leftOut: { address: '/offline/', page: '<a href="/">不在</a>' },
    foreign: /<article>[^]*?<\/article>/g,
    fetch: async (address, etag) => {
      asked.push(address)
      const body = site[address]
      const own = body === undefined ? undefined : `"${body}"`
      const unchanged = own !== undefined && own === etag
      const status = unchanged ? 304 : body === undefined ? 404 : 200
      const type = TYPES[address.split('.')[1] ?? ''] ?? 'text/html; charset=utf-8'
      const content = Buffer.from(unchanged ? '' : (body ?? ''))
      return { status, type, location: undefined, etag: own, body: content }
    },
  })
}

test('done again, only what changed is written and what is gone is deleted; a dead link is named with its page', async () => {
  const site = {
    '/': '<a href="/a?blank=1">a</a><a href="/b.txt">b</a><a href="/form">f</a>',
    '/a': 'A',
    '/b.txt': 'B',
  }
  expect(await run(site)).toEqual({ pages: 4, written: 4, deleted: 0, dead: [] })
  expect(readFileSync(join(folder, 'index.html'), 'utf8')).toContain('href="offline/index.html"')
  expect(await run(site)).toMatchObject({ pages: 4, written: 0, deleted: 0 })
  rmSync(join(folder, 'b.txt'))
  expect(await run(site)).toMatchObject({ written: 1 })
  expect(readFileSync(join(folder, 'b.txt'), 'utf8')).toBe('B')
  const later = { '/': '<a href="/a">a</a><a href="/c">c</a>', '/a': 'A2' }
  expect(await run(later)).toEqual({
    pages: 3,
    written: 2,
    deleted: 1,
    dead: [{ address: '/c', from: '/', status: 404, own: true }],
  })
  const files = readdirSync(folder, { recursive: true }).map(String)
  expect(files).not.toContain('b.txt')
  expect(files.some((file) => file.endsWith('.part'))).toBe(false)
})

test('a dead link in the text of a document is its author’s; a page under the name of a file is dead', async () => {
  const { dead } = await run({
    '/': '<article><a href="/old">x</a></article><a href="/page.txt">y</a><a href="/kept">z</a>',
    '/kept': 'A',
    '/page.css': 'x',
  })
  expect(dead).toEqual([
    { address: '/page.txt', from: '/', status: 404, own: true },
    { address: '/old', from: '/', status: 404, own: false },
  ])
})

test('a copy that an older release wrote is tidied', async () => {
  writeFileSync(join(folder, 'old.xlsx~1'), 'x')
  writeFileSync(join(folder, '.mirror.json'), JSON.stringify({ 'old.xlsx~1': 'hash' }))
  expect(await run({ '/': 'A' })).toMatchObject({ deleted: 1 })
})
