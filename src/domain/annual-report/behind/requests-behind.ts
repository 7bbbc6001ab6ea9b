import { sql, type RawBuilder } from 'kysely'
import type { ApplicantClass } from '../../../law/annual-report/figures.ts'
import type { Db, Tx } from '../../../platform/database/database.ts'
import type { CellName } from '../cell-path.ts'
import type { ReportScope } from '../counting/report-scope.ts'
import { requestConditions } from '../counting/request-counts.ts'
import { dispositionsOfRow } from '../request-rows.ts'
import { limitTo, type Page } from './page.ts'

/** A case in a cell; the applicant only as lists may show them. */
export interface RequestBehind {
  readonly requestId: number
  readonly registerYear: number
  readonly registerNumber: number
  readonly subject: string
  readonly applicantShown: string
  readonly applicantClass: ApplicantClass
  readonly receivedOn: Temporal.PlainDate
  readonly concludedOn: Temporal.PlainDate | null
  readonly disposition: string | null
}

export interface RequestsBehind {
  readonly kind: 'requests'
  readonly total: number
  readonly entries: readonly RequestBehind[]
}

type RequestCell = Extract<CellName, { table: 'requests' }>

export async function listRequestsBehind(
  db: Db | Tx,
  scope: ReportScope,
  cell: RequestCell,
  page: Page,
): Promise<RequestsBehind> {
  const ofClass = cell.column === 'total' ? sql`true` : sql`r.applicant_class = ${cell.column}`
  const { rows } = await sql<RequestBehind & { total: number }>`
    select r.id as "requestId", r.register_year as "registerYear", r.register_number as "registerNumber",
      r.subject, r.applicant_shown as "applicantShown", r.applicant_class as "applicantClass",
      r.received_on as "receivedOn", r.concluded_on as "concludedOn", r.disposition,
      count(*) over () as total
    from requests r
    where r.kind = 'application' and r.agency_id = ${scope.agencyId} and ${ofClass} and (${rowCondition(scope, cell)})
    order by r.register_year, r.register_number ${limitTo(page)}
  `.execute(db)
  return { kind: 'requests', total: rows[0]?.total ?? 0, entries: rows }
}

function rowCondition(scope: ReportScope, cell: RequestCell): RawBuilder<boolean> {
  const { received, carriedIn, concluded, carriedOut } = requestConditions(scope)
  switch (cell.row) {
    case 'new':
      return received
    case 'carried_in':
      return carriedIn
    case 'carried_out':
      return carriedOut
    case 'total':
      return concluded
    default: {
      const dispositions = dispositionsOfRow(scope.format, scope.settings, cell.row)
      return sql`(${concluded}) and r.disposition = any(${dispositions}::text[])`
    }
  }
}
