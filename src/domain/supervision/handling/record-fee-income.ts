import { recordAudit } from '../../../platform/audit/audit-log.ts'
import { inTransaction, type Db } from '../../../platform/database/database.ts'
import type { Officer } from '../../accounts/officer.ts'
import { actingAs, assertMay } from '../../accounts/permissions.ts'
import { insertFeeIncome } from '../registers-store.ts'
import type { FeeIncomeForm } from '../registers.ts'
import { assertHappened, recordedBy } from './recording.ts'

/**
 * 登记收费: an administrative fee that was received (条例 第二十条第（八）项), in 元.
 * @returns the entry's id
 * @throws Refusal `invalid` for a day to come
 */
export async function recordFeeIncome(
  db: Db,
  officer: Officer,
  form: FeeIncomeForm,
  now: Temporal.Instant,
): Promise<number> {
  assertMay(officer, 'registers.edit', officer.agencyId)
  assertHappened('receivedOn', '收款日期', form.receivedOn, now)
  return inTransaction(db, async (tx) => {
    const id = await insertFeeIncome(tx, form, recordedBy(officer, now))
    await recordAudit(tx, now, {
      actor: actingAs(officer, 'registers.edit'),
      action: 'registers.fee-income-recorded',
      subject: `register-fee-income:${id}`,
      detail: { amountYuan: form.amountYuan },
    })
    return id
  })
}
