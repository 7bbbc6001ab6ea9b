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

/** When something last became public or was taken down; undefined while nothing ever was. */
export async function findLatestChange(db: Db): Promise<Temporal.Instant | undefined> {
  const { rows } = await sql<{ changed_at: Temporal.Instant | null }>`
    select greatest(
      (select e.published_at from editions e where e.state = 'published' order by e.published_at desc limit 1),
      (select r.removed_at from document_removals r order by r.removed_at desc limit 1)
    ) as changed_at
  `.execute(db)
  return rows[0]?.changed_at ?? undefined
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
