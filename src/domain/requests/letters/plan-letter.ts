/**
 * Notices that are drawn up before their act is recorded: 补正, 说明理由 and 收费 count from the day they are served, and
 * nothing can be served that is not written yet. The act is decided from the fields of its own form, under its own
 * rules; when it has been served it is recorded with the same fields (`plannedFields`).
 */
import type { WorkingCalendar } from '../../../law/calendar/calendar.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { parseForm } from '../../../platform/web/forms.ts'
import type { Officer } from '../../accounts/officer.ts'
import type { CaseEvent, EventBody } from '../case.ts'
import { recordedClock } from '../case-clock.ts'
import { assertSameAgency, availableSteps } from '../case-permissions.ts'
import type { CaseRoom } from '../case-room.ts'
import type { CaseState } from '../case-state.ts'
import { apply } from '../fold.ts'
import { CorrectionForm, correctionAsked } from '../handling/corrections.ts'
import { reasonsAsked, ReasonsQuestionForm } from '../handling/excessive-requests.ts'
import { FeeNoticeForm, feeNoticed } from '../handling/fees.ts'
import { getOpenCase } from '../requests-store.ts'
import { listLetterRows, openSnapshot } from './letters-store.ts'

export const PLANNED = {
  'ask-correction': 'correction-notice',
  'ask-reasons': 'reasons-notice',
  'notice-fee': 'fee-notice',
} as const
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
  state: CaseState,
  calendar: WorkingCalendar,
  step: PlannedStep,
  fields: PlanFields,
  on: Temporal.PlainDate,
): CaseEvent {
  const body = bodyOf(step, state, { ...fields, happenedOn: on.toString() })
  const recordedAt = Temporal.Instant.fromEpochMilliseconds(0)
  const event = { ...body, seq: state.lastSeq + 1, happenedOn: on, recordedAt, actorId: null }
  const clock = recordedClock(apply(state, event), calendar)
  return { ...event, payload: { ...event.payload, clock } } as CaseEvent
}

function bodyOf(step: PlannedStep, state: CaseState, fields: PlanFields): EventBody {
  switch (step) {
    case 'ask-correction':
      return correctionAsked(state, parsed(CorrectionForm, fields))
    case 'ask-reasons':
      return reasonsAsked(withoutDay(parsed(ReasonsQuestionForm, fields)))
    case 'notice-fee':
      return feeNoticed(state, withoutDay(parsed(FeeNoticeForm, fields)))
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

/** The notices that may be planned for this case by this person now. */
export function plannableSteps(
  state: CaseState,
  officer: Officer,
  today: Temporal.PlainDate,
): readonly PlannedStep[] {
  const open = availableSteps({ state, officer, today })
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
  const { state } = await getOpenCase(room.db, requestId)
  assertSameAgency(state.agencyId, officer)
  const rows = await listLetterRows(room.db, requestId)
  const row = rows.findLast((one) => one.about === aboutPlan(step) && one.state !== 'discarded')
  return row ? ((await openSnapshot(room.db, room.sealer, row)).plan ?? {}) : {}
}
