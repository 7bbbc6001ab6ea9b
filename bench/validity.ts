/**
 * Validity as of a day over 100,000 normative documents, a fifth of them repealed, amended or declared lapsed by others:
 * the counts of the five tabs, a page of the list near and far, and the marks of fifty documents cited on a page; then one
 * notice that marks 1,000 documents. Baseline in the same run: the same counts from the definition itself
 * (`document_validity_facts`), which has to look at every document, its edition and its relations.
 *
 *     node bench/validity.ts [documents]
 */
import { rmSync } from 'node:fs'
import { sql } from 'kysely'
import { declaredNotice } from '../test/builders/declared-notice.ts'
import { countNormative, listNormative } from '../src/domain/policies/normative-list.ts'
import { validityOfDocuments } from '../src/domain/policies/validity.ts'
import { connectClient, openPool } from '../src/platform/database/connect.ts'
import type { Db } from '../src/platform/database/database.ts'
import { openCluster } from '../src/platform/database/embedded/cluster.ts'
import { migrate } from '../src/platform/database/migrate.ts'
import { chinaMoment } from '../src/platform/kernel/time.ts'
import { buildAgency } from '../test/builders/people.ts'
import { publishDraft } from '../test/builders/policies.ts'
import { buildPublicationDesk, type PublicationDesk } from '../test/builders/publications.ts'
import { temporaryFolder } from '../test/cluster.ts'

const RUNS = 60
const PAGE = 50
const MARKED = 1000
const NOW = chinaMoment('2024-06-03T09:00')

export interface Timing {
  readonly name: string
  /** milliseconds */
  readonly p50: number
  readonly p95: number
}

export interface ValidityBench {
  readonly documents: number
  /** the first is the baseline */
  readonly timings: readonly Timing[]
  /** milliseconds to publish a notice that marks 1,000 documents */
  readonly publishNotice: number
}

