import { recordAudit } from '../../../platform/audit/audit-log.ts'
import { inTransaction, type Db } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { Officer } from '../../accounts/officer.ts'
import { actingAs, assertMay } from '../../accounts/permissions.ts'
import type { NarrativeForm } from '../narrative.ts'
import { appendReportEvent, getReportForUpdate, updateNarrative } from '../reports-store.ts'

/**
 * 保存文字部分. Whoever saves second is told so and loses nothing: the page shows what they typed beside what is stored.
 * @param version the version the editor started from
 * @throws Refusal `not-found`; `locked`; `stale` when a colleague saved meanwhile
 */
export async function saveNarrative(
  db: Db,
  officer: Officer,
  year: number,
  version: number,
  narrative: NarrativeForm,
  now: Temporal.Instant,
): Promise<void> {
  assertMay(officer, 'reports.edit', officer.agencyId)
  await inTransaction(db, async (tx) => {
    const report = await getReportForUpdate(tx, officer.agencyId, year)
    if (report.status === 'locked')
      throw new Refusal('locked', '报告已经锁定，需要修改的，请机构负责人先解除锁定。')
    if (report.version !== version)
      throw new Refusal(
        'stale',
        '在您编辑期间，别的同事保存了这份报告。您填写的内容仍在下面，请对照后再保存。',
      )
    await updateNarrative(tx, report.id, narrative)
    await appendReportEvent(tx, {
      reportId: report.id,
      type: 'narrative-saved',
      at: now,
      actor: actingAs(officer, 'reports.edit'),
    })
    await recordAudit(tx, now, {
      actor: actingAs(officer, 'reports.edit'),
      action: 'report.narrative-saved',
      subject: `report:${report.id}`,
    })
  })
}
