/** A case and an earlier one side by side, with the answer that was given then. */
import type { DispositionCode } from '../../../law/dispositions.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { Officer } from '../../accounts/officer.ts'
import { assertMay } from '../../accounts/permissions.ts'
import type { CaseRoom } from '../case-room.ts'
import { formatLetterNumber, formatRegisterNumber, type CaseState } from '../case-state.ts'
import { getOpenCase } from '../requests-store.ts'
import { likenessOf, pairsOf } from './similar-subjects.ts'

export interface Comparison {
  readonly now: ComparedCase
  readonly earlier: ComparedCase
  readonly isSameApplicant: boolean
  readonly likeness: number
}

export interface ComparedCase {
  readonly id: number
  readonly registerNumber: string
  readonly subject: string
  readonly description: string
  readonly receivedOn: Temporal.PlainDate | null
  /** only of a reply that has left; a draft is nobody's earlier answer */
  readonly answer: {
    readonly disposition: DispositionCode
    readonly letterNumber: string | null
    readonly on: Temporal.PlainDate
    readonly text: string
    readonly reasons: string
  } | null
}

/** @throws Refusal `not-found` also when one of them is another agency's, `forbidden` */
export async function compareCases(
  room: CaseRoom,
  officer: Officer,
  id: number,
  earlierId: number,
): Promise<Comparison> {
  if (id === earlierId) throw new Refusal('not-found', '没有找到这件申请。')
  const [now, earlier] = await Promise.all(
    [id, earlierId].map(async (one) => (await getOpenCase(room.db, one)).state),
  )
  assertMay(officer, 'requests.read', now!.agencyId)
  assertMay(officer, 'requests.read', earlier!.agencyId)
  return {
    now: compared(id, now!),
    earlier: compared(earlierId, earlier!),
    isSameApplicant: now!.applicant.key === earlier!.applicant.key,
    likeness: likenessOf(pairsOf(now!.subject), pairsOf(earlier!.subject)),
  }
}

function compared(id: number, state: CaseState): ComparedCase {
  const { conclusion, reply, letter, delivery } = state
  return {
    id,
    registerNumber: formatRegisterNumber(state.registerYear, state.registerNumber),
    subject: state.subject,
    description: state.description,
    receivedOn: state.clock.receivedOn,
    answer:
      conclusion && reply && delivery
        ? {
            disposition: conclusion.disposition,
            letterNumber: letter && formatLetterNumber(letter.number),
            on: conclusion.on,
            text: reply.draft.text,
            reasons: reply.draft.reasons,
          }
        : null,
  }
}
