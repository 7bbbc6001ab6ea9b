/** Review and approval of a campaign's results, and the way back. */
import { inTransaction, type Db, type Tx } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import type { Officer } from '../../accounts/officer.ts'
import { assertMay } from '../../accounts/permissions.ts'
import type { Cleanup } from './cleanup.ts'
import { assertState, audit, move, step } from './cleanup-step.ts'
import { getCleanupForUpdate } from './cleanups-store.ts'

/**
 * 合法性审核 of the collation table.
 * @throws Refusal `incomplete` while a document has no result or the public's comments no summary
 */
export async function reviewCleanup(
  db: Db,
  officer: Officer,
  cleanupId: number,
  opinion: string,
  now: Temporal.Instant,
): Promise<void> {
  const act = 'policies.review-legally'
  await step(db, officer, cleanupId, act, ['collated'], async (tx, cleanup) => {
    if (opinion.trim() === '')
      throw new Refusal('incomplete', '请写审核意见。', [
        { at: 'opinion', message: '请写审核意见' },
      ])
    await assertComplete(tx, cleanup, dayOf(now))
    await tx
      .updateTable('cleanups')
      .set({ legal_opinion: opinion.trim(), reviewed_by: officer.id, reviewed_at: now })
      .where('id', '=', cleanupId)
      .execute()
    await move(tx, cleanupId, 'reviewed')
    await audit(tx, officer, act, cleanupId, 'reviewed', now)
  })
}

/** The head approves what was reviewed; nothing of it changes afterwards. */
export async function approveCleanup(
  db: Db,
  officer: Officer,
  cleanupId: number,
  now: Temporal.Instant,
): Promise<void> {
  await step(db, officer, cleanupId, 'policies.approve', ['reviewed'], async (tx) => {
    await tx
      .updateTable('cleanups')
      .set({ approved_by: officer.id, approved_at: now })
      .where('id', '=', cleanupId)
      .execute()
    await move(tx, cleanupId, 'approved')
    await audit(tx, officer, 'policies.approve', cleanupId, 'approved', now)
  })
}

/** Back to collation with a reason: by the legal adviser before, by the head after the review. */
export async function returnCleanup(
  db: Db,
  officer: Officer,
  cleanupId: number,
  reason: string,
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const cleanup = await getCleanupForUpdate(tx, cleanupId)
    assertMay(officer, 'policies.read', cleanup.agencyId)
    const act = cleanup.state === 'collated' ? 'policies.review-legally' : 'policies.approve'
    assertMay(officer, act, cleanup.agencyId)
    assertState(cleanup, ['collated', 'reviewed'])
    if (reason.trim() === '')
      throw new Refusal('incomplete', '请写明退回的理由。', [
        { at: 'reason', message: '请写明退回的理由' },
      ])
    await tx
      .updateTable('cleanups')
      .set({ state: 'collated', returned_reason: reason.trim() })
      .where('id', '=', cleanupId)
      .execute()
    await audit(tx, officer, act, cleanupId, 'returned', now)
  })
}

async function assertComplete(tx: Tx, cleanup: Cleanup, today: Temporal.PlainDate): Promise<void> {
  const undecided = await tx
    .selectFrom('cleanup_items')
    .select('document_id')
    .where('cleanup_id', '=', cleanup.id)
    .where('result', 'is', null)
    .limit(1)
    .executeTakeFirst()
  if (undecided) throw new Refusal('incomplete', '还有文件没有写明清理结果。')
  const { commentsUntil, commentsSummary } = cleanup
  if (!commentsUntil) return
  if (Temporal.PlainDate.compare(today, commentsUntil) <= 0)
    throw new Refusal('wrong-state', `公开征求意见到${commentsUntil.toString()}才截止。`)
  if (commentsSummary === '')
    throw new Refusal('incomplete', '公开征求意见已经截止，请先写明意见和采纳情况。')
}
