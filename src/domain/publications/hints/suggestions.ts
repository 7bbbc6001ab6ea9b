import { sql } from 'kysely'
import type { Db } from '../../../platform/database/database.ts'

/** What the fields of a draft offer while one types: what this body has written there before, the most frequent first. */
export interface Suggestions {
  readonly categories: readonly string[]
  readonly publishers: readonly string[]
  readonly keywords: readonly string[]
}

const MOST = 30

export async function listSuggestions(db: Db, agencyId: number): Promise<Suggestions> {
  const { rows } = await sql<{ field: string; word: string }>`
    with recent as (
      select e.category, e.publisher, e.keywords from editions e
      join documents d on d.id = e.document_id
      where d.agency_id = ${agencyId} order by e.id desc limit 2000
    ), words as (
      select 'category' as field, category as word from recent
      union all select 'publisher', publisher from recent
      union all select 'keyword', unnest(keywords) from recent
    ), ranked as (
      select field, word, row_number() over (partition by field order by count(*) desc, word) as place
      from words where word <> '' group by field, word
    )
    select field, word from ranked where place <= ${MOST} order by field, place
  `.execute(db)
  const of = (field: string) => rows.filter((row) => row.field === field).map(({ word }) => word)
  return { categories: of('category'), publishers: of('publisher'), keywords: of('keyword') }
}
