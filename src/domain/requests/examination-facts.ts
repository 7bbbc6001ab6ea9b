import type { CaseFact } from '../../law/examination.ts'
import { openConsultations, settingsOf, type CaseState } from './case-state.ts'

/** What the case has been through, as far as the answers of its examination depend on it. Pure. */
export function examinationFacts(
  state: CaseState,
  today: Temporal.PlainDate,
): ReadonlySet<CaseFact> {
  const told: Readonly<Record<CaseFact, boolean>> = {
    ...correctionFacts(state, today),
    ...paymentFacts(state, today),
    ...consultationFacts(state),
    'reasons-awaited': state.status === 'awaiting-reasons',
    'reasons-open': state.reasonsAskedOn === null,
    'reasons-asked': state.reasonsAskedOn !== null,
    'delay-open': state.reasonsAskedOn !== null && state.delay === null,
  }
  return new Set((Object.keys(told) as CaseFact[]).filter((fact) => told[fact]))
}

const isOver = (day: Temporal.PlainDate | null, today: Temporal.PlainDate) =>
  day !== null && Temporal.PlainDate.compare(today, day) > 0

function correctionFacts(state: CaseState, today: Temporal.PlainDate) {
  const awaited = state.clock.waitingFor === 'correction'
  return {
    'correction-awaited': awaited,
    'correction-overdue': awaited && isOver(state.clock.correctionDueOn, today),
    'correction-open':
      state.corrections.length === 0 || settingsOf(state).secondCorrection === 'allowed',
    corrected: state.corrections.some(({ correctedOn }) => correctedOn !== null),
  }
}

function paymentFacts(state: CaseState, today: Temporal.PlainDate) {
  const awaited = state.clock.waitingFor === 'payment'
  return {
    'payment-awaited': awaited,
    'payment-overdue': awaited && isOver(state.clock.paymentDueOn, today),
    'fee-open': state.fees.length === 0,
  }
}

function consultationFacts(state: CaseState) {
  const open = openConsultations(state)
  const asked = state.consultations.filter(({ kind }) => kind === 'third-party')
  const coMakers = state.consultations.filter(({ kind }) => kind === 'co-maker')
  const objects = asked.some(({ opinion }) => opinion === 'objects' || opinion === 'other')
  return {
    'consultation-open': open.length > 0,
    'consultation-served': open.some(({ servedOn }) => servedOn !== null),
    'third-party-asked': asked.length > 0,
    'third-party-consents': asked.length > 0 && asked.every(({ opinion }) => opinion === 'agrees'),
    'third-party-objects': objects,
    'third-party-silent': !objects && asked.some(({ lapsedOn }) => lapsedOn !== null),
    'co-maker-answered': coMakers.some((one) => one.opinionOn !== null || one.lapsedOn !== null),
  }
}
