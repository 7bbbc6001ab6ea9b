/**
 * The annual report over 1,000,000 cases of one body, every one of which the year counts. Baseline in the same run: a
 * plain `count(*)` over the same rows. Linearity: the same over 100,000 cases.
 *
 *     node bench/report.ts [cases]
 */
import { sql } from 'kysely'
import { listCasesBehind } from '../src/domain/annual-report/cases-behind.ts'
import { projectReport } from '../src/domain/annual-report/projection.ts'
import { openPool } from '../src/platform/database/connect.ts'
import type { Db } from '../src/platform/database/database.ts'
import { startTestCluster } from '../test/cluster.ts'

export interface ReportBench {
  readonly cases: number
  /** Best of several runs, milliseconds. */
  readonly reportMs: number
  readonly baselineMs: number
  /** A tenth of the cases. */
  readonly tenthMs: number
  /** First page of the cases behind one cell. */
  readonly behindMs: number
}

const RUNS = 7

export async function benchReport(cases = 1_000_000): Promise<ReportBench> {
  const cluster = await startTestCluster()
  const pool = openPool({ ...cluster.superuser, database: cluster.template }, 2)
  try {
    const { db } = pool
    await dropSearchIndexes(db)
    const large = await insertCases(db, 'large', cases)
    const small = await insertCases(db, 'small', cases / 10)
    // as autovacuum leaves a table some minutes after a bulk load
    await sql`vacuum analyze requests`.execute(db)
    return {
      cases,
      reportMs: await best(() => projectReport(db, large, 2020, '2019')),
      baselineMs: await best(() =>
        sql`select count(*) from requests where agency_id = ${large}`.execute(db),
      ),
      tenthMs: await best(() => projectReport(db, small, 2020, '2019')),
      behindMs: await best(() =>
        listCasesBehind(db, large, 2020, '2019', 'requests.open.natural_person'),
      ),
    }
  } finally {
    await pool.close()
    await cluster.stop()
  }
}

/** Full-text terms of a million subjects take minutes to index and play no part here. */
async function dropSearchIndexes(db: Db): Promise<void> {
  await sql`drop index if exists requests_subject, requests_subject_terms`.execute(db)
}

async function insertCases(db: Db, slug: string, cases: number): Promise<number> {
  const { id } = await db
    .insertInto('agencies')
    .values({ slug, name: slug, short_name: slug, kind: 'department' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await sql`
    insert into requests (
      agency_id, register_year, register_number, channel, status, arrived_on, received_on, applicant_class,
      applicant_shown, applicant_key, subject, disposition, concluded_on, answered_in_time, closed_on, folded,
      last_seq, last_hash, registered_at)
    select ${id}, 2020, n, 'internet', 'closed', received, received,
      (array['natural_person', 'company', 'research', 'social_organisation', 'legal_services', 'other_organisation'])
        [1 + n % 6],
      '示*', sha256(n::text::bytea), '示例申请内容第' || n || '号',
      case when concluded is not null then (array[
        'A1', 'A2', 'B1', 'C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'C8', 'D1a', 'D1b', 'D2', 'D3', 'E1', 'E2', 'E3',
        'E4', 'E5', 'F1', 'F2', 'F3'])[1 + n % 23] end,
      concluded, concluded is not null, concluded, jsonb_build_object('description', repeat('示例', 100)), 9,
      sha256(n::text::bytea), now()
    from generate_series(1, ${cases}::int) n
    cross join lateral (select date '2019-12-01' + n % 395) r (received)
    -- ended in the year or not at all, so that every case is counted
    cross join lateral (
      select case when n % 10 > 0 then least(greatest(received + 15, '2020-01-01'), '2020-12-31') end
    ) c (concluded)
  `.execute(db)
  return id
}

async function best(work: () => Promise<unknown>): Promise<number> {
  await work()
  const times: number[] = []
  for (let run = 0; run < RUNS; run += 1) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  return Math.min(...times)
}

if (import.meta.main) {
  const bench = await benchReport(Number(process.argv[2] ?? 1_000_000))
  const { cases, reportMs, baselineMs, tenthMs, behindMs } = bench
  const ms = (value: number) => `${value.toFixed(0)} ms`
  console.log(`report over ${cases} cases    ${ms(reportMs)}  (budget 1500 ms)`)
  console.log(
    `count(*) over the same rows  ${ms(baselineMs)}  ratio ${(reportMs / baselineMs).toFixed(1)}`,
  )
  console.log(
    `report over a tenth          ${ms(tenthMs)}  ${(reportMs / tenthMs).toFixed(1)} × for 10 × the cases`,
  )
  console.log(`cases behind one cell        ${ms(behindMs)}`)
}
