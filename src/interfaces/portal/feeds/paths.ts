export const feedPaths = {
  atom: '/feed.atom',
  json: '/feed.json',
  sitemap: '/sitemap.xml',
  sitemapPages: '/sitemaps/pages.xml',
  sitemapPart: (part: number) => `/sitemaps/documents-${part}.xml`,
  catalogue: '/data/catalogue.jsonld',
  documents: '/data/documents.ndjson',
  changes: '/data/changes.json',
} as const

/** The feed of what the list shows. */
export function feedOf(
  format: 'atom' | 'json',
  query: { readonly agency?: string | undefined; readonly category?: string | undefined } = {},
): string {
  const parameters = new URLSearchParams()
  if (query.agency) parameters.set('agency', query.agency)
  if (query.category) parameters.set('category', query.category)
  const path = format === 'atom' ? feedPaths.atom : feedPaths.json
  return parameters.size === 0 ? path : `${path}?${parameters}`
}
