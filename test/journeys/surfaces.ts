/**
 * Every place of the portal where something recorded could be read: what is asked there about an item that is not public.
 * `publication-leaks.test.ts` fails when a route of the portal is not in this table.
 */
import type { Edition } from '../../src/domain/publications/edition.ts'

/** An address, or what is sent to one. */
export interface Asked {
  readonly path: string
  readonly sends?: Readonly<Record<string, string>>
}

/** An item as a stranger might guess at it: words of it, and of an edition the number and the files. */
export interface Target {
  readonly words: readonly string[]
  /** 索引号; for one that has none, the number it might get */
  readonly number: string
  readonly edition: Edition | undefined
}

type Surface = (target: Target) => readonly (string | Asked)[]

const q = encodeURIComponent
const fixed =
  (...paths: readonly string[]): Surface =>
  () =>
    paths
const byNumber =
  (make: (number: string) => string): Surface =>
  ({ number }) => [make(number)]
/** @param most of an item's words: feeds ask the same search as the page does, which asks for every one */
const searched =
  (path: string, most = Infinity): Surface =>
  ({ words, number }) => [
    path,
    ...words.slice(0, most).map((word) => `${path}?q=${q(word)}`),
    `${path}?q=${q(number)}`,
    `${path}?q=${q('秘而不宣')}&sort=time`,
    `${path}?q=${q('秘而不宣')}&year=2020&validity=in-force`,
  ]
/** Filters of lists take any word: each of the item's as each filter. */
const narrowed =
  (path: string): Surface =>
  ({ words }) => [
    path,
    `${path}?year=2020`,
    `${path}?sort=oldest`,
    `${path}?validity=in-force`,
    ...words.map((word) => `${path}?category=${q(word)}`),
    ...['document', 'interpretation', 'policy-item', 'consultation'].map(
      (kind) => `${path}?kind=${kind}`,
    ),
  ]
const about =
  (path: string): Surface =>
  ({ number }) => [path, `${path}?about=${q(number)}`]
const files: Surface = ({ number, edition }) =>
  (edition?.attachments ?? []).map(
    ({ sha256, name }) => `/files/${number}/${sha256.slice(0, 16)}/${q(name)}`,
  )
const posted =
  (
    path: string,
    ...forms: readonly ((target: Target) => Readonly<Record<string, string>>)[]
  ): Surface =>
  (target) =>
    forms.map((form) => ({ path, sends: form(target) }))

