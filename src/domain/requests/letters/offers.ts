/** Which letters a case can have now: one for each act that tells somebody something, and the forms of the file. */
import { LETTERS, type LetterId } from '../../../law/letters.ts'
import type { CaseEvent } from '../case.ts'
import { formatLetterNumber, type CaseState } from '../case-state.ts'
import type { LetterRow } from './letters-store.ts'
import { aboutPlan, PLANNED, type PlannedStep } from './plan-letter.ts'

export interface LetterOffer {
  readonly letter: LetterId
  /** what it tells of, as kept with it: `e4` an act, `p:ask-correction` one to come, `l7` a letter; empty for none */
  readonly about: string
  /** the day of that act: what the letter is dated unless somebody says otherwise */
  readonly on: Temporal.PlainDate | null
  /** who was consulted, as lists may show it, or what was served */
  readonly whom?: string
}

export interface Known {
  readonly events: readonly CaseEvent[]
  /** acts whose letters may be drawn up before them */
  readonly plannable: readonly PlannedStep[]
  readonly letters: readonly LetterRow[]
}

/** Letters that answer are not among them: they are made when the reply is issued, from what was signed. */
export function listOffers(state: CaseState, { events, plannable, letters }: Known): LetterOffer[] {
  return [
    ...plannable.flatMap((step) =>
      PLANNED[step].map((letter) => ({ letter, about: aboutPlan(step), on: null })),
    ),
    ...events.flatMap((event) => offersAfter(state, event)),
    ...letters.flatMap(proofOffer),
    ...offersOfCase(state),
  ]
}

/** 送达回证 for whatever was sent to somebody who signs for it. */
function proofOffer({ id, state, letter, datedOn, number }: LetterRow): LetterOffer[] {
  const { to } = LETTERS[letter]
  if (state !== 'final' || (to !== 'applicant' && to !== 'third-party')) return []
  const whom = number ? formatLetterNumber(number) : LETTERS[letter].title
  return [{ letter: 'proof-of-service', about: `l${id}`, on: datedOn, whom }]
}

function offersAfter(state: CaseState, event: CaseEvent): LetterOffer[] {
  const offer = (letter: LetterId): LetterOffer => ({
    letter,
    about: `e${event.seq}`,
    on: event.happenedOn,
  })
  switch (event.type) {
    case 'registered':
      if (state.kind === 'rectification') return []
      return event.payload.clock.receivedOn === null
        ? [offer('application-form')]
        : [offer('application-form'), offer('receipt')]
    case 'receipt-confirmed':
      return state.kind === 'rectification' ? [] : [offer('receipt')]
    case 'correction-asked':
      return [offer('correction-notice')]
    case 'reasons-asked':
      return [offer('reasons-notice')]
    case 'delayed':
      return [offer('delayed-term-notice')]
    case 'extended':
      return [offer('extension-notice')]
    case 'fee-noticed':
      return [offer('fee-notice')]
    case 'rectification-decided':
      return event.payload.outcome === 'forwarded'
        ? [offer('rectification-notice'), offer('transfer-letter')]
        : [offer('rectification-notice')]
    case 'consultation-answered':
      return confirmationOffer(state, event)
    case 'consultation-sent':
      return consultationLetters(state, event).map((letter) => ({
        ...offer(letter),
        ...(letter === 'third-party-decision' ? { on: heardOn(state, event) } : {}),
        whom: event.payload.toShown,
      }))
    default:
      return []
  }
}

/** What a third party said, not always in writing, is confirmed in writing. */
function confirmationOffer(
  { consultations }: CaseState,
  { seq, happenedOn, payload }: Extract<CaseEvent, { type: 'consultation-answered' }>,
): LetterOffer[] {
  const asked = consultations.find(({ number }) => number === payload.number)
  if (asked?.kind !== 'third-party') return []
  const about = `e${seq}`
  return [{ letter: 'opinion-confirmation', about, on: happenedOn, whom: asked.toShown }]
}

function consultationLetters(
  state: CaseState,
  { payload: { kind, number } }: Extract<CaseEvent, { type: 'consultation-sent' }>,
): LetterId[] {
  if (kind === 'co-maker') return ['co-maker-consultation', 'consultation-told-applicant']
  if (kind === 'other-organ') return ['assistance-letter', 'consultation-told-applicant']
  const overruled = isOverruled(state, number)
  return [
    'third-party-consultation',
    'consultation-told-applicant',
    ...(overruled ? (['third-party-decision'] as const) : []),
  ]
}

/** The day of the opinion or of the end of silence: nothing is decided before it. */
function heardOn(
  { consultations }: CaseState,
  { payload }: Extract<CaseEvent, { type: 'consultation-sent' }>,
): Temporal.PlainDate | null {
  const asked = consultations.find((one) => one.number === payload.number)
  return asked?.opinionOn ?? asked?.lapsedOn ?? null
}

/** 条例 第三十二条: the third party did not consent, and the information is disclosed all the same. */
function isOverruled({ consultations, reply }: CaseState, number: number): boolean {
  const asked = consultations.find((one) => one.number === number)
  const disposition = reply?.draft.disposition
  const discloses = disposition === 'A2' || disposition === 'B1'
  const isOver = asked !== undefined && (asked.opinionOn !== null || asked.lapsedOn !== null)
  return discloses && isOver && asked.opinion !== 'agrees'
}

function offersOfCase(state: CaseState): LetterOffer[] {
  const offer = (letter: LetterId): LetterOffer => ({ letter, about: '', on: null })
  const given = state.conclusion?.disposition
  const mayConvert = given === 'A2' || given === 'B1'
  return [
    offer('register-entry'),
    ...(state.reply ? [offer('review-sheet')] : []),
    ...(mayConvert ? [offer('conversion-approval'), offer('conversion-list')] : []),
    ...(state.delivery || state.ending || state.rectification
      ? [offer('file-inventory'), offer('archive-list')]
      : []),
  ]
}
