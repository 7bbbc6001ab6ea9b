/** 办理记录 beside a row of the ledger: the chained events of several cases, without what stands in them. */
import type { Officer } from '../accounts/officer.ts'
import { assertMay } from '../accounts/permissions.ts'
import type { EventType } from './case.ts'
import type { CaseRoom } from './case-room.ts'

export interface LoggedEvent {
  readonly seq: number
  readonly type: EventType
  readonly happenedOn: Temporal.PlainDate
  readonly recordedAt: Temporal.Instant
  /** null: the applicant, online */
  readonly actorName: string | null
  /** whom the actor stood in for */
  readonly deputyForName: string | null
  /** the first bytes of the event's hash in hexadecimal; the whole is in the record */
  readonly hashPrefix: string
}

const PREFIX_BYTES = 6

/** The events of these cases of the officer's agency, by case, oldest first. @throws Refusal `forbidden` */
export async function listLogs(
  { db }: CaseRoom,
  officer: Officer,
  ids: readonly number[],
): Promise<ReadonlyMap<number, readonly LoggedEvent[]>> {
  assertMay(officer, 'requests.read', officer.agencyId)
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('request_events as event')
    .innerJoin('requests as request', 'request.id', 'event.request_id')
    .leftJoin('users as actor', 'actor.id', 'event.actor_id')
    .leftJoin('users as absent', 'absent.id', 'event.deputy_for')
    .select([
      'event.request_id',
      'event.seq',
      'event.type',
      'event.happened_on',
      'event.recorded_at',
      'event.hash',
      'actor.display_name',
      'absent.display_name as deputy_for_name',
    ])
    .where('request.agency_id', '=', officer.agencyId)
    .where('event.request_id', 'in', ids)
    .orderBy('event.request_id')
    .orderBy('event.seq')
    .execute()
  const byCase = Map.groupBy(rows, (row) => row.request_id)
  return new Map([...byCase].map(([id, events]) => [id, events.map(toLogged)]))
}

function toLogged(row: {
  readonly seq: number
  readonly type: string
  readonly happened_on: Temporal.PlainDate
  readonly recorded_at: Temporal.Instant
  readonly display_name: string | null
  readonly deputy_for_name: string | null
  readonly hash: Buffer
}): LoggedEvent {
  return {
    seq: row.seq,
    type: row.type as EventType,
    happenedOn: row.happened_on,
    recordedAt: row.recorded_at,
    actorName: row.display_name,
    deputyForName: row.deputy_for_name,
    hashPrefix: row.hash.subarray(0, PREFIX_BYTES).toString('hex'),
  }
}
