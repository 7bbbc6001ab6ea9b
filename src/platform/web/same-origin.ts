/**
 * No other site may send our forms. Browsers say where a request comes from (Sec-Fetch-Site, or Origin where the
 * connection is not secure); one that says "elsewhere" is refused on every writing route. This is the whole guard of the
 * portal's anonymous forms, which stand on cached pages and carry no token; office forms have a token besides.
 *
 * A route whose address alone is the authority, such as the one-click link of a mail, says `config: { fromAnywhere: true }`.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Refusal } from '../kernel/refusal.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    fromAnywhere?: boolean
  }
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

export function isSafeMethod(method: string): boolean {
  return SAFE_METHODS.has(method)
}

export function refuseOtherSites(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    if (isSafeMethod(request.method) || isFromHere(request)) return
    if (request.routeOptions.config.fromAnywhere) return
    throw new Refusal('forbidden', '这个请求来自别的网站，没有受理。请在本站页面上重新提交。')
  })
}

export function isFromHere(request: Pick<FastifyRequest, 'headers' | 'host'>): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const { origin } = request.headers
  // Neither header: no browser of the last years. Programs have no cookie that a page could borrow.
  if (origin === undefined) return true
  return URL.parse(origin)?.host === request.host
}
