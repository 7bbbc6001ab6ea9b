/** The SQL of the files gathered for an answer. What is listed in a draft is a copy that is signed (`draft.ts`). */
import { z } from 'zod'
import type { Db, Tx } from '../../../../platform/database/database.ts'
import { storedFile, type StoredFile } from '../../../../platform/files/stored-file.ts'
import { Refusal } from '../../../../platform/kernel/refusal.ts'
import type { Sealer } from '../../../../platform/sealing/sealer.ts'
import type { DraftAttachment, ReleaseOutcome } from '../../draft.ts'
import type { ReleaseVerdict } from './release-check.ts'

export interface ReplyAttachment {
  readonly id: number
  readonly requestId: number
  readonly agencyId: number
  readonly file: StoredFile
  readonly addedAt: Temporal.Instant
  readonly outcome: ReleaseOutcome
  readonly findings: ReleaseVerdict['findings']
  readonly acceptedReason: string
}

const Findings = z.array(
  z.object({ what: z.string(), where: z.string().optional(), quote: z.string().optional() }),
)

export async function insertAttachment(
  tx: Tx,
  one: {
    readonly requestId: number
    readonly agencyId: number
    readonly fileId: number
    readonly addedBy: number
    readonly at: Temporal.Instant
  },
): Promise<number> {
  const { id } = await tx
    .insertInto('reply_attachments')
    .values({
      request_id: one.requestId,
      agency_id: one.agencyId,
      file_id: one.fileId,
      added_by: one.addedBy,
      added_at: one.at,
      check_state: 'unchecked',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** The files of the answer as they stand, in the order they were added. */
export async function listAttachments(
  db: Db | Tx,
  sealer: Sealer,
  requestId: number,
): Promise<ReplyAttachment[]> {
  const rows = await db
    .selectFrom('reply_attachments as a')
    .innerJoin('stored_files as f', 'f.id', 'a.file_id')
    .selectAll('f')
    .select(['a.id as attachmentId', 'a.agency_id as agencyId', 'a.added_at as addedAt'])
    .select(['a.check_state as checkState', 'a.sealed_findings as sealedFindings'])
    .select(['a.accepted_reason as acceptedReason', 'a.accepted_at as acceptedAt'])
    .where('a.request_id', '=', requestId)
    .where('a.removed_at', 'is', null)
    .orderBy('a.id')
    .execute()
  return rows.map((row) => ({
    id: row.attachmentId,
    requestId,
    agencyId: row.agencyId,
    file: storedFile(row, sealer),
    addedAt: row.addedAt,
    outcome: row.acceptedAt === null ? (row.checkState as ReleaseOutcome) : 'accepted',
    findings: row.sealedFindings === null ? [] : openFindings(sealer, row.sealedFindings),
    acceptedReason: row.acceptedReason,
  }))
}

const openFindings = (sealer: Sealer, sealed: string) =>
  Findings.parse(JSON.parse(sealer.open(sealed))) as ReleaseVerdict['findings']

/** @throws Refusal `not-found`, also for a file of another case or one that was taken away */
export async function getAttachment(
  db: Db | Tx,
  sealer: Sealer,
  requestId: number,
  id: number,
): Promise<ReplyAttachment> {
  const found = (await listAttachments(db, sealer, requestId)).find((one) => one.id === id)
  if (!found) throw new Refusal('not-found', '没有找到这个附件。')
  return found
}

/** A new check takes back an acceptance that was given for other findings. */
export async function writeCheck(
  tx: Tx,
  sealer: Sealer,
  id: number,
  { state, findings }: ReleaseVerdict,
  at: Temporal.Instant,
): Promise<void> {
  await tx
    .updateTable('reply_attachments')
    .set({
      check_state: state,
      checked_at: at,
      sealed_findings: findings.length === 0 ? null : sealer.seal(JSON.stringify(findings)),
      accepted_reason: '',
      accepted_by: null,
      accepted_at: null,
    })
    .where('id', '=', id)
    .execute()
}

export async function markAccepted(
  tx: Tx,
  id: number,
  {
    reason,
    by,
    at,
  }: { readonly reason: string; readonly by: number; readonly at: Temporal.Instant },
): Promise<void> {
  await tx
    .updateTable('reply_attachments')
    .set({ accepted_reason: reason, accepted_by: by, accepted_at: at })
    .where('id', '=', id)
    .execute()
}

export async function markRemoved(
  tx: Tx,
  id: number,
  by: number,
  at: Temporal.Instant,
): Promise<void> {
  await tx
    .updateTable('reply_attachments')
    .set({ removed_by: by, removed_at: at })
    .where('id', '=', id)
    .execute()
}

/** The files as a draft lists them, to be hashed and signed with it. */
export async function draftAttachments(
  tx: Tx,
  sealer: Sealer,
  requestId: number,
): Promise<DraftAttachment[]> {
  return (await listAttachments(tx, sealer, requestId)).map((one) => ({
    name: one.file.name,
    sha256: one.file.sha256,
    size: one.file.size,
    mediaType: one.file.mediaType,
    fileId: one.file.id,
    release: {
      outcome: one.outcome,
      findings: one.findings.map(({ what, where }) => (where ? `${what}（${where}）` : what)),
      ...(one.acceptedReason === '' ? {} : { reason: one.acceptedReason }),
    },
  }))
}
