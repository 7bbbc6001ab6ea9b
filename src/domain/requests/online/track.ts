/**
 * A case as its applicant may follow it: where it stands, every date with its reason, what they can do. What the office
 * thinks on the way — drafts, opinions, names of third parties, notes, who signed — is not in here.
 */
import { z } from 'zod'
import type { ClockAnswer } from '../../../law/clock/answer.ts'
import { DISPOSITIONS } from '../../../law/dispositions.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { CaseEvent } from '../case.ts'
import { explainClock } from '../case-clock.ts'
import type { CaseRoom } from '../case-room.ts'
import {
  formatLetterNumber,
  formatRegisterNumber,
  isConcluded,
  openConsultations,
  type CaseState,
} from '../case-state.ts'
import { fold } from '../fold.ts'
import { findTransition } from '../lifecycle.ts'
import { listEvents } from '../requests-store.ts'
import { findApplicationByCode } from './online-store.ts'
import { hashOfCode, hashOfContact, isOneOf, parseQueryCode } from './query-code.ts'
import { openToken, sealToken, type TokenKind } from './sealed-token.ts'
import { trackedAttachments, type TrackedAttachment } from './take-attachment.ts'
import { listNotices, type TrackedNotice } from './tracked-letters.ts'

/** Shown by its own words in the interface; drafts and signatures in progress are all one to the applicant. */
export type PublicStatus =
  | 'awaiting-confirmation'
  | 'examining'
  | 'awaiting-correction'
  | 'awaiting-reasons'
  | 'consulting'
  | 'awaiting-payment'
  | 'answered' // made and numbered, not served yet
  | 'delivered'
  | 'ended'

export type ApplicantAct =
  | 'correct'
  | 'give-reasons'
  | 'withdraw'
  | 'download'
  | 'suggest'
  | 'rectify'

export interface TrackedCase {
  readonly id: number
  /** The last event the applicant had before their eyes. */
  readonly seenSeq: number
  readonly agencyId: number
  readonly registerNumber: string
  readonly status: PublicStatus
  /** an earlier answer was overturned and a new one is being made */
  readonly isAnew: boolean
  readonly subject: string
  readonly description: string
  readonly arrivedOn: Temporal.PlainDate
  readonly receivedOn: Temporal.PlainDate | null
  readonly replyDueOn: Temporal.PlainDate | null
  readonly provisional: boolean
  readonly clock: ClockAnswer | undefined
  readonly correction: TrackedCorrection | null
  readonly extension: TrackedExtension | null
  readonly reasonsAsked: TrackedReasons | null
  readonly fee: TrackedFee | null
  readonly answer: TrackedAnswer | null
  /** letters that came on the way, to be read and kept */
  readonly notices: readonly TrackedNotice[]
  readonly may: ReadonlySet<ApplicantAct>
}

export interface TrackedCorrection {
  readonly askedOn: Temporal.PlainDate
  readonly items: readonly string[]
  readonly dueOn: Temporal.PlainDate | null
}

/** 条例 第三十五条 */
export interface TrackedReasons {
  readonly facts: string
  readonly askedOn: Temporal.PlainDate
  /** working days after service in which they are asked for */
  readonly withinDays: number
  readonly dueOn: Temporal.PlainDate
}

export interface TrackedExtension {
  readonly on: Temporal.PlainDate
  readonly days: number
  readonly reason: string
}

export interface TrackedFee {
  readonly noticedOn: Temporal.PlainDate
  readonly basis: 'items' | 'pages'
  readonly quantity: number
  readonly amountYuan: number
  readonly dueOn: Temporal.PlainDate | null
  readonly paidOn: Temporal.PlainDate | null
}

export interface TrackedAnswer {
  readonly letterNumber: string
  readonly letterOn: Temporal.PlainDate
  /** null while it is on its way */
  readonly delivery: CaseState['delivery']
  /** to be fetched here */
  readonly attachments: readonly TrackedAttachment[]
}

/** Half an hour on the page; every act and every look begins it anew. */
const PASS: TokenKind<{ id: number; seenSeq: number }> = {
  purpose: 'track',
  schema: z.object({ id: z.int().positive(), seenSeq: z.int().positive() }),
  minutes: 30,
}
export type Pass = z.output<typeof PASS.schema>

/** Whatever is wrong, it reads the same: nobody learns whether a code exists. */
const NO_SUCH_CASE =
  '没有查到对应的申请。请核对查询码和申请时填写的联系电话或者电子邮箱，两项都要与申请时一致。'

/**
 * The case of a code and one of the contacts given with it, both typed by a stranger. Right or wrong, the same queries
 * and the same comparisons are made. @throws Refusal `not-found`, the same for every mistake
 */
