/**
 * Search, lists and facets over documents of some 1,400 characters, at one size after another. First: documents imported
 * and indexed a second, by the importer itself, against the tokens alone. Then, at each size: p50 and p95 of the first page
 * of common words, rare words, numbers and questions, against LIKE over the same texts; of lists and facets, against
 * count(*) of the joined tables. Last: how many of a sample are at rank 1 by title, 文号 and 索引号.
 *
 *     node bench/search.ts [sizes, as 10000,100000] [data folder to keep and use again] [characters of a text]
 */
import { existsSync, rmSync } from 'node:fs'
import { sql } from 'kysely'
import { COLUMNS, type Column } from '../src/domain/publications/import/columns.ts'
import type { ImportFolder } from '../src/domain/publications/import/folder.ts'
import { importSite } from '../src/domain/publications/import/import-site.ts'
import type { Manifest } from '../src/domain/publications/import/manifest.ts'
import { listPublicDocuments } from '../src/domain/publications/public-documents.ts'
import { countPublicKinds, listPublicFacets } from '../src/domain/publications/public-facets.ts'
import { searchPublications } from '../src/domain/publications/search/search.ts'
import { findLeadAgency } from '../src/domain/organisations/agencies-store.ts'
import { connectClient, openPool } from '../src/platform/database/connect.ts'
import type { Db } from '../src/platform/database/database.ts'
import { openCluster } from '../src/platform/database/embedded/cluster.ts'
import { migrate } from '../src/platform/database/migrate.ts'
import { systemClock } from '../src/platform/kernel/time.ts'
import { keyOf, lexemesIn, tokensOf, vectorText } from '../src/platform/search/tokens.ts'
import { buildAgency } from '../test/builders/people.ts'
import { loadRelevanceDocuments, meanOf, scoreSearch } from '../test/relevance/score.ts'
import { temporaryFolder } from '../test/cluster.ts'
import { COMMON_WORDS, makeDocument, RARE_WORDS } from './search-corpus.ts'
import { fillPublished } from './search-fill.ts'

const ROUNDS = 5
/** So many come in by the importer; more are copied, since reading them is what is measured. */
const IMPORTED = 3000
const SAMPLE = 100

interface Timing {
  readonly name: string
  readonly p50: number
  readonly p95: number
}

interface SearchBench {
  readonly documents: number
  /** undefined when the documents were there already */
  readonly importedPerSecond: number | undefined
  readonly tokensPerSecond: number
  readonly indexBytes: number
  readonly textBytes: number
  readonly timings: readonly Timing[]
  /** the same words by LIKE, first twenty of them */
  readonly baseline: readonly Timing[]
  readonly firstByTitle: number
  readonly firstByDocumentNumber: number
  readonly firstByIndexNumber: number
  readonly sampled: number
}

interface RelevanceBench {
  readonly queries: number
  readonly meanReciprocalRank: number
  readonly recallAtFive: number
}

