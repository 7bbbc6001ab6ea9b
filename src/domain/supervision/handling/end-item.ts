import { recordAudit } from '../../../platform/audit/audit-log.ts'
import { inTransaction, type Db } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { Officer } from '../../accounts/officer.ts'
import { actingAs, assertMay } from '../../accounts/permissions.ts'
import { getItemForUpdate, setItemEnd } from '../registers-store.ts'
import type { EndItemForm } from '../registers.ts'
import { refuseField } from './recording.ts'

/**
 * 取消事项: `endedOn` is the first day on which the body no longer has it. An item entered by mistake is ended on the
 * day it began, and counts nowhere but as +1 −1.
 * @throws Refusal `not-found`; `wrong-state` when it was ended before; `invalid` when it would end before it began
 */
export async function endItem(
  db: Db,
  officer: Officer,
  itemId: number,
  form: EndItemForm,
  now: Temporal.Instant,
): Promise<void> {
  assertMay(officer, 'registers.edit', officer.agencyId)
  await inTransaction(db, async (tx) => {
    const item = await getItemForUpdate(tx, officer.agencyId, itemId)
    if (item.endedOn) throw new Refusal('wrong-state', `该事项已于${item.endedOn.toString()}取消。`)
    if (Temporal.PlainDate.compare(form.endedOn, item.since) < 0)
      refuseField('endedOn', `取消日期不能早于起始日期${item.since.toString()}`)
    await setItemEnd(tx, itemId, form.endedOn)
    await recordAudit(tx, now, {
      actor: actingAs(officer, 'registers.edit'),
      action: 'registers.item-ended',
      subject: `register-item:${itemId}`,
      detail: { endedOn: form.endedOn.toString() },
    })
  })
}
