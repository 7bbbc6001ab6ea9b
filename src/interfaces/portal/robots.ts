import type { FastifyInstance } from 'fastify'

const ROBOTS = [
  'User-agent: *',
  'Disallow: /office',
  'Disallow: /elder',
  'Disallow: /check',
  'Disallow: /preview',
  '',
]

/** What is public may be found by every search engine. */
export function robotsRoutes(app: FastifyInstance): void {
  app.get('/robots.txt', (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send(ROBOTS.join('\n')),
  )
}
