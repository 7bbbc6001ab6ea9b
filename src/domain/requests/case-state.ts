/** What the events of a case add up to. Built only by `fold.ts`. */
import type { Channel, ConsultationKind } from '../../law/clock/case.ts'
import { needsSecrecyReview } from '../../law/approval.ts'
import type { DispositionCode } from '../../law/dispositions.ts'
import { DEFAULT_SETTINGS, type LawSettings } from '../../law/settings.ts'
import type { EventOf, LetterNumber, RecordedClock, Registered } from './case.ts'
import type { Draft } from './draft.ts'
import type { RequestKind } from './request-kind.ts'
import type { Status } from './status.ts'

export interface CaseState {
  readonly kind: RequestKind
  readonly status: Status
  readonly lastSeq: number
  readonly agencyId: number
  readonly registerYear: number
  readonly registerNumber: number
  readonly channel: Channel
  readonly arrivedOn: Temporal.PlainDate
  readonly signedOn: Temporal.PlainDate | null
  readonly confirmedOn: Temporal.PlainDate | null
  readonly applicant: Registered['applicant']
  /** as corrected, when it was */
  readonly subject: string
  readonly description: string
  readonly wantedForm: Registered['wantedForm']
  readonly wantedRoute: Registered['wantedRoute']
  readonly writtenDownBy: string | null
  readonly assistance: string | null
  readonly handlerId: number | null
  readonly part?: Registered['part'] | undefined
  readonly settings: Registered['settings']
  /** the dates the applicant was told; how they were counted is asked from `case-clock.ts` */
  readonly clock: RecordedClock
  readonly corrections: readonly Correction[]
  readonly consultations: readonly Consultation[]
  readonly extension: { readonly on: Temporal.PlainDate; readonly days: number } | null
  readonly reasonsAskedOn: Temporal.PlainDate | null
  readonly delay: { readonly on: Temporal.PlainDate; readonly untilOn: Temporal.PlainDate } | null
  readonly fees: readonly Fee[]
  /** the last examination that came to a conclusion; void once the application is corrected */
  readonly examination: Examined | null
  readonly reply: Reply | null
  /** everybody who wrote a version of the reply: none of them may approve it */
  readonly drafters: readonly number[]
  /** where the case stood when drafting began, and returns to with a returned draft */
  readonly beforeDraft: Status
  readonly letter: { readonly number: LetterNumber; readonly on: Temporal.PlainDate } | null
  readonly delivery: Delivery | null
  readonly ending: EventOf<'ended'>['payload'] | null
  /** how a 更正 was decided */
  readonly rectification:
    | (EventOf<'rectification-decided'>['payload'] & { readonly on: Temporal.PlainDate })
    | null
  readonly conclusion: Conclusion | null
  readonly closedOn: Temporal.PlainDate | null
  readonly archiveNumber: string | null
  readonly remedies: readonly Remedy[]
  /** an order to answer anew; what came before it is over */
  readonly order: Order | null
  /** answers that were overturned, the oldest first */
  readonly earlierAnswers: readonly EarlierAnswer[]
}

export interface Order {
  readonly remedy: number
  readonly on: Temporal.PlainDate
  readonly orders: string
  /** the day that the decision set */
  readonly dueOn: Temporal.PlainDate | null
  /** 收到申请之日, which an order does not move */
  readonly receivedOn: Temporal.PlainDate | null
  /** how many of each had happened before; the clock of the new answer does not count with them */
  readonly before: {
    readonly corrections: number
    readonly consultations: number
    readonly fees: number
  }
}

export interface EarlierAnswer {
  readonly letter: NonNullable<CaseState['letter']>
  readonly delivery: Delivery
  readonly disposition: DispositionCode
}

export interface Correction {
  readonly askedOn: Temporal.PlainDate
  readonly days: number
  readonly items: readonly string[]
  readonly correctedOn: Temporal.PlainDate | null
}

