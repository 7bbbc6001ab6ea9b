import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/database.ts'

export async function listItemsOfDocument(db: Db | Tx, documentId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('catalogue_bindings')
    .select('item_id')
    .where('document_id', '=', documentId)
    .orderBy('item_id')
    .execute()
  return rows.map((row) => row.item_id)
}

export async function replaceBindings(
  tx: Tx,
  documentId: number,
  itemIds: readonly number[],
  by: { readonly officerId: number; readonly now: Temporal.Instant },
): Promise<void> {
  await tx
    .deleteFrom('catalogue_bindings')
    .where('document_id', '=', documentId)
    .$if(itemIds.length > 0, (query) => query.where('item_id', 'not in', itemIds))
    .execute()
  if (itemIds.length === 0) return
  await tx
    .insertInto('catalogue_bindings')
    .values(
      itemIds.map((itemId) => ({
        document_id: documentId,
        item_id: itemId,
        bound_by: by.officerId,
        bound_at: by.now,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** A document bound to a row, public or still on its way. */
export interface BoundDocument {
  readonly itemId: number
  readonly documentId: number
  readonly indexNumber: string | null
  readonly title: string
  readonly formedOn: Temporal.PlainDate | null
  readonly publishedAt: Temporal.Instant | null
}

/**
 * What fulfils rows, newest first. With `publicOnly` nothing but published editions of published documents is read:
 * the public board must not know that a draft exists.
 */
export async function listBoundDocuments(
  db: Db,
  itemIds: readonly number[],
  { publicOnly }: { readonly publicOnly: boolean },
): Promise<BoundDocument[]> {
  if (itemIds.length === 0) return []
  const { rows } = await sql<{
    item_id: number
    document_id: number
    index_number: string | null
    title: string
    formed_on: Temporal.PlainDate | null
    published_at: Temporal.Instant | null
  }>`
    select b.item_id, d.id as document_id, d.index_number, e.title, e.formed_on, d.published_at
    from catalogue_bindings b
    join documents d on d.id = b.document_id and d.status = any (${
      publicOnly ? ['published'] : ['published', 'draft']
    })
    cross join lateral (
      select title, formed_on, state from editions where document_id = d.id
        and (state = 'published' or d.status = 'draft')
      order by number desc limit 1
    ) e
    where b.item_id = any (${[...itemIds]}::int[])
    order by d.published_at desc nulls first, d.id desc
  `.execute(db)
  return rows.map((row) => ({
    itemId: row.item_id,
    documentId: row.document_id,
    indexNumber: row.index_number,
    title: row.title,
    formedOn: row.formed_on,
    publishedAt: row.published_at,
  }))
}

export interface UnboundDocument {
  readonly documentId: number
  readonly title: string
  readonly category: string
  readonly publishedAt: Temporal.Instant
}

const MOST_UNBOUND = 500

/** What is public and kept by no row: newest first. */
export async function listUnboundDocuments(db: Db, agencyId: number): Promise<UnboundDocument[]> {
  const rows = await db
    .selectFrom('documents as d')
    .innerJoin('editions as e', (join) =>
      join.onRef('e.document_id', '=', 'd.id').on('e.state', '=', 'published'),
    )
    .select(['d.id', 'e.title', 'e.category', 'd.published_at'])
    .where('d.agency_id', '=', agencyId)
    .where('d.status', '=', 'published')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('catalogue_bindings as b')
            .select('b.item_id')
            .whereRef('b.document_id', '=', 'd.id'),
        ),
      ),
    )
    .orderBy('d.published_at', 'desc')
    .orderBy('d.id', 'desc')
    .limit(MOST_UNBOUND)
    .execute()
  return rows.map((row) => ({
    documentId: row.id,
    title: row.title,
    category: row.category,
    publishedAt: row.published_at!, // published
  }))
}
