import type { SkippedDay } from '../calendar/working-days.ts'
import type { ConsultationKind } from './case.ts'

/** What a step of the reckoning is for; the words shown to people live in the interfaces. */
export type StepKind =
  | 'correction-notice' // 补正告知期限
  | 'correction' // 补正期限
  | 'consultation' // 被征求意见人的答复期限
  | 'payment' // 缴费期限
  | 'reply' // 答复期限
  | 'excluded' // 征求意见、不计入答复期限的一段
  | 'shift' // 因扣除而顺延
  | 'extension' // 延长
  | 'delayed-term' // 延迟答复的合理期限

/** One stretch of counting: `counted` working days in (from, to], under `article`. */
export interface StepOf<D> {
  readonly kind: StepKind
  readonly from: D
  readonly to: D
  readonly counted: number
  readonly article: string
}

export interface ClockStep extends StepOf<Temporal.PlainDate> {
  readonly skipped: readonly SkippedDay[]
}

/** What silence means: 第三十二条 the organ decides itself; 第三十四条 it counts as consent; otherwise nothing. */
export type SilenceEffect = 'organ-decides' | 'deemed-consent' | 'none'

export const SILENCE_EFFECT: Readonly<Record<ConsultationKind, SilenceEffect>> = {
  'third-party': 'organ-decides',
  'co-maker': 'deemed-consent',
  'other-organ': 'none',
}

export interface ConsultationAnswer<D> {
  readonly kind: ConsultationKind
  /** Last day for the opinion; null while it is not known when the addressee got the letter. */
  readonly dueOn: D | null
  /** First day on which silence has its effect; null with `dueOn`. */
  readonly silentFrom: D | null
  /** Working days of this consultation alone that fall into the running reply period. */
  readonly excludedWorkingDays: number
}

export type WaitingFor = 'receipt' | 'correction' | 'payment'

/** Something lawful but worth a person's eye: recorded, never hidden, does not change a date. */
export type NoteCode =
  | 'late-correction-notice'
  | 'correction-notice-not-recorded'
  | 'late-correction'
  | 'late-payment'
  | 'late-fee-notice'
  | 'late-opinion'
  | 'consultation-after-due'
  | 'extension-lapsed'
  | 'delayed-without-reasons'

export interface ClockNote {
  readonly code: NoteCode
  readonly message: string
}

/** Every date the clock of a case knows. The shape shared by day numbers and dates. */
export interface AnswerOf<D, S> {
  readonly receivedOn: D | null
  /** The rule that fixed the day of receipt, or under which it is still open. */
  readonly receiptArticle: string
  readonly waitingFor: WaitingFor | null
  /** Why the clock has not started; only with `receivedOn: null`. */
  readonly reason?: string
  readonly correctionNoticeDueOn: D | null
  readonly correctionDueOn?: D
  readonly consultations: readonly ConsultationAnswer<D>[]
  readonly paymentDueOn?: D
  /** First day on which an application not corrected or not paid for may be closed; only while waiting for that. */
  readonly lapsesOn?: D
  /** Null while no reply period runs: not received, waiting for the correction, waiting for the fee. */
  readonly replyDueOn: D | null
  /** A date above may still move: a year was counted without its notice, or a consulted letter's arrival is open. */
  readonly provisional: boolean
  readonly steps: readonly S[]
  readonly notes: readonly ClockNote[]
}

export type ClockAnswer = AnswerOf<Temporal.PlainDate, ClockStep>

/** The answer over day numbers, before it is put into dates or text. */
export type RawAnswer = AnswerOf<number, StepOf<number>>
