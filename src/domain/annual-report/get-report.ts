import type { ReportFormat } from '../../law/annual-report/figures.ts'
import type { ReportProblem } from '../../law/annual-report/problem.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { getAgency } from '../organisations/agencies-store.ts'
import type { Agency } from '../organisations/agency.ts'
import { checkOwnReport } from './check-own-report.ts'
import { countRecords } from './projection.ts'
import { diffFigures } from './figures-difference.ts'
import { reportTitle } from './narrative.ts'
import type { AnnualReport, ReportSnapshot, ReportStatus } from './report.ts'
import { findStoredReport, listReportEvents, type StoredReport } from './reports-store.ts'
import { snapshotHash } from './snapshot.ts'

/**
 * The whole report of a body and year. Open, its figures are counted from the records this moment; locked, it is its
 * snapshot, and `drift` names the cells in which the records have moved on since. The caller asks whether the reader
 * may see it (`reports.read`).
 * @throws Refusal `not-found` when the report was never opened
 */
export async function getReport(
  db: Db | Tx,
  agencyId: number,
  year: number,
): Promise<AnnualReport> {
  const stored = await findStoredReport(db, agencyId, year)
  if (!stored) throw new Refusal('not-found', `${year}年度报告还没有建立。`)
  const agency = await getAgency(db, agencyId)
  const records = await countRecords(db, agency, year, stored.format)
  const live = liveContent(agency, stored, records.figures)
  const content = stored.snapshot ?? live
  const problems = await checkOwnReport(db, agency, {
    ...content,
    replies: records.replies,
    publishedAt: stored.publishedAt,
  })
  return {
    ...content,
    id: stored.id,
    agencyId,
    year,
    format: stored.format,
    status: stored.status,
    version: stored.version,
    problems: [...brokenSeal(stored), ...problems],
    lockedAt: stored.lockedAt,
    lockedByName: await findUserName(db, stored.lockedBy),
    snapshotHash: stored.snapshotHash?.toString('hex') ?? null,
    publishedAt: stored.publishedAt,
    drift: stored.snapshot ? diffFigures(stored.snapshot.figures, live.figures) : [],
    events: await listReportEvents(db, stored.id),
  }
}

/** What the report says as of now, were it locked. */
export function liveContent(
  agency: Agency,
  stored: Pick<StoredReport, 'year' | 'narrative'>,
  figures: ReportSnapshot['figures'],
): ReportSnapshot {
  return { title: reportTitle(agency.name, stored.year), figures, narrative: stored.narrative }
}

/** A snapshot that no longer has the hash it was sealed with was changed behind the product's back. */
function brokenSeal({ snapshot, snapshotHash: sealed }: StoredReport): ReportProblem[] {
  if (!snapshot || !sealed || snapshotHash(snapshot).equals(sealed)) return []
  const message = '锁定的报告内容与锁定时的校验值不符，数据可能被改动，请系统管理员核查'
  return [{ id: 'SEAL', severity: 'error', at: 'snapshot', cells: [], message }]
}

async function findUserName(db: Db | Tx, userId: number | null): Promise<string | null> {
  if (userId === null) return null
  const row = await db
    .selectFrom('users')
    .select('display_name')
    .where('id', '=', userId)
    .executeTakeFirst()
  return row?.display_name ?? null
}

/** A line of the report desk. */
export interface ReportLine {
  readonly year: number
  readonly format: ReportFormat
  readonly status: ReportStatus
  readonly lockedAt: Temporal.Instant | null
  readonly publishedAt: Temporal.Instant | null
}

/** The reports of one body, newest year first. */
export async function listReports(db: Db | Tx, agencyId: number): Promise<ReportLine[]> {
  const rows = await db
    .selectFrom('annual_reports')
    .select(['year', 'format', 'status', 'locked_at', 'published_at'])
    .where('agency_id', '=', agencyId)
    .orderBy('year', 'desc')
    .execute()
  return rows.map((row) => ({
    year: row.year,
    format: row.format as ReportFormat,
    status: row.status as ReportStatus,
    lockedAt: row.locked_at,
    publishedAt: row.published_at,
  }))
}