/** The relevance set of test/relevance, over its own documents. */
async function benchRelevance(): Promise<RelevanceBench> {
  const folder = temporaryFolder()
  const cluster = await openCluster(folder)
  const client = await connectClient(cluster.connection)
  await migrate(client)
  await client.end()
  const { db, close } = openPool(cluster.connection, 4)
  try {
    const scored = await scoreSearch(db, await loadRelevanceDocuments(db))
    return {
      queries: scored.length,
      meanReciprocalRank: meanOf(scored, 'reciprocalRank'),
      recallAtFive: meanOf(scored, 'recall'),
    }
  } finally {
    await close()
    await cluster.release()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function* benchSearch(
  sizes: readonly number[],
  keep?: string,
  length?: number,
): AsyncGenerator<SearchBench> {
  const folder = keep ?? temporaryFolder()
  const known = existsSync(folder) && keep !== undefined
  const cluster = await openCluster(folder, { durable: true })
  const client = await connectClient(cluster.connection)
  await migrate(client)
  await client.end()
  const { db, close } = openPool(cluster.connection, 4)
  try {
    let importedPerSecond: number | undefined
    if (!known) importedPerSecond = await importMade(db, Math.min(IMPORTED, sizes[0]!))
    for (const documents of sizes) {
      const filled = await countFilled(db)
      if (filled < documents)
        await fillPublished(db, await anyDocument(db), filled, documents, length)
      yield { documents, importedPerSecond, ...(await measureAt(db, documents)) }
    }
  } finally {
    await close()
    await cluster.release()
    if (keep === undefined) rmSync(folder, { recursive: true, force: true })
  }
}

async function countFilled(db: Db): Promise<number> {
  const { rows } = await sql<{
    count: number
  }>`select count(*) as count from search_documents`.execute(db)
  return rows[0]!.count
}

async function anyDocument(db: Db): Promise<number> {
  const { rows } = await sql<{
    id: number
  }>`select min(document_id) as id from search_documents`.execute(db)
  return rows[0]!.id
}

async function measureAt(db: Db, documents: number) {
  const [common, rare] = [COMMON_WORDS, RARE_WORDS]
  const sample = sampleOf(documents).map((number) => makeDocument(number))
  const lists = [{}, { year: 2015 }, { category: '通知' }]
  const on = systemClock().toZonedDateTimeISO('Asia/Shanghai').toPlainDate()
  return {
    tokensPerSecond: tokensPerSecond(),
    ...(await sizesOf(db)),
    timings: [
      await timed('common word', db, common),
      await timed('common word by time', db, common, 'time'),
      await timed('rare word', db, rare),
      await timed(
        'document number',
        db,
        sample.map(({ documentNumber }) => documentNumber),
      ),
      await timed(
        'whole title',
        db,
        sample.map(({ title }) => title),
      ),
      await timed('question', db, QUESTIONS),
      await measured('list, first page', lists, (filter) => listPublicDocuments(db, filter, 1)),
      await measured('list, page 50', lists, (filter) => listPublicDocuments(db, filter, 50)),
      await measured('facets of a list', lists, (filter) => listPublicFacets(db, filter, on)),
      await measured('kinds on the home page', [undefined], () => countPublicKinds(db)),
    ],
    baseline: [
      await timedLike('common word', db, common),
      await timedLike('rare word', db, rare),
      await measured('count of the joined tables', [undefined], () =>
        sql`select e.category, count(*) from documents d
          join editions e on e.document_id = d.id and e.state = 'published'
          where d.status = 'published' group by 1`.execute(db),
      ),
    ],
    ...(await ranks(db, documents)),
  }
}

const QUESTIONS = [
  '失业保险稳岗返还怎么申请',
  '老旧小区改造需要什么材料',
  '高龄老人津贴多少钱',
  '网约车在哪里办证',
  '创业担保贷款贴息的条件是什么',
]

async function importMade(db: Db, documents: number): Promise<number> {
  await buildAgency(db, { name: '临澄市人民政府办公室' })
  const agency = (await findLeadAgency(db))!
  const numbers = Array.from({ length: documents }, (_, index) => index)
  const manifest: Manifest = {
    rows: numbers.map((number) => ({ line: number + 2, values: valuesOf(number) })),
    unused: [],
    missing: [],
  }
  const folder: ImportFolder = {
    read: async (file) => Buffer.from(makeDocument(Number.parseInt(file, 10)).text),
    list: async () => [],
  }
  const start = performance.now()
  const request = {
    agency: { ...agency, indexPrefix: '11371000004359440C' },
    folder,
    manifest,
    manifestName: 'bench.csv',
    basis: '测量用的文件',
  }
  for await (const step of importSite(db, request, systemClock())) {
    for (const finding of step.findings) console.error(finding)
    if (step.done % 10_000 === 0) console.error(`${step.done}/${step.total}`)
  }
  return documents / ((performance.now() - start) / 1000)
}

function valuesOf(number: number): Record<Column, string> {
  const { text: _text, ...made } = makeDocument(number)
  const values = Object.fromEntries(COLUMNS.map((column) => [column, ''])) as Record<Column, string>
  return { ...values, ...made }
}

async function timed(
  name: string,
  db: Db,
  queries: readonly string[],
  sort: 'relevance' | 'time' = 'relevance',
): Promise<Timing> {
  return measured(name, queries, (query) => searchPublications(db, { query, sort }, systemClock()))
}

async function timedLike(name: string, db: Db, words: readonly string[]): Promise<Timing> {
  return measured(name, words, (word) =>
    sql`select d.index_number, e.title from editions e join documents d on d.id = e.document_id
      where e.state = 'published' and e.body_text like ${`%${word}%`}
      order by d.published_at desc limit 20`.execute(db),
  )
}

async function measured<T>(
  name: string,
  queries: readonly T[],
  ask: (query: T) => Promise<unknown>,
): Promise<Timing> {
  const times: number[] = []
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const query of queries) {
      const start = performance.now()
      await ask(query)
      // the first round warms the cache, as any reader before did
      if (round > 0) times.push(performance.now() - start)
    }
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0
  return { name, p50: at(0.5), p95: at(0.95) }
}

function tokensPerSecond(): number {
  const texts = Array.from({ length: 300 }, (_, number) => makeDocument(number).text)
  const start = performance.now()
  for (const text of texts) {
    const tokens = tokensOf(text)
    keyOf(tokens)
    vectorText(lexemesIn(tokens))
  }
  return texts.length / ((performance.now() - start) / 1000)
}

async function sizesOf(db: Db) {
  const { rows } = await sql<{ indexBytes: number; textBytes: number }>`
    select pg_total_relation_size('search_chunks') + pg_total_relation_size('search_documents') as "indexBytes",
      pg_total_relation_size('editions') as "textBytes"`.execute(db)
  return rows[0]!
}

const sampleOf = (documents: number) =>
  Array.from({ length: SAMPLE }, (_, index) => Math.floor(((index + 0.5) * documents) / SAMPLE))

async function ranks(db: Db, documents: number) {
  const found = {
    firstByTitle: 0,
    firstByDocumentNumber: 0,
    firstByIndexNumber: 0,
    sampled: SAMPLE,
  }
  for (const number of sampleOf(documents)) {
    const { title, documentNumber, indexNumber } = makeDocument(number)
    const isFirst = async (query: string) => {
      const { hits } = await searchPublications(db, { query }, systemClock())
      return hits[0]?.indexNumber === indexNumber ? 1 : 0
    }
    found.firstByTitle += await isFirst(title)
    found.firstByDocumentNumber += await isFirst(
      documentNumber.replace('〔', '[').replace('〕', '] '),
    )
    found.firstByIndexNumber += await isFirst(indexNumber.toLowerCase())
  }
  return found
}

function print(bench: SearchBench): void {
  const ms = (value: number) => `${value.toFixed(1)} ms`
  const mb = (bytes: number) => `${(bytes / 1_000_000).toFixed(0)} MB`
  const { documents, importedPerSecond, tokensPerSecond, indexBytes, textBytes } = bench
  console.log(`documents                ${documents}`)
  if (importedPerSecond !== undefined)
    console.log(
      `imported and indexed     ${importedPerSecond.toFixed(0)}/s  ratio ${(importedPerSecond / tokensPerSecond).toFixed(2)} of tokens alone`,
    )
  console.log(`tokens alone             ${tokensPerSecond.toFixed(0)}/s`)
  console.log(`index                    ${mb(indexBytes)} beside ${mb(textBytes)} of editions`)
  for (const { name, p50, p95 } of bench.timings)
    console.log(`${name.padEnd(24)} p50 ${ms(p50)}  p95 ${ms(p95)}`)
  for (const { name, p50, p95 } of bench.baseline)
    console.log(`${`baseline: ${name}`.padEnd(24)} p50 ${ms(p50)}  p95 ${ms(p95)}`)
  const { firstByTitle, firstByDocumentNumber, firstByIndexNumber, sampled } = bench
  console.log(
    `at rank 1 of ${sampled}         title ${firstByTitle}, 文号 ${firstByDocumentNumber}, 索引号 ${firstByIndexNumber}`,
  )
}

if (import.meta.main) {
  const sizes = (process.argv[2] ?? '10000,100000').split(',').map(Number)
  const length = process.argv[4] === undefined ? undefined : Number(process.argv[4])
  for await (const bench of benchSearch(sizes, process.argv[3], length)) print(bench)
  const { queries, meanReciprocalRank, recallAtFive } = await benchRelevance()
  console.log(
    `relevance of ${queries} queries  MRR ${meanReciprocalRank.toFixed(3)}, recall in the first five ${recallAtFive.toFixed(3)}`,
  )
}
