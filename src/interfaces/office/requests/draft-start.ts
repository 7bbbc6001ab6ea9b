/** What stands in the form of a reply before anybody types. */
import type { Officer } from '../../../domain/accounts/officer.ts'
import type { CaseRoom } from '../../../domain/requests/case-room.ts'
import type { CaseState } from '../../../domain/requests/case-state.ts'
import type { Draft } from '../../../domain/requests/draft.ts'
import { findRepeats } from '../../../domain/requests/repeats/find-repeats.ts'
import { valueOf, type FormView } from '../../../platform/web/forms.ts'

type Values = Readonly<Record<string, string | readonly string[]>>

/** A returned or earlier draft is where the next one begins; else what the examination found. */
export function beginDraft({ reply, examination }: CaseState): Values {
  if (reply) return earlierDraft(reply.draft)
  return examination ? { disposition: examination.disposition } : {}
}

function earlierDraft(draft: Draft): Values {
  const search = draft.evidence.find((one) => one.kind === 'search-record')
  const records = draft.evidence.flatMap((one) =>
    one.kind === 'search-record' ? [] : Object.entries(one.facts ?? {}),
  )
  return {
    disposition: draft.disposition,
    text: draft.text,
    reasons: draft.reasons,
    withheldPart: draft.withheld.map(({ part }) => part),
    withheldGround: draft.withheld.map(({ ground }) => ground),
    withheldReason: draft.withheld.map(({ reason }) => reason),
    ...Object.fromEntries(records.map(([id, value]) => [`record.${id}`, value])),
    searchPlaces: search?.places ?? '',
    searchTerms: search?.terms ?? '',
    searchPeriod: search?.period ?? '',
    searchedBy: search?.searchedBy ?? '',
    searchedOn: search?.searchedOn.toString() ?? '',
    searchResult: search?.result ?? '',
  }
}

/** 重复申请: the earlier answer; 大量反复申请: how often. Both are counted from the register, not from memory. */
export async function knownOfDraft(
  room: CaseRoom,
  officer: Officer,
  id: number,
  view: FormView,
): Promise<Values> {
  const code = valueOf(view, 'disposition')
  if (code !== 'E2' && code !== 'E4') return {}
  const { count, sameApplicant } = await findRepeats(room, officer, id)
  if (code === 'E4') {
    return { 'record.inMonth': String(count.inMonth), 'record.inYear': String(count.inYear) }
  }
  const answered = sameApplicant.find(({ letterNumber }) => letterNumber !== null)
  if (!answered) return {}
  return {
    'record.letterNumber': `${answered.letterNumber ?? ''}（登记号${answered.registerNumber}）`,
    'record.deliveredOn': answered.concludedOn?.toString() ?? '',
  }
}
