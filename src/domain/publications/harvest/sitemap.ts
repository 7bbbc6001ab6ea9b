import { sql } from 'kysely'
import type { Db } from '../../../platform/database/database.ts'

/** Documents by their number in the database, parts counted from 1: a part never changes its members, so it is fetched anew only when one does. */
export const SITEMAP_PART = 10_000

export interface SitemapPart {
  readonly part: number
  readonly changedAt: Temporal.Instant
}

export async function listSitemapParts(db: Db): Promise<SitemapPart[]> {
  const { rows } = await sql<{ part: number; changed_at: Temporal.Instant }>`
    select (d.id / ${SITEMAP_PART})::int + 1 as part, max(e.published_at) as changed_at
    from documents d join editions e on e.document_id = d.id and e.state = 'published'
    where d.status = 'published'
    group by 1 order by 1
  `.execute(db)
  return rows.map(({ part, changed_at }) => ({ part, changedAt: changed_at }))
}

export interface SitemapDocument {
  readonly indexNumber: string
  readonly changedAt: Temporal.Instant
}

export async function listSitemapDocuments(db: Db, part: number): Promise<SitemapDocument[]> {
  const rows = await db
    .selectFrom('documents as d')
    .innerJoin('editions as e', (join) =>
      join.onRef('e.document_id', '=', 'd.id').on('e.state', '=', 'published'),
    )
    .select(['d.index_number', 'e.published_at'])
    .where('d.status', '=', 'published')
    .where('d.id', '>=', (part - 1) * SITEMAP_PART)
    .where('d.id', '<', part * SITEMAP_PART)
    .orderBy('d.id')
    .execute()
  return rows.map((row) => ({
    indexNumber: row.index_number!, // published
    changedAt: row.published_at!, // published
  }))
}
