import { recordAudit } from '../../../platform/audit/audit-log.ts'
import { inTransaction, type Db } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { Officer } from '../../accounts/officer.ts'
import { actingAs, assertMay } from '../../accounts/permissions.ts'
import { announcePublicChange, REPORTS_TAG } from '../../publications/publication-changed.ts'
import { appendReportEvent, getReportForUpdate, unsealReport } from '../reports-store.ts'

/**
 * 解除锁定, for a reason that stays on record with the hash of what was sealed. A published report is withdrawn from
 * the portal until it is locked and published again.
 * @throws Refusal `incomplete` without a reason; `wrong-state` when the report is not locked
 */
export async function unlockReport(
  db: Db,
  officer: Officer,
  year: number,
  reason: string,
  now: Temporal.Instant,
): Promise<void> {
  assertMay(officer, 'reports.lock', officer.agencyId)
  if (reason.trim() === '') {
    const message = '请写明解除锁定的理由'
    throw new Refusal('incomplete', `${message}。`, [{ at: 'reason', message }])
  }
  await inTransaction(db, async (tx) => {
    const report = await getReportForUpdate(tx, officer.agencyId, year)
    if (report.status !== 'locked' || !report.snapshotHash)
      throw new Refusal('wrong-state', '报告没有锁定。')
    await unsealReport(tx, report.id)
    await appendReportEvent(tx, {
      reportId: report.id,
      type: 'unlocked',
      at: now,
      actor: actingAs(officer, 'reports.lock'),
      reason: reason.trim(),
      snapshotHash: report.snapshotHash,
    })
    await recordAudit(tx, now, {
      actor: actingAs(officer, 'reports.lock'),
      action: 'report.unlocked',
      subject: `report:${report.id}`,
      detail: { hash: report.snapshotHash.toString('hex') },
    })
    if (report.publishedAt) await announcePublicChange(tx, [REPORTS_TAG])
  })
}
