import type { Selectable } from 'kysely'
import type { Db, Tx } from '../../platform/database/database.ts'
import type { CatalogueAdjustments } from '../../platform/database/schema.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { StoredRow, type RowContent } from './row.ts'

export type AdjustmentState = 'draft' | 'adopted' | 'abandoned'

/** 调整: what changes in the catalogue, from which day and why. */
export interface Adjustment {
  readonly id: number
  readonly agencyId: number
  readonly state: AdjustmentState
  readonly title: string
  readonly reason: string
  readonly effectiveOn: Temporal.PlainDate
  readonly draftedBy: number
  readonly adoptedBy: number | null
  readonly adoptedAt: Temporal.Instant | null
  readonly version: number
}

export type Change =
  | { readonly act: 'add'; readonly code: string; readonly content: RowContent }
  | { readonly act: 'change'; readonly itemId: number; readonly content: RowContent }
  | { readonly act: 'end'; readonly itemId: number }

function toAdjustment(row: Selectable<CatalogueAdjustments>): Adjustment {
  return {
    id: row.id,
    agencyId: row.agency_id,
    state: row.state as AdjustmentState,
    title: row.title,
    reason: row.reason,
    effectiveOn: row.effective_on,
    draftedBy: row.drafted_by,
    adoptedBy: row.adopted_by,
    adoptedAt: row.adopted_at,
    version: row.version,
  }
}

export async function listAdjustments(db: Db, agencyId: number): Promise<Adjustment[]> {
  const rows = await db
    .selectFrom('catalogue_adjustments')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .orderBy('id', 'desc')
    .execute()
  return rows.map(toAdjustment)
}

export async function getAdjustment(db: Db | Tx, id: number): Promise<Adjustment> {
  const row = await db
    .selectFrom('catalogue_adjustments')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new Refusal('not-found', '没有找到这次调整。')
  return toAdjustment(row)
}

/** Reads and locks, so that nothing is written into what is being adopted. */
export async function getAdjustmentForUpdate(tx: Tx, id: number): Promise<Adjustment> {
  const row = await tx
    .selectFrom('catalogue_adjustments')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new Refusal('not-found', '没有找到这次调整。')
  return toAdjustment(row)
}

export async function insertAdjustment(
  tx: Tx,
  given: {
    readonly agencyId: number
    readonly title: string
    readonly reason: string
    readonly effectiveOn: Temporal.PlainDate
    readonly draftedBy: number
  },
  now: Temporal.Instant,
): Promise<number> {
  const { id } = await tx
    .insertInto('catalogue_adjustments')
    .values({
      agency_id: given.agencyId,
      title: given.title,
      reason: given.reason,
      effective_on: given.effectiveOn,
      drafted_by: given.draftedBy,
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function closeAdjustment(
  tx: Tx,
  id: number,
  state: 'adopted' | 'abandoned',
  by: number,
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .updateTable('catalogue_adjustments')
    .set(state === 'adopted' ? { state, adopted_by: by, adopted_at: now } : { state })
    .where('id', '=', id)
    .execute()
}

/** Grows with each change, so that what is adopted is what was on the screen. */
export async function touchAdjustment(tx: Tx, id: number): Promise<void> {
  await tx
    .updateTable('catalogue_adjustments')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

export interface KeptChange {
  readonly id: number
  readonly change: Change
}

export async function listChanges(db: Db | Tx, adjustmentId: number): Promise<KeptChange[]> {
  const rows = await db
    .selectFrom('catalogue_changes')
    .selectAll()
    .where('adjustment_id', '=', adjustmentId)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ id: row.id, change: toChange(row) }))
}

function toChange(row: {
  readonly act: string
  readonly item_id: number | null
  readonly code: string
  readonly content: unknown
}): Change {
  if (row.act === 'add')
    return { act: 'add', code: row.code, content: StoredRow.parse(row.content) }
  const itemId = row.item_id! // the table's own check: only `add` has none
  if (row.act === 'end') return { act: 'end', itemId }
  return { act: 'change', itemId, content: StoredRow.parse(row.content) }
}

/** A second change of the same item, or of the same new number, takes the place of the first. */
export async function putChange(tx: Tx, adjustmentId: number, change: Change): Promise<void> {
  let previous = tx.deleteFrom('catalogue_changes').where('adjustment_id', '=', adjustmentId)
  previous =
    change.act === 'add'
      ? previous.where('act', '=', 'add').where('code', '=', change.code)
      : previous.where('item_id', '=', change.itemId)
  await previous.execute()
  await tx
    .insertInto('catalogue_changes')
    .values({
      adjustment_id: adjustmentId,
      act: change.act,
      item_id: change.act === 'add' ? null : change.itemId,
      code: change.act === 'add' ? change.code : '',
      content: change.act === 'end' ? '{}' : JSON.stringify(change.content),
    })
    .execute()
}

export async function deleteChange(tx: Tx, adjustmentId: number, changeId: number): Promise<void> {
  await tx
    .deleteFrom('catalogue_changes')
    .where('adjustment_id', '=', adjustmentId)
    .where('id', '=', changeId)
    .execute()
}
