import { z } from 'zod'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { requiredDay } from '../../../platform/web/form-fields.ts'
import type { Officer } from '../../accounts/officer.ts'
import { getAgency } from '../../organisations/agencies-store.ts'
import type { CaseRef, CaseRoom } from '../case-room.ts'
import { draftAttachments } from '../letters/attachments/attachments-store.ts'
import { assertAsSigned, assertReleasable } from '../letters/attachments/release-check.ts'
import { assertRemedyOfDay } from '../letters/compose-answer.ts'
import { recordIssuedAnswer } from '../letters/finalise-letter.ts'
import { takeLetterNumber } from '../requests-store.ts'
import { assertNotBefore, takeStep, type Handled } from './take-step.ts'

export const IssueForm = z.object({ happenedOn: requiredDay('成文日期') })
export type IssueForm = z.output<typeof IssueForm>

/**
 * Gives the signed reply its 文号, the next of the agency's series in the year the letter bears, and its date, and
 * keeps the letter as it goes out.
 *
 * @throws Refusal `unapproved` when legal review or sign-off do not cover exactly this text (the database refuses the
 * event, too), when a file has not passed its check, or when the remedies it tells are not those of its date; `incomplete` while the agency has no 机关代字; `invalid` for a date before the sign-off
 */
export function issueReply(
  room: CaseRoom,
  officer: Officer,
  ref: CaseRef,
  { happenedOn }: IssueForm,
  now: Temporal.Instant,
): Promise<Handled> {
  return takeStep(room, officer, ref, 'issue', now, async ({ tx, state, today }) => {
    const { contentHash, signOff, draft } = state.reply!
    assertReleasable(draft)
    assertAsSigned(draft, await draftAttachments(tx, room.sealer, ref.id))
    assertNotBefore(happenedOn, signOff!.on, '成文日期不能早于签发日期')
    assertNotBefore(today, happenedOn, '日期不能晚于今天')
    const { letterPrefix: prefix } = await getAgency(tx, state.agencyId)
    if (prefix === '') {
      throw new Refusal('incomplete', '本机构没有设置发文机关代字，无法编号。请系统管理员先补登。')
    }
    await assertRemedyOfDay(tx, state, happenedOn)
    const { year } = happenedOn
    const count = await takeLetterNumber(tx, { agencyId: state.agencyId, year, series: 'reply' })
    const number = { prefix, year, number: count }
    const issued = { requestId: ref.id, state, number, datedOn: happenedOn }
    await recordIssuedAnswer(tx, room, officer, issued, now)
    const payload = { contentHash, letterNumber: number }
    return { body: { type: 'issued', payload }, happenedOn }
  })
}
