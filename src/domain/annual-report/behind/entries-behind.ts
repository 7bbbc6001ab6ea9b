import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '../../../platform/database/database.ts'
import type { CellName } from '../cell-path.ts'
import { countedDocuments, documentConditions } from '../counting/document-counts.ts'
import { itemConditions } from '../counting/register-counts.ts'
import type { ReportScope } from '../counting/report-scope.ts'
import { limitTo, type Page } from './page.ts'

/** A record behind a cell of table 二, and what it adds to the cell. */
export interface EntryBehind {
  readonly id: number
  readonly register: 'documents' | 'items' | 'decisions' | 'fee-income' | 'procurement'
  /** title, item, period or project */
  readonly name: string
  /** the day that puts it into the year */
  readonly on: Temporal.PlainDate
  /** decimal text, signed; in 元 where the cell is money */
  readonly adds: string
}

export interface EntriesBehind {
  readonly kind: 'entries'
  readonly total: number
  readonly entries: readonly EntryBehind[]
}

type ActiveCell = Extract<CellName, { table: 'active' }>

export async function listEntriesBehind(
  db: Db | Tx,
  scope: ReportScope,
  cell: ActiveCell,
  page: Page,
): Promise<EntriesBehind> {
  const { rows } = await sql<EntryBehind & { total: number }>`
    select entry.*, count(*) over () as total from (${entriesOf(scope, cell)}) entry
    order by entry."on", entry.id ${limitTo(page)}
  `.execute(db)
  return { kind: 'entries', total: rows[0]?.total ?? 0, entries: rows }
}

function entriesOf(scope: ReportScope, { row, column }: ActiveCell): RawBuilder<unknown> {
  if (row === 'regulations') return documents(scope, 'regulation', column)
  if (row === 'normative_documents') return documents(scope, 'normative', column)
  if (row === 'procurement') return contracts(scope, column)
  if (scope.format === '2021') return row === 'fees' ? income(scope) : decisions(scope, row)
  if (column === 0) return itemsBefore(scope, row)
  return column === 1 ? itemChanges(scope, row) : decisions(scope, row)
}

function documents(
  scope: ReportScope,
  kind: 'regulation' | 'normative',
  column: number,
): RawBuilder<unknown> {
  const condition = documentConditions(scope)[column]!
  const day = DOCUMENT_DAY[scope.format][column]!
  return sql`
    select d.id, 'documents' as register, d.title as name, ${sql.ref(`d.${day}`)} as "on", '1' as adds
    from ${countedDocuments(scope)} d where d.kind = ${kind} and ${condition}`
}

const DOCUMENT_DAY = {
  '2019': ['formed_on', 'published_on', 'published_on'],
  '2021': ['formed_on', 'repealed_on', 'formed_on'],
} as const

function itemsBefore(scope: ReportScope, kind: string): RawBuilder<unknown> {
  return sql`
    select i.id, 'items' as register, i.name, i.since as "on", '1' as adds
    from register_items i
    where i.agency_id = ${scope.agencyId} and i.kind = ${kind} and ${itemConditions(scope).before}`
}

/** An item that began and ended within the year stands here twice, once with each sign. */
function itemChanges(scope: ReportScope, kind: string): RawBuilder<unknown> {
  const { added, ended } = itemConditions(scope)
  return sql`
    select i.id, 'items' as register, i.name, i.since as "on", '1' as adds
    from register_items i where i.agency_id = ${scope.agencyId} and i.kind = ${kind} and ${added}
    union all
    select i.id, 'items', i.name, i.ended_on, '-1'
    from register_items i where i.agency_id = ${scope.agencyId} and i.kind = ${kind} and ${ended}`
}

function decisions(scope: ReportScope, kind: string): RawBuilder<unknown> {
  return sql`
    select id, 'decisions' as register, period_from::text || '至' || period_to::text as name,
      period_to as "on", decisions::text as adds
    from register_decisions
    where agency_id = ${scope.agencyId} and kind = ${kind} and voided_at is null
      and period_from between ${scope.first}::date and ${scope.last}::date`
}

function income(scope: ReportScope): RawBuilder<unknown> {
  return sql`
    select id, 'fee-income' as register, item as name, received_on as "on", amount_yuan::text as adds
    from register_fee_income
    where agency_id = ${scope.agencyId} and voided_at is null
      and received_on between ${scope.first}::date and ${scope.last}::date`
}

function contracts(scope: ReportScope, column: number): RawBuilder<unknown> {
  return sql`
    select id, 'procurement' as register, project as name, contracted_on as "on",
      ${column === 0 ? sql`'1'` : sql`amount_yuan::text`} as adds
    from register_procurement
    where agency_id = ${scope.agencyId} and voided_at is null
      and contracted_on between ${scope.first}::date and ${scope.last}::date`
}
