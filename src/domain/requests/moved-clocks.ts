/** A new holiday notice moves days: which open cases, and from when to when. `handling/recompute-clock.ts` signs it. */
import { sql } from 'kysely'
import type { WorkingCalendar } from '../../law/calendar/calendar.ts'
import type { Db } from '../../platform/database/database.ts'
import type { RecordedClock } from './case.ts'
import { explainClock, recordedClock } from './case-clock.ts'
import type { CaseRef } from './case-room.ts'
import { formatRegisterNumber, type CaseState } from './case-state.ts'
import { listOpenCases } from './requests-store.ts'

export interface MovedClock extends CaseRef {
  readonly agencyId: number
  readonly registerNumber: string
  readonly subject: string
  readonly from: RecordedClock
  readonly to: RecordedClock
}

/** The days of a clock that are deadlines, for showing what moved. */
export const DEADLINES = [
  'correctionNoticeDueOn',
  'correctionDueOn',
  'consultationDueOn',
  'paymentDueOn',
  'replyDueOn',
] as const satisfies readonly (keyof RecordedClock)[]

const BATCH = 200

/**
 * The open cases whose recorded days differ under this calendar, oldest first. Concluded cases are left alone: what
 * the applicant was told then was right then.
 *
 * @param agencyId all agencies when absent, as on the administrator's command line
 */
export async function* listMovedClocks(
  db: Db,
  calendar: WorkingCalendar,
  agencyId?: number,
): AsyncGenerator<MovedClock> {
  let after = 0
  for (;;) {
    let query = db
      .selectFrom('requests')
      .select('id')
      .where('id', '>', after)
      // an answer that was ordered anew counts its days again, although the case was concluded once
      .where('status', 'not in', ['delivered', 'ended'])
      .where('closed_on', 'is', null)
      .where('received_on', 'is not', null)
      .where(MAY_HAVE_MOVED)
      .orderBy('id')
      .limit(BATCH)
    if (agencyId !== undefined) query = query.where('agency_id', '=', agencyId)
    const ids = (await query.execute()).map(({ id }) => id)
    for (const { id, state } of await listOpenCases(db, ids)) {
      const moved = movedClock(id, state, calendar)
      if (moved) yield moved
    }
    if (ids.length < BATCH) return
    after = ids.at(-1)!
  }
}

/**
 * Days move only where a year was counted without its notice, or where a notice was imported after they were recorded;
 * another node may have counted by the old notices for a minute after the import.
 */
const MAY_HAVE_MOVED = sql<boolean>`(
  due_is_provisional
  or registered_at < (select max(imported_at) + interval '2 minutes' from calendar_notices)
  and (
    select max(e.recorded_at) from request_events e where e.request_id = requests.id and e.payload ? 'clock'
  ) < (select max(imported_at) + interval '2 minutes' from calendar_notices)
)`

function movedClock(
  id: number,
  state: CaseState,
  calendar: WorkingCalendar,
): MovedClock | undefined {
  // facts that the new calendar makes impossible (an extension now too late) stay as they were recorded
  if (!explainClock(state, calendar).ok) return undefined
  const to = recordedClock(state, calendar)
  if (isSameClock(state.clock, to)) return undefined
  return {
    id,
    seenSeq: state.lastSeq,
    agencyId: state.agencyId,
    registerNumber: formatRegisterNumber(state.registerYear, state.registerNumber),
    subject: state.subject,
    from: state.clock,
    to,
  }
}

export function isSameClock(one: RecordedClock, other: RecordedClock): boolean {
  const names = Object.keys(one) as (keyof RecordedClock)[]
  return names.every((name) => String(one[name]) === String(other[name]))
}
