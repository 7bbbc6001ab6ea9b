/** A new holiday notice moves days: which open cases, and from when to when. `handling/recompute-clock.ts` signs it. */
import type { WorkingCalendar } from '../../law/calendar/calendar.ts'
import type { Db } from '../../platform/database/database.ts'
import type { RecordedClock } from './case.ts'
import { explainClock, recordedClock } from './case-clock.ts'
import type { CaseRef } from './case-room.ts'
import { formatRegisterNumber, type CaseState } from './case-state.ts'
import { getOpenCase } from './requests-store.ts'

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
      .where('concluded_on', 'is', null)
      .where('closed_on', 'is', null)
      .where('received_on', 'is not', null)
      .orderBy('id')
      .limit(BATCH)
    if (agencyId !== undefined) query = query.where('agency_id', '=', agencyId)
    const rows = await query.execute()
    for (const { id } of rows) {
      const { state } = await getOpenCase(db, id)
      const moved = movedClock(id, state, calendar)
      if (moved) yield moved
      after = id
    }
    if (rows.length < BATCH) return
  }
}

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
