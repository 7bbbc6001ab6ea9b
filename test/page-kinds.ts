/**
 * Every kind of page of the portal. What is asked of pages — valid HTML, axe, keyboard, zoom, no scripts, paper — is asked
 * of this list, and `journeys/portal-pages.test.ts` fails when a route, a kind of edition or a page of the crawl is not in
 * it. A new page kind gets its line here.
 */
import type { EditionKind } from '../src/domain/publications/structures/kinds.ts'
import { ASK_LIMIT } from '../src/platform/web/rate-limits.ts'
import type { PortalSite } from './builders/portal-site.ts'
import type { Given } from './journeys/apply-form.ts'

export interface PageKind {
  readonly name: string
  /** `GET /content/:organCode/:serial`, as the server declares it; `none` for what no route answers */
  readonly route: string
  readonly at: (site: PortalSite) => string
  /** What a POST sends; its page is what comes back. */
  readonly sends?: (site: PortalSite) => Given
  /** What only this kind says. */
  readonly says?: string
  /** 200 when it is left out */
  readonly status?: number
  /** of a document's page */
  readonly kind?: EditionKind
  readonly elder?: true
  /** Only a browser of another site gets it. */
  readonly fromElsewhere?: true
  /** How often the same was sent before, from the same address. */
  readonly after?: number
  /** Opened while the records are broken. */
  readonly broken?: true
}

const page = (
  name: string,
  route: string,
  at: string | PageKind['at'],
  more: Omit<PageKind, 'name' | 'route' | 'at'> = {},
): PageKind => ({ name, route, at: typeof at === 'string' ? () => at : at, ...more })

const DOCUMENT = 'GET /content/:organCode/:serial'
const document = (
  name: string,
  number: (site: PortalSite) => string,
  more: Omit<PageKind, 'name' | 'route' | 'at'> = {},
) => page(name, DOCUMENT, (site) => `/content/${number(site)}`, more)
const ofKind = (name: string, kind: EditionKind) =>
  document(name, (site) => site.ofKind[kind], { kind })
const about = (path: string, number: (site: PortalSite) => string) => (site: PortalSite) =>
  `${path}?about=${encodeURIComponent(number(site))}`
const query = (path: string, values: Readonly<Record<string, string>>) =>
  `${path}?${new URLSearchParams(values).toString()}`

const FINDER = 'GET /policy-packs/finder'
const POLICY = 'GET /policy-packs/:organCode/:serial'
const ONLINE = 'POST /apply/online'
const NOT_A_REPORT = '<p>这不是年度报告。</p>'

