/**
 * Letters that are drawn up before their act is recorded. 补正, 说明理由 and 收费 count from the day they are served, and
 * nothing can be served that is not written yet; an extension is agreed to with its notice in hand; a consultation is
 * its letter. The act is decided from the fields of its own form, under its own rules, and is recorded with the same
 * fields (`plannedFields`), or makes the letter final itself (`act-with-letter.ts`).
 */
import type { ConsultationKind } from '../../../law/clock/case.ts'
import type { LetterId } from '../../../law/letters.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { parseForm } from '../../../platform/web/forms.ts'
import type { Officer } from '../../accounts/officer.ts'
import type { CaseEvent, EventBody } from '../case.ts'
import { recordedClock } from '../case-clock.ts'
import { assertSameAgency, stepsOpenToSomebody } from '../case-permissions.ts'
import type { CaseRoom } from '../case-room.ts'
import type { CaseState } from '../case-state.ts'
import { apply } from '../fold.ts'
import { ConsultationForm, consultationSent } from '../handling/consultations.ts'
import { CorrectionForm, correctionAsked } from '../handling/corrections.ts'
import {
  delayed,
  DelayForm,
  reasonsAsked,
  ReasonsQuestionForm,
} from '../handling/excessive-requests.ts'
import { extended, ExtensionForm } from '../handling/extend-deadline.ts'
import { FeeNoticeForm, feeNoticed } from '../handling/fees.ts'
import type { Step } from '../lifecycle.ts'
import { getOpenCase } from '../requests-store.ts'
import { listLetterRows, openSnapshot, type LetterRow } from './letters-store.ts'

export const PLANNED = {
  'ask-correction': ['correction-notice'],
  'ask-reasons': ['reasons-notice'],
  'notice-fee': ['fee-notice'],
  extend: ['extension-notice'],
  delay: ['delayed-term-notice'],
  consult: ['third-party-consultation', 'co-maker-consultation', 'assistance-letter'],
} as const satisfies Partial<Record<Step, readonly LetterId[]>>

/** Whom a letter of consultation asks. */
export const KIND_OF_LETTER: Readonly<Partial<Record<LetterId, ConsultationKind>>> = {
  'third-party-consultation': 'third-party',
  'co-maker-consultation': 'co-maker',
  'assistance-letter': 'other-organ',
}

/** 第三十三条第二款、第三十五条: nothing of these is final before the head has agreed, and the agreement makes it so. */
export const AGREED_BY_HEAD: readonly PlannedStep[] = ['extend', 'delay']
export type PlannedStep = keyof typeof PLANNED
export const PLANNED_STEPS = Object.keys(PLANNED) as readonly PlannedStep[]

export type PlanFields = Readonly<Record<string, string>>

/** What a planned letter is about: `p:ask-correction`. */
export const aboutPlan = (step: PlannedStep) => `p:${step}`

export function stepOfPlan(about: string): PlannedStep | undefined {
  return PLANNED_STEPS.find((step) => about === aboutPlan(step))
}

/**
 * The act as it would be recorded if the letter were served on the day it bears.
 * @throws Refusal `invalid` with the problems of the fields, or for what the act itself refuses
 */
export function planEvent(
  room: Pick<CaseRoom, 'calendar' | 'sealer'>,
  state: CaseState,
  step: PlannedStep,
  fields: PlanFields,
  on: Temporal.PlainDate,
): CaseEvent {
  const body = bodyOf(room, step, state, { ...fields, happenedOn: on.toString() })
  const recordedAt = Temporal.Instant.fromEpochMilliseconds(0)
  const event = { ...body, seq: state.lastSeq + 1, happenedOn: on, recordedAt, actorId: null }
  const clock = recordedClock(apply(state, event), room.calendar)
  return { ...event, payload: { ...event.payload, clock } } as CaseEvent
}

function bodyOf(
  room: Pick<CaseRoom, 'sealer'>,
  step: PlannedStep,
  state: CaseState,
  fields: PlanFields,
): EventBody {
  switch (step) {
    case 'ask-correction':
      return correctionAsked(state, parsed(CorrectionForm, fields))
    case 'ask-reasons':
      return reasonsAsked(withoutDay(parsed(ReasonsQuestionForm, fields)))
    case 'notice-fee':
      return feeNoticed(state, withoutDay(parsed(FeeNoticeForm, fields)))
    case 'extend':
      return extended(parsed(ExtensionForm, fields))
    case 'delay':
      return delayed(parsed(DelayForm, fields))
    case 'consult':
      return consultationSent(room, state, parsed(ConsultationForm, fields))
  }
}

function parsed<T>(schema: Parameters<typeof parseForm<T>>[0], fields: PlanFields): T {
  const checked = parseForm(schema, fields)
  if (checked.ok) return checked.value
  throw new Refusal('invalid', '文书没有生成，请改正后再试。', checked.problems)
}

function withoutDay<T extends { readonly happenedOn: unknown }>({
  happenedOn: _happenedOn,
  ...rest
}: T): Omit<T, 'happenedOn'> {
  return rest
}

/** The letters that may be planned for this case now; who takes the act itself is asked when it is taken. */
export function plannableSteps(
  state: CaseState,
  officer: Officer,
  today: Temporal.PlainDate,
): readonly PlannedStep[] {
  const open = stepsOpenToSomebody({ state, officer, today })
  return PLANNED_STEPS.filter((step) => open.includes(step))
}

/**
 * What the last planned letter of a step was made from, to record its act with once it has been served; nothing when
 * there is none. @throws Refusal `not-found` across agencies
 */
export async function plannedFields(
  room: CaseRoom,
  officer: Officer,
  requestId: number,
  step: PlannedStep,
): Promise<PlanFields> {
  return (await findPlanned(room, officer, requestId, step))?.fields ?? {}
}

export interface PlannedLetter {
  readonly row: LetterRow
  readonly fields: PlanFields
}

/** The last letter planned for a step; one that was made final with an earlier act is used up. */
export async function findPlanned(
  { db, sealer }: CaseRoom,
  officer: Officer,
  requestId: number,
  step: PlannedStep,
): Promise<PlannedLetter | undefined> {
  const { state } = await getOpenCase(db, requestId)
  assertSameAgency(state.agencyId, officer)
  const rows = await listLetterRows(db, requestId)
  const isOpen = ({ state: at }: LetterRow) =>
    ISSUED_BY_ACT.includes(step) ? at === 'draft' : at !== 'discarded'
  const row = rows.findLast((one) => one.about === aboutPlan(step) && isOpen(one))
  return row && { row, fields: (await openSnapshot(db, sealer, row)).plan ?? {} }
}

const ISSUED_BY_ACT: readonly PlannedStep[] = ['extend', 'delay', 'consult']
