import type { ReportProblem } from '../../../law/annual-report/problem.ts'
import { recordAudit } from '../../../platform/audit/audit-log.ts'
import { inTransaction, type Db, type Tx } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { Officer } from '../../accounts/officer.ts'
import { actingAs, assertMay } from '../../accounts/permissions.ts'
import { getAgency } from '../../organisations/agencies-store.ts'
import { checkOwnReport } from '../check-own-report.ts'
import { liveContent } from '../get-report.ts'
import { countRecords } from '../projection.ts'
import type { ReportSnapshot } from '../report.ts'
import {
  appendReportEvent,
  getReportForUpdate,
  sealReport,
  type StoredReport,
} from '../reports-store.ts'

/**
 * 锁定: the head seals figures and text as they stand, under a SHA-256. What the records say later shows as drift and
 * never changes a sealed report. A report may be sealed before its year is over, for a trial; it cannot be published.
 * @returns the hash, hexadecimal
 * @throws Refusal `wrong-state` when locked already; `stale` when the report was saved since
 * the head read it; `incomplete` with every problem of severity error
 */
export async function lockReport(
  db: Db,
  officer: Officer,
  year: number,
  version: number,
  now: Temporal.Instant,
): Promise<string> {
  assertMay(officer, 'reports.lock', officer.agencyId)
  return inTransaction(db, async (tx) => {
    const report = await getReportForUpdate(tx, officer.agencyId, year)
    assertLockable(report, version)
    const snapshot = await checkedContent(tx, report)
    const hash = await sealReport(tx, report.id, snapshot, { by: officer.id, at: now })
    await appendReportEvent(tx, {
      reportId: report.id,
      type: 'locked',
      at: now,
      actor: actingAs(officer, 'reports.lock'),
      snapshotHash: hash,
    })
    await recordAudit(tx, now, {
      actor: actingAs(officer, 'reports.lock'),
      action: 'report.locked',
      subject: `report:${report.id}`,
      detail: { hash: hash.toString('hex') },
    })
    return hash.toString('hex')
  })
}

function assertLockable(report: StoredReport, version: number): void {
  if (report.status === 'locked') throw new Refusal('wrong-state', '报告已经锁定。')
  if (report.version !== version)
    throw new Refusal('stale', '在您审阅期间，别的同事保存了这份报告，请重新审阅后再锁定。')
}

/** The figures come from one statement; what is checked is what is sealed. */
async function checkedContent(tx: Tx, report: StoredReport): Promise<ReportSnapshot> {
  const agency = await getAgency(tx, report.agencyId)
  const { figures, replies } = await countRecords(tx, agency, report.year, report.format)
  const content = liveContent(agency, report, figures)
  const problems = await checkOwnReport(tx, agency, { ...content, replies, publishedAt: null })
  const errors = problems.filter(isError)
  if (errors.length > 0)
    throw new Refusal('incomplete', `报告还有${errors.length}处错误，改正后才能锁定。`, errors)
  return content
}

const isError = ({ severity }: ReportProblem) => severity === 'error'
