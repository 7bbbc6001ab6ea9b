/** 限制公开时间. */
import { recordAudit } from '../../../platform/audit/audit-log.ts'
import { inTransaction, type Db, type Tx } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { Officer } from '../../accounts/officer.ts'
import { actingAs, assertMay, may } from '../../accounts/permissions.ts'
import type { Edition } from '../edition.ts'
import { getEditionForUpdate, updateEditionState } from '../editions-store.ts'

/**
 * Nobody, and no job, publishes before this moment. Whoever writes the draft may set it or put it off; only who may
 * publish, and did not write it, brings it forward or lifts it, with a reason.
 * @param until null lifts it
 * @throws Refusal `wrong-state` once published, `forbidden`, `incomplete` without a reason to lift it
 */
export async function setEmbargo(
  db: Db | Tx,
  officer: Officer,
  editionId: number,
  { until, reason }: { readonly until: Temporal.Instant | null; readonly reason: string },
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const edition = await getEditionForUpdate(tx, editionId)
    assertMay(officer, 'publications.read', edition.agencyId)
    if (['published', 'superseded', 'removed'].includes(edition.state))
      throw new Refusal('wrong-state', '已经发布的版本不能再限制公开时间。')
    if (isEased(edition.embargoUntil, until)) assertMayEase(officer, edition, reason)
    else if (!may(officer, 'publications.publish', edition.agencyId))
      assertMay(officer, 'publications.draft', edition.agencyId)
    const isTooEarly =
      until && edition.publishAt && Temporal.Instant.compare(edition.publishAt, until) < 0
    if (isTooEarly) await updateEditionState(tx, editionId, { state: 'reviewed' }, now)
    await tx
      .updateTable('editions')
      .set({ embargo_until: until })
      .where('id', '=', editionId)
      .execute()
    await recordAudit(tx, now, {
      actor: actingAs(officer, 'publications.publish'),
      action: until ? 'edition.embargo-set' : 'edition.embargo-lifted',
      subject: `edition:${editionId}`,
      detail: { until: until?.toString() ?? null, reason: reason.trim() },
    })
  })
}

function isEased(before: Temporal.Instant | null, after: Temporal.Instant | null): boolean {
  return before !== null && (after === null || Temporal.Instant.compare(after, before) < 0)
}

function assertMayEase(officer: Officer, edition: Edition, reason: string): void {
  assertMay(officer, 'publications.publish', edition.agencyId)
  if (edition.contributors.includes(officer.id))
    throw new Refusal('forbidden', '提前或者解除限制，请由没有参加起草的同事办理。')
  if (reason.trim() !== '') return
  const message = '请写明提前或者解除的理由'
  throw new Refusal('incomplete', message, [{ at: 'embargoReason', message }])
}