export async function benchValidity(documents = 100_000): Promise<ValidityBench> {
  const folder = temporaryFolder()
  const cluster = await openCluster(folder, { durable: true })
  const client = await connectClient(cluster.connection)
  await migrate(client)
  await client.end()
  const pool = openPool(cluster.connection, 2)
  const { db } = pool
  try {
    const desk = await buildPublicationDesk(db, await buildAgency(db))
    await fill(db, desk, documents)
    const timings = await measure(db, documents)
    return { documents, timings, publishNotice: await measureNotice(db, desk) }
  } finally {
    await pool.close()
    await cluster.release()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Straight into the tables: years of publications, with everything that is kept in step computed at the end. */
async function fill(db: Db, { drafter, head }: PublicationDesk, documents: number): Promise<void> {
  const { agencyId } = drafter
  const run = (statement: ReturnType<typeof sql>) => statement.execute(db)
  for (const table of ['documents', 'editions', 'document_relations'])
    await run(sql`alter table ${sql.table(table)} disable trigger user`)
  await run(sql`
    insert into documents (agency_id, index_number, status, published_at, created_at)
    select ${agencyId}, 'X/' || n, 'published', timestamptz '2010-01-04 09:00+08' + (n * 5000 / ${documents}) * interval '1 day',
      timestamptz '2010-01-01 09:00+08' from generate_series(1, ${documents}) n`)
  await run(sql`
    insert into editions (document_id, number, state, title, publisher, category, disclosure, document_number, formed_on,
      effective_from, expires_on, normative_kind, body_html, body_text, content_hash, drafted_by, contributors,
      published_by, published_at, created_at, updated_at)
    select d.id, 1, 'published', '示例事项' || d.id || '管理办法', '示例机关', '规范性文件', 'proactive', '示规' || d.id,
      d.published_at::date - 5, d.published_at::date + 30, d.published_at::date + 30 + 1825 - (d.id % 400)::int,
      'normative', '<p>示例正文。</p>', '示例正文。', '\\x00', ${drafter.id}, array[${drafter.id}::int], ${head.id},
      d.published_at, now(), now() from documents d`)
  await run(sql`
    insert into document_relations (from_id, kind, to_id, applies_from, created_by, created_at)
    select d.id, case d.id % 3 when 0 then 'repeals' when 1 then 'amends' else 'lapses' end, d.id - 100,
      d.published_at::date, ${head.id}, now()
    from documents d where d.id > 100 + (select min(id) from documents) and d.id % 5 = 0`)
  await run(sql`
    insert into document_validity (document_id, agency_id, normative_kind, published_on, issued_on, effective_on,
      expires_on, repealed_on, lapsed_on, amended_on, kind, category, genre, subject_category, published_at)
    select document_id, agency_id, normative_kind, published_on, issued_on, effective_on, expires_on, repealed_on,
      lapsed_on, amended_on, kind, category, genre, subject_category, published_at from document_validity_facts`)
  for (const table of ['documents', 'editions', 'document_relations'])
    await run(sql`alter table ${sql.table(table)} enable trigger user`)
  await run(sql`vacuum analyze`)
}

const dayOf = (run: number) =>
  Temporal.PlainDate.from('2012-01-01').add({ days: (run * 811) % 4800 })

async function measure(db: Db, documents: number): Promise<Timing[]> {
  const { first } = await db
    .selectFrom('documents')
    .select((eb) => eb.fn.min<number>('id').as('first'))
    .executeTakeFirstOrThrow()
  const list = (run: number, offset: number) =>
    listNormative(db, { on: dayOf(run), validity: 'in-force' }, { offset, limit: PAGE })
  return [
    await time('counts from the definition (baseline)', 8, (run) =>
      countByDefinition(db, dayOf(run)),
    ),
    await time('counts of the five tabs', RUNS, (run) => countNormative(db, { on: dayOf(run) })),
    await time('first page in force', RUNS, (run) => list(run, 0)),
    await time('page 100 in force', RUNS, (run) => list(run, 100 * PAGE)),
    await time('marks of 50 cited documents', RUNS, (run) => {
      const ids = Array.from(
        { length: PAGE },
        (_, n) => first + ((run * 7919 + n * 997) % documents),
      )
      return validityOfDocuments(db, ids, dayOf(run))
    }),
  ]
}

async function countByDefinition(db: Db, on: Temporal.PlainDate): Promise<unknown> {
  return sql`
    select count(*) filter (where ended), count(*) filter (where not ended and effective_on > ${on}::date),
      count(*) filter (where not ended and amended_on[1] <= ${on}::date)
    from (
      select *, coalesce(least(repealed_on, lapsed_on, expires_on + 1) <= ${on}::date, false) as ended
      from document_validity_facts where normative_kind is not null and issued_on <= ${on}::date
    ) v`.execute(db)
}

async function time(
  name: string,
  runs: number,
  work: (run: number) => Promise<unknown>,
): Promise<Timing> {
  await work(0)
  const taken: number[] = []
  for (let run = 1; run <= runs; run += 1) {
    const started = performance.now()
    await work(run)
    taken.push(performance.now() - started)
  }
  const sorted = taken.toSorted((a, b) => a - b)
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!
  return { name, p50: at(0.5), p95: at(0.95) }
}

async function measureNotice(db: Db, desk: PublicationDesk): Promise<number> {
  const editionId = await declaredNotice(db, desk, MARKED, NOW)
  const started = performance.now()
  await publishDraft(db, desk, editionId, NOW)
  return performance.now() - started
}

if (import.meta.main) {
  const { documents, timings, publishNotice } = await benchValidity(
    Number(process.argv[2] ?? 100_000),
  )
  const [baseline] = timings
  console.log(`validity: ${documents.toLocaleString('en')} normative documents`)
  for (const { name, p50, p95 } of timings) {
    const ratio = p50 / baseline!.p50
    console.log(
      `validity: ${name}: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, ${ratio.toFixed(3)} × baseline`,
    )
  }
  console.log(
    `validity: a notice that marks ${MARKED} documents is published in ${publishNotice.toFixed(0)} ms`,
  )
}
