import { inTransaction, type Tx } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { deputyFor, type Officer } from '../../accounts/officer.ts'
import type { EventBody, RecordedClock } from '../case.ts'
import { recordedClock } from '../case-clock.ts'
import { assertMayTake, assertSameAgency } from '../case-permissions.ts'
import type { CaseRef, CaseRoom } from '../case-room.ts'
import type { CaseState } from '../case-state.ts'
import { linkEvents, type Happening } from '../event-chain.ts'
import { apply } from '../fold.ts'
import { findTransition, type Step } from '../lifecycle.ts'
import { tellApplicant } from '../online/tell-applicant.ts'
import { appendEvents, getOpenCase, staleCase } from '../requests-store.ts'

/** A case after an act; also the reference for the next act by whoever saw it. */
export interface Handled extends CaseRef {
  readonly state: CaseState
}

/** What a verb decides from: the case as it is, in the transaction that will write the decision. */
export interface Deciding {
  readonly tx: Tx
  readonly state: CaseState
  readonly today: Temporal.PlainDate
}

/** What else is written in the transaction of an act, e.g. its letter made final. */
export type Alongside = (deciding: Deciding) => Promise<void>

export const nothingElse: Alongside = async () => {}

/**
 * The frame of every act on a case: read it, ask the table, decide, write event and row, all in one transaction.
 *
 * @throws Refusal `not-found`, `wrong-state`, `forbidden`, `unapproved`, `incomplete` (see `case-permissions.ts`),
 * `stale` when the case has gone on since the officer saw it, `invalid` for impossible days and facts
 */
export function takeStep(
  room: CaseRoom,
  officer: Officer,
  ref: CaseRef,
  step: Step,
  now: Temporal.Instant,
  decide: (deciding: Deciding) => Happening | Promise<Happening>,
): Promise<Handled> {
  return recordStep(room, ref, { now, actorId: officer.id, decide }, ({ state, today }) => {
    assertSameAgency(state.agencyId, officer)
    if (state.lastSeq !== ref.seenSeq) throw staleCase()
    const { by } = assertMayTake(step, { state, officer, today })
    return deputyFor(officer, by)?.personId ?? null
  })
}

/**
 * The same for an act of the applicant, online: nobody's role is asked, only whether the case is at a point where the
 * table has the step. The event has no actor. The caller has established whose case it is.
 *
 * @throws Refusal `wrong-state`, `stale`, `invalid`
 */
export function takeApplicantStep(
  room: CaseRoom,
  ref: CaseRef,
  step: ApplicantStep,
  now: Temporal.Instant,
  decide: (deciding: Deciding) => Happening | Promise<Happening>,
): Promise<Handled> {
  return recordStep(room, ref, { now, actorId: null, decide }, ({ state }) => {
    if (state.lastSeq !== ref.seenSeq) throw staleCase()
    if (!findTransition(state.status, step)) {
      throw new Refusal('wrong-state', '这件申请现在的状态不能办理这一步，请查看最新进度。')
    }
    return null
  })
}

/** What an applicant may do on their own case without an officer: 补正、说明理由、撤回；下载答复记在卷内。 */
export type ApplicantStep = Extract<
  Step,
  'receive-correction' | 'receive-reasons' | 'withdraw' | 'note'
>

interface Act {
  readonly now: Temporal.Instant
  readonly actorId: number | null
  readonly decide: (deciding: Deciding) => Happening | Promise<Happening>
}

function recordStep(
  room: CaseRoom,
  ref: CaseRef,
  { now, actorId, decide }: Act,
  /** whom the actor stands in for, once the act is found lawful */
  assertLawful: (situation: Pick<Deciding, 'state' | 'today'>) => number | null,
): Promise<Handled> {
  const today = dayOf(now)
  return inTransaction(room.db, async (tx) => {
    const open = await getOpenCase(tx, ref.id)
    const { state } = open
    const standsInFor = assertLawful({ state, today })
    const decided = await decide({ tx, state, today })
    assertPossibleDay(decided, state, today)
    const happening = withClock(room, state, decided)
    const last = { seq: state.lastSeq, hash: open.lastHash }
    const { events, stored } = linkEvents([happening], last, actorId, now, standsInFor)
    const next = events.reduce(apply, state)
    await appendEvents(tx, open, next, stored)
    if (actorId !== null) {
      const told = { requestId: ref.id, state: next, event: happening.body }
      await tellApplicant(room, tx, told, now)
    }
    return { id: ref.id, seenSeq: next.lastSeq, state: next }
  })
}

/** Placeholder of an event whose dates follow from it: `withClock` puts the dates in. */
export const CLOCK_TO_COME: RecordedClock = {
  receivedOn: null,
  waitingFor: null,
  correctionNoticeDueOn: null,
  correctionDueOn: null,
  consultationDueOn: null,
  paymentDueOn: null,
  replyDueOn: null,
  provisional: false,
}

/** The happening with the dates that follow from it, when it is one that moves them. */
function withClock(room: CaseRoom, state: CaseState, happening: Happening): Happening {
  const { body, happenedOn } = happening
  if (!('clock' in body.payload)) return happening
  const moment = { seq: state.lastSeq + 1, happenedOn, recordedAt: NO_MOMENT, actorId: null }
  const clock = recordedClock(apply(state, { ...body, ...moment }), room.calendar)
  return { happenedOn, body: { ...body, payload: { ...body.payload, clock } } as EventBody }
}

const NO_MOMENT = Temporal.Instant.fromEpochMilliseconds(0)

function assertPossibleDay({ happenedOn }: Happening, state: CaseState, today: Temporal.PlainDate) {
  if (Temporal.PlainDate.compare(happenedOn, today) > 0) throw impossibleDay('日期不能晚于今天')
  if (Temporal.PlainDate.compare(happenedOn, state.arrivedOn) < 0) {
    throw impossibleDay('日期不能早于申请到达之日')
  }
  // or it would be concluded before it was received, and no report of any year would balance
  const { receivedOn } = state.clock
  if (receivedOn && Temporal.PlainDate.compare(happenedOn, receivedOn) < 0) {
    throw impossibleDay('日期不能早于收到申请之日')
  }
}

/** The one day of a form is always called `happenedOn`, so that every refusal finds its field. */
export function impossibleDay(message: string): Refusal {
  return new Refusal('invalid', `${message}。`, [{ at: 'happenedOn', message }])
}

/** @throws Refusal `invalid` when `day` lies before `earliest` */
export function assertNotBefore(
  day: Temporal.PlainDate,
  earliest: Temporal.PlainDate,
  message: string,
): void {
  if (Temporal.PlainDate.compare(day, earliest) < 0) throw impossibleDay(message)
}
