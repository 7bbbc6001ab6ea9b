/** What came in online, for the officers of the case: proofs of identity, and what the applicant asked for since. */
import { z } from 'zod'
import { recordAudit } from '../../../platform/audit/audit-log.ts'
import { inTransaction, type Tx } from '../../../platform/database/database.ts'
import { listFiles, openFile, type Files, type OpenedFile } from '../../../platform/files/files.ts'
import type { StoredFile } from '../../../platform/files/stored-file.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { hasRole, type Officer } from '../../accounts/officer.ts'
import { APPLICANT_READERS, assertSameAgency } from '../case-permissions.ts'
import type { CaseRoom } from '../case-room.ts'
import { getOpenCase } from '../requests-store.ts'
import type { RectificationForm } from './applicant-acts.ts'
import { listProofs, type ProofKind } from './proofs.ts'

export interface OnlineSummary {
  readonly proofs: number
  readonly rectifications: number
  readonly unseen: number
}

/** Counts only, for everybody who reads the case; null for a case that did not come online. */
export async function findOnlineSummary(
  { db }: CaseRoom,
  requestId: number,
): Promise<OnlineSummary | null> {
  const row = await db
    .selectFrom('online_applications as o')
    .select((eb) => [
      eb
        .selectFrom('application_proofs as p')
        .select(eb.fn.countAll<number>().as('n'))
        .whereRef('p.request_id', '=', 'o.request_id')
        .as('proofs'),
      eb
        .selectFrom('rectification_asks as a')
        .select(eb.fn.countAll<number>().as('n'))
        .whereRef('a.request_id', '=', 'o.request_id')
        .as('rectifications'),
      eb
        .selectFrom('rectification_asks as a')
        .select(eb.fn.countAll<number>().as('n'))
        .whereRef('a.request_id', '=', 'o.request_id')
        .where('a.seen_at', 'is', null)
        .as('unseen'),
    ])
    .where('o.request_id', '=', requestId)
    .executeTakeFirst()
  if (!row) return null
  const { proofs, rectifications, unseen } = row
  return {
    proofs: Number(proofs),
    rectifications: Number(rectifications),
    unseen: Number(unseen),
  }
}

export interface OnlineMaterials {
  readonly proofs: readonly { readonly kind: ProofKind; readonly file: StoredFile }[]
  readonly rectifications: readonly Rectification[]
}

export interface Rectification {
  readonly id: number
  readonly askedAt: Temporal.Instant
  readonly seenAt: Temporal.Instant | null
  readonly text: RectificationForm
}

const Asked = z.object({ wrong: z.string(), right: z.string(), evidence: z.string() })

/** Opens what is sealed, and logs that it was read. @throws Refusal `not-found`, `forbidden` */
export function readOnlineMaterials(
  room: CaseRoom,
  files: Files,
  officer: Officer,
  requestId: number,
  now: Temporal.Instant,
): Promise<OnlineMaterials> {
  return inTransaction(room.db, async (tx) => {
    await assertMayRead(tx, officer, requestId)
    await audit(tx, officer, 'online-materials.read', `request:${requestId}`, now)
    const proofs = await listProofs(tx, requestId)
    const stored = await listFiles(
      files,
      tx,
      proofs.map(({ fileId }) => fileId),
    )
    const asks = await tx
      .selectFrom('rectification_asks')
      .selectAll()
      .where('request_id', '=', requestId)
      .orderBy('id')
      .execute()
    return {
      proofs: stored.map((file) => ({
        kind: proofs.find(({ fileId }) => fileId === file.id)!.kind,
        file,
      })),
      rectifications: asks.map((ask) => ({
        id: ask.id,
        askedAt: ask.asked_at,
        seenAt: ask.seen_at,
        text: Asked.parse(JSON.parse(room.sealer.open(ask.sealed_text))),
      })),
    }
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

/** The officer has taken it up: it is registered as a 更正 of its own, or told where to go. */
export async function markRectificationSeen(
  room: CaseRoom,
  officer: Officer,
  { requestId, askId }: { readonly requestId: number; readonly askId: number },
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(room.db, async (tx) => {
    await assertMayRead(tx, officer, requestId)
    const row = await tx
      .updateTable('rectification_asks')
      .set({ seen_at: now, seen_by: officer.id })
      .where('id', '=', askId)
      .where('request_id', '=', requestId)
      .where('seen_at', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!row) throw new Refusal('stale', '这件更正要求已经有人处理。')
    await audit(tx, officer, 'rectification.taken-up', `request:${requestId}`, now)
  })
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
