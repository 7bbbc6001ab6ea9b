/** The row of a case: exactly what follows from its state, for lists, searches and the annual report. */
import {
  formatLetterNumber,
  isConcluded,
  lacksSecrecyReview,
  settingsOf,
  type CaseState,
} from './case-state.ts'
import { ledgerFactsOf, type LedgerFacts } from './ledger-facts.ts'
import { untoldThirdParties } from './third-party-duty.ts'

/** Facts a list shows but never filters by; JSON, days as ISO text. */
export interface Folded {
  readonly letterNumber: string | null
  readonly issuedOn: string | null
  readonly correctionDueOn: string | null
  readonly consultationDueOn: string | null
  readonly paymentDueOn: string | null
  readonly drafters: readonly number[]
  readonly archiveNumber: string | null
  readonly pendingRemedies: number
  /** 保密审查 is demanded and missing: before legal review, or beside it */
  readonly awaitsSecrecy?: 'first' | 'beside'
  /** 第三十二条: somebody is still to be told that their information is disclosed */
  readonly untoldThirdParty?: true
  /** absent in a row written by a release that did not keep them; the next act writes them */
  readonly facts?: LedgerFacts
}

/** Only legal days, so that recording the same facts at another hour gives the same row. */
export function rowOf(state: CaseState) {
  return {
    kind: state.kind,
    agency_id: state.agencyId,
    register_year: state.registerYear,
    register_number: state.registerNumber,
    channel: state.channel,
    status: state.status,
    arrived_on: state.arrivedOn,
    received_on: state.clock.receivedOn,
    applicant_class: state.applicant.class,
    applicant_shown: state.applicant.shown,
    applicant_key: Buffer.from(state.applicant.key, 'hex'),
    subject: state.subject,
    reply_due_on: state.clock.replyDueOn,
    due_is_provisional: state.clock.provisional,
    disposition: state.conclusion?.disposition ?? null,
    concluded_on: state.conclusion?.on ?? null,
    // an answer that was overturned is owed again, within its own term
    owes_answer: state.conclusion !== null && !isConcluded(state),
    answered_in_time: state.conclusion?.inTime ?? null,
    closed_on: state.closedOn,
    handler_id: state.handlerId,
    folded: foldedOf(state),
    last_seq: state.lastSeq,
  }
}

function foldedOf(state: CaseState): Folded {
  return {
    letterNumber: state.letter && formatLetterNumber(state.letter.number),
    issuedOn: state.letter?.on.toString() ?? null,
    correctionDueOn: state.clock.correctionDueOn?.toString() ?? null,
    consultationDueOn: state.clock.consultationDueOn?.toString() ?? null,
    paymentDueOn: state.clock.paymentDueOn?.toString() ?? null,
    drafters: state.reply ? state.drafters : [],
    archiveNumber: state.archiveNumber,
    pendingRemedies: state.remedies.filter(({ decidedOn }) => decidedOn === null).length,
    ...(awaitsSecrecy(state) && {
      awaitsSecrecy: settingsOf(state).reviewOrder === 'sequence' ? 'first' : 'beside',
    }),
    ...(untoldThirdParties(state).length > 0 && { untoldThirdParty: true as const }),
    facts: ledgerFactsOf(state),
  }
}

function awaitsSecrecy(state: CaseState): boolean {
  const underReview = state.status === 'drafted' || state.status === 'legally-reviewed'
  return underReview && lacksSecrecyReview(state)
}

/** 行政复议、行政诉讼 as rows, for the report's fourth table. */
export function remedyRowsOf(state: CaseState) {
  return state.remedies.map((one) => ({
    number_in_case: one.number,
    agency_id: state.agencyId,
    kind: one.kind,
    body: one.body,
    filed_on: one.filedOn,
    decided_on: one.decidedOn,
    result: one.result,
  }))
}
