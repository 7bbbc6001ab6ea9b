import { recordAudit } from '../../../platform/audit/audit-log.ts'
import { inTransaction, type Db } from '../../../platform/database/database.ts'
import type { Officer } from '../../accounts/officer.ts'
import { actingAs, assertMay } from '../../accounts/permissions.ts'
import { insertProcurement } from '../registers-store.ts'
import type { ProcurementForm } from '../registers.ts'
import { assertHappened, recordedBy } from './recording.ts'

/**
 * 登记政府集中采购: one project and its amount in 元 (条例 第二十条第（九）项); counts in the year of its contract.
 * @returns the entry's id
 * @throws Refusal `invalid` for a day to come
 */
export async function recordProcurement(
  db: Db,
  officer: Officer,
  form: ProcurementForm,
  now: Temporal.Instant,
): Promise<number> {
  assertMay(officer, 'registers.edit', officer.agencyId)
  assertHappened('contractedOn', '合同日期', form.contractedOn, now)
  return inTransaction(db, async (tx) => {
    const id = await insertProcurement(tx, form, recordedBy(officer, now))
    await recordAudit(tx, now, {
      actor: actingAs(officer, 'registers.edit'),
      action: 'registers.procurement-recorded',
      subject: `register-procurement:${id}`,
      detail: { amountYuan: form.amountYuan },
    })
    return id
  })
}
