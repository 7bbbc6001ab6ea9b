import { z } from 'zod'
import { recordAudit } from '../../../platform/audit/audit-log.ts'
import { inTransaction, type Db, type Tx } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { Officer } from '../../accounts/officer.ts'
import { actingAs, assertMay } from '../../accounts/permissions.ts'
import {
  closeAdjustment,
  deleteChange,
  getAdjustmentForUpdate,
  insertAdjustment,
  putChange,
  touchAdjustment,
  type Adjustment,
  type Change,
} from '../adjustments-store.ts'
import { findItem } from '../rows-store.ts'

/** Why and from when the catalogue changes; both are shown to the public beside it. */
export const AdjustmentForm = z.object({
  title: z.string().trim().min(1, '请填写调整的名称').max(100),
  reason: z.string().trim().min(1, '请写明调整的理由').max(500),
  effectiveOn: z
    .string()
    .trim()
    .transform((text, context) => {
      try {
        return Temporal.PlainDate.from(text)
      } catch {
        context.addIssue({ code: 'custom', message: '请填写起算日期，如2026-01-01' })
        return z.NEVER
      }
    }),
})
export type AdjustmentForm = z.infer<typeof AdjustmentForm>

/**
 * Opens an adjustment of the own body's catalogue. Nothing changes until it is adopted.
 * @throws Refusal `forbidden`
 */
export async function startAdjustment(
  db: Db,
  officer: Officer,
  form: AdjustmentForm,
  now: Temporal.Instant,
): Promise<number> {
  assertMay(officer, 'catalogue.edit', officer.agencyId)
  return inTransaction(db, async (tx) => {
    const draft = { ...form, agencyId: officer.agencyId, draftedBy: officer.id }
    const id = await insertAdjustment(tx, draft, now)
    await record(tx, officer, 'catalogue.adjustment-started', id, now)
    return id
  })
}

/**
 * Puts changes into an open adjustment, all or none.
 * @throws Refusal `wrong-state` once it is adopted or abandoned; `not-found` for an item of another body
 */
export async function changeCatalogue(
  db: Db,
  officer: Officer,
  adjustmentId: number,
  changes: readonly Change[],
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const adjustment = await getOpen(tx, officer, adjustmentId)
    for (const change of changes) {
      await assertOwn(tx, adjustment, change)
      await putChange(tx, adjustmentId, change)
    }
    await touchAdjustment(tx, adjustmentId)
    const detail = { changes: changes.length }
    await record(tx, officer, 'catalogue.adjustment-changed', adjustmentId, now, detail)
  })
}

async function assertOwn(tx: Tx, adjustment: Adjustment, change: Change): Promise<void> {
  if (change.act === 'add') return
  const item = await findItem(tx, change.itemId)
  if (item?.agencyId !== adjustment.agencyId)
    throw new Refusal('not-found', '没有找到这个目录条目。')
}

/** Takes a change out of an open adjustment again. */
export async function dropChange(
  db: Db,
  officer: Officer,
  adjustmentId: number,
  changeId: number,
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    await getOpen(tx, officer, adjustmentId)
    await deleteChange(tx, adjustmentId, changeId)
    await touchAdjustment(tx, adjustmentId)
    await record(tx, officer, 'catalogue.adjustment-changed', adjustmentId, now, {
      dropped: changeId,
    })
  })
}

/** Gives an adjustment up. What it held stays readable. */
export async function abandonAdjustment(
  db: Db,
  officer: Officer,
  adjustmentId: number,
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    await getOpen(tx, officer, adjustmentId)
    await closeAdjustment(tx, adjustmentId, 'abandoned', officer.id, now)
    await record(tx, officer, 'catalogue.adjustment-abandoned', adjustmentId, now)
  })
}

async function getOpen(tx: Tx, officer: Officer, id: number): Promise<Adjustment> {
  const adjustment = await getAdjustmentForUpdate(tx, id)
  assertMay(officer, 'catalogue.edit', adjustment.agencyId)
  if (adjustment.state !== 'draft')
    throw new Refusal('wrong-state', '这次调整已经办结，不能再改。请另起一次调整。')
  return adjustment
}

export async function record(
  tx: Tx,
  officer: Officer,
  action: string,
  id: number,
  now: Temporal.Instant,
  detail: Readonly<Record<string, string | number>> = {},
): Promise<void> {
  await recordAudit(tx, now, {
    actor: actingAs(officer, 'catalogue.edit'),
    action,
    subject: `catalogue-adjustment:${id}`,
    detail,
  })
}
