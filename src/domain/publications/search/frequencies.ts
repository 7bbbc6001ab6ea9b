import { sql } from 'kysely'
import type { Db } from '../../../platform/database/database.ts'
import { lexemeQuery } from '../../../platform/search/tsquery.ts'
import { byIndex, PLANNED_EACH_TIME } from './by-index.ts'

/** How common lexemes are among the pieces of all texts. */
export interface Frequencies {
  /** share of pieces that hold it, 0 for one that stands nowhere */
  of(lexeme: string): number
  /** how many pieces there are, at least 2 */
  readonly pieces: number
}

const LEARNT_EVERY = Temporal.Duration.from({ minutes: 10 })

interface Learnt {
  readonly at: Temporal.Instant
  readonly pieces: number
  readonly common: ReadonlyMap<string, number>
}

const learnt = new WeakMap<Db, Learnt>()

/** Of common lexemes what the database's own sample says; the others, which the index finds quickly, are counted. */
export async function readFrequencies(
  db: Db,
  lexemes: readonly string[],
  now: Temporal.Instant,
): Promise<Frequencies> {
  const known = await learn(db, now)
  const counted = await count(
    db,
    lexemes.filter((lexeme) => !known.common.has(lexeme)),
  )
  const most = Math.max(0, ...counted.values())
  // more than there were: many texts came in since
  if (most >= known.pieces) learnt.delete(db)
  const { common, pieces } = most < known.pieces ? known : await learn(db, now)
  return {
    of: (lexeme) => common.get(lexeme) ?? Math.min(1, (counted.get(lexeme) ?? 0) / pieces),
    pieces,
  }
}

/** Of so many it is no matter how many more there are. */
const ENOUGH = 5000

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

/** What the database's own sample of the index says, read again now and then. */
async function learn(db: Db, now: Temporal.Instant): Promise<Learnt> {
  const known = learnt.get(db)
  if (known && Temporal.Instant.compare(known.at.add(LEARNT_EVERY), now) > 0) return known
  const [{ rows }, sized] = await Promise.all([
    sql<{ lexeme: string; frequency: number }>`
      select u.lexeme, u.frequency
      from pg_stats s, unnest(
        s.most_common_elems::text::text[],
        -- its last two or three numbers are the least and the greatest share, and that of nulls
        s.most_common_elem_freqs[1:cardinality(s.most_common_elems::text::text[])]
      ) as u(lexeme, frequency)
      where s.schemaname = current_schema() and s.tablename = 'search_chunks' and s.attname = 'vector'
    `.execute(db),
    // a table that was never sampled is a small one
    sql<{ pieces: number }>`
      select case when c.reltuples > 0 then c.reltuples::int8 else (select count(*) from search_chunks) end as pieces
      from pg_class c where c.oid = 'search_chunks'::regclass
    `.execute(db),
  ])
  const common = new Map(rows.map(({ lexeme, frequency }) => [lexeme, frequency]))
  const found = { at: now, common, pieces: Math.max(2, sized.rows[0]?.pieces ?? 0) }
  learnt.set(db, found)
  return found
}
