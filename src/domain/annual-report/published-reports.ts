import { sql } from 'kysely'
import type { ReportFormat } from '../../law/annual-report/figures.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { wholeText } from './narrative.ts'
import type { ListedReport, PublishedReport, ReportSnapshot } from './report.ts'

/** What the public may read: reports that are locked and published, and of them the snapshot. */
function selectPublished(db: Db | Tx) {
  return db
    .selectFrom('annual_reports as r')
    .innerJoin('agencies as a', 'a.id', 'r.agency_id')
    .where('r.status', '=', 'locked')
    .where('r.published_at', 'is not', null)
}

/** Newest year first; of one body, or of all. */
export async function listPublishedReports(
  db: Db | Tx,
  agencyId?: number,
): Promise<ListedReport[]> {
  let query = selectPublished(db).select([
    'a.slug',
    'a.name',
    'r.year',
    'r.published_at',
    sql<string>`r.snapshot->>'title'`.as('title'),
  ])
  if (agencyId !== undefined) query = query.where('r.agency_id', '=', agencyId)
  const rows = await query.orderBy('r.year', 'desc').orderBy('a.position').orderBy('a.id').execute()
  return rows.map((row) => ({
    agencySlug: row.slug,
    agencyName: row.name,
    year: row.year,
    title: row.title,
    publishedAt: row.published_at!, // selected as published
  }))
}

/** @throws Refusal `not-found` when there is none, or none that is public yet */
export async function getPublishedReport(
  db: Db | Tx,
  agencySlug: string,
  year: number,
): Promise<PublishedReport> {
  const row = await selectPublished(db)
    .select(['r.agency_id', 'a.name', 'r.format', 'r.snapshot', 'r.snapshot_hash'])
    .select(['r.locked_at', 'r.published_at'])
    .where('a.slug', '=', agencySlug)
    .where('r.year', '=', year)
    .executeTakeFirst()
  if (!row) throw new Refusal('not-found', '没有找到这份年度报告。')
  return {
    ...(row.snapshot as ReportSnapshot),
    agencyId: row.agency_id,
    agencySlug,
    agencyName: row.name,
    year,
    format: row.format as ReportFormat,
    // locked and published reports have all three
    snapshotHash: row.snapshot_hash!.toString('hex'),
    lockedAt: row.locked_at!,
    publishedAt: row.published_at!,
  }
}

/** The published running texts of other bodies for a year, to find texts that were copied. */
export async function listPublishedTexts(
  db: Db | Tx,
  year: number,
  exceptAgencyId: number,
): Promise<{ name: string; text: string }[]> {
  const rows = await selectPublished(db)
    .select(['a.name', 'r.snapshot'])
    .where('r.year', '=', year)
    .where('r.agency_id', '!=', exceptAgencyId)
    .orderBy('r.agency_id')
    .limit(100)
    .execute()
  return rows.map((row) => ({
    name: row.name,
    text: wholeText('', (row.snapshot as ReportSnapshot).narrative),
  }))
}
