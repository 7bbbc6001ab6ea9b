import { LETTERS } from '../../../law/letters.ts'
import type { Tx } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import type { Officer } from '../../accounts/officer.ts'
import { getAgency } from '../../organisations/agencies-store.ts'
import { openApplicant } from '../applicant.ts'
import type { CaseEvent } from '../case.ts'
import { assertSameAgency } from '../case-permissions.ts'
import type { CaseRoom } from '../case-room.ts'
import { formatLetterNumber, type CaseState } from '../case-state.ts'
import { apply, fold } from '../fold.ts'
import { assertItemsWithinStandard } from '../handling/fees.ts'
import { listEvents } from '../requests-store.ts'
import type { LetterSource } from './facts/source.ts'
import { getLetterSettings } from './letter-settings.ts'
import { LETTER_KINDS } from './letter-kinds.ts'
import { listLetterRows, openSnapshot, type LetterRow } from './letters-store.ts'
import { listPapers } from './on-file.ts'
import { planEvent, stepOfPlan, type PlanFields } from './plan-letter.ts'

interface Wanted {
  readonly requestId: number
  /** `e4`, or empty */
  readonly about: string
  readonly on: Temporal.PlainDate
  readonly typed: LetterSource['typed']
  readonly plan: PlanFields
  readonly opensApplicant: boolean
}

/** Everything a letter is made from. The caller has been asked for the permission, and logs what is opened. */
export async function readSource(
  tx: Tx,
  room: CaseRoom,
  officer: Officer,
  { requestId, about, on, typed, plan, opensApplicant }: Wanted,
): Promise<LetterSource> {
  const events = await listEvents(tx, requestId)
  if (events.length === 0) throw new Refusal('not-found', '没有找到这件申请。')
  const current = fold(events)
  assertSameAgency(current.agencyId, officer)
  const planned = stepOfPlan(about)
  const event = planned ? planEvent(room, current, planned, plan, on) : eventOf(events, about)
  if (planned && event?.type === 'fee-noticed') {
    await assertItemsWithinStandard(tx, requestId, current, event.payload)
  }
  const letters = await listLetterRows(tx, requestId)
  const agency = await getAgency(tx, current.agencyId)
  return {
    agency,
    settings: await getLetterSettings(tx, agency),
    calendar: room.calendar,
    events,
    current,
    state: stateAfter(current, events, event),
    event,
    isPlanned: planned !== undefined,
    on,
    identity: opensApplicant ? openApplicant(current.applicant, room.sealer) : null,
    consulted: consultedOf(room, events, event),
    handlerName: await nameOf(tx, current.handlerId),
    names: await namesOf(tx, signersOf(current)),
    conversion: await findConversion(tx, requestId),
    served: await findServed(tx, room, letters, about),
    onFile: listPapers(events, letters),
    typed,
  }
}

/** The case as it was after an act of the past, or will be after one to come. */
function stateAfter(
  current: CaseState,
  events: readonly CaseEvent[],
  event: CaseEvent | undefined,
): CaseState {
  if (!event) return current
  const at = events.indexOf(event)
  return at < 0 ? apply(current, event) : fold(events.slice(0, at + 1))
}

async function findServed(
  tx: Tx,
  room: CaseRoom,
  letters: readonly LetterRow[],
  about: string,
): Promise<LetterSource['served']> {
  const row = letters.find(({ id }) => about === `l${id}`)
  if (!row) return null
  const { content } = await openSnapshot(tx, room.sealer, row)
  return {
    title: content.title,
    number: row.number ? formatLetterNumber(row.number) : '',
    on: row.datedOn,
    addressee: content.head?.addressee ?? '',
    isAnswer: LETTER_KINDS[row.letter].series === 'reply',
    toApplicant: LETTERS[row.letter].to === 'applicant',
  }
}

/** Whom a consultation asked, for the letter that asks and the one that confirms what came back. */
function consultedOf(
  { sealer }: CaseRoom,
  events: readonly CaseEvent[],
  event: CaseEvent | undefined,
): string | null {
  if (event?.type === 'consultation-sent') return sealer.open(event.payload.toSealed)
  if (event?.type !== 'consultation-answered') return null
  const { number } = event.payload
  const sent = events.find(
    (one) => one.type === 'consultation-sent' && one.payload.number === number,
  )
  return sent?.type === 'consultation-sent' ? sealer.open(sent.payload.toSealed) : null
}

function signersOf({ reply }: CaseState): number[] {
  if (!reply) return []
  const signed = [reply.secrecy, reply.legal, reply.signOff].flatMap((one) => one?.officerId ?? [])
  return [reply.draftedBy, ...signed]
}

async function namesOf(tx: Tx, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('users')
    .select(['id', 'display_name'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map(({ id, display_name }) => [id, display_name]))
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
