import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/database/database.ts'
import { documentCounts, type DocumentCount } from './document-counts.ts'
import {
  decisionCounts,
  feeIncome,
  itemCounts,
  procurement,
  type DecisionCount,
  type ItemCount,
  type MoneyCount,
} from './register-counts.ts'
import { remedyCounts, type RemedyCount } from './remedy-counts.ts'
import type { ReportScope } from './report-scope.ts'
import { requestCounts, type RequestCount } from './request-counts.ts'

/** Everything a report counts, before it is laid out in cells. */
export interface ReportCounts {
  readonly requests: readonly RequestCount[]
  readonly remedies: readonly RemedyCount[]
  readonly documents: readonly DocumentCount[]
  readonly items: readonly ItemCount[]
  readonly decisions: readonly DecisionCount[]
  readonly feeIncome: MoneyCount
  readonly procurement: MoneyCount
}

/** One statement, hence one snapshot: no case can be counted twice or slip between two tables. */
export async function countReport(db: Db | Tx, scope: ReportScope): Promise<ReportCounts> {
  const { rows } = await sql<ReportCounts>`
    select ${requestCounts(scope)} as requests,
      ${remedyCounts(scope)} as remedies,
      ${documentCounts(scope)} as documents,
      ${itemCounts(scope)} as items,
      ${decisionCounts(scope)} as decisions,
      ${feeIncome(scope)} as "feeIncome",
      ${procurement(scope)} as procurement
  `.execute(db)
  return rows[0]!
}
