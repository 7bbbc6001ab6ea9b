import type { Tx } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { Officer } from '../../accounts/officer.ts'
import type { CaseRef, CaseRoom } from '../case-room.ts'
import type { CaseState } from '../case-state.ts'
import { contentHashOf } from '../content-hash.ts'
import type { Draft } from '../draft.ts'
import { checkDraft } from '../draft-rules.ts'
import type { Happening } from '../event-chain.ts'
import { draftAttachments } from '../letters/attachments/attachments-store.ts'
import { withLetterText } from '../letters/compose-answer.ts'
import { takeStep, type Handled } from './take-step.ts'

/**
 * Writes the reply, or writes it anew: every earlier signature is void then, whatever changed (条例 第三十六条). The
 * disposition must fit the course of the case and bring its evidence, e.g. a search record for 不掌握. The text of the
 * letter is made from it here and belongs to what is signed, and so do the files gathered for it.
 *
 * @param draft the parsed form; its attachments are those of the case, whatever it says
 * @throws Refusal `incomplete` with the problems of the draft; and those of `takeStep`
 */
export function draftReply(
  room: CaseRoom,
  officer: Officer,
  ref: CaseRef,
  draft: Draft,
  now: Temporal.Instant,
): Promise<Handled> {
  return takeStep(room, officer, ref, 'draft-reply', now, ({ tx, state, today }) =>
    replyDrafted(tx, room, { requestId: ref.id, state, draft, today }),
  )
}

interface Drafting {
  readonly requestId: number
  readonly state: CaseState
  readonly draft: Draft
  readonly today: Temporal.PlainDate
}

/** The draft with its files and its letter, hashed. @throws Refusal `incomplete` */
export async function replyDrafted(
  tx: Tx,
  { sealer, calendar }: CaseRoom,
  { requestId, state, draft: typed, today }: Drafting,
): Promise<Happening> {
  const draft = { ...typed, attachments: await draftAttachments(tx, sealer, requestId) }
  const problems = [...checkDraft(state, draft)]
  if (problems.length > 0) {
    throw new Refusal('incomplete', '答复还不完整，请按提示补充。', problems)
  }
  const whole = await withLetterText(tx, { state, draft, calendar, on: today })
  const payload = { draft: whole, contentHash: contentHashOf(whole) }
  return { body: { type: 'reply-drafted', payload }, happenedOn: today }
}
