import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { Officer } from '../../accounts/officer.ts'
import type { CaseRef, CaseRoom } from '../case-room.ts'
import { contentHashOf } from '../content-hash.ts'
import type { Draft } from '../draft.ts'
import { checkDraft } from '../draft-rules.ts'
import { withLetterText } from '../letters/compose-answer.ts'
import { takeStep, type Handled } from './take-step.ts'

/**
 * Writes the reply, or writes it anew: every earlier signature is void then, whatever changed (条例 第三十六条). The
 * disposition must fit the course of the case and bring its evidence, e.g. a search record for 不掌握. The text of the
 * letter is made from it here and belongs to what is signed.
 *
 * @param draft the parsed form with the attachments that were stored before
 * @throws Refusal `incomplete` with the problems of the draft; and those of `takeStep`
 */
export function draftReply(
  room: CaseRoom,
  officer: Officer,
  ref: CaseRef,
  draft: Draft,
  now: Temporal.Instant,
): Promise<Handled> {
  return takeStep(room, officer, ref, 'draft-reply', now, async ({ tx, state, today }) => {
    const problems = [...checkDraft(state, draft)]
    if (problems.length > 0) {
      throw new Refusal('incomplete', '答复还不完整，请按提示补充。', problems)
    }
    const { calendar } = room
    const whole = await withLetterText(tx, { state, draft, calendar, on: today })
    const payload = { draft: whole, contentHash: contentHashOf(whole) }
    return { body: { type: 'reply-drafted', payload }, happenedOn: today }
  })
}
