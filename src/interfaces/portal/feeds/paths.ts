import {
  narrowedTo,
  searchedFor,
  withQuery,
  type ContentQuery,
  type SearchQuery,
} from '../paths.ts'

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
  return withQuery(format === 'atom' ? feedPaths.atom : feedPaths.json, narrowedTo(query))
}

/** The feed of what the search finds; always the newest first. */
export function searchFeedOf(format: FeedFormat, query: SearchQuery): string {
  return withQuery(
    format === 'atom' ? feedPaths.searchAtom : feedPaths.searchJson,
    searchedFor(query),
  )
}
