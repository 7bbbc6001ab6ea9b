/** The due days of a month: the same things to do as in 今日待办, by their day. */
import { sql } from 'kysely'
import type { Officer } from '../accounts/officer.ts'
import { assertMay } from '../accounts/permissions.ts'
import type { CaseRoom } from './case-room.ts'
import { TODO_COLUMNS, todoOf, type TodoItem } from './todo.ts'

export interface DatedTodo extends TodoItem {
  readonly dueOn: Temporal.PlainDate
}

const MOST = 2000

/** Everything of the agency that is due from `first` to `last`, by day. @throws Refusal `forbidden` */
export async function listDueBetween(
  room: CaseRoom,
  officer: Officer,
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
  today: Temporal.PlainDate,
): Promise<DatedTodo[]> {
  assertMay(officer, 'requests.read', officer.agencyId)
  const rows = await room.db
    .selectFrom('requests')
    .select(TODO_COLUMNS)
    .where('agency_id', '=', officer.agencyId)
    .where('closed_on', 'is', null)
    .where(
      sql<boolean>`(
        reply_due_on between ${first}::date and ${last}::date
        or arrived_on between ${first}::date and ${last}::date
        or (folded ->> 'correctionDueOn')::date between ${first}::date and ${last}::date
        or (folded ->> 'paymentDueOn')::date between ${first}::date and ${last}::date
        or (folded ->> 'consultationDueOn')::date between ${first}::date and ${last}::date
      )`,
    )
    .orderBy('id')
    .limit(MOST)
    .execute()
  const isWithin = (day: Temporal.PlainDate) =>
    Temporal.PlainDate.compare(day, first) >= 0 && Temporal.PlainDate.compare(day, last) <= 0
  return rows.flatMap((row) => {
    const item = todoOf(row, officer, today, room.calendar)
    return item?.dueOn && isWithin(item.dueOn) ? [{ ...item, dueOn: item.dueOn }] : []
  })
}
