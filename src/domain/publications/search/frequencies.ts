/** How common lexemes are among the pieces of all texts: what is rare says more of what a reader means. */
import { sql } from 'kysely'
import { inTransaction, type Db } from '../../../platform/database/database.ts'
import { lexemeQuery } from '../../../platform/search/tsquery.ts'
import { byIndex, PLANNED_EACH_TIME } from './by-index.ts'

export interface Frequencies {
  /** share of pieces that hold it, 0 for one that stands nowhere */
  of(lexeme: string): number
  /** how many pieces there are, at least 2 */
  readonly pieces: number
}

/** Of common lexemes what the sample says; the others, which the index finds quickly, are counted. */
export async function readFrequencies(
  db: Db,
  lexemes: readonly string[],
  now: Temporal.Instant,
): Promise<Frequencies> {
  const { rows } = await sql<{ lexeme: string; share: number }>`
    select lexeme, share from search_shares where lexeme = any (${[...lexemes]}::text[])
  `.execute(db)
  const shares = new Map(rows.map(({ lexeme, share }) => [lexeme, share]))
  const counted = await count(
    db,
    lexemes.filter((lexeme) => !shares.has(lexeme)),
  )
  // texts came in since they were counted
  const pieces = Math.max(2, await countPieces(db, now), ...counted.values())
  return { of: (lexeme) => shares.get(lexeme) ?? (counted.get(lexeme) ?? 0) / pieces, pieces }
}

/** Of so many it is no matter how many more there are. */
const ENOUGH = 1000

async function count(db: Db, lexemes: readonly string[]): Promise<Map<string, number>> {
  if (lexemes.length === 0) return new Map()
  const rows = await byIndex(
    db,
    sql<{ lexeme: string; count: number }>`${PLANNED_EACH_TIME}
    select l.lexeme, (
      select count(*) from (
        select from search_chunks c where c.vector @@ l.query::tsquery limit ${ENOUGH}
      ) held
    ) as count
    from unnest(${[...lexemes]}::text[], ${lexemes.map(lexemeQuery)}::text[]) as l (lexeme, query)
  `,
  )
  return new Map(rows.map(({ lexeme, count }) => [lexeme, count]))
}

const COUNTED_EVERY = Temporal.Duration.from({ minutes: 10 })
const counts = new WeakMap<Db, { readonly at: Temporal.Instant; readonly pieces: number }>()

async function countPieces(db: Db, now: Temporal.Instant): Promise<number> {
  const known = counts.get(db)
  if (known && Temporal.Instant.compare(known.at.add(COUNTED_EVERY), now) > 0) return known.pieces
  const pieces = await estimatePieces(db)
  counts.set(db, { at: now, pieces })
  return pieces
}

/** As the database knows it; a table that it never looked at is a small one and counted. */
async function estimatePieces(db: Db): Promise<number> {
  const { rows } = await sql<{ pieces: number }>`
    select case when c.reltuples > 0 then c.reltuples::int8 else (select count(*) from search_chunks) end as pieces
    from pg_class c where c.oid = 'search_chunks'::regclass
  `.execute(db)
  return rows[0]?.pieces ?? 0
}

/** In fewer pieces every lexeme is counted as it is asked for. */
const LEAST_SAMPLED = 500
const SAMPLE = 5000
/** Once there are so many times as many pieces, the sample is taken again. */
const OUTGROWN = 1.5

/** Takes the sample anew, after a large load. */
export async function learnFrequencies(db: Db): Promise<void> {
  await sql`analyze search_documents`.execute(db)
  await sql`analyze search_chunks`.execute(db)
  const pieces = await estimatePieces(db)
  await inTransaction(db, async (tx) => {
    await sql`delete from search_sample`.execute(tx)
    await sql`delete from search_shares`.execute(tx)
    if (pieces < LEAST_SAMPLED) return
    await sql`insert into search_sample (pieces) values (${pieces})`.execute(tx)
    const percent = Math.min(100, (100 * SAMPLE) / pieces)
    const sample = `search_chunks tablesample system (${percent}) repeatable (1)`
    // of a lexeme that the sample holds once its share is not known; there the index is quick
    await sql`
      insert into search_shares (lexeme, share)
      select s.word, s.ndoc / n.pieces::real
      from ts_stat(${`select vector from ${sample}`}::text) s, (select count(*) as pieces from ${sql.raw(sample)}) n
      where s.ndoc > 2
    `.execute(tx)
  })
  await sql`analyze search_shares`.execute(db)
}

/** Takes the sample where there is none for so many texts. */
export async function learnWhereOutgrown(db: Db): Promise<void> {
  const pieces = await estimatePieces(db)
  if (pieces < LEAST_SAMPLED) return
  const sampled = await db.selectFrom('search_sample').select('pieces').executeTakeFirst()
  if (sampled === undefined || pieces > sampled.pieces * OUTGROWN) await learnFrequencies(db)
}
