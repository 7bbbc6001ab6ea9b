import type { WorkingCalendar } from '../../../law/calendar/calendar.ts'
import type { Db } from '../../../platform/database/database.ts'
import { hasRole, standsInFor, type Officer } from '../../accounts/officer.ts'
import { workingDaysLeft } from '../todo.ts'
import { SOON, type Reminder } from '../reminders/reminder.ts'

/** Open 协助 of an agency that end soon or are over: for whoever handles them and their deputy, or every 经办人 when that one is gone. */
export async function listAssistanceReminders(
  db: Db,
  agencyId: number,
  officers: readonly Officer[],
  today: Temporal.PlainDate,
  calendar: WorkingCalendar,
): Promise<Reminder[]> {
  const days = calendar.whenMissing('by-weekday')
  const rows = await db
    .selectFrom('assistance_cases')
    .select(['id', 'due_on', 'handler_id'])
    .where('agency_id', '=', agencyId)
    .where('replied_on', 'is', null)
    .where('due_on', '<=', days.addWorkingDays(today, SOON))
    .execute()
  return rows.flatMap(({ id, due_on: dueOn, handler_id }) => {
    const left = workingDaysLeft(dueOn, today, calendar)
    const handler = officers.some(({ id }) => id === handler_id)
    const told = officers.filter((one) =>
      handler ? one.id === handler_id || standsInFor(one, handler_id) : hasRole(one, 'clerk'),
    )
    return told.map((officer) => ({
      userId: officer.id,
      kind: left < 0 ? ('assistance-overdue' as const) : ('assistance-due' as const),
      requestId: null,
      assistanceId: id,
      dueOn,
      workingDaysLeft: left,
    }))
  })
}
