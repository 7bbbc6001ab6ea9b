import { sql } from 'kysely'
import type { Db } from '../../../platform/database/database.ts'

/** Share of texts that hold a lexeme. What is not among the common ones is rare. */
export type Frequency = (lexeme: string) => number

const RARE = 0.0002
const LEARNT_EVERY = Temporal.Duration.from({ minutes: 10 })

interface Learnt {
  readonly at: Temporal.Instant
  readonly frequency: Frequency
}

const learnt = new WeakMap<Db, Learnt>()

/** What the database's own sample of the index says, read again now and then. */
export async function getFrequency(db: Db, now: Temporal.Instant): Promise<Frequency> {
  const known = learnt.get(db)
  if (known && Temporal.Instant.compare(known.at.add(LEARNT_EVERY), now) > 0) return known.frequency
  const { rows } = await sql<{ lexeme: string; frequency: number }>`
    select u.lexeme, u.frequency
    from pg_stats s, unnest(
      s.most_common_elems::text::text[],
      -- its last two or three numbers are the least and the greatest share, and that of nulls
      s.most_common_elem_freqs[1:cardinality(s.most_common_elems::text::text[])]
    ) as u(lexeme, frequency)
    where s.schemaname = current_schema() and s.tablename = 'search_chunks' and s.attname = 'vector'
  `.execute(db)
  const shares = new Map(rows.map(({ lexeme, frequency }) => [lexeme, frequency]))
  const frequency: Frequency = (lexeme) => shares.get(lexeme) ?? RARE
  learnt.set(db, { at: now, frequency })
  return frequency
}
