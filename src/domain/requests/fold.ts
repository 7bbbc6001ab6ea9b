/** Events → state. Pure: the same events always give the same state, whatever the calendar or the law say today. */
import type { CaseEvent, EventOf } from './case.ts'
import { openConsultations, type CaseState, type Reply, type Signature } from './case-state.ts'
import { stepOf } from './event-steps.ts'
import { findTransition } from './lifecycle.ts'
import { isStepOfKind } from './request-kind.ts'
import type { Status } from './status.ts'

/** The events contradict themselves or the table: not a refusal but a damaged record. */
export class BrokenCase extends Error {
  override readonly name = 'BrokenCase'
  readonly seq: number
  readonly type: string

  constructor(seq: number, type: string, why: string) {
    super(`第${seq}个事件（${type}）：${why}`)
    this.seq = seq
    this.type = type
  }
}

/** @throws BrokenCase when the list does not begin with a registration or takes a step the table does not have */
export function fold(events: readonly CaseEvent[]): CaseState {
  const [first, ...rest] = events
  if (first?.type !== 'registered') {
    throw new BrokenCase(first?.seq ?? 1, first?.type ?? '', '不是以登记开头')
  }
  return rest.reduce(apply, begin(first))
}

type Happened<T extends CaseEvent['type']> = Extract<CaseEvent, { type: T }>

function begin(event: Happened<'registered'>): CaseState {
  const { kind = 'application', ...payload } = event.payload
  const { clock, registerYear, registerNumber, agencyId, ...facts } = payload
  return {
    ...facts,
    kind,
    agencyId,
    registerYear,
    registerNumber,
    clock,
    status: clock.receivedOn === null ? 'awaiting-confirmation' : 'examining',
    lastSeq: event.seq,
    arrivedOn: event.happenedOn,
    corrections: [],
    consultations: [],
    extension: null,
    reasonsAskedOn: null,
    delay: null,
    fees: [],
    examination: null,
    reply: null,
    drafters: [],
    beforeDraft: 'examining',
    letter: null,
    delivery: null,
    ending: null,
    rectification: null,
    conclusion: null,
    closedOn: null,
    archiveNumber: null,
    remedies: [],
    order: null,
    earlierAnswers: [],
  }
}

/** The state after one more event. */
export function apply(state: CaseState, event: CaseEvent): CaseState {
  const step = stepOf(event)
  const isOfKind = step && isStepOfKind(state.kind, step)
  const transition = isOfKind ? findTransition(state.status, step) : undefined
  if (!transition) throw new BrokenCase(event.seq, event.type, `“${state.status}”状态下没有这一步`)
  if (event.seq !== state.lastSeq + 1) throw new BrokenCase(event.seq, event.type, '序号不连续')
  const clock = 'clock' in event.payload ? event.payload.clock : state.clock
  const changed: CaseState = { ...state, clock, lastSeq: event.seq, ...changes(state, event) }
  return { ...changed, status: statusAfter(changed, transition.to) }
}

function statusAfter(state: CaseState, to: NonNullable<ReturnType<typeof findTransition>>['to']) {
  switch (to) {
    case 'same':
      return state.status
    case 'before-draft':
      return state.beforeDraft
    case 'consulting-until-last':
      return openConsultations(state).length > 0 ? 'consulting' : 'examining'
    default:
      return to
  }
}

