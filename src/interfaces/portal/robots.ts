import type { FastifyInstance } from 'fastify'
import { feedPaths } from './feeds/paths.ts'
import type { PortalServices } from './services.ts'
import { fullAddress } from './site-address.ts'

const CLOSED = [
  '/office',
  '/elder',
  '/check',
  '/search',
  '/correction',
  '/apply/track',
  '/preview',
  '/subscribe/',
]

/** What is public may be found by every search engine; forms and results of searches are no pages to be found. */
export function robotsRoutes(app: FastifyInstance, services: PortalServices): void {
  app.get('/robots.txt', (request, reply) => {
    const lines = [
      'User-agent: *',
      ...CLOSED.map((path) => `Disallow: ${path}`),
      // combinations of filters: more of them than documents, and each document is in the sitemap
      'Disallow: /content?*&',
      'Allow: /content?*&page=',
      `Sitemap: ${fullAddress(services, request, feedPaths.sitemap)}`,
      '',
    ]
    return reply.type('text/plain; charset=utf-8').send(lines.join('\n'))
  })
}
