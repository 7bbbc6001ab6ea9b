import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/database.ts'
import type { Attachment } from './edition.ts'
import { hasIndexNumber } from './index-number-match.ts'

/** Back to a draft, whatever it was: what was reviewed had other files. Its text keeps the version an editor has open. */
export async function updateAttachments(
  tx: Tx,
  editionId: number,
  attachments: readonly Attachment[],
  editorId: number,
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .updateTable('editions')
    .set({
      attachments: JSON.stringify(attachments),
      state: 'draft',
      contributors: sql<number[]>`array(select distinct unnest(contributors || ${editorId}::int))`,
      updated_at: now,
    })
    .where('id', '=', editionId)
    .execute()
}

/** Whether any edition, of whatever document and in whatever state, still has this file. */
export async function isFileNamed(tx: Tx, fileId: number): Promise<boolean> {
  const row = await tx
    .selectFrom('edition_files')
    .select('file_id')
    .where('file_id', '=', fileId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Characters of the SHA-256 that stand in an attachment's address: the same bytes, the same address. */
export const ADDRESS_HASH_LENGTH = 16

/** What the public address of a file leads to at this moment. */
export type PublicFile =
  | {
      readonly kind: 'public'
      readonly documentId: number
      readonly indexNumber: string
      readonly attachment: Attachment
    }
  /** It was public once: its document was taken down, or has had other files since. */
  | { readonly kind: 'removed' | 'replaced' }

/**
 * The file of a published edition. Asked anew at every request, so that it is refused from the moment its document is
 * taken down or its edition replaced. What was never public looks like what does not exist.
 */
export async function findPublicFile(
  db: Db,
  indexNumber: string,
  hash: string,
): Promise<PublicFile | undefined> {
  if (!/^[0-9a-f]{16}$/.test(hash)) return undefined
  const named = sql`starts_with(a ->> 'sha256', ${hash})`
  const { rows } = await sql<{
    id: number
    indexNumber: string
    status: string
    attachment: Attachment | null
    was: boolean
  }>`
    select d.id, d.index_number as "indexNumber", d.status,
      (select a from editions e, jsonb_array_elements(e.attachments) a
        where e.document_id = d.id and e.state = 'published' and d.status = 'published' and ${named}
        limit 1) as attachment,
      exists (select from editions e, jsonb_array_elements(e.attachments) a
        where e.document_id = d.id and e.state in ('superseded', 'removed') and ${named}) as was
    from documents d
    where ${hasIndexNumber('d.index_number', indexNumber)} and d.status <> 'draft'
  `.execute(db)
  const [row] = rows
  if (row?.attachment) {
    const { id: documentId, indexNumber: asGiven, attachment } = row
    return { kind: 'public', documentId, indexNumber: asGiven, attachment }
  }
  if (!row?.was) return undefined
  return { kind: row.status === 'removed' ? 'removed' : 'replaced' }
}