export const PAGE_KINDS: readonly PageKind[] = [
  page('home', 'GET /', '/'),
  page('home of one body', 'GET /', '/?agency=jingfa'),
  page('home, 长者版', 'GET /', '/', { elder: true }),
  page('guide', 'GET /guide', '/guide'),
  page('rules', 'GET /rules', '/rules'),
  page('site map', 'GET /site-map', '/site-map'),
  page('about', 'GET /about', '/about'),

  page('open data', 'GET /data', '/data', { says: 'changes.json' }),

  page('content', 'GET /content', '/content'),
  page(
    'content, narrowed',
    'GET /content',
    query('/content', { year: '2020', validity: 'in-force', sort: 'oldest' }),
  ),
  page('content, second page', 'GET /content', '/content?page=2', { says: '共' }),
  page('content, of a node of the tree', 'GET /content', '/content?item=20.1'),
  page('content, empty', 'GET /content', query('/content', { category: '没有这一类' }), {
    says: '按这些条件没有找到',
  }),
  page('content, 长者版', 'GET /content', '/content', { elder: true }),

  document('document, bare', (site) => site.ofKind.document, { kind: 'document' }),
  document('document, with files and relations', (site) => site.furnished, { says: '调查表.txt' }),
  document('document, 长者版', (site) => site.furnished, { elder: true }),
  document('document, amended', (site) => site.normative, { says: '已修改' }),
  document('document, lapsed', (site) => site.lapsed, { says: '失效' }),
  page('document, as it stood', DOCUMENT, (site) => `/content/${site.normative}?on=2020-10-15`, {
    says: '2020-10-15',
  }),
  document('document, withdrawn', (site) => site.removed, {
    status: 410,
    says: '内容需要重新核实',
  }),
  document('document, published in error', (site) => site.removedInError, {
    status: 410,
    says: '内容需要重新核实',
  }),
  ofKind('interpretation', 'interpretation'),
  ofKind('policy question', 'policy-question'),
  ofKind('clean-up result', 'cleanup-result'),
  ofKind('policy item as a document', 'policy-item'),
  ofKind('policy pack as a document', 'policy-pack'),
  ofKind('reply to a proposal', 'proposal-reply'),
  ofKind('consultation', 'consultation'),
  ofKind('consultation result', 'consultation-result'),
  ofKind('disclosure lists', 'disclosure-lists'),
  page(
    'file that was taken down',
    'GET /files/:organCode/:serial/:hash/:name',
    (site) => site.removedFile,
    {
      status: 410,
    },
  ),
  page('preview', 'GET /preview/:token', (site) => `/preview/${site.previewToken}`, {
    says: '还没有公开的稿子',
  }),

  page('normative documents', 'GET /normative', '/normative'),
  page('normative documents, repealed', 'GET /normative', '/normative?validity=repealed'),
  page('normative documents, on a day', 'GET /normative', '/normative?on=2020-06-01&validity=all'),
  page('normative documents, no day', 'GET /normative', '/normative?on=x'),
  page(
    'ask about a policy',
    'GET /ask',
    about('/ask', (site) => site.normative),
  ),
  page('ask, with errors', 'POST /ask', '/ask', {
    sends: ({ forms }) => ({ ...forms.question, question: '' }),
    status: 422,
  }),
  page('asked', 'POST /ask', '/ask', {
    sends: ({ forms }) => ({ ...forms.question, question: '租来的厂房可以申请吗？' }),
    says: '问题已经提交',
  }),

  page('policy packs', 'GET /policy-packs', '/policy-packs'),
  page('policy finder', FINDER, '/policy-packs/finder'),
  page(
    'policy finder, with answers',
    FINDER,
    '/policy-packs/finder?who=enterprise&size=small&field=software&place=here&years=4&has=high-tech&need=research',
    { says: '符合条件（' },
  ),
  page(
    'policy finder, nothing met',
    FINDER,
    '/policy-packs/finder?need=ip&place=elsewhere&who=organisation&has=none',
    { says: '符合0项' },
  ),
  page('policy pack', POLICY, (site) => `/policy-packs/${site.ofKind['policy-pack']}`),
  page('policy item', POLICY, (site) => `/policy-packs/${site.ofKind['policy-item']}`),
  page('policy item, 长者版', POLICY, (site) => `/policy-packs/${site.ofKind['policy-item']}`, {
    elder: true,
  }),
  page('policy item, removed', POLICY, (site) => `/policy-packs/${site.removedItem}`, {
    status: 410,
    says: '政策不再执行',
  }),

  page('catalogue', 'GET /catalogue', '/catalogue'),
  page('catalogue, a branch', 'GET /catalogue', '/catalogue?part=statutory&branch=20.7'),
  page('villages', 'GET /villages', '/villages'),
  page('village', 'GET /villages/:slug', '/villages/shili-1'),

  page('consultations', 'GET /consultations', '/consultations'),
  page(
    'opinion',
    'GET /consultations/opinion',
    about('/consultations/opinion', (site) => site.openConsultation),
  ),
  page('opinion, with errors', 'POST /consultations/opinion', '/consultations/opinion', {
    sends: ({ forms }) => ({ ...forms.opinion, opinion: '' }),
    status: 422,
  }),
  page('opinion, sent', 'POST /consultations/opinion', '/consultations/opinion', {
    sends: ({ forms }) => ({ ...forms.opinion, opinion: '建议周末也有人接听。' }),
    says: '意见已经提交',
  }),
  page('proposals', 'GET /proposals', '/proposals'),

  page('search', 'GET /search', '/search'),
  page('search, hits', 'GET /search', query('/search', { q: '示例' }), { says: '找到' }),
  page(
    'search, facets chosen',
    'GET /search',
    query('/search', { q: '示例', year: '2020', sort: 'time' }),
    { says: '取消筛选' },
  ),
  page('search, partial', 'GET /search', query('/search', { q: '海上风电补助办法' }), {
    says: '没有完全符合的文件',
  }),
  page('search, none', 'GET /search', query('/search', { q: '深海采矿' }), {
    says: '没有找到与“深海采矿”有关的公开文件',
  }),
  page('search, 长者版', 'GET /search', query('/search', { q: '示例' }), { elder: true }),

  page('annual reports', 'GET /reports', '/reports'),
  page('annual report', 'GET /reports/:slug/:year', '/reports/whgxq-dzb/2020'),
  page('report check', 'GET /check', '/check'),
  page('report check, with errors', 'POST /check', '/check', {
    sends: () => ({ text: '' }),
    status: 422,
  }),
  page('report check, not a report', 'POST /check', '/check', {
    sends: () => ({ text: NOT_A_REPORT }),
    status: 422,
  }),
  page('report check, result', 'POST /check', '/check', {
    sends: ({ wrongReport }) => ({ text: wrongReport }),
    says: '检查结果',
  }),

  page('apply', 'GET /apply', '/apply'),
  page(
    'apply, beside a document',
    'GET /apply',
    about('/apply', (site) => site.furnished),
  ),
  page('application, what', 'GET /apply/online', '/apply/online'),
  page(
    'application, what, beside a document',
    'GET /apply/online',
    about('/apply/online', (site) => site.furnished),
  ),
  page('application, with errors', ONLINE, '/apply/online', {
    sends: () => ({ go: 'find' }),
    status: 422,
  }),
  page('application, already public?', ONLINE, '/apply/online', {
    sends: ({ forms }) => ({
      ...forms.wanted,
      'contents.0.subject': '示例企业复工补助办法',
      go: 'find',
    }),
    says: '示例企业复工补助办法',
  }),
  page('application, who', ONLINE, '/apply/online', {
    sends: ({ forms }) => ({ ...forms.wanted, go: 'who' }),
  }),
  page('application, who, 长者版', ONLINE, '/apply/online', {
    sends: ({ forms }) => ({ ...forms.wanted, go: 'who' }),
    elder: true,
  }),
  page('application, details', ONLINE, '/apply/online', {
    sends: ({ forms }) => ({ ...forms.details, go: 'details' }),
  }),
  page('application, details with errors', ONLINE, '/apply/online', {
    sends: ({ forms }) => ({ ...forms.details, go: 'review' }),
    status: 422,
  }),
  page('application, review', ONLINE, '/apply/online', {
    sends: ({ forms }) => ({ ...forms.review, go: 'review' }),
    says: '核对',
  }),
  page('application, receipt', ONLINE, '/apply/online', {
    sends: ({ forms }) => ({ ...forms.review, go: 'submit' }),
    says: '申请已提交',
  }),
  page('track', 'GET /apply/track', '/apply/track'),
  page('track, nothing found', 'POST /apply/track', '/apply/track', {
    sends: () => ({ code: 'ABCD-EFGH-JKMN', contact: '000-0000-0009' }),
    status: 404,
  }),
  page('tracked', 'POST /apply/track', '/apply/track', {
    sends: ({ forms }) => forms.lookUp,
    says: '登记号',
  }),

  page(
    'correction',
    'GET /correction',
    about('/correction', (site) => site.furnished),
  ),
  page('correction, incomplete', 'POST /correction', '/correction', {
    sends: () => ({ text: '' }),
    status: 422,
  }),
  page('correction looked up', 'GET /correction/state', '/correction/state'),
  page('correction, no such number', 'POST /correction/state', '/correction/state', {
    sends: () => ({ receipt: 'ABCD-EFGH-JKMN' }),
    status: 404,
  }),

  page('subscribe', 'GET /subscribe', '/subscribe', { says: '用阅读器订阅' }),
  page(
    'subscribe, beside a search',
    'GET /subscribe',
    query('/subscribe', { q: '养老', category: '惠企政策' }),
    { says: '刚才看的：检索“养老”，惠企政策' },
  ),
  page('subscribe, with errors', 'POST /subscribe', '/subscribe', {
    sends: ({ forms }) => ({ ...forms.subscription, what: 'search', email: 'x' }),
    status: 422,
  }),
  page('subscribe, asked', 'POST /subscribe', '/subscribe', {
    sends: ({ forms }) => forms.subscription,
    says: '请到邮箱确认',
  }),
  page('confirm', 'GET /subscribe/confirm/:token', ({ subscription }) => subscription.confirm, {
    says: '检索“养老”',
  }),
  page('confirmed', 'POST /subscribe/confirm/:token', ({ subscription }) => subscription.confirm, {
    sends: () => ({}),
    says: '订阅已经确认',
  }),
  page('unsubscribe', 'GET /subscribe/end/:token', ({ subscription }) => subscription.end, {
    says: '退订以后',
  }),
  page('unsubscribed', 'POST /subscribe/end/:token', ({ subscription }) => subscription.ended, {
    sends: () => ({}),
    says: '已经退订',
  }),
  page('link of a mail, ended', 'GET /subscribe/end/:token', (site) => site.subscription.ended, {
    status: 404,
    says: '链接已经失效',
  }),

  page('no such page', 'none', '/nowhere', { status: 404 }),
  page('no such document', DOCUMENT, '/content/11371000004359440C/1999-99999', { status: 404 }),
  page('unreadable address', 'none', '/content/%E0%A4%A', { status: 400 }),
  page('too often', 'POST /ask', '/ask', {
    sends: ({ forms }) => ({ ...forms.question, question: '' }),
    after: ASK_LIMIT.max,
    status: 429,
  }),
  page('from another site', 'POST /check', '/check', {
    sends: () => ({ text: NOT_A_REPORT }),
    status: 403,
    fromElsewhere: true,
  }),
  page('out of order', 'GET /proposals', '/proposals?not-kept', { status: 500, broken: true }),
]

