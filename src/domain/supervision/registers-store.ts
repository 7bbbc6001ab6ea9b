import type { Db, Tx } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import type {
  DecisionEntry,
  DecisionKind,
  DecisionsForm,
  FeeIncomeEntry,
  FeeIncomeForm,
  ItemForm,
  ItemKind,
  ProcurementEntry,
  ProcurementForm,
  RegisterItem,
  VoidableRegister,
} from './registers.ts'

/** Who wrote an entry, and when. */
export interface Recorded {
  readonly agencyId: number
  readonly recordedBy: number
  readonly recordedAt: Temporal.Instant
}

/** Every item of the body, those in force first. */
export async function listItems(db: Db | Tx, agencyId: number): Promise<RegisterItem[]> {
  const rows = await db
    .selectFrom('register_items')
    .select(['id', 'kind', 'name', 'basis', 'since', 'ended_on'])
    .where('agency_id', '=', agencyId)
    .orderBy('ended_on', (order) => order.desc().nullsFirst())
    .orderBy('kind')
    .orderBy('since')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as ItemKind,
    name: row.name,
    basis: row.basis,
    since: row.since,
    endedOn: row.ended_on,
  }))
}

/** Entries of one year, struck-out ones included. */
export async function listDecisions(
  db: Db | Tx,
  agencyId: number,
  year: number,
): Promise<DecisionEntry[]> {
  const [first, last] = boundsOf(year)
  const rows = await db
    .selectFrom('register_decisions')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('period_from', '>=', first)
    .where('period_from', '<=', last)
    .orderBy('period_from')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as DecisionKind,
    periodFrom: row.period_from,
    periodTo: row.period_to,
    decisions: row.decisions,
    note: row.note,
    voidedAt: row.voided_at,
  }))
}

/** Entries of one year, struck-out ones included. */
export async function listFeeIncome(
  db: Db | Tx,
  agencyId: number,
  year: number,
): Promise<FeeIncomeEntry[]> {
  const [first, last] = boundsOf(year)
  const rows = await db
    .selectFrom('register_fee_income')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('received_on', '>=', first)
    .where('received_on', '<=', last)
    .orderBy('received_on')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    item: row.item,
    receivedOn: row.received_on,
    amountYuan: row.amount_yuan,
    note: row.note,
    voidedAt: row.voided_at,
  }))
}

/** Entries of one year, struck-out ones included. */
export async function listProcurement(
  db: Db | Tx,
  agencyId: number,
  year: number,
): Promise<ProcurementEntry[]> {
  const [first, last] = boundsOf(year)
  const rows = await db
    .selectFrom('register_procurement')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('contracted_on', '>=', first)
    .where('contracted_on', '<=', last)
    .orderBy('contracted_on')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    project: row.project,
    contractedOn: row.contracted_on,
    amountYuan: row.amount_yuan,
    voidedAt: row.voided_at,
  }))
}

function boundsOf(year: number): readonly [Temporal.PlainDate, Temporal.PlainDate] {
  return [
    Temporal.PlainDate.from({ year, month: 1, day: 1 }),
    Temporal.PlainDate.from({ year, month: 12, day: 31 }),
  ]
}

/** @throws Refusal `not-found`, also for another body's item */
export async function getItem(db: Db | Tx, agencyId: number, id: number): Promise<RegisterItem> {
  return toItem(await selectItem(db, agencyId, id).executeTakeFirst())
}

/** The item, locked until the transaction ends. @throws Refusal as `getItem` */
export async function getItemForUpdate(
  tx: Tx,
  agencyId: number,
  id: number,
): Promise<RegisterItem> {
  return toItem(await selectItem(tx, agencyId, id).forUpdate().executeTakeFirst())
}

function selectItem(db: Db | Tx, agencyId: number, id: number) {
  return db
    .selectFrom('register_items')
    .select(['id', 'kind', 'name', 'basis', 'since', 'ended_on'])
    .where('id', '=', id)
    .where('agency_id', '=', agencyId)
}

type ItemRow = Awaited<ReturnType<ReturnType<typeof selectItem>['executeTakeFirst']>>

function toItem(row: ItemRow): RegisterItem {
  if (!row) throw new Refusal('not-found', '没有找到这个事项。')
  return {
    id: row.id,
    kind: row.kind as ItemKind,
    name: row.name,
    basis: row.basis,
    since: row.since,
    endedOn: row.ended_on,
  }
}

export async function insertItem(tx: Tx, form: ItemForm, recorded: Recorded): Promise<number> {
  const { id } = await tx
    .insertInto('register_items')
    .values({
      ...recordedColumns(recorded),
      kind: form.kind,
      name: form.name,
      basis: form.basis ?? '',
      since: form.since,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function setItemEnd(tx: Tx, id: number, endedOn: Temporal.PlainDate): Promise<void> {
  await tx.updateTable('register_items').set({ ended_on: endedOn }).where('id', '=', id).execute()
}

/** A standing entry of the same kind whose period shares a day with this one: the two would count twice. */
export async function findOverlappingDecisions(
  tx: Tx,
  agencyId: number,
  form: DecisionsForm,
): Promise<{ readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate } | undefined> {
  const row = await tx
    .selectFrom('register_decisions')
    .select(['period_from', 'period_to'])
    .where('agency_id', '=', agencyId)
    .where('kind', '=', form.kind)
    .where('voided_at', 'is', null)
    .where('period_from', '<=', form.periodTo)
    .where('period_to', '>=', form.periodFrom)
    .limit(1)
    .executeTakeFirst()
  return row && { from: row.period_from, to: row.period_to }
}

export async function insertDecisions(
  tx: Tx,
  form: DecisionsForm,
  recorded: Recorded,
): Promise<number> {
  const { id } = await tx
    .insertInto('register_decisions')
    .values({
      ...recordedColumns(recorded),
      kind: form.kind,
      period_from: form.periodFrom,
      period_to: form.periodTo,
      decisions: form.decisions,
      note: form.note ?? '',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function insertFeeIncome(
  tx: Tx,
  form: FeeIncomeForm,
  recorded: Recorded,
): Promise<number> {
  const { id } = await tx
    .insertInto('register_fee_income')
    .values({
      ...recordedColumns(recorded),
      item: form.item,
      received_on: form.receivedOn,
      amount_yuan: form.amountYuan,
      note: form.note ?? '',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function insertProcurement(
  tx: Tx,
  form: ProcurementForm,
  recorded: Recorded,
): Promise<number> {
  const { id } = await tx
    .insertInto('register_procurement')
    .values({
      ...recordedColumns(recorded),
      project: form.project,
      contracted_on: form.contractedOn,
      amount_yuan: form.amountYuan,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

function recordedColumns(recorded: Recorded) {
  return {
    agency_id: recorded.agencyId,
    recorded_by: recorded.recordedBy,
    recorded_at: recorded.recordedAt,
  }
}

const TABLE_OF = {
  decisions: 'register_decisions',
  'fee-income': 'register_fee_income',
  procurement: 'register_procurement',
} as const satisfies Record<VoidableRegister, string>

/** Strikes out a standing entry. False when there is none to strike out. */
export async function voidRow(
  tx: Tx,
  register: VoidableRegister,
  agencyId: number,
  id: number,
  by: { readonly officerId: number; readonly at: Temporal.Instant },
): Promise<boolean> {
  const row = await tx
    .updateTable(TABLE_OF[register])
    .set({ voided_at: by.at, voided_by: by.officerId })
    .where('id', '=', id)
    .where('agency_id', '=', agencyId)
    .where('voided_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