export async function identifyCase(
  room: CaseRoom,
  typed: { readonly code: string; readonly contact: string },
): Promise<number> {
  const { db, sealer } = room
  const code = parseQueryCode(typed.code) ?? ''
  const known = await findApplicationByCode(db, hashOfCode(code, sealer))
  const isTheirs = isOneOf(hashOfContact(code, typed.contact, sealer), known?.contactHashes ?? [])
  if (!known || !isTheirs) throw new Refusal('not-found', NO_SUCH_CASE)
  return known.requestId
}

/** For the hidden field of the page: stands for code and contact, so that neither is sent again. */
export function passFor({ id, seenSeq }: TrackedCase, room: CaseRoom, now: Temporal.Instant) {
  return sealToken(PASS, { id, seenSeq }, room.sealer, now)
}

/** @throws Refusal `forbidden` for a pass that is not ours or has run out */
export function openPass(text: string, room: CaseRoom, now: Temporal.Instant): Pass {
  const opened = openToken(PASS, text, room.sealer, now)
  if (opened) return opened.value
  throw new Refusal('forbidden', '停留的时间太长，请重新输入查询码和联系方式。')
}

/** Whether it is one of ours and still good, for whoever only wants to know. */
export const isPass = (text: string, room: CaseRoom, now: Temporal.Instant): boolean =>
  openToken(PASS, text, room.sealer, now) !== undefined

export async function getTrackedCase(room: CaseRoom, id: number): Promise<TrackedCase> {
  const events = await listEvents(room.db, id)
  if (events.length === 0) throw new Refusal('not-found', NO_SUCH_CASE)
  const state = fold(events)
  const clock = explainClock(state, room.calendar)
  return {
    id,
    seenSeq: state.lastSeq,
    agencyId: state.agencyId,
    registerNumber: formatRegisterNumber(state.registerYear, state.registerNumber),
    status: publicStatusOf(state),
    isAnew: state.order !== null && !isConcluded(state),
    subject: state.subject,
    description: state.description,
    arrivedOn: state.arrivedOn,
    receivedOn: state.clock.receivedOn,
    replyDueOn: isConcluded(state) ? null : state.clock.replyDueOn,
    provisional: state.clock.provisional,
    clock: clock.ok ? clock.value : undefined,
    ...course(room, state, events),
    answer: state.letter && {
      letterNumber: formatLetterNumber(state.letter.number),
      letterOn: state.letter.on,
      delivery: state.delivery,
      attachments: trackedAttachments(state),
    },
    notices: await listNotices(room.db, id, events),
    may: actsOf(state),
  }
}

/** What the applicant was told on the way, by letters that reached them. */
function course({ calendar }: CaseRoom, state: CaseState, events: readonly CaseEvent[]) {
  const asked = state.corrections.at(-1)
  const extended = events.findLast((event) => event.type === 'extended')
  const reasons = events.findLast((event) => event.type === 'reasons-asked')
  const fee = state.fees.at(-1)
  return {
    correction:
      asked && state.status === 'awaiting-correction'
        ? { askedOn: asked.askedOn, items: asked.items, dueOn: state.clock.correctionDueOn }
        : null,
    extension: extended
      ? { on: extended.happenedOn, days: extended.payload.days, reason: extended.payload.reason }
      : null,
    reasonsAsked:
      state.status === 'awaiting-reasons' && reasons
        ? {
            facts: reasons.payload.facts,
            askedOn: reasons.happenedOn,
            withinDays: reasons.payload.replyWithinDays,
            dueOn: calendar
              .whenMissing('by-weekday')
              .addWorkingDays(reasons.happenedOn, reasons.payload.replyWithinDays),
          }
        : null,
    fee: fee ? { ...fee, dueOn: state.clock.paymentDueOn } : null,
  }
}

function publicStatusOf(state: CaseState): PublicStatus {
  switch (state.status) {
    case 'drafted':
    case 'legally-reviewed':
    case 'signed-off':
      return openConsultations(state).length > 0 ? 'consulting' : 'examining'
    case 'issued':
      return 'answered'
    case 'closed':
      return state.ending ? 'ended' : 'delivered'
    default:
      return state.status
  }
}

function actsOf(state: CaseState): Set<ApplicantAct> {
  const acts = new Set<ApplicantAct>()
  if (findTransition(state.status, 'receive-correction')) acts.add('correct')
  if (findTransition(state.status, 'receive-reasons')) acts.add('give-reasons')
  if (findTransition(state.status, 'withdraw')) acts.add('withdraw')
  if (state.delivery?.way === 'platform') acts.add('download')
  if (wasGivenInformation(state)) acts.add('suggest').add('rectify')
  return acts
}

/** 第四十四条第二款、第四十一条 speak of information that the applicant was given. */
function wasGivenInformation({ delivery, reply }: CaseState): boolean {
  const outcome = reply && DISPOSITIONS[reply.draft.disposition].outcome
  return delivery !== null && (outcome === 'granted' || outcome === 'partly-granted')
}
