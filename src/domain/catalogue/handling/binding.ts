import { recordAudit } from '../../../platform/audit/audit-log.ts'
import { inTransaction, type Db, type Tx } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { announceChange } from '../../../platform/web/page-changes.ts'
import type { Officer } from '../../accounts/officer.ts'
import { actingAs, assertMay } from '../../accounts/permissions.ts'
import { getAgency } from '../../organisations/agencies-store.ts'
import { documentTag } from '../../publications/publication-changed.ts'
import { replaceBindings } from '../bindings-store.ts'
import { CATALOGUE_TAG } from '../catalogue-changed.ts'
import { findItem } from '../rows-store.ts'

/**
 * 挂接: says which rows of the catalogue a document fulfils. The rows are those of the own body or of the body it files
 * with, whose catalogue names its units as owners. It moves no text and voids no review.
 * @throws Refusal `forbidden`, `not-found` for another body's document or row
 */
export async function bindDocument(
  db: Db,
  officer: Officer,
  documentId: number,
  itemIds: readonly number[],
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const document = await tx
      .selectFrom('documents')
      .select('agency_id')
      .where('id', '=', documentId)
      .executeTakeFirst()
    if (!document) throw new Refusal('not-found', '没有找到这份文件。')
    assertMay(officer, 'publications.draft', document.agency_id)
    await assertItemsWithin(tx, document.agency_id, itemIds)
    await replaceBindings(tx, documentId, itemIds, { officerId: officer.id, now })
    await recordAudit(tx, now, {
      actor: actingAs(officer, 'publications.draft'),
      action: 'catalogue.bound',
      subject: `document:${documentId}`,
      detail: { items: itemIds.join(',') },
    })
    await announceChange(tx, [CATALOGUE_TAG, documentTag(documentId)])
  })
}

async function assertItemsWithin(
  tx: Tx,
  agencyId: number,
  itemIds: readonly number[],
): Promise<void> {
  const { supervisorId } = await getAgency(tx, agencyId)
  for (const itemId of itemIds) {
    const item = await findItem(tx, itemId)
    if (item === undefined || (item.agencyId !== agencyId && item.agencyId !== supervisorId))
      throw new Refusal('not-found', '没有找到这个目录条目。')
  }
}
