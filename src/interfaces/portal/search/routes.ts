import type { FastifyInstance } from 'fastify'
import { listPublishingAgencies } from '../../../domain/publications/public-lists.ts'
import { noteMiss } from '../../../domain/publications/search/misses.ts'
import { SEARCH_PAGE, searchPublications } from '../../../domain/publications/search/search.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { SEARCH_LIMIT } from '../../../platform/web/rate-limits.ts'
import { sendPage } from '../../../platform/web/reply.ts'
import { portalFrame } from '../frame.ts'
import * as paths from '../paths.ts'
import type { PortalServices } from '../services.ts'
import { filterOf, isNarrowed, parseSearchQuery } from './query.ts'
import { searchPage } from './results-page.ts'

/** `/search?q=…`: found at once, by anybody. Its pages are not kept: there are as many of them as words. */
export function searchRoutes(app: FastifyInstance, services: PortalServices): void {
  const { db, clock } = services
  app.get(paths.SEARCH, { config: { rateLimit: SEARCH_LIMIT } }, async (request, reply) => {
    const query = parseSearchQuery(request.query)
    const [frame, agencies] = await Promise.all([
      portalFrame(services, request),
      listPublishingAgencies(db),
    ])
    const now = clock()
    const { q, page, sort, title } = query
    const filter = filterOf(query, agencies)
    const found = await searchPublications(
      db,
      { query: q, filter, sort: sort ?? 'relevance', page, titleOnly: title === 1 },
      now,
    )
    if (found.total > 0 && found.hits.length === 0 && page > 1) {
      const last = Math.max(1, Math.ceil(found.total / SEARCH_PAGE))
      return reply.redirect(paths.searchPath({ ...query, page: Math.min(last, page - 1) }), 302)
    }
    if (found.total === 0 && !isNarrowed(query)) await noteMiss(db, q, dayOf(now))
    // results are no pages of their own: search engines are to find the documents
    reply.header('x-robots-tag', 'noindex')
    return sendPage(reply, searchPage(frame, { query, agencies, found, today: dayOf(now) }))
  })
}