export interface Consultation {
  readonly number: number
  readonly kind: ConsultationKind
  readonly toShown: string
  readonly about: string
  readonly sentOn: Temporal.PlainDate
  readonly servedOn: Temporal.PlainDate | null
  readonly opinionOn: Temporal.PlainDate | null
  readonly opinion: EventOf<'consultation-answered'>['payload']['opinion'] | null
  readonly lapsedOn: Temporal.PlainDate | null
  /** 第三十二条：告知决定公开之日 */
  readonly toldOn: Temporal.PlainDate | null
}

export interface Fee {
  readonly noticedOn: Temporal.PlainDate
  readonly basis: 'items' | 'pages'
  readonly quantity: number
  readonly amountYuan: number
  readonly paidOn: Temporal.PlainDate | null
}

export interface Examined {
  readonly on: Temporal.PlainDate
  readonly answers: EventOf<'examined'>['payload']['answers']
  readonly disposition: DispositionCode
}

/** The reply as it stands, with the signatures that still cover it. A new draft begins with none. */
export interface Reply {
  readonly draft: Draft
  readonly contentHash: string
  readonly draftedBy: number
  readonly draftedOn: Temporal.PlainDate
  readonly secrecy: Signature | null
  readonly legal: Signature | null
  readonly signOff: Signature | null
  /** why it was returned, until it is drafted anew */
  readonly returned: Signature | null
}

export interface Signature {
  readonly officerId: number
  readonly on: Temporal.PlainDate
  readonly contentHash: string
  readonly opinion: string
}

export interface Delivery {
  readonly way: EventOf<'delivered'>['payload']['way']
  readonly on: Temporal.PlainDate
  readonly trackingNumber: string | null
  readonly proof: string
}

/**
 * The result that the annual report counts, exactly one per case: a case is concluded on the day its answer left (for
 * the postal way the day it was handed over), and one that ended without a letter on the day it ended. A case that was
 * never received (收到之日 not fixed) is never concluded either, so that 新收 + 结转 = 办结 + 结转 holds.
 */
export interface Conclusion {
  readonly disposition: DispositionCode
  readonly on: Temporal.PlainDate
  /** null when no reply period was running */
  readonly inTime: boolean | null
}

export interface Remedy {
  readonly number: number
  readonly kind: EventOf<'remedy-filed'>['payload']['kind']
  readonly body: string
  readonly filedOn: Temporal.PlainDate
  readonly decidedOn: Temporal.PlainDate | null
  readonly result: EventOf<'remedy-decided'>['payload']['result'] | null
}

/** The choices the case was registered under; a switch that did not exist then has its default. */
export function settingsOf(state: CaseState): LawSettings {
  return { ...DEFAULT_SETTINGS, ...(state.settings as Partial<LawSettings>) }
}

/** 〔2020〕7号, as the register writes it. */
export function formatRegisterNumber(year: number, number: number): string {
  return `〔${year}〕${number}号`
}

/** 威高公复〔2020〕7号: GB/T 9704, hexagonal brackets, no padding, no 第. */
export function formatLetterNumber({ prefix, year, number }: LetterNumber): string {
  return `${prefix}〔${year}〕${number}号`
}

export function openConsultations(state: CaseState): readonly Consultation[] {
  return state.consultations.filter((one) => one.opinionOn === null && one.lapsedOn === null)
}

/** Whether the result stands: an answer that was ordered anew is not given yet. */
export function isConcluded({ conclusion, order, delivery, ending }: CaseState): boolean {
  return conclusion !== null && (order === null || delivery !== null || ending !== null)
}

/** Signed by this office over exactly this text, and by nobody who wrote it. */
export function isValidSignature(state: CaseState, signature: Signature | null): boolean {
  return (
    signature !== null &&
    signature.contentHash === state.reply?.contentHash &&
    !state.drafters.includes(signature.officerId)
  )
}

/** Whether the reply as drafted still lacks the 保密审查 that the office demands (`law/approval.ts`). */
export function lacksSecrecyReview(state: CaseState): boolean {
  if (!state.reply || isValidSignature(state, state.reply.secrecy)) return false
  return needsSecrecyReview(state.reply.draft.disposition, settingsOf(state))
}
