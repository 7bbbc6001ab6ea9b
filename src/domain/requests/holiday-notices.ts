/** Notices of the State Council's General Office that came after the release, beside those built in. */
import { sql } from 'kysely'
import { builtInCalendar, type WorkingCalendar } from '../../law/calendar/calendar.ts'
import type { HolidayNotice } from '../../law/calendar/notice.ts'
import { parseNotice } from '../../law/calendar/parse-notice.ts'
import { recordAudit, type AuditActor } from '../../platform/audit/audit-log.ts'
import { inTransaction, json, type Db } from '../../platform/database/database.ts'

/** @throws Error when a stored notice is none: somebody changed it behind the product's back */
export async function listImportedNotices(db: Db): Promise<HolidayNotice[]> {
  const rows = await db
    .selectFrom('calendar_notices')
    .select(['year', 'notice'])
    .orderBy('year')
    .execute()
  return rows.map(({ year, notice }) => {
    const checked = parseNotice(notice)
    if (!checked.ok) throw new Error(`the stored holiday notice of ${year} cannot be read`)
    return checked.value
  })
}

/** The calendar as of now: built-in years, overlaid by what was imported. */
export async function loadCalendar(db: Db): Promise<WorkingCalendar> {
  const notices = await listImportedNotices(db)
  return notices.length === 0 ? builtInCalendar : builtInCalendar.withNotices(notices)
}

/**
 * Stores a notice, replacing an earlier one of its year: an adjustment is filed as the whole year. Which open cases
 * move is asked from `listMovedClocks`; their dates change only by an act of the head.
 */
export async function importNotice(
  db: Db,
  notice: HolidayNotice,
  source: unknown,
  actor: AuditActor,
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    await tx
      .insertInto('calendar_notices')
      .values({ year: notice.year, notice: json(source), imported_at: now })
      .onConflict((conflict) =>
        conflict.column('year').doUpdateSet({ notice: sql`excluded.notice`, imported_at: now }),
      )
      .execute()
    await recordAudit(tx, now, {
      actor,
      action: 'calendar.imported',
      subject: `year:${notice.year}`,
    })
  })
}
