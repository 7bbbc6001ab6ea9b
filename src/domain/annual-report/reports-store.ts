import { sql, type Selectable } from 'kysely'
import type { ReportFormat } from '../../law/annual-report/figures.ts'
import type { AuditActor } from '../../platform/audit/audit-log.ts'
import { json, type Db, type Tx } from '../../platform/database/database.ts'
import type { AnnualReports } from '../../platform/database/schema.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { parseNarrative, type Narrative } from './narrative.ts'
import type { ReportEvent, ReportSnapshot, ReportStatus } from './report.ts'
import { snapshotHash } from './snapshot.ts'

/** A row of `annual_reports`, read. */
export interface StoredReport {
  readonly id: number
  readonly agencyId: number
  readonly year: number
  readonly format: ReportFormat
  readonly status: ReportStatus
  readonly narrative: Narrative
  readonly snapshot: ReportSnapshot | null
  readonly snapshotHash: Buffer | null
  readonly lockedAt: Temporal.Instant | null
  readonly lockedBy: number | null
  readonly publishedAt: Temporal.Instant | null
  readonly version: number
}

export function toStoredReport(row: Selectable<AnnualReports>): StoredReport {
  return {
    id: row.id,
    agencyId: row.agency_id,
    year: row.year,
    format: row.format as ReportFormat,
    status: row.status as ReportStatus,
    narrative: parseNarrative(row.narrative),
    snapshot: row.snapshot as ReportSnapshot | null,
    snapshotHash: row.snapshot_hash,
    lockedAt: row.locked_at,
    lockedBy: row.locked_by,
    publishedAt: row.published_at,
    version: row.version,
  }
}

export async function findStoredReport(
  db: Db | Tx,
  agencyId: number,
  year: number,
): Promise<StoredReport | undefined> {
  const row = await db
    .selectFrom('annual_reports')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('year', '=', year)
    .executeTakeFirst()
  return row && toStoredReport(row)
}

/** Reads and locks the row until the transaction ends. @throws Refusal `not-found` */
export async function getReportForUpdate(
  tx: Tx,
  agencyId: number,
  year: number,
): Promise<StoredReport> {
  const row = await tx
    .selectFrom('annual_reports')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('year', '=', year)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new Refusal('not-found', `${year}年度报告还没有建立。`)
  return toStoredReport(row)
}

/** @returns the new report's id, or undefined when the year has one already */
export async function insertReport(
  tx: Tx,
  report: {
    readonly agencyId: number
    readonly year: number
    readonly format: ReportFormat
    readonly narrative: Narrative
  },
): Promise<number | undefined> {
  const row = await tx
    .insertInto('annual_reports')
    .values({
      agency_id: report.agencyId,
      year: report.year,
      format: report.format,
      narrative: json(report.narrative),
    })
    .onConflict((conflict) => conflict.columns(['agency_id', 'year']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

export async function updateNarrative(tx: Tx, id: number, narrative: Narrative): Promise<void> {
  await tx
    .updateTable('annual_reports')
    .set((eb) => ({ narrative: json(narrative), version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

export async function sealReport(
  tx: Tx,
  id: number,
  snapshot: ReportSnapshot,
  locked: { readonly by: number; readonly at: Temporal.Instant },
): Promise<Buffer> {
  const hash = snapshotHash(snapshot)
  await tx
    .updateTable('annual_reports')
    .set((eb) => ({
      status: 'locked',
      snapshot: json(snapshot),
      snapshot_hash: hash,
      locked_at: locked.at,
      locked_by: locked.by,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute()
  return hash
}

/** Opens a sealed report again; what was published is withdrawn with it. */
export async function unsealReport(tx: Tx, id: number): Promise<void> {
  await tx
    .updateTable('annual_reports')
    .set((eb) => ({
      status: 'open',
      snapshot: null,
      snapshot_hash: null,
      locked_at: null,
      locked_by: null,
      published_at: null,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute()
}

export async function markPublished(tx: Tx, id: number, at: Temporal.Instant): Promise<void> {
  await tx.updateTable('annual_reports').set({ published_at: at }).where('id', '=', id).execute()
}

export interface NewReportEvent {
  readonly reportId: number
  readonly type: ReportEvent['type']
  readonly at: Temporal.Instant
  readonly actor: AuditActor
  readonly reason?: string
  readonly snapshotHash?: Buffer
}

/** The report's row is locked by the caller, so the next number is free. */
export async function appendReportEvent(tx: Tx, event: NewReportEvent): Promise<void> {
  await tx
    .insertInto('annual_report_events')
    .values({
      report_id: event.reportId,
      seq: sql<number>`(select coalesce(max(seq), 0) + 1 from annual_report_events where report_id = ${event.reportId})`,
      type: event.type,
      at: event.at,
      actor_id: event.actor.id,
      deputy_for: event.actor.deputyFor ?? null,
      reason: event.reason ?? '',
      snapshot_hash: event.snapshotHash ?? null,
    })
    .execute()
}

export async function listReportEvents(db: Db | Tx, reportId: number): Promise<ReportEvent[]> {
  const rows = await db
    .selectFrom('annual_report_events as e')
    .leftJoin('users as u', 'u.id', 'e.actor_id')
    .leftJoin('users as absent', 'absent.id', 'e.deputy_for')
    .select(['e.type', 'e.at', 'e.reason', 'u.display_name', 'absent.display_name as absent_name'])
    .where('e.report_id', '=', reportId)
    .orderBy('e.seq')
    .execute()
  return rows.map((row) => ({
    type: row.type as ReportEvent['type'],
    at: row.at,
    actorName: row.absent_name
      ? `${row.display_name ?? ''}（代${row.absent_name}）`
      : (row.display_name ?? ''),
    reason: row.reason,
  }))
}
