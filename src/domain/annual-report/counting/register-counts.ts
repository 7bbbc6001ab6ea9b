import { sql, type RawBuilder } from 'kysely'
import type { DecisionKind, ItemKind } from '../../supervision/registers.ts'
import type { ReportScope } from './report-scope.ts'

export interface ItemCount {
  readonly kind: ItemKind
  readonly before: number
  readonly added: number
  readonly ended: number
}

/** Present only where something was recorded: no row means a blank, not a zero. */
export interface DecisionCount {
  readonly kind: DecisionKind
  readonly decisions: number
}

/** Amounts in 元 as exact decimal text. */
export interface MoneyCount {
  readonly entries: number
  readonly yuan: string
}

/** Conditions on a row `i` of `register_items`, which exists in `[since, ended_on)`. */
export function itemConditions({ first, last }: ReportScope): {
  readonly before: RawBuilder<boolean>
  readonly added: RawBuilder<boolean>
  readonly ended: RawBuilder<boolean>
} {
  return {
    before: sql<boolean>`i.since < ${first}::date and (i.ended_on is null or i.ended_on >= ${first}::date)`,
    added: sql<boolean>`i.since between ${first}::date and ${last}::date`,
    ended: sql<boolean>`i.ended_on between ${first}::date and ${last}::date`,
  }
}

/** JSON array of `ItemCount`. */
export function itemCounts(scope: ReportScope): RawBuilder<ItemCount[]> {
  const { before, added, ended } = itemConditions(scope)
  return sql<ItemCount[]>`(
    select coalesce(jsonb_agg(c), '[]') from (
      select i.kind, count(*) filter (where ${before}) as before,
        count(*) filter (where ${added}) as added, count(*) filter (where ${ended}) as ended
      from register_items i where i.agency_id = ${scope.agencyId} group by i.kind
    ) c
  )`
}

/** JSON array of `DecisionCount`. */
export function decisionCounts(scope: ReportScope): RawBuilder<DecisionCount[]> {
  return sql<DecisionCount[]>`(
    select coalesce(jsonb_agg(c), '[]') from (
      select kind, sum(decisions) as decisions from register_decisions
      where agency_id = ${scope.agencyId} and voided_at is null
        and period_from between ${scope.first}::date and ${scope.last}::date
      group by kind
    ) c
  )`
}

/** JSON `MoneyCount` of 行政事业性收费 received in the year. */
export function feeIncome(scope: ReportScope): RawBuilder<MoneyCount> {
  return sql<MoneyCount>`(
    select jsonb_build_object('entries', count(*), 'yuan', coalesce(sum(amount_yuan), 0)::text)
    from register_fee_income
    where agency_id = ${scope.agencyId} and voided_at is null
      and received_on between ${scope.first}::date and ${scope.last}::date
  )`
}

/** JSON `MoneyCount` of 政府集中采购 contracted in the year. */
export function procurement(scope: ReportScope): RawBuilder<MoneyCount> {
  return sql<MoneyCount>`(
    select jsonb_build_object('entries', count(*), 'yuan', coalesce(sum(amount_yuan), 0)::text)
    from register_procurement
    where agency_id = ${scope.agencyId} and voided_at is null
      and contracted_on between ${scope.first}::date and ${scope.last}::date
  )`
}
