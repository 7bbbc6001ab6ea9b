import type { Tx } from '../../platform/database/database.ts'
import { announceChange } from '../../platform/web/page-changes.ts'
import { indexEdition } from './search/index-edition.ts'

/** Cache tags of what a reader may see of a document; a change names those that changed. */
export const documentTag = (documentId: number) => `document:${documentId}`
export const agencyListTag = (agencyId: number) => `documents-of:${agencyId}`
export const ALL_DOCUMENTS_TAG = 'documents'
export const REPORTS_TAG = 'reports'

/** Announces at commit, on every node, that these pages changed. What rolls back is never announced. */
export async function announcePublicChange(tx: Tx, tags: readonly string[]): Promise<void> {
  await announceChange(tx, tags)
}

/** After every act that changes what readers see of a document: search and kept pages follow in the same instant. */
export async function publicationChanged(
  tx: Tx,
  changed: { readonly documentId: number; readonly agencyId: number },
): Promise<void> {
  await indexEdition(tx, changed.documentId)
  // their pages show its title, or no longer do
  const linked = await tx
    .selectFrom('document_relations')
    .select(['from_id', 'to_id'])
    .where((eb) =>
      eb.or([eb('from_id', '=', changed.documentId), eb('to_id', '=', changed.documentId)]),
    )
    .execute()
  await announcePublicChange(tx, [
    documentTag(changed.documentId),
    ...linked.flatMap(({ from_id, to_id }) => [documentTag(from_id), documentTag(to_id)]),
    agencyListTag(changed.agencyId),
    ALL_DOCUMENTS_TAG,
  ])
}
