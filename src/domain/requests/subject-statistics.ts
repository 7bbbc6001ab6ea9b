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

/**
 * How many cases hold a text of this length or longer, expected as of a chain of characters: each pair given the
 * character it shares with the pair before. Pairs alone would take 777 for as common as 77.
 */
export async function expectedHolders(db: Db | Tx, text: string): Promise<number> {
  const characters = [...text]
  const pairs = characters.slice(1).map((character, at) => `${characters[at]}${character}`)
  if (pairs.length === 0) return (await expectedCases(db, [text])).get(text) ?? 0
  const shared = characters.slice(1, -1)
  const found = await expectedCases(db, [...new Set([...pairs, ...shared])])
  return pairs.reduce((expected, pair, at) => {
    const given = at === 0 ? 1 : (found.get(shared[at - 1]!) ?? 0)
    return given === 0 ? 0 : (expected * (found.get(pair) ?? 0)) / given
  }, 1)
}
