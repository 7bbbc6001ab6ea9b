import type { Tx } from '../../platform/database/database.ts'
import { announceChange } from '../../platform/web/page-changes.ts'

/** Cache tags of what a reader may see of a document; a change names those that changed. */
export const documentTag = (documentId: number) => `document:${documentId}`
export const agencyListTag = (agencyId: number) => `documents-of:${agencyId}`
export const ALL_DOCUMENTS_TAG = 'documents'
export const REPORTS_TAG = 'reports'

/** Announces at commit, on every node, that these pages changed. What rolls back is never announced. */
export async function announcePublicChange(tx: Tx, tags: readonly string[]): Promise<void> {
  await announceChange(tx, tags)
}

export async function publicationChanged(
  tx: Tx,
  changed: { readonly documentId: number; readonly agencyId: number },
): Promise<void> {
  await announcePublicChange(tx, [
    documentTag(changed.documentId),
    agencyListTag(changed.agencyId),
    ALL_DOCUMENTS_TAG,
  ])
}
