import { z } from 'zod'
import { recordAudit } from '../../../platform/audit/audit-log.ts'
import { inTransaction, type Db, type Tx } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { Officer } from '../../accounts/officer.ts'
import { actingAs } from '../../accounts/permissions.ts'
import { listEditionsOfDocument, updateEditionState } from '../editions-store.ts'
import { hasIndexNumber } from '../index-number-match.ts'
import { publicationChanged } from '../publication-changed.ts'
import { REMOVAL_KINDS } from '../removals.ts'
import { takeStep } from './steps.ts'

export const RemovalForm = z
  .object({
    kind: z.enum(REMOVAL_KINDS, '请选择撤下的原因'),
    publicReason: z.string().trim().min(4, '请写明向公众说明的理由').max(500, '理由最多500个字'),
    privateNote: z.string().trim().max(2000).default(''),
    /** 索引号 of the document that takes its place */
    successor: z.string().trim().max(80).default(''),
  })
  .superRefine((form, context) => {
    if (form.kind === 'superseded' && form.successor === '')
      context.addIssue({ code: 'custom', path: ['successor'], message: '请填写替代文件的索引号' })
  })
export type RemovalForm = z.infer<typeof RemovalForm>

/**
 * Takes a document down, at once and everywhere: its page, its files, lists, search. The address answers with the reason
 * from then on, the editions stay sealed in the records, and it never comes back.
 * @param editionId the published edition, which the officer has before them
 * @throws Refusal `forbidden`, `wrong-state` when it is not public, `invalid` for a reason that repeats the title of what
 *   was published in error, or a successor that is not public
 */
export async function removeDocument(
  db: Db | Tx,
  officer: Officer,
  editionId: number,
  form: RemovalForm,
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const { edition, to } = await takeStep(tx, officer, editionId, 'remove')
    const { documentId, agencyId } = edition
    if (form.kind === 'published-in-error' && form.publicReason.includes(edition.title))
      throw invalid('publicReason', '误发的文件，公开的理由里不要写出标题')
    const successorId = await getSuccessor(tx, form, documentId)
    await tx
      .insertInto('document_removals')
      .values({
        document_id: documentId,
        kind: form.kind,
        public_reason: form.publicReason,
        private_note: form.privateNote,
        successor_id: successorId,
        removed_by: officer.id,
        removed_at: now,
      })
      .execute()
    await updateEditionState(tx, editionId, { state: to }, now)
    await takeSchedulesAway(tx, documentId, now)
    await tx
      .updateTable('documents')
      .set({ status: 'removed' })
      .where('id', '=', documentId)
      .execute()
    await recordAudit(tx, now, {
      actor: actingAs(officer, 'publications.publish'),
      action: 'document.removed',
      subject: `document:${documentId}`,
      detail: { kind: form.kind },
    })
    await publicationChanged(tx, { documentId, agencyId })
  })
}

async function getSuccessor(
  tx: Tx,
  { kind, successor }: RemovalForm,
  documentId: number,
): Promise<number | null> {
  if (kind !== 'superseded') return null
  const row = await tx
    .selectFrom('documents')
    .select('id')
    .where(hasIndexNumber('index_number', successor))
    .where('status', '=', 'published')
    .executeTakeFirst()
  if (!row) throw invalid('successor', '没有找到这个索引号的已公开文件')
  if (row.id === documentId) throw invalid('successor', '替代文件不能是它自己')
  return row.id
}

/** A working copy may stay as a draft; nothing of it goes online any more. */
async function takeSchedulesAway(tx: Tx, documentId: number, now: Temporal.Instant): Promise<void> {
  const editions = await listEditionsOfDocument(tx, documentId)
  for (const { id, state } of editions)
    if (state === 'scheduled') await updateEditionState(tx, id, { state: 'reviewed' }, now)
}

function invalid(at: string, message: string): Refusal {
  return new Refusal('invalid', message, [{ at, message }])
}
