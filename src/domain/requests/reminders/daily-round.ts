/** The daily round: what everybody has to be told today, written down once however often it runs. */
import type { WorkingCalendar } from '../../../law/calendar/calendar.ts'
import type { Db } from '../../../platform/database/database.ts'
import { defineSweep } from '../../../platform/jobs/job.ts'
import type { Outbox } from '../../../platform/mail/outbox.ts'
import { listOfficersOn } from '../../accounts/officers-on-duty.ts'
import { listAssistanceReminders } from '../assistance/due-assistance.ts'
import type { CaseRoom } from '../case-room.ts'
import { forgetEnteredForms } from '../entered-form.ts'
import { TODO_COLUMNS } from '../todo.ts'
import { mailDigests, type DigestSource } from './mail-digest.ts'
import { remindersOf, type Reminder } from './reminder.ts'

export const DAILY_ROUND = defineSweep('daily-round')
/** Every hour of the office's day: a server that slept at eight catches up, and nothing is told twice. */
export const DAILY_ROUND_CRON = '0 8-17 * * *'

const KEPT_DAYS = 90

/**
 * @param outbox where everybody's digest goes, once a day
 * @param sources what other rooms add to it
 * @returns how many notices are new; none on a day off
 */
export async function runDailyRound(
  { db, calendar }: CaseRoom,
  today: Temporal.PlainDate,
  now: Temporal.Instant,
  outbox?: Outbox,
  sources: readonly DigestSource[] = [],
): Promise<number> {
  if (!calendar.whenMissing('by-weekday').isWorkingDay(today)) return 0
  await db
    .deleteFrom('office_notices')
    .where('on_day', '<', today.subtract({ days: KEPT_DAYS }))
    .execute()
  await forgetEnteredForms(db, now)
  const agencies = await db.selectFrom('agencies').select('id').orderBy('id').execute()
  let added = 0
  for (const { id } of agencies) {
    const reminders = await remindersOfAgency(db, id, today, calendar)
    added += await writeNotices(db, reminders, today, now)
    if (outbox) await mailDigests(db, outbox, id, today, now, sources)
  }
  return added
}

async function remindersOfAgency(
  db: Db,
  agencyId: number,
  today: Temporal.PlainDate,
  calendar: WorkingCalendar,
): Promise<Reminder[]> {
  const officers = await listOfficersOn(db, agencyId, today)
  if (officers.length === 0) return []
  const rows = await db
    .selectFrom('requests')
    .select(TODO_COLUMNS)
    .where('agency_id', '=', agencyId)
    .where('closed_on', 'is', null)
    .execute()
  return [
    ...rows.flatMap((row) => remindersOf(row, officers, today, calendar)),
    ...(await listAssistanceReminders(db, agencyId, officers, today, calendar)),
  ]
}

const BATCH = 1000

async function writeNotices(
  db: Db,
  reminders: readonly Reminder[],
  today: Temporal.PlainDate,
  now: Temporal.Instant,
): Promise<number> {
  let added = 0
  for (let from = 0; from < reminders.length; from += BATCH) {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('office_notices')
      .values(
        reminders.slice(from, from + BATCH).map((one) => ({
          user_id: one.userId,
          on_day: today,
          kind: one.kind,
          request_id: one.requestId,
          assistance_id: one.assistanceId,
          due_on: one.dueOn,
          working_days_left: one.workingDaysLeft,
          created_at: now,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    added += Number(numInsertedOrUpdatedRows ?? 0)
  }
  return added
}
