/**
 * The HTTP server every interface hangs its routes on: safe headers, cookies, forms, files, limits, logs without
 * personal data, compressed answers, kept pages, assets and health.
 */
import { randomBytes } from 'node:crypto'
import { createServer as createHttpServer, type Server } from 'node:http'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import fastify, { LogController, type FastifyInstance } from 'fastify'
import { Refusal } from '../kernel/refusal.ts'
import type { Clock } from '../kernel/time.ts'
import { serveAssets } from './asset-routes.ts'
import type { Assets } from './assets.ts'
import { cleanTexts } from './clean-text.ts'
import { reportHealth } from './health.ts'
import { finishAnswers } from './outgoing.ts'
import { createPageCache, type PageCache, type VisitListener } from './page-cache.ts'
import { refuseOtherSites } from './same-origin.ts'
import { sendSecurityHeaders } from './security-headers.ts'
import { sessionCookie, type SessionCookie } from './session-cookie.ts'
import { unreadableRequests } from './unreadable-requests.ts'
import { acceptUploads } from './uploads.ts'

export interface ServerSettings {
  /** Whether people reach this site over https, by a proxy in front. */
  readonly https: boolean
  readonly trustProxy: number | false
  readonly logLevel: string
  readonly pageCacheBytes?: number
  readonly onVisit?: VisitListener
  readonly clock: Clock
  readonly assets: Assets
  readonly touchDatabase: () => Promise<unknown>
}

export interface WebServer {
  readonly app: FastifyInstance
  readonly pages: PageCache
  readonly session: SessionCookie
}

const DEFAULT_CACHE_BYTES = 64 * 1024 * 1024

export async function createServer(settings: ServerSettings): Promise<WebServer> {
  const session = sessionCookie(settings)
  const pages = createPageCache({
    maxBytes: settings.pageCacheBytes ?? DEFAULT_CACHE_BYTES,
    sessionCookie: session.name,
    now: () => settings.clock().epochMilliseconds,
    onVisit: settings.onVisit,
  })
  const app = bareServer(settings, pages)
  sendSecurityHeaders(app, settings.https)
  await app.register(cookie)
  await app.register(formbody)
  await app.register(multipart)
  await app.register(rateLimit, {
    global: false,
    errorResponseBuilder: () => new Refusal('too-many', '操作太频繁，请过一会儿再试。'),
  })
  finishAnswers(app, { pages, session, clock: settings.clock })
  refuseOtherSites(app)
  acceptUploads(app)
  cleanTexts(app)
  serveAssets(app, settings.assets)
  reportHealth(app, settings.touchDatabase)
  return { app, pages, session }
}

function bareServer(settings: ServerSettings, pages: PageCache): FastifyInstance {
  const unreadable = unreadableRequests(settings.assets)
  const app: FastifyInstance = fastify({
    // The nearest `trustProxy` hops are ours; whatever lies beyond may have been invented by the client.
    trustProxy: (_address, hop) => settings.trustProxy !== false && hop < settings.trustProxy,
    logger: logging(settings.logLevel),
    // Our own line per answer, below: the framework's would carry addresses with their queries.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestNumbers(),
    requestIdHeader: false,
    forceCloseConnections: 'idle',
    bodyLimit: 2 * 1024 * 1024,
    frameworkErrors: unreadable.onAddress,
    clientErrorHandler: unreadable.onHead,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    serverFactory: (handler) => {
      const server: Server = createHttpServer((request, response) => {
        if (!pages.serve(request, response)) handler(request, response)
      })
      server.requestTimeout = 120_000
      server.keepAliveTimeout = 65_000
      return server
    },
  })
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id)
    done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    request.log.info(
      {
        method: request.method,
        // The route's pattern, never the address: addresses hold search words and numbers of cases.
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'answered',
    )
    done()
  })
  return app
}

/** Short enough to be read out on the telephone; the beginning tells one run of one node from another. */
function requestNumbers(): () => string {
  const run = randomBytes(3).toString('hex')
  let count = 0
  return () => `${run}-${(count += 1)}`
}

/**
 * To the error stream, so that what `mingqu` says to people stands by itself. What is logged of a request is its number;
 * errors keep their stack, without the data the driver attaches.
 */
function logging(level: string) {
  return {
    level,
    stream: process.stderr,
    redact: { paths: ['err.detail', 'err.where', 'err.parameters', 'err.query'], remove: true },
  }
}