/** What an event says, apart from status and clock. */
function changes(state: CaseState, event: CaseEvent): Partial<CaseState> {
  switch (event.type) {
    case 'receipt-confirmed':
      return { confirmedOn: event.happenedOn }
    case 'correction-asked':
    case 'corrected':
      return correctionChanges(state, event)
    case 'reasons-asked':
      return { reasonsAskedOn: event.happenedOn }
    case 'delayed':
      return { delay: { on: event.happenedOn, untilOn: event.payload.untilOn } }
    case 'consultation-sent':
    case 'consultation-served':
    case 'consultation-answered':
    case 'consultation-lapsed':
      return { consultations: consultationsAfter(state, event) }
    case 'third-party-told':
      return {
        consultations: state.consultations.map((one) =>
          one.number === event.payload.number ? { ...one, toldOn: event.happenedOn } : one,
        ),
      }
    case 'answer-ordered':
      return orderChanges(state, event)
    case 'extended':
      return { extension: { on: event.happenedOn, days: event.payload.days } }
    case 'fee-noticed':
    case 'fee-paid':
      return { fees: feesAfter(state, event) }
    case 'examined':
      return { examination: { on: event.happenedOn, ...event.payload } }
    case 'reply-drafted':
      return draftChanges(state, event)
    case 'reply-taken-back':
      return { reply: null }
    case 'secrecy-reviewed':
    case 'legally-reviewed':
    case 'signed-off':
      return { reply: replyAfter(state, event) }
    case 'issued':
      return { letter: { number: event.payload.letterNumber, on: event.happenedOn } }
    case 'delivered':
      return deliveryChanges(state, event)
    case 'ended':
      return endingChanges(state, event)
    case 'rectification-decided':
      return { rectification: { ...event.payload, on: event.happenedOn } }
    case 'closed':
      return { closedOn: event.happenedOn, archiveNumber: event.payload.archiveNumber }
    case 'remedy-filed':
    case 'remedy-decided':
      return { remedies: remediesAfter(state, event) }
    case 'handler-assigned':
      return { handlerId: event.payload.handlerId }
    default:
      return {}
  }
}

function correctionChanges(
  state: CaseState,
  event: Happened<'correction-asked'> | Happened<'corrected'>,
): Partial<CaseState> {
  if (event.type === 'correction-asked') {
    const { days, items } = event.payload
    const asked = { askedOn: event.happenedOn, days, items, correctedOn: null }
    return { corrections: [...state.corrections, asked] }
  }
  const { subject, description } = event.payload
  const corrections = state.corrections.map((one, index) =>
    index === state.corrections.length - 1 ? { ...one, correctedOn: event.happenedOn } : one,
  )
  return { corrections, subject, description, examination: null }
}

type ConsultationEvent =
  | Happened<'consultation-sent'>
  | Happened<'consultation-served'>
  | Happened<'consultation-answered'>
  | Happened<'consultation-lapsed'>

function consultationsAfter(
  state: CaseState,
  event: ConsultationEvent,
): CaseState['consultations'] {
  if (event.type === 'consultation-sent') {
    const { number, kind, toShown, about } = event.payload
    const unheard = { servedOn: null, opinionOn: null, opinion: null, lapsedOn: null }
    const unanswered = { ...unheard, toldOn: null }
    const sent = { number, kind, toShown, about, sentOn: event.happenedOn, ...unanswered }
    return [...state.consultations, sent]
  }
  const found = openConsultations(state).some((one) => one.number === event.payload.number)
  if (!found) throw new BrokenCase(event.seq, event.type, '没有这件未办结的征求意见')
  return state.consultations.map((one) =>
    one.number === event.payload.number ? { ...one, ...consultationFacts(event) } : one,
  )
}

function consultationFacts(event: Exclude<ConsultationEvent, { type: 'consultation-sent' }>) {
  switch (event.type) {
    case 'consultation-served':
      return { servedOn: event.happenedOn }
    case 'consultation-answered':
      return { opinionOn: event.happenedOn, opinion: event.payload.opinion }
    case 'consultation-lapsed':
      return { lapsedOn: event.happenedOn }
  }
}

function feesAfter(
  state: CaseState,
  event: Happened<'fee-noticed'> | Happened<'fee-paid'>,
): CaseState['fees'] {
  if (event.type === 'fee-noticed') {
    const { basis, quantity, amountYuan } = event.payload
    return [
      ...state.fees,
      { noticedOn: event.happenedOn, basis, quantity, amountYuan, paidOn: null },
    ]
  }
  return state.fees.map((fee) => (fee.paidOn === null ? { ...fee, paidOn: event.happenedOn } : fee))
}

