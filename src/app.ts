/** The only wiring: server, portal, office, API. Reads from top to bottom as a request meets it. */
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Client } from 'pg'
import { sql } from 'kysely'
import type { Config } from './config.ts'
import { eraseOldCorrections } from './domain/corrections/settle-correction.ts'
import { PUBLISH_DUE, publishDue } from './domain/publications/handling/publish-due.ts'
import { WORK_ON_BATCHES } from './domain/publications/bulk/handle-batch.ts'
import { workOnBatches } from './domain/publications/bulk/work-on-batches.ts'
import {
  listExpiryReaders,
  takeExpiryLines,
  tellExpiries,
} from './domain/policies/expiry-alerts.ts'
import { checkCatalogueBinding } from './domain/catalogue/submission-check.ts'
import { checkPolicySubmission } from './domain/policies/submission-check.ts'
import type { SubmissionCheck } from './domain/publications/handling/submission-check.ts'
import { FILL_INDEX, fillIndex } from './domain/publications/search/attachment-texts.ts'
import { createVisitCounter, isReader, type VisitCounter } from './domain/publications/visits.ts'
import type { CaseRoom } from './domain/requests/case-room.ts'
import type { ApplicantMail } from './domain/requests/online/applicant-mail.ts'
import { loadCalendar } from './domain/requests/holiday-notices.ts'
import {
  DAILY_ROUND,
  DAILY_ROUND_CRON,
  runDailyRound,
} from './domain/requests/reminders/daily-round.ts'
import type { DigestSource } from './domain/requests/reminders/mail-digest.ts'
import { confirmationComposer } from './domain/subscriptions/mails/confirmation.ts'
import { digestComposer } from './domain/subscriptions/mails/digest.ts'
import {
  SEND_DIGESTS,
  SEND_DIGESTS_CRON,
  sendDigests,
} from './domain/subscriptions/send-digests.ts'
import type { SubscriptionRoom } from './domain/subscriptions/subscription.ts'
import { apiRoutes } from './interfaces/api/routes.ts'
import { officeRoutes } from './interfaces/office/routes.ts'
import { TRACK } from './interfaces/portal/paths.ts'
import { portalRoutes } from './interfaces/portal/routes.ts'
import { subscriptionAddresses } from './interfaces/portal/subscriptions/paths.ts'
import type { ConnectionSettings } from './platform/database/connect.ts'
import type { Db } from './platform/database/database.ts'
import {
  SCAN_QUARANTINED,
  scanQuarantined,
  SWEEP_FILES,
  sweepFiles,
} from './platform/files/file-jobs.ts'
import { openFiles } from './platform/files/open-files.ts'
import type { Files } from './platform/files/files.ts'
import { describeFailure } from './platform/jobs/failure.ts'
import { worker, type JobWorker } from './platform/jobs/job.ts'
import { createJobs, noJobs, type Jobs } from './platform/jobs/jobs.ts'
import { dayOf, type Clock } from './platform/kernel/time.ts'
import { deliverMail } from './platform/mail/deliver.ts'
import { DELIVER_MAIL, type Outbox } from './platform/mail/outbox.ts'
import type { Sealer } from './platform/sealing/sealer.ts'
import { loadAssets } from './platform/web/assets.ts'
import { acceptFiles } from './platform/web/file-uploads.ts'
import { followChanges, type Follower } from './platform/web/page-changes.ts'
import { readerMark } from './platform/web/reader-mark.ts'
import { createServer, type WebServer } from './platform/web/server.ts'

