import { sql } from 'kysely'
import type { Tx } from '../../platform/database/database.ts'

export async function insertDocument(
  tx: Tx,
  agencyId: number,
  now: Temporal.Instant,
): Promise<number> {
  const { id } = await tx
    .insertInto('documents')
    .values({ agency_id: agencyId, created_at: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** The next serial of a prefix and year: no gap and no double, because the row is locked until the publication commits. */
export async function takeIndexSerial(tx: Tx, prefix: string, year: number): Promise<number> {
  const { last_number: serial } = await tx
    .insertInto('index_counters')
    .values({ prefix, year, last_number: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['prefix', 'year'])
        .doUpdateSet({ last_number: sql`index_counters.last_number + 1` }),
    )
    .returning('last_number')
    .executeTakeFirstOrThrow()
  return serial
}

export async function markDocumentPublished(
  tx: Tx,
  documentId: number,
  published: { readonly indexNumber: string; readonly at: Temporal.Instant },
): Promise<void> {
  await tx
    .updateTable('documents')
    .set({ status: 'published', index_number: published.indexNumber, published_at: published.at })
    .where('id', '=', documentId)
    .execute()
}

/** Whoever comes second waits, and then sees what the first did. */
export async function lockDocument(tx: Tx, documentId: number): Promise<void> {
  await tx.selectFrom('documents').select('id').where('id', '=', documentId).forUpdate().execute()
}