/** Routes of the portal that answer with no page of their own, and why. */
export const NO_PAGES: Readonly<Record<string, string>> = {
  'GET /content/:indexNumber': 'leads to the page',
  'GET /content/:organCode/:serial.pdf': 'file',
  'GET /content/:organCode/:serial.svg': 'picture',
  'GET /preview/:token/:fileId': 'file',
  'GET /normative.xlsx': 'file',
  'GET /mulu': 'leads to the page',
  'GET /villages/:slug/sheet.pdf': 'file',
  'GET /policy-packs/:organCode/:serial/qr.svg': 'picture',
  'GET /policy-packs/:organCode/:serial/qr.png': 'picture',
  'GET /policy-packs/:organCode/:serial/poster.pdf': 'file',
  'GET /policy-packs/:organCode/:serial/booklet.pdf': 'file',
  'GET /apply/form.docx': 'file',
  'GET /apply/form.pdf': 'file',
  'GET /elder': 'leads back',
  'GET /feed.atom': 'feed',
  'GET /feed.json': 'feed',
  'GET /search/feed.atom': 'feed',
  'GET /search/feed.json': 'feed',
  'GET /sitemap.xml': 'for crawlers',
  'GET /sitemaps/pages.xml': 'for crawlers',
  'GET /sitemaps/documents-:part.xml': 'for crawlers',
  'GET /data/catalogue.jsonld': 'for programs',
  'GET /data/documents.ndjson': 'for programs',
  'GET /data/changes.json': 'for programs',
  'GET /robots.txt': 'for crawlers',
  'GET /assets/:file': 'file',
  'GET /favicon.ico': 'picture',
  'GET /healthz': 'for programs',
  'GET /healthz/ready': 'for programs',
  'ALL /api/*': 'for programs',
}

export const isOfThePortal = (route: string) => !/^\w+ \/office(\/|$)/.test(route)

const PATTERNS = new Map<string, RegExp>()
function patternOf(route: string): RegExp {
  const known = PATTERNS.get(route)
  if (known) return known
  const path = route.split(' ')[1]!
  const escaped = path.replaceAll(/[.+]/g, String.raw`\$&`).replaceAll(/:\w+/g, '[^/]+')
  const pattern = new RegExp(`^${escaped}$`)
  PATTERNS.set(route, pattern)
  return pattern
}

/** Which route a GET of this address meets: of several the one that leaves least open. */
export function routeOf(address: string, routes: readonly string[]): string | undefined {
  const path = address.split('?')[0]!
  const parameters = (route: string) => route.split(':').length
  return routes
    .filter((route) => route.startsWith('GET ') && patternOf(route).test(path))
    .toSorted((a, b) => parameters(a) - parameters(b) || b.length - a.length)[0]
}
