import type { WorkingDays } from '../calendar/working-days.ts'
import type { LawSettings } from '../settings.ts'
import { type ClockNote, type ConsultationAnswer, SILENCE_EFFECT } from './answer.ts'
import type { ConsultationHeld, ConsultationKind } from './case.ts'
import type { Run } from './run.ts'

/** A third party's or co-maker's time for its opinion, in working days. 条例 第三十二条、第三十四条 */
export const CONSULTATION_DAYS = 15

/** The days (from, to] that a consultation takes out of the reply period. */
export interface Interval {
  readonly from: number
  readonly to: number
}

export interface Consultation {
  readonly kind: ConsultationKind
  readonly dueOn: number | null
  /** Undefined while nothing can be excluded yet. */
  readonly interval: Interval | undefined
  /** The addressee's day of receipt is open, so that the interval may still grow. */
  readonly open: boolean
}

const ARTICLE: Readonly<Record<ConsultationKind, string>> = {
  'third-party': '条例 第三十二条',
  'co-maker': '条例 第三十四条',
  'other-organ': '条例 第三十三条第三款',
}

/**
 * The limit of one consultation and the stretch it excludes: after the day the letter is sent, up to and including
 * the day the opinion comes in, at most to the end of the addressee's 15 working days. 条例 第三十三条第三款
 *
 * No opinion: to the end of the limit. An opinion after the limit: likewise, because by then silence has had its
 * effect and the organ may decide. Another organ has no statutory limit; the same 15 working days are applied to it.
 */
export function consultationOf(
  event: ConsultationHeld<number>,
  { days, settings, steps, notes }: Run,
): Consultation {
  const { kind, sentOn, receivedOn, opinionOn } = event
  if (receivedOn === undefined) return openConsultation(event, days, settings)
  const dueOn = days.add(receivedOn, CONSULTATION_DAYS)
  steps.push({
    kind: 'consultation',
    from: receivedOn,
    to: dueOn,
    counted: CONSULTATION_DAYS,
    article: ARTICLE[kind],
  })
  if (opinionOn !== undefined && opinionOn > dueOn) notes.push(LATE_OPINION)
  const from = settings.consultationExclusion === 'from-sending' ? sentOn : receivedOn
  const to = opinionOn === undefined ? dueOn : Math.min(opinionOn, dueOn)
  return { kind, dueOn, interval: { from, to }, open: false }
}

/**
 * It is not known when the addressee got the letter. With the opinion in hand the stretch is known all the same; it is
 * certain when the opinion came within 15 working days of sending. Without it nothing is excluded yet.
 */
function openConsultation(
  event: ConsultationHeld<number>,
  days: WorkingDays,
  settings: LawSettings,
): Consultation {
  const { kind, sentOn, opinionOn } = event
  if (opinionOn === undefined || settings.consultationExclusion === 'from-receipt') {
    return { kind, dueOn: null, interval: undefined, open: true }
  }
  const open = opinionOn > days.add(sentOn, CONSULTATION_DAYS)
  return { kind, dueOn: null, interval: { from: sentOn, to: opinionOn }, open }
}

const LATE_OPINION: ClockNote = {
  code: 'late-opinion',
  message: '意见在15个工作日届满后才收到，只扣除到届满之日',
}

export const SENT_AFTER_DUE: ClockNote = {
  code: 'consultation-after-due',
  message: '征求意见书在答复期限届满后才发出，不能扣除时间',
}

/** The part of an interval after a day, or undefined when nothing of it is left. */
export function clip(interval: Interval | undefined, after: number): Interval | undefined {
  if (interval === undefined || interval.to <= Math.max(interval.from, after)) return undefined
  return interval.from >= after ? interval : { from: after, to: interval.to }
}

export function consultationAnswer(
  consultation: Consultation,
  excludedWorkingDays: number,
): ConsultationAnswer<number> {
  const { kind, dueOn } = consultation
  const effective = SILENCE_EFFECT[kind] !== 'none' && dueOn !== null
  return { kind, dueOn, silentFrom: effective ? dueOn + 1 : null, excludedWorkingDays }
}
