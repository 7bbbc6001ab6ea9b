/** What every step of a campaign does: opens it, locks it, asks who may, and leaves a trace. */
import { recordAudit } from '../../../platform/audit/audit-log.ts'
import { inTransaction, type Db, type Tx } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { Officer } from '../../accounts/officer.ts'
import { actingAs, assertMay, type Act } from '../../accounts/permissions.ts'
import type { Cleanup, CleanupState } from './cleanup.ts'
import { getCleanupForUpdate } from './cleanups-store.ts'

/** Opens, locks and asks: a step of the campaign's own body. */
export async function step(
  db: Db,
  officer: Officer,
  cleanupId: number,
  act: Act,
  states: readonly CleanupState[],
  work: (tx: Tx, cleanup: Cleanup) => Promise<void>,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const cleanup = await getCleanupForUpdate(tx, cleanupId)
    assertMay(officer, act, cleanup.agencyId)
    assertState(cleanup, states)
    await work(tx, cleanup)
  })
}

export function assertState(cleanup: Cleanup, states: readonly CleanupState[]): void {
  if (!states.includes(cleanup.state))
    throw new Refusal('wrong-state', '这次清理的进度已经变了，不能再办这一步。请刷新后查看。')
}

export async function getItem(tx: Tx, cleanupId: number, documentId: number) {
  const item = await tx
    .selectFrom('cleanup_items')
    .select('unit_id')
    .where('cleanup_id', '=', cleanupId)
    .where('document_id', '=', documentId)
    .executeTakeFirst()
  if (!item) throw new Refusal('not-found', '这次清理没有列入这份文件。')
  return item
}

export async function move(tx: Tx, id: number, state: CleanupState): Promise<void> {
  await tx
    .updateTable('cleanups')
    .set({ state, returned_reason: '' })
    .where('id', '=', id)
    .execute()
}

export async function audit(
  tx: Tx,
  officer: Officer,
  act: Act,
  id: number,
  what: string,
  now: Temporal.Instant,
  detail: { readonly documentId?: number } = {},
): Promise<void> {
  await recordAudit(tx, now, {
    actor: actingAs(officer, act),
    action: `cleanup.${what}`,
    subject: `cleanup:${id}`,
    detail,
  })
}
