import { recordAudit } from '../../../platform/audit/audit-log.ts'
import { inTransaction, type Db } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import type { Officer } from '../../accounts/officer.ts'
import { actingAs, assertMay } from '../../accounts/permissions.ts'
import { announcePublicChange, REPORTS_TAG } from '../../publications/publication-changed.ts'
import { appendReportEvent, getReportForUpdate, markPublished } from '../reports-store.ts'
import { snapshotHash } from '../snapshot.ts'

/**
 * 公布 (条例 第四十九条: departments by 31 January, governments by 31 March): puts the sealed report on the portal,
 * exactly as it was locked.
 * @throws Refusal `unapproved` when it is not locked or the seal does not hold; `wrong-state` when it is
 * public already or the year is not over
 */
export async function publishReport(
  db: Db,
  officer: Officer,
  year: number,
  now: Temporal.Instant,
): Promise<void> {
  assertMay(officer, 'reports.publish', officer.agencyId)
  if (dayOf(now).year <= year)
    throw new Refusal('wrong-state', `${year}年还没有结束，年度报告不能公布。`)
  await inTransaction(db, async (tx) => {
    const report = await getReportForUpdate(tx, officer.agencyId, year)
    if (!report.snapshot || !report.snapshotHash)
      throw new Refusal('unapproved', '报告锁定之后才能公布。')
    if (!snapshotHash(report.snapshot).equals(report.snapshotHash))
      throw new Refusal('unapproved', '报告内容与锁定时的校验值不符，不能公布。')
    if (report.publishedAt) throw new Refusal('wrong-state', '报告已经公布。')
    await markPublished(tx, report.id, now)
    await appendReportEvent(tx, {
      reportId: report.id,
      type: 'published',
      at: now,
      actor: actingAs(officer, 'reports.publish'),
      snapshotHash: report.snapshotHash,
    })
    await recordAudit(tx, now, {
      actor: actingAs(officer, 'reports.publish'),
      action: 'report.published',
      subject: `report:${report.id}`,
      detail: { hash: report.snapshotHash.toString('hex') },
    })
    await announcePublicChange(tx, [REPORTS_TAG])
  })
}
