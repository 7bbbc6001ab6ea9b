/** How many cases have a term in their subject, by what the planner knows of the index of terms; it costs no search. */
import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/database.ts'

/** Expected cases for each term; a term that is not among the common ones, or never counted, is as good as 0. */
export async function expectedCases(
  db: Db | Tx,
  terms: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ term: string; found: number }>`
    select c.term, c.share * greatest(t.reltuples, 0) as found
    from pg_stats s
    join pg_class t on t.oid = 'requests'::regclass
    cross join unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) as c (term, share)
    where s.tablename = 'requests_subject_terms' and c.term = any(${terms}::text[])
  `.execute(db)
  const found = new Map(rows.map((row) => [row.term, row.found]))
  return new Map(terms.map((term) => [term, found.get(term) ?? 0]))
}
