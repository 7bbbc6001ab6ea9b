import { recordAudit } from '../../../platform/audit/audit-log.ts'
import { inTransaction, type Db } from '../../../platform/database/database.ts'
import type { Officer } from '../../accounts/officer.ts'
import { actingAs, assertMay } from '../../accounts/permissions.ts'
import { findOverlappingDecisions, insertDecisions } from '../registers-store.ts'
import type { DecisionsForm } from '../registers.ts'
import { assertHappened, recordedBy, refuseField } from './recording.ts'

/**
 * 登记处理决定: how many decisions of one kind were taken in a period, published or not. Zero is an answer; a year
 * without any entry stays blank in the report.
 * @returns the entry's id
 * @throws Refusal `invalid` for a period to come or one that overlaps a standing entry of the same kind
 */
export async function recordDecisions(
  db: Db,
  officer: Officer,
  form: DecisionsForm,
  now: Temporal.Instant,
): Promise<number> {
  assertMay(officer, 'registers.edit', officer.agencyId)
  assertHappened('periodTo', '统计截止日期', form.periodTo, now)
  return inTransaction(db, async (tx) => {
    const other = await findOverlappingDecisions(tx, officer.agencyId, form)
    if (other)
      refuseField(
        'periodFrom',
        `与已登记的期间（${other.from.toString()}至${other.to.toString()}）重叠，会重复计数；请调整期间，或先作废原记录`,
      )
    const id = await insertDecisions(tx, form, recordedBy(officer, now))
    await recordAudit(tx, now, {
      actor: actingAs(officer, 'registers.edit'),
      action: 'registers.decisions-recorded',
      subject: `register-decisions:${id}`,
      detail: { kind: form.kind, decisions: form.decisions },
    })
    return id
  })
}