export const SURFACES: Readonly<Record<string, Surface>> = {
  'GET /': fixed('/', '/?agency=zone'),
  'GET /guide': fixed('/guide'),
  'GET /rules': fixed('/rules'),
  'GET /about': fixed('/about', '/about?agency=zone'),
  'GET /site-map': fixed('/site-map'),
  'GET /correction': about('/correction'),
  'POST /correction': posted('/correction', ({ number }) => ({ about: number, text: '有错字' })),
  'GET /correction/state': fixed('/correction/state'),
  'POST /correction/state': posted('/correction/state', () => ({ receipt: 'ABCD-EFGH-JKMN' })),
  'GET /content': narrowed('/content'),
  'GET /search': searched('/search'),
  'GET /search/feed.atom': searched('/search/feed.atom', 2),
  'GET /search/feed.json': searched('/search/feed.json', 2),
  'GET /content/:organCode/:serial': ({ number }) => [
    `/content/${number}`,
    `/content/${number}.txt`,
    `/content/${number}?on=2020-08-17`,
    `/content/${number.toLowerCase()}`,
  ],
  'GET /content/:organCode/:serial.pdf': byNumber((number) => `/content/${number}.pdf`),
  'GET /content/:organCode/:serial.svg': byNumber((number) => `/content/${number}.svg`),
  'GET /content/:indexNumber': byNumber((number) => `/content/${q(number)}`),
  'GET /files/:organCode/:serial/:hash/:name': files,
  'GET /preview/:token': fixed(`/preview/${'A'.repeat(43)}`, '/preview/1'),
  'GET /preview/:token/:fileId': ({ edition }) =>
    (edition?.attachments ?? []).map(({ fileId }) => `/preview/${'A'.repeat(43)}/${fileId}`),
  'GET /normative': fixed(
    '/normative',
    '/normative?validity=all',
    '/normative?on=2020-08-18&validity=all',
  ),
  'GET /normative.xlsx': fixed('/normative.xlsx?validity=all'),
  'GET /ask': about('/ask'),
  'POST /ask': posted('/ask', ({ number }) => ({ about: number, question: '能看到吗？' })),
  'GET /policy-packs': fixed('/policy-packs'),
  'GET /policy-packs/finder': ({ words }) => [
    '/policy-packs/finder',
    '/policy-packs/finder?who=enterprise&place=here',
    ...words.slice(0, 1).map((word) => `/policy-packs/finder?q=${q(word)}`),
  ],
  'GET /policy-packs/:organCode/:serial': byNumber((number) => `/policy-packs/${number}`),
  'GET /policy-packs/:organCode/:serial/qr.svg': byNumber(
    (number) => `/policy-packs/${number}/qr.svg`,
  ),
  'GET /policy-packs/:organCode/:serial/qr.png': byNumber(
    (number) => `/policy-packs/${number}/qr.png`,
  ),
  'GET /policy-packs/:organCode/:serial/poster.pdf': byNumber(
    (number) => `/policy-packs/${number}/poster.pdf`,
  ),
  'GET /policy-packs/:organCode/:serial/booklet.pdf': byNumber(
    (number) => `/policy-packs/${number}/booklet.pdf`,
  ),
  'GET /catalogue': fixed('/catalogue', '/catalogue?part=statutory&branch=20.7'),
  'GET /villages': fixed('/villages'),
  'GET /villages/:slug': fixed('/villages/leaks'),
  'GET /villages/:slug/sheet.pdf': fixed('/villages/leaks/sheet.pdf'),
  'GET /mulu': fixed('/mulu'),
  'GET /consultations': fixed('/consultations'),
  'GET /consultations/opinion': about('/consultations/opinion'),
  'POST /consultations/opinion': posted('/consultations/opinion', ({ number }) => ({
    about: number,
    opinion: '能看到吗？',
  })),
  'GET /proposals': fixed('/proposals'),
  'GET /reports': fixed('/reports', '/reports?year=2019'),
  'GET /reports/:slug/:year': fixed(
    ...['', '.json', '.docx', '.xlsx', '.pdf'].map((format) => `/reports/zone/2019${format}`),
  ),
  'GET /check': fixed('/check'),
  'POST /check': posted('/check', () => ({ text: '<p>不是年报</p>' })),
  'GET /apply': about('/apply'),
  'GET /apply/form.docx': about('/apply/form.docx'),
  'GET /apply/form.pdf': fixed('/apply/form.pdf'),
  'GET /apply/online': about('/apply/online'),
  // looks whether what is asked for is public already
  'POST /apply/online': posted(
    '/apply/online',
    ...[0, 1, 2].map((at) => ({ words, number }: Target) => ({
      'contents.0.subject': words[at] ?? number,
      'contents.0.description': words[at] ?? number,
      wantedForm: 'electronic',
      wantedRoute: 'platform',
      about: number,
      go: 'find',
    })),
  ),
  'GET /apply/track': fixed('/apply/track'),
  'POST /apply/track': posted('/apply/track', ({ words }) => ({
    code: 'ABCD-EFGH-JKMN',
    contact: words[0] ?? '',
  })),
  'GET /subscribe': ({ words }) => [
    '/subscribe',
    ...words.slice(0, 4).map((word) => `/subscribe?category=${q(word)}`),
    ...words.slice(0, 1).map((word) => `/subscribe?q=${q(word)}`),
  ],
  'POST /subscribe': posted('/subscribe', ({ words }) => ({
    what: 'words',
    words: words[0] ?? '',
  })),
  'GET /subscribe/confirm/:token': fixed(`/subscribe/confirm/${'A'.repeat(43)}`),
  'POST /subscribe/confirm/:token': posted(`/subscribe/confirm/${'A'.repeat(43)}`, () => ({})),
  'GET /subscribe/end/:token': fixed(`/subscribe/end/${'A'.repeat(43)}`),
  'POST /subscribe/end/:token': posted(`/subscribe/end/${'A'.repeat(43)}`, () => ({})),
  'GET /feed.atom': narrowed('/feed.atom'),
  'GET /feed.json': narrowed('/feed.json'),
  'GET /sitemap.xml': fixed('/sitemap.xml'),
  'GET /sitemaps/pages.xml': fixed('/sitemaps/pages.xml'),
  'GET /sitemaps/documents-:part.xml': fixed(
    '/sitemaps/documents-1.xml',
    '/sitemaps/documents-2.xml',
  ),
  'GET /data': fixed('/data'),
  'GET /data/catalogue.jsonld': fixed('/data/catalogue.jsonld'),
  'GET /data/documents.ndjson': fixed('/data/documents.ndjson'),
  'GET /data/changes.json': fixed(
    '/data/changes.json',
    '/data/changes.json?since=2020-01-01T00:00:00Z',
  ),
  'GET /robots.txt': fixed('/robots.txt'),
  'GET /elder': byNumber((number) => `/elder?on=1&back=${q(`/content/${number}`)}`),
  'GET /assets/:file': fixed('/assets/nothing.css'),
  'GET /favicon.ico': fixed('/favicon.ico'),
  'GET /healthz': fixed('/healthz'),
  'GET /healthz/ready': fixed('/healthz/ready'),
  'ALL /api/*': byNumber((number) => `/api/documents/${number}`),
}

/** Commands that give out what is public; the others serve whoever runs the server, and see everything. */
export const PUBLIC_COMMANDS = ['search', 'export'] as const
export const RUNNERS_COMMANDS = [
  'serve',
  'migrate',
  'demo',
  'report',
  'check',
  'gate',
  'clock',
  'calendar',
  'import',
  'reindex',
  'verify',
  'backup',
  'restore',
  'user',
] as const
