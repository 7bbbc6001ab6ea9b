import { recordAudit } from '../../../platform/audit/audit-log.ts'
import { inTransaction, type Db } from '../../../platform/database/database.ts'
import type { Officer } from '../../accounts/officer.ts'
import { actingAs, assertMay } from '../../accounts/permissions.ts'
import { insertItem } from '../registers-store.ts'
import type { ItemForm } from '../registers.ts'
import { recordedBy } from './recording.ts'

/**
 * 登记事项: from `since` on, the body has this item (行政许可、其他对外管理服务事项、行政处罚、行政强制、收费项目).
 * A day to come is allowed: the item then counts from that day.
 * @returns the item's id
 * @throws Refusal `forbidden` or `not-found` for people who may not edit the registers
 */
export async function addItem(
  db: Db,
  officer: Officer,
  form: ItemForm,
  now: Temporal.Instant,
): Promise<number> {
  assertMay(officer, 'registers.edit', officer.agencyId)
  return inTransaction(db, async (tx) => {
    const id = await insertItem(tx, form, recordedBy(officer, now))
    await recordAudit(tx, now, {
      actor: actingAs(officer, 'registers.edit'),
      action: 'registers.item-added',
      subject: `register-item:${id}`,
      detail: { kind: form.kind, since: form.since.toString() },
    })
    return id
  })
}
