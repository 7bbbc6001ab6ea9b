/** The last hand on every answer: how long it may be kept, in which coding it travels, and whether the cache keeps it. */
import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { CHINA_TIME_ZONE, type Clock } from '../kernel/time.ts'
import { WORTH_COMPRESSING, acceptedCoding, encodeAs, type Coding } from './compression.ts'
import { etagOf, isUnchanged, pageKey, type PageCache } from './page-cache.ts'
import type { SessionCookie } from './session-cookie.ts'

const COMPRESSIBLE = /^(text\/|application\/(json|xml|rss\+xml|atom\+xml)|image\/svg)/
const LONGEST_KEPT_URL = 600
/** Every kept page bears the site's own name and particulars. */
export const SITE_TAG = 'site'

declare module 'fastify' {
  interface FastifyRequest {
    /** The cache's version when this request began. */
    begunAt: number
    /** The page shows the host this request claims, which anybody may forge: it is not kept for others. */
    namesClaimedHost: boolean
  }
}

export interface OutgoingOptions {
  readonly pages: PageCache
  readonly session: SessionCookie
  readonly clock: Clock
}

export function finishAnswers(app: FastifyInstance, options: OutgoingOptions): void {
  const { pages } = options
  app.decorateRequest('begunAt', 0)
  app.decorateRequest('namesClaimedHost', false)
  app.decorateReply('keptUnder', undefined)
  app.decorateReply('visitOf', undefined)
  app.addHook('onRequest', async (request) => {
    request.begunAt = pages.version
  })
  app.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string') {
      if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
      return payload
    }
    if (mayKeep(request, reply, options.session)) return sendKept(request, reply, payload, options)
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
    return sendOnce(request, reply, payload)
  })
}

function mayKeep(request: FastifyRequest, reply: FastifyReply, session: SessionCookie): boolean {
  return (
    reply.keptUnder !== undefined &&
    !request.namesClaimedHost &&
    reply.statusCode === 200 &&
    (request.method === 'GET' || request.method === 'HEAD') &&
    request.raw.url !== undefined &&
    request.raw.url.length <= LONGEST_KEPT_URL &&
    session.read(request) === undefined &&
    !reply.hasHeader('set-cookie')
  )
}

function sendOnce(request: FastifyRequest, reply: FastifyReply, payload: string): string | Buffer {
  const type = String(reply.getHeader('content-type') ?? '')
  if (payload.length < WORTH_COMPRESSING || !COMPRESSIBLE.test(type)) return payload
  addVary(reply, 'accept-encoding')
  const coding = acceptedCoding(request.headers['accept-encoding'])
  return setBody(reply, coding, encodeAs(coding, Buffer.from(payload), 'once'))
}

function sendKept(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: string,
  { pages, clock }: OutgoingOptions,
): Buffer | string {
  const hash = createHash('sha256').update(payload).digest('base64url').slice(0, 22)
  reply.header('cache-control', 'public, max-age=0, must-revalidate')
  addVary(reply, 'accept-encoding')
  addVary(reply, 'cookie')
  const coding = acceptedCoding(request.headers['accept-encoding'])
  const identity = Buffer.from(payload)
  let bodies: Readonly<Record<Coding, Buffer>> | undefined
  // While the cache rests, only what this reader needs is compressed.
  if (!pages.paused) {
    const headers = keptHeaders(reply)
    bodies = {
      br: encodeAs('br', identity, 'kept'),
      gzip: encodeAs('gzip', identity, 'kept'),
      identity,
    }
    pages.store(
      {
        key: pageKey(request.raw.url!, request.cookies['elder'] === '1'),
        tags: [...reply.keptUnder!, SITE_TAG],
        visitOf: reply.visitOf,
        headers,
        hash,
        bodies,
        expiresAt: nextMidnight(clock),
      },
      request.begunAt,
    )
  }
  const etag = etagOf(hash, coding)
  reply.header('etag', etag)
  if (isUnchanged(request.headers['if-none-match'], etag)) {
    reply.code(304)
    return ''
  }
  return setBody(reply, coding, bodies?.[coding] ?? encodeAs(coding, identity, 'once'))
}

function setBody(reply: FastifyReply, coding: Coding, body: Buffer): Buffer {
  if (coding !== 'identity') reply.header('content-encoding', coding)
  // A length set for the plain text would be wrong now; the framework sets the new one.
  reply.removeHeader('content-length')
  return body
}

function keptHeaders(reply: FastifyReply): Readonly<Record<string, string>> {
  const entries = Object.entries(reply.getHeaders())
    .filter(([name, value]) => value !== undefined && name !== 'content-length' && name !== 'date')
    .map(([name, value]) => [name, String(value)] as const)
  return Object.fromEntries(entries)
}

function addVary(reply: FastifyReply, name: string): void {
  const before = reply.getHeader('vary')
  reply.header('vary', before === undefined ? name : `${String(before)}, ${name}`)
}

function nextMidnight(clock: Clock): number {
  const today = clock().toZonedDateTimeISO(CHINA_TIME_ZONE)
  return today.add({ days: 1 }).startOfDay().epochMilliseconds
}
