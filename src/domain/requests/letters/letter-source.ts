import type { Tx } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import type { Officer } from '../../accounts/officer.ts'
import { getAgency } from '../../organisations/agencies-store.ts'
import { openApplicant } from '../applicant.ts'
import type { CaseEvent } from '../case.ts'
import { assertSameAgency } from '../case-permissions.ts'
import type { CaseRoom } from '../case-room.ts'
import { fold } from '../fold.ts'
import { listEvents } from '../requests-store.ts'
import type { LetterSource } from './facts/source.ts'
import { getLetterSettings } from './letter-settings.ts'
import { listLetterRows } from './letters-store.ts'
import { listPapers } from './on-file.ts'

interface Wanted {
  readonly requestId: number
  /** `e4`, or empty */
  readonly about: string
  readonly on: Temporal.PlainDate
  readonly typed: LetterSource['typed']
  readonly opensApplicant: boolean
}

/** Everything a letter is made from. The caller has been asked for the permission, and logs what is opened. */
export async function readSource(
  tx: Tx,
  room: CaseRoom,
  officer: Officer,
  { requestId, about, on, typed, opensApplicant }: Wanted,
): Promise<LetterSource> {
  const events = await listEvents(tx, requestId)
  if (events.length === 0) throw new Refusal('not-found', '没有找到这件申请。')
  const current = fold(events)
  assertSameAgency(current.agencyId, officer)
  const event = eventOf(events, about)
  const agency = await getAgency(tx, current.agencyId)
  return {
    agency,
    settings: await getLetterSettings(tx, agency),
    calendar: room.calendar,
    events,
    current,
    state: event ? fold(events.slice(0, events.indexOf(event) + 1)) : current,
    event,
    on,
    identity: opensApplicant ? openApplicant(current.applicant, room.sealer) : null,
    consulted:
      event?.type === 'consultation-sent' ? room.sealer.open(event.payload.toSealed) : null,
    handlerName: await nameOf(tx, current.handlerId),
    conversion: await findConversion(tx, requestId),
    onFile: listPapers(events, await listLetterRows(tx, requestId)),
    typed,
  }
}

function eventOf(events: readonly CaseEvent[], about: string): CaseEvent | undefined {
  return about === '' ? undefined : events.find(({ seq }) => about === `e${seq}`)
}

async function findConversion(tx: Tx, requestId: number): Promise<LetterSource['conversion']> {
  const row = await tx
    .selectFrom('conversions')
    .select(['suggestion', 'decision', 'reason', 'decided_at'])
    .where('request_id', '=', requestId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  const decision = row.decision === 'approved' || row.decision === 'declined' ? row.decision : null
  const { suggestion, reason } = row
  return { suggestion, reason, decision, decidedOn: row.decided_at && dayOf(row.decided_at) }
}

async function nameOf(tx: Tx, userId: number | null): Promise<string | null> {
  if (userId === null) return null
  const row = await tx
    .selectFrom('users')
    .select('display_name')
    .where('id', '=', userId)
    .executeTakeFirst()
  return row?.display_name ?? null
}
