/** The only wiring: server, portal, office, API. Reads from top to bottom as a request meets it. */
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Client } from 'pg'
import { sql } from 'kysely'
import type { Config } from './config.ts'
import { createVisitCounter, isReader, type VisitCounter } from './domain/publications/visits.ts'
import type { CaseRoom } from './domain/requests/case-room.ts'
import { loadCalendar } from './domain/requests/holiday-notices.ts'
import { apiRoutes } from './interfaces/api/routes.ts'
import { officeRoutes } from './interfaces/office/routes.ts'
import { portalRoutes } from './interfaces/portal/routes.ts'
import type { Db } from './platform/database/database.ts'
import { createFolderStore } from './platform/files/folder-store.ts'
import type { Files } from './platform/files/files.ts'
import type { Clock } from './platform/kernel/time.ts'
import type { Sealer } from './platform/sealing/sealer.ts'
import { loadAssets } from './platform/web/assets.ts'
import { followChanges, type Follower } from './platform/web/page-changes.ts'
import { createServer, type WebServer } from './platform/web/server.ts'

export interface Services {
  readonly config: Config
  readonly db: Db
  /** A connection of its own, on which changes of published records are heard. */
  readonly connect: () => Promise<Client>
  readonly clock: Clock
  /** Opens and closes applicants' identities. */
  readonly sealer: Sealer
}

/** Milliseconds; a crash loses at most these visits, and nothing else. */
const VISITS_WRITTEN_EVERY = 30_000
const NOTICES_READ_EVERY = 60_000
const PUBLIC_FOLDER = join(import.meta.dirname, '../public')

export async function buildApp(services: Services): Promise<FastifyInstance> {
  const { config, db, clock } = services
  const assets = loadAssets(PUBLIC_FOLDER)
  const site = config.baseUrl === undefined ? undefined : new URL(config.baseUrl)
  const visits = createVisitCounter(db)
  const server = await createServer({
    https: site?.protocol === 'https:',
    trustProxy: config.trustProxy,
    logLevel: config.logLevel,
    clock,
    assets,
    onVisit: (visitOf, userAgent) => {
      if (isReader(userAgent)) visits.count(Number(visitOf))
    },
    touchDatabase: () => sql`select 1`.execute(db),
  })
  const { app, pages, session } = server
  const shared = { db, clock, asset: assets.url }
  const room = await openCaseRoom(app, services)
  const files = openFiles(services)
  const domain = site?.hostname
  await app.register(portalRoutes, { ...shared, pages, visits, room, files, domain })
  await app.register(officeRoutes, { ...shared, session, room })
  await app.register(apiRoutes, shared)
  keepPagesTrue(server, services)
  writeVisitsDown(app, visits)
  return app
}

function openFiles({ config, sealer }: Services): Files {
  const blobs = createFolderStore(join(config.dataDir, 'files'), sealer.keyFor('files'))
  return { blobs, sealer, scanner: undefined }
}

/** A notice imported on any node is counted with here within a minute. */
async function openCaseRoom(app: FastifyInstance, { db, sealer }: Services): Promise<CaseRoom> {
  let current = await loadCalendar(db)
  const reload = async () => {
    current = await loadCalendar(db)
  }
  const warn = (error: unknown) => app.log.warn({ err: error }, 'holiday notices were not read')
  const timer = setInterval(() => void reload().catch(warn), NOTICES_READ_EVERY).unref()
  app.addHook('onClose', () => clearInterval(timer))
  return {
    db,
    sealer,
    get calendar() {
      return current
    },
  }
}

/** Kept pages are served only while their changes are heard, so only by a server that listens. */
function keepPagesTrue({ app, pages }: WebServer, { connect }: Services): void {
  let follower: Follower | undefined
  app.addHook('onListen', async () => {
    const warn = (error: unknown) => app.log.warn({ err: error }, 'page changes are not heard')
    follower = followChanges({ connect, pages, warn })
  })
  app.addHook('onClose', () => follower?.stop())
}

function writeVisitsDown(app: FastifyInstance, visits: VisitCounter): void {
  const flush = () =>
    visits
      .flush()
      .catch((error: unknown) => app.log.warn({ err: error }, 'visits were not counted'))
  const timer = setInterval(flush, VISITS_WRITTEN_EVERY).unref()
  app.addHook('onClose', async () => {
    clearInterval(timer)
    await flush()
  })
}
