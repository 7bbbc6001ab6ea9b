import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { inTransaction } from '../database/database.ts'
import type { Failure } from './failure.ts'
import { defineJob, defineSweep, worker, type JobWorker } from './job.ts'
import { createJobs, type Jobs } from './jobs.ts'

const COUNT = defineJob('count', z.object({ number: z.int() }), { limit: 3, delay: 0 })
const SWEEP = defineSweep('sweep')

let database: TestDatabase
let log: { readonly job: string; readonly failure: Failure }[]
const running: Jobs[] = []

beforeEach(async () => {
  database = await createTestDatabase()
  log = []
})
afterEach(async () => {
  for (const jobs of running.splice(0)) await jobs.stop(1000)
  await database.close()
})

async function start(workers: readonly JobWorker[]): Promise<Jobs> {
  const jobs = createJobs(database.connection, { warn: (details) => log.push(details) }, 0.5)
  running.push(jobs)
  await jobs.start(workers)
  return jobs
}

const enqueue = (jobs: Jobs, number: number) =>
  inTransaction(database.db, (tx) => jobs.enqueue(tx, COUNT, { number }))

test('a job runs when its transaction commits, and never when it rolls back', async () => {
  const seen: number[] = []
  const second = Promise.withResolvers<void>()
  const jobs = await start([
    worker(COUNT, {
      async handle({ number }) {
        seen.push(number)
        if (number === 2) second.resolve()
      },
    }),
  ])
  const rolledBack = inTransaction(database.db, async (tx) => {
    await jobs.enqueue(tx, COUNT, { number: 1 })
    throw new Error('changed my mind')
  })
  await expect(rolledBack).rejects.toThrow('changed my mind')
  await enqueue(jobs, 2)
  await second.promise
  expect(seen).toEqual([2])
})

test('of two nodes each job is done by one', async () => {
  const seen: number[] = []
  const all = Promise.withResolvers<void>()
  const counting = worker(COUNT, {
    async handle({ number }) {
      seen.push(number)
      if (seen.length === 40) all.resolve()
    },
  })
  const [one] = await Promise.all([start([counting]), start([counting])])
  for (let number = 0; number < 40; number += 1) await enqueue(one, number)
  await all.promise
  expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, at) => at))
})

test('a failed job is tried again, and neither log nor queue keep what the error said', async () => {
  const done = Promise.withResolvers<void>()
  let tries = 0
  const jobs = await start([
    worker(COUNT, {
      async handle() {
        tries += 1
        if (tries === 1) throw new RangeError('示例姓名 370000000000000000')
        done.resolve()
      },
    }),
  ])
  await enqueue(jobs, 1)
  await done.promise
  expect(log).toMatchObject([{ job: 'count', failure: { name: 'RangeError' } }])
  await jobs.stop()
  const { rows } = await sql`select * from pgboss.job`.execute(database.db)
  expect(rows).not.toEqual([])
  expect(JSON.stringify([rows, log])).not.toMatch(/示例姓名|3700000/)
})

test('what does not fit the job is refused where it is queued', async () => {
  const jobs = await start([worker(COUNT, { async handle() {} })])
  await expect(enqueue(jobs, 0.5)).rejects.toThrow(z.ZodError)
})

test('however many sweeps are queued while one runs, one more follows', async () => {
  let runs = 0
  const first = Promise.withResolvers<void>()
  const mayEnd = Promise.withResolvers<void>()
  const second = Promise.withResolvers<void>()
  const jobs = await start([
    worker(SWEEP, {
      async handle() {
        runs += 1
        if (runs === 2) second.resolve()
        first.resolve()
        await mayEnd.promise
      },
    }),
  ])
  const nudge = () => inTransaction(database.db, (tx) => jobs.enqueue(tx, SWEEP, {}))
  await nudge()
  await first.promise
  for (let times = 0; times < 10; times += 1) await nudge()
  mayEnd.resolve()
  await second.promise
  await jobs.stop()
  expect(runs).toBe(2)
})

test('a stop waits for what is running', async () => {
  const begun = Promise.withResolvers<void>()
  const mayEnd = Promise.withResolvers<void>()
  let finished = false
  const jobs = await start([
    worker(COUNT, {
      async handle() {
        begun.resolve()
        await mayEnd.promise
        finished = true
      },
    }),
  ])
  await enqueue(jobs, 1)
  await begun.promise
  const stopping = jobs.stop()
  mayEnd.resolve()
  await stopping
  expect(finished).toBe(true)
})

test('before the start and after the stop queueing does nothing and hurts nobody', async () => {
  const jobs = createJobs(database.connection, { warn: (details) => log.push(details) })
  await enqueue(jobs, 1)
  await jobs.start([])
  await jobs.stop()
  await enqueue(jobs, 2)
  expect(log).toEqual([])
})

test('the clock of a release that is gone is taken off the wall', async () => {
  const schedules = async () =>
    (await sql<{ name: string }>`select name from pgboss.schedule`.execute(database.db)).rows
  const old = await start([worker(SWEEP, { cron: '5 3 * * *', async handle() {} })])
  expect(await schedules()).toEqual([{ name: 'sweep' }])
  await old.stop()
  await start([worker(COUNT, { async handle() {} })])
  expect(await schedules()).toEqual([])
})
