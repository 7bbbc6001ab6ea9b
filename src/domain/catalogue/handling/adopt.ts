import {
  inTransaction,
  type Db,
  type Tx,
  isUniqueViolation,
} from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { announceChange } from '../../../platform/web/page-changes.ts'
import type { Officer } from '../../accounts/officer.ts'
import { assertMay } from '../../accounts/permissions.ts'
import {
  closeAdjustment,
  getAdjustmentForUpdate,
  listChanges,
  type Adjustment,
  type Change,
} from '../adjustments-store.ts'
import { CATALOGUE_TAG } from '../catalogue-changed.ts'
import { endRow, findRowInForce, insertItem, insertRow } from '../rows-store.ts'
import { record } from './adjusting.ts'

/**
 * 核定: the changes take effect together, from the adjustment's day on. Each row that changes is ended the day before
 * and stays readable as it stood (条例 第二十二条: the catalogue is made concrete and widened, never rewritten).
 * @param version of the adjustment as it was on the screen
 * @throws Refusal `forbidden` for the drafter, `stale` when a change came meanwhile, `incomplete` without changes,
 *   `wrong-state` once closed, or when a row would end before it began
 */
export async function adoptAdjustment(
  db: Db,
  officer: Officer,
  adjustmentId: number,
  version: number,
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const adjustment = await getAdjustmentForUpdate(tx, adjustmentId)
    assertMay(officer, 'catalogue.adopt', adjustment.agencyId)
    assertAdoptable(adjustment, officer, version)
    const changes = await listChanges(tx, adjustmentId)
    if (changes.length === 0) throw new Refusal('incomplete', '这次调整还没有任何改动。')
    for (const { change } of changes) await applyChange(tx, adjustment, change)
    await closeAdjustment(tx, adjustmentId, 'adopted', officer.id, now)
    const detail = { changes: changes.length }
    await record(tx, officer, 'catalogue.adopted', adjustmentId, now, detail)
    await announceChange(tx, [CATALOGUE_TAG])
  })
}

function assertAdoptable(adjustment: Adjustment, officer: Officer, version: number): void {
  if (adjustment.state !== 'draft') throw new Refusal('wrong-state', '这次调整已经办结。')
  if (adjustment.draftedBy === officer.id)
    throw new Refusal('forbidden', '自己拟的调整不能自己核定，请由其他同事核定。')
  if (adjustment.version !== version)
    throw new Refusal('stale', '在您审看期间这次调整有改动，请重新审看后再核定。')
}

async function applyChange(tx: Tx, adjustment: Adjustment, change: Change): Promise<void> {
  const validFrom = adjustment.effectiveOn
  if (change.act === 'add') {
    const itemId = await insertItem(tx, adjustment.agencyId, change.code).catch(
      refuseTwin(change.code),
    )
    const first = { itemId, number: 1, adjustmentId: adjustment.id, validFrom }
    return insertRow(tx, { ...first, content: change.content })
  }
  const row = await findRowInForce(tx, change.itemId)
  if (!row) throw new Refusal('wrong-state', '调整涉及的一个条目已经取消，请先把它从调整中去掉。')
  if (Temporal.PlainDate.compare(row.validFrom, validFrom) >= 0)
    throw new Refusal(
      'wrong-state',
      `条目“${row.code}”自${row.validFrom.toString()}起才是现在的内容，调整的起算日期应当更晚。`,
    )
  await endRow(tx, change.itemId, validFrom.subtract({ days: 1 }))
  if (change.act === 'end') return
  await insertRow(tx, {
    itemId: change.itemId,
    number: row.number + 1,
    adjustmentId: adjustment.id,
    validFrom,
    content: change.content,
  })
}

function refuseTwin(code: string) {
  return (error: unknown): never => {
    if (isUniqueViolation(error))
      throw new Refusal('invalid', `序号“${code}”已经有条目使用，请换一个序号。`)
    throw error
  }
}
