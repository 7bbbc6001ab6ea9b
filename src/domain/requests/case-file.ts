/** A case as its page shows it: state, timeline, the clock explained, and what this person may do next. */
import type { ClockAnswer } from '../../law/clock/answer.ts'
import type { Db } from '../../platform/database/database.ts'
import { recordAudit } from '../../platform/audit/audit-log.ts'
import { inTransaction } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { actorFor, hasRole, type Officer } from '../accounts/officer.ts'
import { assertMay } from '../accounts/permissions.ts'
import { openApplicant, type Identity } from './applicant.ts'
import type { CaseEvent } from './case.ts'
import { explainClock } from './case-clock.ts'
import { APPLICANT_READERS, assertSameAgency, availableSteps } from './case-permissions.ts'
import type { CaseRoom } from './case-room.ts'
import type { CaseState } from './case-state.ts'
import { fold } from './fold.ts'
import type { Step } from './lifecycle.ts'
import { getOpenCase, listEvents } from './requests-store.ts'

export interface CaseFile {
  readonly id: number
  readonly state: CaseState
  /** oldest first; sealed texts are left out */
  readonly timeline: readonly TimelineEntry[]
  /** every day counted and skipped, by the calendar of today; undefined when the facts no longer allow an answer */
  readonly clock: ClockAnswer | undefined
  readonly steps: readonly Step[]
  readonly handlerName: string | null
}

export interface TimelineEntry {
  readonly event: CaseEvent
  readonly actorName: string | null
  /** whom the actor stood in for */
  readonly deputyForName: string | null
  /** to whom the case was given by this event */
  readonly handlerName: string | null
}

/** @throws Refusal `not-found` also for a case of another agency; `forbidden` for a role that reads no cases */
export async function getCaseFile(
  room: CaseRoom,
  officer: Officer,
  id: number,
  today: Temporal.PlainDate,
): Promise<CaseFile> {
  const events = await listEvents(room.db, id)
  if (events.length === 0) throw new Refusal('not-found', '没有找到这件申请。')
  const state = fold(events)
  assertMay(officer, 'requests.read', state.agencyId)
  const names = await namesOf(room.db, events, state.handlerId)
  const clock = explainClock(state, room.calendar)
  return {
    id,
    state: withoutSealed(state),
    timeline: events.map((event) => ({
      event: unsealed(event),
      actorName: nameOf(names, event.actorId),
      deputyForName: nameOf(names, event.deputyFor ?? null),
      handlerName: nameOf(names, givenTo(event)),
    })),
    clock: clock.ok && state.kind === 'application' ? clock.value : undefined,
    steps: availableSteps({ state, officer, today }),
    handlerName: nameOf(names, state.handlerId),
  }
}

/**
 * Opens the applicant's identity for somebody who corresponds with them, and logs that it was read.
 * @throws Refusal `not-found`, `forbidden`
 */
export function readApplicant(
  room: CaseRoom,
  officer: Officer,
  id: number,
  now: Temporal.Instant,
): Promise<Identity> {
  return inTransaction(room.db, async (tx) => {
    const { state } = await getOpenCase(tx, id)
    assertSameAgency(state.agencyId, officer)
    if (!hasRole(officer, ...APPLICANT_READERS)) {
      throw new Refusal('forbidden', '您的角色不能查看申请人的身份信息。')
    }
    await recordAudit(tx, now, {
      actor: actorFor(officer, APPLICANT_READERS),
      action: 'applicant.read',
      subject: `request:${id}`,
    })
    return openApplicant(state.applicant, room.sealer)
  })
}

async function namesOf(db: Db, events: readonly CaseEvent[], handlerId: number | null) {
  const people = events.flatMap((event) => [event.actorId, event.deputyFor ?? null, givenTo(event)])
  const ids = [...people, handlerId].filter((id) => id !== null)
  if (ids.length === 0) return new Map<number, string>()
  const rows = await db
    .selectFrom('users')
    .select(['id', 'display_name'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.id, row.display_name]))
}

const givenTo = (event: CaseEvent): number | null =>
  event.type === 'handler-assigned' ? event.payload.handlerId : null

function nameOf(names: ReadonlyMap<number, string>, id: number | null): string | null {
  return id === null ? null : (names.get(id) ?? null)
}

/** What is sealed has no business on a page, not even as ciphertext. */
function withoutSealed(state: CaseState): CaseState {
  return { ...state, applicant: { ...state.applicant, sealed: '', key: '' } }
}

function unsealed(event: CaseEvent): CaseEvent {
  if (event.type === 'registered') {
    const applicant = { ...event.payload.applicant, sealed: '', key: '' }
    return { ...event, payload: { ...event.payload, applicant } }
  }
  if (event.type === 'consultation-sent') {
    return { ...event, payload: { ...event.payload, toSealed: '' } }
  }
  return event
}
