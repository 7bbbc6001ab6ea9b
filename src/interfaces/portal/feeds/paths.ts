import type { ContentQuery, SearchQuery } from '../paths.ts'

export const feedPaths = {
  atom: '/feed.atom',
  json: '/feed.json',
  searchAtom: '/search/feed.atom',
  searchJson: '/search/feed.json',
  sitemap: '/sitemap.xml',
  sitemapPages: '/sitemaps/pages.xml',
  sitemapPart: (part: number) => `/sitemaps/documents-${part}.xml`,
  catalogue: '/data/catalogue.jsonld',
  documents: '/data/documents.ndjson',
  changes: '/data/changes.json',
} as const

/** 数据开放与订阅: the page that explains all of these. */
export const OPEN_DATA = '/data'

export type FeedFormat = 'atom' | 'json'

/** The feed of what the list shows; always the newest first, whatever page is open. */
export function feedOf(format: FeedFormat, query: ContentQuery = {}): string {
  const { agency, category, year, genre, theme, kind, validity, item } = query
  const normative = query.normative && 1
  const path = format === 'atom' ? feedPaths.atom : feedPaths.json
  return withQuery(path, { agency, category, year, genre, theme, kind, normative, validity, item })
}

/** The feed of what the search finds; always the newest first. */
export function searchFeedOf(format: FeedFormat, query: SearchQuery): string {
  const { q, agency, category, year, genre, theme, validity, since, until, title } = query
  const path = format === 'atom' ? feedPaths.searchAtom : feedPaths.searchJson
  return withQuery(path, {
    q,
    agency,
    category,
    year,
    genre,
    theme,
    validity,
    since,
    until,
    title,
  })
}

function withQuery(
  path: string,
  values: Readonly<Record<string, string | number | undefined>>,
): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== '') parameters.set(name, String(value))
  }
  return parameters.size === 0 ? path : `${path}?${parameters}`
}
