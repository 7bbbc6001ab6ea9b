/** 被征求意见方: whose name a case shows masked, opened for somebody who has to write to them. */
import { recordAudit } from '../../platform/audit/audit-log.ts'
import { inTransaction } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { actorFor, hasRole, type Officer } from '../accounts/officer.ts'
import { APPLICANT_READERS, assertSameAgency } from './case-permissions.ts'
import type { CaseRoom } from './case-room.ts'
import { getOpenCase, listEvents } from './requests-store.ts'

/** A natural person, whose name is not shown in full. */
export const isMasked = (shown: string): boolean => shown.endsWith('*')

/**
 * Opens the name of a consulted party (条例 第三十二条), and logs that it was read.
 * @throws Refusal `not-found` also across agencies and for a number the case does not have; `forbidden`
 */
export function readConsulted(
  room: CaseRoom,
  officer: Officer,
  { id, number }: { readonly id: number; readonly number: number },
  now: Temporal.Instant,
): Promise<string> {
  return inTransaction(room.db, async (tx) => {
    const { state } = await getOpenCase(tx, id)
    assertSameAgency(state.agencyId, officer)
    if (!hasRole(officer, ...APPLICANT_READERS)) {
      throw new Refusal('forbidden', '您的角色不能查看被征求意见方的姓名。')
    }
    const sent = (await listEvents(tx, id)).find(
      (event) => event.type === 'consultation-sent' && event.payload.number === number,
    )
    if (sent?.type !== 'consultation-sent') {
      throw new Refusal('not-found', '没有找到这件征求意见。')
    }
    await recordAudit(tx, now, {
      actor: actorFor(officer, APPLICANT_READERS),
      action: 'consulted.read',
      subject: `request:${id}`,
      detail: { number },
    })
    return room.sealer.open(sent.payload.toSealed)
  })
}