export interface Services {
  readonly config: Config
  readonly db: Db
  /** A connection of its own, on which changes of published records are heard. */
  readonly connect: () => Promise<Client>
  readonly clock: Clock
  /** Where background work queues; without it none runs here, and what is owed waits for a server. */
  readonly jobsOn?: ConnectionSettings
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
  const visits = createVisitCounter(db, clock)
  const server = await createServer({
    https: site?.protocol === 'https:',
    trustProxy: config.trustProxy,
    logLevel: config.logLevel,
    clock,
    assets,
    onVisit: (visitOf, request) => {
      if (isReader(request.headers['user-agent']))
        visits.count(Number(visitOf), readerMark(request))
    },
    touchDatabase: () => sql`select 1`.execute(db),
  })
  const { app, pages, session } = server
  const files = openFiles(services.config, services.sealer)
  acceptFiles(app, files)
  const jobs = services.jobsOn && createJobs(services.jobsOn, app.log)
  const outbox: Outbox = { sealer: services.sealer, jobs: jobs ?? noJobs, smtp: config.smtp }
  const trackUrl = site && new URL(TRACK, site).href
  const room = await openCaseRoom(app, services, { outbox, trackUrl })
  const shared = { db, clock, asset: assets.url, files, outbox }
  const addresses = site && subscriptionAddresses(site.origin)
  const subscriptions: SubscriptionRoom = { db, outbox, addresses }
  await app.register(portalRoutes, {
    ...shared,
    pages,
    visits,
    room,
    subscriptions,
    domain: site?.hostname,
    origin: site?.origin,
  })
  const submissionChecks = [policyCheck(room), checkCatalogueBinding]
  await app.register(officeRoutes, {
    ...shared,
    session,
    room,
    submissionChecks,
    jobs: outbox.jobs,
  })
  await app.register(apiRoutes, shared)
  keepPagesTrue(server, services)
  if (jobs) runJobs(app, jobs, backgroundWork(services, { room, files, outbox, subscriptions }))
  writeVisitsDown(app, visits)
  return app
}

/** 规范性文件 without what they must have are not submitted. Asks the calendar that is current then. */
function policyCheck(room: CaseRoom): SubmissionCheck {
  return (tx, edition, today) => checkPolicySubmission(tx, edition, room.calendar, today)
}

interface Workplaces {
  readonly room: CaseRoom
  readonly files: Files
  readonly outbox: Outbox
  readonly subscriptions: SubscriptionRoom
}

/** What the daily digest says of normative documents whose term ends. */
const EXPIRIES: DigestSource = { listReaders: listExpiryReaders, takeLines: takeExpiryLines }

/** Everything that nobody waits for, and when it is done by the clock. */
function backgroundWork(
  { db, clock }: Services,
  { room, files, outbox, subscriptions }: Workplaces,
): readonly JobWorker[] {
  const composers = [confirmationComposer(subscriptions), digestComposer(subscriptions, clock)]
  return [
    worker(DAILY_ROUND, {
      cron: DAILY_ROUND_CRON,
      handle: async () => {
        const today = dayOf(clock())
        await eraseOldCorrections(db, clock())
        await tellExpiries(db, today)
        await runDailyRound(room, today, clock(), outbox, [EXPIRIES])
      },
    }),
    worker(PUBLISH_DUE, {
      cron: '* * * * *',
      handle: (_, stopping) => publishDue(db, clock(), stopping),
    }),
    worker(WORK_ON_BATCHES, {
      cron: '* * * * *',
      handle: (_, stopping) => workOnBatches({ db, files }, clock, stopping),
    }),
    worker(DELIVER_MAIL, {
      cron: '* * * * *',
      handle: (_, stopping) => deliverMail({ db, outbox, files, clock, composers }, stopping),
    }),
    worker(SEND_DIGESTS, {
      cron: SEND_DIGESTS_CRON,
      handle: (_, stopping) => sendDigests(subscriptions, clock(), stopping),
    }),
    worker(FILL_INDEX, {
      cron: '* * * * *',
      handle: (_, stopping) => fillIndex({ db, files }, clock(), stopping),
    }),
    worker(SCAN_QUARANTINED, {
      cron: '* * * * *',
      handle: (_, stopping) => scanQuarantined(files, db, clock(), stopping),
    }),
    worker(SWEEP_FILES, {
      cron: '17 3 * * *',
      handle: (_, stopping) => sweepFiles(files, db, clock(), stopping),
    }),
  ]
}

/** Begins once pages are served, so that nobody waits for it; ends before the database goes. */
function runJobs(app: FastifyInstance, jobs: Jobs, workers: readonly JobWorker[]): void {
  app.addHook('onListen', async () => {
    jobs.start(workers).catch((error: unknown) => {
      app.log.error({ failure: describeFailure(error) }, 'background work does not run')
    })
  })
  app.addHook('onClose', () => jobs.stop())
}

/** A notice imported on any node is counted with here within a minute. */
async function openCaseRoom(
  app: FastifyInstance,
  { db, sealer }: Services,
  mail: ApplicantMail,
): Promise<CaseRoom> {
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
    mail,
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
