/** 身份证明 that came in online, for the officers of the case. */
import { recordAudit } from '../../../platform/audit/audit-log.ts'
import { inTransaction, type Tx } from '../../../platform/database/database.ts'
import { listFiles, openFile, type Files, type OpenedFile } from '../../../platform/files/files.ts'
import type { StoredFile } from '../../../platform/files/stored-file.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { hasRole, type Officer } from '../../accounts/officer.ts'
import { APPLICANT_READERS, assertSameAgency } from '../case-permissions.ts'
import type { CaseRoom } from '../case-room.ts'
import { getOpenCase } from '../requests-store.ts'
import { listProofs, type ProofKind } from './proofs.ts'

/** How many proofs came with it, for everybody who reads the case; null for one that did not come online. */
export async function countOnlineProofs(
  { db }: CaseRoom,
  requestId: number,
): Promise<number | null> {
  const row = await db
    .selectFrom('online_applications as o')
    .leftJoin('application_proofs as p', 'p.request_id', 'o.request_id')
    .select((eb) => eb.fn.count<number>('p.file_id').as('proofs'))
    .where('o.request_id', '=', requestId)
    .groupBy('o.request_id')
    .executeTakeFirst()
  return row ? Number(row.proofs) : null
}

export interface OnlineProof {
  readonly kind: ProofKind
  readonly file: StoredFile
}

/** Their names, which are people's names as often as not: that they were read is logged. @throws Refusal `not-found`, `forbidden` */
export function readOnlineProofs(
  room: CaseRoom,
  files: Files,
  officer: Officer,
  requestId: number,
  now: Temporal.Instant,
): Promise<OnlineProof[]> {
  return inTransaction(room.db, async (tx) => {
    await assertMayRead(tx, officer, requestId)
    await audit(tx, officer, 'proofs.listed', `request:${requestId}`, now)
    const proofs = await listProofs(tx, requestId)
    const ids = proofs.map(({ fileId }) => fileId)
    const stored = await listFiles(files, tx, ids)
    return stored.map((file) => ({
      kind: proofs.find(({ fileId }) => fileId === file.id)!.kind,
      file,
    }))
  })
}

/**
 * Opens one proof for who may read the applicant's identity; each opening is logged.
 * @throws Refusal `not-found` also for a file of another case, `forbidden`, those of `openFile`
 */
export async function openProof(
  room: CaseRoom,
  files: Files,
  officer: Officer,
  { requestId, fileId }: { readonly requestId: number; readonly fileId: number },
  now: Temporal.Instant,
): Promise<OpenedFile> {
  await inTransaction(room.db, async (tx) => {
    await assertMayRead(tx, officer, requestId)
    const proofs = await listProofs(tx, requestId)
    if (!proofs.some((proof) => proof.fileId === fileId)) {
      throw new Refusal('not-found', '没有找到这个文件。')
    }
    await audit(tx, officer, 'proof.opened', `file:${fileId}`, now)
  })
  // asked above, in the transaction that logged it
  return openFile(files, room.db, fileId, async () => true)
}

async function assertMayRead(tx: Tx, officer: Officer, requestId: number): Promise<void> {
  const { state } = await getOpenCase(tx, requestId)
  assertSameAgency(state.agencyId, officer)
  if (!hasRole(officer, ...APPLICANT_READERS)) {
    throw new Refusal('forbidden', '您的角色不能查看申请人的身份信息。')
  }
}

function audit(
  tx: Tx,
  { id, displayName }: Officer,
  action: string,
  subject: string,
  at: Temporal.Instant,
) {
  return recordAudit(tx, at, { actor: { id, name: displayName }, action, subject })
}
