/** 印发清理结果: one act drafts the notice with its lists; publication of the notice, and nothing else, marks. */
import { z } from 'zod'
import { inTransaction, type Db, type Tx } from '../../../platform/database/database.ts'
import type { Officer } from '../../accounts/officer.ts'
import { assertMay } from '../../accounts/permissions.ts'
import { getAgency } from '../../organisations/agencies-store.ts'
import { EditionForm } from '../../publications/edition.ts'
import { getEdition } from '../../publications/editions-store.ts'
import { draftDocument } from '../../publications/handling/drafting.ts'
import { optionalDay } from '../form-days.ts'
import type { CleanupItem, CleanupStructure } from './cleanup.ts'
import { getCleanupForUpdate, listCleanupItems } from './cleanups-store.ts'
import { noticeBody } from './result-lists.ts'
import { assertState, audit } from './cleanup-step.ts'

export const NoticeForm = z.object({
  title: z.string().trim().min(1, '请填写标题').max(300),
  documentNumber: z.string().trim().max(60).default(''),
  category: z.string().trim().min(1, '请填写组配分类').max(60),
  formedOn: optionalDay,
  /** from when 废止 and 失效 apply; empty: from publication */
  appliesFrom: optionalDay,
  text: z.string().trim().min(1, '请填写正文').max(20_000),
})
export type NoticeForm = z.infer<typeof NoticeForm>

/**
 * Drafts the notice of results of an approved campaign: the covering text, the list of what stays in force and those of what
 * is to be amended, is repealed or has lapsed. The draft goes through 保密审查 and approval like any other; in the
 * transaction that publishes it, every document it names is marked, linked both ways, and not a moment before.
 * @returns the notice's edition
 * @throws Refusal `forbidden`, `wrong-state` before approval or when it was issued already
 */
export async function issueCleanup(
  db: Db,
  officer: Officer,
  cleanupId: number,
  form: NoticeForm,
  now: Temporal.Instant,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const cleanup = await getCleanupForUpdate(tx, cleanupId)
    assertMay(officer, 'policies.edit', cleanup.agencyId)
    assertState(cleanup, ['approved'])
    const items = await listCleanupItems(tx, cleanupId)
    const editionId = await draftNotice(tx, officer, cleanupId, items, form, now)
    const { documentId } = await getEdition(tx, editionId)
    await tx
      .updateTable('cleanups')
      .set({ state: 'issued', notice_document_id: documentId })
      .where('id', '=', cleanupId)
      .execute()
    await audit(tx, officer, 'policies.edit', cleanupId, 'issued', now)
    return editionId
  })
}

async function draftNotice(
  tx: Tx,
  officer: Officer,
  cleanupId: number,
  items: readonly CleanupItem[],
  form: NoticeForm,
  now: Temporal.Instant,
): Promise<number> {
  const { shortName } = await getAgency(tx, officer.agencyId)
  const structure: CleanupStructure = {
    cleanupId,
    appliesFrom: form.appliesFrom?.toString() ?? null,
    results: items.map((item) => ({
      documentId: item.documentId,
      title: item.title,
      documentNumber: item.documentNumber,
      indexNumber: item.indexNumber,
      publisher: item.publisher,
      result: item.result!, // an approved campaign has all
      reason: item.resultReason,
    })),
  }
  const content = EditionForm.parse({
    title: form.title,
    documentNumber: form.documentNumber,
    category: form.category,
    publisher: shortName,
    disclosure: 'proactive',
    formedOn: form.formedOn?.toString(),
    bodyHtml: noticeBody(form.text, structure),
    kind: 'cleanup-result',
    structure,
  })
  return draftDocument(tx, officer, content, now)
}
