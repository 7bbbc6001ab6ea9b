/** Built assets from memory, precompressed; their names carry their hash, so a browser asks once. */
import type { FastifyInstance } from 'fastify'
import { ASSET_PREFIX, type Assets } from './assets.ts'
import { acceptedCoding } from './compression.ts'

const FOREVER = 'public, max-age=31536000, immutable'

export function serveAssets(app: FastifyInstance, assets: Assets): void {
  app.get<{ Params: { file: string } }>(`${ASSET_PREFIX}:file`, (request, reply) => {
    const file = assets.files.get(request.params.file)
    if (file === undefined) return reply.callNotFound()
    const coding = acceptedCoding(request.headers['accept-encoding'])
    if (coding !== 'identity') reply.header('content-encoding', coding)
    const body = { br: file.brotli, gzip: file.gzip, identity: file.identity }[coding]
    return reply
      .type(file.type)
      .header('cache-control', FOREVER)
      .header('vary', 'accept-encoding')
      .send(body)
  })
  // Browsers ask for this unbidden.
  app.get('/favicon.ico', (_request, reply) => reply.redirect(assets.url('favicon.svg'), 302))
}
