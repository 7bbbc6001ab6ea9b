import { z } from 'zod'
import { CONSULTATION_KINDS } from '../../../law/clock/case.ts'
import { CONSULTATION_DAYS } from '../../../law/clock/consultation.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import {
  choice,
  optionalText,
  requiredDay,
  requiredInteger,
  requiredText,
  tickable,
} from '../../../platform/web/form-fields.ts'
import type { Officer } from '../../accounts/officer.ts'
import { maskedName } from '../applicant.ts'
import type { EventBody } from '../case.ts'
import type { CaseRef, CaseRoom } from '../case-room.ts'
import { openConsultations, type CaseState, type Consultation } from '../case-state.ts'
import { nonEmpty } from '../payload.ts'
import {
  assertNotBefore,
  CLOCK_TO_COME,
  impossibleDay,
  nothingElse,
  takeStep,
  type Alongside,
  type Handled,
} from './take-step.ts'

export const ConsultationForm = z.object({
  kind: choice('征求意见的对象', nonEmpty(CONSULTATION_KINDS)),
  to: requiredText('被征求意见人的姓名或者名称', { max: 100 }),
  /** a natural person's name is masked wherever the case is shown */
  isPerson: tickable(),
  about: requiredText('涉及的信息', { max: 2000 }),
  happenedOn: requiredDay('征求意见书发出日期'),
})
export type ConsultationForm = z.output<typeof ConsultationForm>

/**
 * Asks a third party (条例 第三十二条), a co-maker (第三十四条) or another organ for its opinion in writing. The working
 * days after the letter was sent, until the opinion or the end of 15 working days, are not counted (第三十三条第三款).
 * Several may be open at once. @throws Refusal of `takeStep`
 */
export function consult(
  room: CaseRoom,
  officer: Officer,
  ref: CaseRef,
  { happenedOn, ...asked }: ConsultationForm,
  now: Temporal.Instant,
  alongside: Alongside = nothingElse,
): Promise<Handled> {
  return takeStep(room, officer, ref, 'consult', now, async (deciding) => {
    await alongside(deciding)
    return { body: consultationSent(room, deciding.state, asked), happenedOn }
  })
}

/** What the letter asks, and of whom. */
export function consultationSent(
  { sealer }: Pick<CaseRoom, 'sealer'>,
  { consultations }: CaseState,
  { kind, to, isPerson, about }: Omit<ConsultationForm, 'happenedOn'>,
): EventBody {
  const addressee = { toShown: isPerson ? maskedName(to) : to, toSealed: sealer.seal(to) }
  const number = consultations.length + 1
  const payload = { number, kind, about, ...addressee, clock: CLOCK_TO_COME }
  return { type: 'consultation-sent', payload }
}

export const ServiceForm = z.object({
  number: requiredInteger('征求意见序号', { min: 1 }),
  happenedOn: requiredDay('对方收到的日期'),
  proof: requiredText('送达凭证', { max: 500 }),
})
export type ServiceForm = z.output<typeof ServiceForm>

/**
 * The addressee got the letter: its 15 working days run from the next one.
 * @throws Refusal `not-found`; `invalid` when a day of receipt is on record already; those of `takeStep`
 */
export function recordService(
  room: CaseRoom,
  officer: Officer,
  ref: CaseRef,
  { number, proof, happenedOn }: ServiceForm,
  now: Temporal.Instant,
): Promise<Handled> {
  return takeStep(room, officer, ref, 'record-service', now, ({ state }) => {
    const { sentOn, servedOn } = getOpenConsultation(state, number)
    // a second day of receipt would give the addressee, and the organ, their fifteen days twice
    if (servedOn) throw impossibleDay('已经记录过对方收到征求意见书的日期')
    assertNotBefore(happenedOn, sentOn, '收到的日期不能早于发出日期')
    const payload = { number, proof, clock: CLOCK_TO_COME }
    return { body: { type: 'consultation-served', payload }, happenedOn }
  })
}

export const OpinionForm = z.object({
  number: requiredInteger('征求意见序号', { min: 1 }),
  opinion: choice('意见', ['agrees', 'objects', 'other']),
  reasons: optionalText('理由', { max: 5000 }),
  happenedOn: requiredDay('收到意见的日期'),
})
export type OpinionForm = z.output<typeof OpinionForm>

/** An opinion came in; it ends the days not counted. @throws Refusal `not-found`, those of `takeStep` */
export function recordOpinion(
  room: CaseRoom,
  officer: Officer,
  ref: CaseRef,
  { number, opinion, reasons, happenedOn }: OpinionForm,
  now: Temporal.Instant,
): Promise<Handled> {
  return takeStep(room, officer, ref, 'record-opinion', now, ({ state }) => {
    const { servedOn, sentOn } = getOpenConsultation(state, number)
    assertNotBefore(
      happenedOn,
      servedOn ?? sentOn,
      '收到意见的日期不能早于对方收到征求意见书的日期',
    )
    const payload = { number, opinion, reasons: reasons ?? '', clock: CLOCK_TO_COME }
    return { body: { type: 'consultation-answered', payload }, happenedOn }
  })
}

export const SilenceForm = z.object({ number: requiredInteger('征求意见序号', { min: 1 }) })
export type SilenceForm = z.output<typeof SilenceForm>

/**
 * No opinion within 15 working days: a third party's silence leaves the decision to the organ (第三十二条), a co-maker's
 * counts as consent (第三十四条). @throws Refusal `incomplete` while the limit runs or receipt is unproved
 */
export function recordSilence(
  room: CaseRoom,
  officer: Officer,
  ref: CaseRef,
  { number }: SilenceForm,
  now: Temporal.Instant,
): Promise<Handled> {
  return takeStep(room, officer, ref, 'record-silence', now, ({ state, today }) => {
    const { servedOn } = getOpenConsultation(state, number)
    if (!servedOn) {
      throw new Refusal('incomplete', '尚未记录对方收到征求意见书的日期，期限没有起算。')
    }
    const limit = room.calendar
      .whenMissing('by-weekday')
      .addWorkingDays(servedOn, CONSULTATION_DAYS)
    if (Temporal.PlainDate.compare(today, limit) <= 0) {
      throw new Refusal('incomplete', '对方的十五个工作日尚未届满，请继续等待。')
    }
    const payload = { number, clock: CLOCK_TO_COME }
    return { body: { type: 'consultation-lapsed', payload }, happenedOn: today }
  })
}

function getOpenConsultation(state: CaseState, number: number): Consultation {
  const found = openConsultations(state).find((one) => one.number === number)
  if (!found) throw new Refusal('not-found', '没有这件尚未办结的征求意见。')
  return found
}
