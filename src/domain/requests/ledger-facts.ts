/**
 * What an inspection asks of a case beside the filterable columns of its row (登记表 of 条例 第四十五条, and every dated
 * act on the way). Kept in the row as JSON, days as ISO text, so that a page of the ledger reads no events.
 */
import type { ConsultationKind } from '../../law/clock/case.ts'
import type { DeliveryWay, EventOf } from './case.ts'
import type { CaseState, Remedy } from './case-state.ts'

export interface LedgerFacts {
  readonly confirmedOn: string | null
  readonly wantedForm: CaseState['wantedForm']
  readonly wantedRoute: CaseState['wantedRoute']
  /** 口头申请，由工作人员代填 */
  readonly writtenDown: boolean
  /** 第四十三条 */
  readonly assisted: boolean
  readonly corrections: readonly { readonly askedOn: string; readonly correctedOn: string | null }[]
  readonly extension: { readonly on: string; readonly days: number } | null
  readonly reasonsAskedOn: string | null
  readonly delayedUntil: string | null
  readonly consultations: readonly {
    readonly kind: ConsultationKind
    readonly sentOn: string
    /** the opinion arrived, or the period for it ended */
    readonly doneOn: string | null
  }[]
  readonly fees: readonly {
    readonly amountYuan: number
    readonly noticedOn: string
    readonly paidOn: string | null
  }[]
  readonly delivery: {
    readonly way: DeliveryWay
    readonly on: string
    readonly trackingNumber: string | null
  } | null
  readonly ending: EventOf<'ended'>['payload']['ending'] | null
  readonly remedies: readonly {
    readonly kind: Remedy['kind']
    readonly filedOn: string
    readonly decidedOn: string | null
    readonly result: Remedy['result']
  }[]
}

const iso = (day: Temporal.PlainDate | null | undefined) => day?.toString() ?? null

export function ledgerFactsOf(state: CaseState): LedgerFacts {
  return {
    confirmedOn: iso(state.confirmedOn),
    wantedForm: state.wantedForm,
    wantedRoute: state.wantedRoute,
    writtenDown: state.writtenDownBy !== null,
    assisted: state.assistance !== null,
    corrections: state.corrections.map(({ askedOn, correctedOn }) => ({
      askedOn: askedOn.toString(),
      correctedOn: iso(correctedOn),
    })),
    extension: state.extension && {
      on: state.extension.on.toString(),
      days: state.extension.days,
    },
    reasonsAskedOn: iso(state.reasonsAskedOn),
    delayedUntil: iso(state.delay?.untilOn),
    consultations: state.consultations.map(({ kind, sentOn, opinionOn, lapsedOn }) => ({
      kind,
      sentOn: sentOn.toString(),
      doneOn: iso(opinionOn ?? lapsedOn),
    })),
    fees: state.fees.map(({ amountYuan, noticedOn, paidOn }) => ({
      amountYuan,
      noticedOn: noticedOn.toString(),
      paidOn: iso(paidOn),
    })),
    delivery: state.delivery && {
      way: state.delivery.way,
      on: state.delivery.on.toString(),
      trackingNumber: state.delivery.trackingNumber,
    },
    ending: state.ending?.ending ?? null,
    remedies: state.remedies.map(({ kind, filedOn, decidedOn, result }) => ({
      kind,
      filedOn: filedOn.toString(),
      decidedOn: iso(decidedOn),
      result,
    })),
  }
}