function draftChanges(state: CaseState, event: Happened<'reply-drafted'>): Partial<CaseState> {
  if (event.actorId === null) throw new BrokenCase(event.seq, event.type, '没有拟稿人')
  const { draft, contentHash } = event.payload
  const unsigned = { secrecy: null, legal: null, signOff: null, returned: null }
  const drafting: readonly Status[] = ['drafted', 'legally-reviewed', 'signed-off']
  return {
    reply: {
      draft,
      contentHash,
      draftedBy: event.actorId,
      draftedOn: event.happenedOn,
      ...unsigned,
    },
    drafters: [...new Set([...state.drafters, event.actorId])],
    beforeDraft: drafting.includes(state.status) ? state.beforeDraft : state.status,
  }
}

const SIGNED = {
  'secrecy-reviewed': 'secrecy',
  'legally-reviewed': 'legal',
  'signed-off': 'signOff',
} as const

function replyAfter(state: CaseState, event: CaseEvent & EventOf<keyof typeof SIGNED>): Reply {
  const { reply } = state
  if (!reply || event.actorId === null) {
    throw new BrokenCase(event.seq, event.type, '没有可供审核签署的答复或者没有签署人')
  }
  const { contentHash, opinion, decision } = event.payload
  const signature: Signature = {
    officerId: event.actorId,
    on: event.happenedOn,
    contentHash,
    opinion,
  }
  if (decision === 'approved') return { ...reply, [SIGNED[event.type]]: signature }
  return { ...reply, secrecy: null, legal: null, signOff: null, returned: signature }
}

function deliveryChanges(state: CaseState, event: Happened<'delivered'>): Partial<CaseState> {
  if (!state.reply) throw new BrokenCase(event.seq, event.type, '没有答复')
  const { way, trackingNumber, proof, inTime } = event.payload
  return {
    delivery: { way, on: event.happenedOn, trackingNumber, proof },
    // an application is answered once in the report, in the year of the first answer; what became of it stands in 表四
    conclusion: state.conclusion ?? {
      disposition: state.reply.draft.disposition,
      on: event.happenedOn,
      inTime,
    },
  }
}

/** The case is open again from here; what was decided before stays on record and signs nothing any more. */
function orderChanges(state: CaseState, event: Happened<'answer-ordered'>): Partial<CaseState> {
  const { remedy, orders, dueOn } = event.payload
  const { letter, delivery, reply, earlierAnswers, corrections, consultations, fees } = state
  const before = {
    corrections: corrections.length,
    consultations: consultations.length,
    fees: fees.length,
  }
  const given = letter &&
    delivery &&
    reply && { letter, delivery, disposition: reply.draft.disposition }
  return {
    order: {
      remedy,
      on: event.happenedOn,
      orders,
      dueOn,
      receivedOn: state.clock.receivedOn,
      before,
    },
    earlierAnswers: given ? [...earlierAnswers, given] : earlierAnswers,
    reply: null,
    drafters: [],
    beforeDraft: 'examining',
    examination: null,
    letter: null,
    delivery: null,
    ending: null,
    closedOn: null,
  }
}

function endingChanges(state: CaseState, event: Happened<'ended'>): Partial<CaseState> {
  // 更正 is not an application: the annual report concludes none
  const wasReceived = state.clock.receivedOn !== null && state.kind === 'application'
  const ended = { disposition: 'F3', on: event.happenedOn, inTime: null } as const
  return {
    ending: event.payload,
    reply: null,
    conclusion: state.conclusion ?? (wasReceived ? ended : null),
  }
}

function remediesAfter(
  state: CaseState,
  event: Happened<'remedy-filed'> | Happened<'remedy-decided'>,
): CaseState['remedies'] {
  if (event.type === 'remedy-filed') {
    const { number, kind, body } = event.payload
    const filed = { number, kind, body, filedOn: event.happenedOn, decidedOn: null, result: null }
    return [...state.remedies, filed]
  }
  const { number, result } = event.payload
  const pending = state.remedies.some((one) => one.number === number && one.decidedOn === null)
  if (!pending) throw new BrokenCase(event.seq, event.type, '没有这件未审结的复议或者诉讼')
  return state.remedies.map((one) =>
    one.number === number ? { ...one, decidedOn: event.happenedOn, result } : one,
  )
}
