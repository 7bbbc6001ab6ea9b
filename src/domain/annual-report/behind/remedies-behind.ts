import { sql, type RawBuilder } from 'kysely'
import type { ReviewColumnKey, ReviewGroupKey } from '../../../law/annual-report/formats.ts'
import type { Db, Tx } from '../../../platform/database/database.ts'
import type { CellName } from '../cell-path.ts'
import { remedyConditions } from '../counting/remedy-counts.ts'
import type { ReportScope } from '../counting/report-scope.ts'
import { limitTo, type Page } from './page.ts'

export interface RemedyBehind {
  readonly requestId: number
  readonly registerYear: number
  readonly registerNumber: number
  readonly kind: ReviewGroupKey
  /** the reconsideration organ or court */
  readonly body: string
  readonly filedOn: Temporal.PlainDate
  readonly decidedOn: Temporal.PlainDate | null
  readonly result: 'upheld' | 'corrected' | 'other' | null
}

export interface RemediesBehind {
  readonly kind: 'remedies'
  readonly total: number
  readonly entries: readonly RemedyBehind[]
}

export async function listRemediesBehind(
  db: Db | Tx,
  scope: ReportScope,
  cell: Extract<CellName, { table: 'review_litigation' }>,
  page: Page,
): Promise<RemediesBehind> {
  const { rows } = await sql<RemedyBehind & { total: number }>`
    select p.request_id as "requestId", r.register_year as "registerYear", r.register_number as "registerNumber",
      p.kind, p.body, p.filed_on as "filedOn", p.decided_on as "decidedOn", p.result,
      count(*) over () as total
    from remedy_proceedings p join requests r on r.id = p.request_id
    where p.agency_id = ${scope.agencyId} and p.kind = ${cell.group} and (${outcome(scope, cell.column)})
    order by p.filed_on, p.id ${limitTo(page)}
  `.execute(db)
  return { kind: 'remedies', total: rows[0]?.total ?? 0, entries: rows }
}

function outcome(scope: ReportScope, column: ReviewColumnKey): RawBuilder<boolean> {
  const { decided, pending } = remedyConditions(scope)
  if (column === 'pending') return pending
  if (column === 'total') return sql`(${decided}) or (${pending})`
  return sql`(${decided}) and p.result = ${column}`
}
