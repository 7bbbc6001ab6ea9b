import { findFormatOfYear } from '../../../law/annual-report/formats.ts'
import { recordAudit } from '../../../platform/audit/audit-log.ts'
import { inTransaction, type Db } from '../../../platform/database/database.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { Officer } from '../../accounts/officer.ts'
import { actingAs, assertMay } from '../../accounts/permissions.ts'
import { getAgency } from '../../organisations/agencies-store.ts'
import { defaultIntro } from '../narrative.ts'
import { appendReportEvent, insertReport } from '../reports-store.ts'

/**
 * 建立年度报告: in the form prescribed for the year (2019、2020 年度 the trial form, then the present one), with the
 * opening paragraph drawn from the body's own data. From now on its figures follow the records.
 * @throws Refusal `invalid` for a year without an official form or not yet begun; `wrong-state` when it exists
 */
export async function openReport(
  db: Db,
  officer: Officer,
  year: number,
  now: Temporal.Instant,
): Promise<void> {
  assertMay(officer, 'reports.edit', officer.agencyId)
  const format = findFormatOfYear(year)
  if (!format) refuseYear('2019年度以前没有统一的报告格式')
  if (year > dayOf(now).year) refuseYear(`${year}年还没有开始`)
  await inTransaction(db, async (tx) => {
    const agency = await getAgency(tx, officer.agencyId)
    const narrative = { intro: defaultIntro(agency, year), general: '', problems: '', other: '' }
    const id = await insertReport(tx, { agencyId: agency.id, year, format, narrative })
    if (id === undefined) throw new Refusal('wrong-state', `${year}年度报告已经建立。`)
    await appendReportEvent(tx, {
      reportId: id,
      type: 'opened',
      at: now,
      actor: actingAs(officer, 'reports.edit'),
    })
    await recordAudit(tx, now, {
      actor: actingAs(officer, 'reports.edit'),
      action: 'report.opened',
      subject: `report:${id}`,
      detail: { year },
    })
  })
}

function refuseYear(message: string): never {
  throw new Refusal('invalid', message, [{ at: 'year', message }])
}
