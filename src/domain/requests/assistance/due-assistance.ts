import type { WorkingCalendar } from '../../../law/calendar/calendar.ts'
import type { Db } from '../../../platform/database/database.ts'
import { hasRole, standsInFor, type Officer } from '../../accounts/officer.ts'
import { assertMay } from '../../accounts/permissions.ts'
import type { CaseRoom } from '../case-room.ts'
import { workingDaysLeft } from '../todo.ts'
import { SOON, type Reminder } from '../reminders/reminder.ts'
import { formatAssistanceNumber, type Direction } from './assistance.ts'

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

/** An open 协助 on its due day. */
export interface DueAssistance {
  readonly id: number
  readonly registerNumber: string
  readonly direction: Direction
  readonly organ: string
  readonly about: string
  readonly dueOn: Temporal.PlainDate
  /** 0 on the last day, negative when it is over */
  readonly workingDaysLeft: number
}

const MOST = 500

/** Open 协助 of the officer's agency that are due from `first` to `last`. @throws Refusal `forbidden` */
export async function listAssistanceDueBetween(
  { db, calendar }: Pick<CaseRoom, 'db' | 'calendar'>,
  officer: Officer,
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
  today: Temporal.PlainDate,
): Promise<DueAssistance[]> {
  assertMay(officer, 'requests.read', officer.agencyId)
  const rows = await db
    .selectFrom('assistance_cases')
    .select(['id', 'register_year', 'register_number', 'direction', 'organ', 'about', 'due_on'])
    .where('agency_id', '=', officer.agencyId)
    .where('replied_on', 'is', null)
    .where('due_on', '>=', first)
    .where('due_on', '<=', last)
    .orderBy('due_on')
    .orderBy('id')
    .limit(MOST)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    registerNumber: formatAssistanceNumber(row.register_year, row.register_number),
    direction: row.direction as Direction,
    organ: row.organ,
    about: row.about,
    dueOn: row.due_on,
    workingDaysLeft: workingDaysLeft(row.due_on, today, calendar),
  }))
}
