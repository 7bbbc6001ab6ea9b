import { recordAudit } from '../../../platform/audit/audit-log.ts'
import { inTransaction, type Db } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { Officer } from '../../accounts/officer.ts'
import { actingAs, assertMay } from '../../accounts/permissions.ts'
import { voidRow } from '../registers-store.ts'
import type { VoidableRegister } from '../registers.ts'

/**
 * 作废: strikes out a wrong entry, which stays to be seen but counts no more.
 * @throws Refusal `not-found` when there is no such standing entry
 */
export async function voidEntry(
  db: Db,
  officer: Officer,
  register: VoidableRegister,
  entryId: number,
  now: Temporal.Instant,
): Promise<void> {
  assertMay(officer, 'registers.edit', officer.agencyId)
  await inTransaction(db, async (tx) => {
    const by = { officerId: officer.id, at: now }
    if (!(await voidRow(tx, register, officer.agencyId, entryId, by)))
      throw new Refusal('not-found', '没有找到这条登记，或者它已经作废。')
    await recordAudit(tx, now, {
      actor: actingAs(officer, 'registers.edit'),
      action: 'registers.entry-voided',
      subject: `register-${register}:${entryId}`,
    })
  })
}
