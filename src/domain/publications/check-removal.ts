import type { Db } from '../../platform/database/database.ts'
import { ADDRESS_HASH_LENGTH, findPublicFile } from './attachments-store.ts'
import type { Edition } from './edition.ts'
import { findPublicDocument } from './public-document.ts'

/** What was looked at after a document was taken down: by the same questions that pages and files ask. */
export interface RemovalReceipt {
  readonly checks: readonly { readonly what: string; readonly isGone: boolean }[]
}

export async function checkRemoval(db: Db, edition: Edition): Promise<RemovalReceipt> {
  const { documentId, indexNumber, attachments } = edition
  const page = indexNumber === null ? undefined : await findPublicDocument(db, indexNumber)
  const files = await Promise.all(
    attachments.map(async ({ name, sha256 }) => {
      const hash = sha256.slice(0, ADDRESS_HASH_LENGTH)
      const found = indexNumber === null ? undefined : await findPublicFile(db, indexNumber, hash)
      return { what: `附件《${name}》`, isGone: found?.kind !== 'public' }
    }),
  )
  const listed = await db
    .selectFrom('documents as d')
    .innerJoin('editions as e', 'e.document_id', 'd.id')
    .select('d.id')
    .where('d.id', '=', documentId)
    .where('d.status', '=', 'published')
    .where('e.state', '=', 'published')
    .executeTakeFirst()
  const searched = await db
    .selectFrom('search_documents')
    .select('document_id')
    .where('document_id', '=', documentId)
    .executeTakeFirst()
  return {
    checks: [
      { what: '网页和纯文本', isGone: page === undefined },
      ...files,
      { what: '列表', isGone: listed === undefined },
      { what: '检索', isGone: searched === undefined },
    ],
  }
}
