import { setTimeout as pause } from 'node:timers/promises'
import { CompiledQuery } from 'kysely'
import type { Db as JobDatabase, PgBoss } from 'pg-boss'
import type { ConnectionSettings } from '../database/connect.ts'
import type { Tx } from '../database/database.ts'
import { CHINA_TIME_ZONE } from '../kernel/time.ts'
import { describeFailure, type Failure } from './failure.ts'
import type { JobKind, JobWorker } from './job.ts'

/** What the rooms see. */
export interface JobQueue {
  /**
   * Queued when `tx` commits, and not at all when it rolls back. Where no jobs run (commands, tests) it does nothing:
   * the next run by the clock of a server finds what is owed.
   */
  enqueue<T extends object>(tx: Tx, kind: JobKind<T>, data: T): Promise<void>
}

export interface Jobs extends JobQueue {
  /** Returns once handlers may run. May take a second on an empty database, so nobody should wait for it. */
  start(workers: readonly JobWorker[]): Promise<void>
  /** No new jobs; running ones get `limit` milliseconds, then somebody else will do them again. */
  stop(limit?: number): Promise<void>
}

export interface JobLog {
  warn(details: { readonly job: string; readonly failure: Failure }, message: string): void
}

/** For commands and tests: whatever is owed waits for a server. */
export const noJobs: JobQueue = { async enqueue() {} }

const SCHEMA = 'pgboss'
const LONGEST_RUN = 15 * 60
const SWEPT_TOGETHER = 1000
const STOP_WITHIN = 8000
/** Seconds between looks into the queue: for retries, and should notifications fail. */
const POLLED_EVERY = 10
const STARTS_TRIED = 6

/** pg-boss on the records' own PostgreSQL, with connections of its own. */
export function createJobs(
  connection: ConnectionSettings,
  log: JobLog,
  pollEvery = POLLED_EVERY,
): Jobs {
  let boss: PgBoss | undefined
  let starting: Promise<void> | undefined
  let ready = false
  let stopped = false

  async function open(workers: readonly JobWorker[]): Promise<void> {
    const opening = await createBoss(connection, log)
    if (stopped) return
    boss = opening
    await opening.start({ attempts: STARTS_TRIED })
    for (const { kind, cron } of workers) await prepare(opening, kind, cron)
    await forgetOldSchedules(opening, workers)
    ready = !stopped
    if (!ready) return
    for (const worker of workers) await attend(opening, worker, log, pollEvery)
  }

  return {
    async enqueue(tx, { name, schema }, data) {
      if (boss === undefined || !ready) return
      await boss.send(name, schema.parse(data), { db: within(tx) })
    },
    start(workers) {
      starting ??= open(workers)
      return starting
    },
    async stop(limit = STOP_WITHIN) {
      stopped = true
      ready = false
      const stopping = boss
        ?.stop({ graceful: true, timeout: limit })
        .catch((error: unknown) => log.warn(failureOf('pg-boss', error), 'the job queue broke off'))
      // where the database has died under it, it would wait for longer than anybody should
      await Promise.race([stopping, pause(limit, undefined, { ref: false })])
    },
  }
}

function within(tx: Tx): JobDatabase {
  return {
    async executeSql(text, values = []) {
      const { rows } = await tx.executeQuery(CompiledQuery.raw(text, values))
      return { rows }
    },
  }
}

async function createBoss(connection: ConnectionSettings, log: JobLog): Promise<PgBoss> {
  // loaded late: commands and the first page need none of it
  const { PgBoss } = await import('pg-boss')
  const boss = new PgBoss({
    ...connection,
    schema: SCHEMA,
    application_name: 'mingqu-jobs',
    max: 2,
    useListenNotify: true,
    registerInstance: false,
  })
  boss.on('error', (error) => log.warn(failureOf('pg-boss', error), 'the job queue has trouble'))
  return boss
}

async function prepare(
  boss: PgBoss,
  { name, retries, sweeps }: JobWorker['kind'],
  cron: string | undefined,
): Promise<void> {
  const options = {
    retryLimit: retries.limit,
    retryDelay: retries.delay,
    retryBackoff: retries.limit > 0,
    expireInSeconds: LONGEST_RUN,
    deleteAfterSeconds: sweeps ? 60 * 60 : 7 * 24 * 60 * 60,
    notify: true,
  }
  await boss.createQueue(name, options)
  await boss.updateQueue(name, options)
  if (cron !== undefined) await boss.schedule(name, cron, {}, { tz: CHINA_TIME_ZONE })
}

/** A kind that a newer release no longer knows must not pile up. */
async function forgetOldSchedules(boss: PgBoss, workers: readonly JobWorker[]): Promise<void> {
  const scheduled = new Set(workers.flatMap(({ kind, cron }) => (cron ? [kind.name] : [])))
  for (const { name } of await boss.getSchedules()) {
    if (!scheduled.has(name)) await boss.unschedule(name)
  }
}

async function attend(
  boss: PgBoss,
  { kind, run }: JobWorker,
  log: JobLog,
  pollEvery: number,
): Promise<void> {
  const options = {
    batchSize: kind.sweeps ? SWEPT_TOGETHER : 1,
    pollingIntervalSeconds: pollEvery,
    notifyPollingIntervalSeconds: pollEvery,
  }
  await boss.work<object>(kind.name, options, async (jobs) => {
    const [first] = jobs
    if (first === undefined) return
    try {
      await run(first.data ?? {}, first.signal)
    } catch (error) {
      const details = failureOf(kind.name, error)
      log.warn(details, 'a job failed')
      // pg-boss keeps what is thrown here, and its cause, in its tables
      // oxlint-disable-next-line preserve-caught-error
      throw new Error(details.failure.code ?? details.failure.name)
    }
  })
}

function failureOf(job: string, error: unknown) {
  return { job, failure: describeFailure(error) }
}
