import { sql } from 'kysely'
import type { ApplicantClass } from '../../src/law/annual-report/figures.ts'
import type { Db } from '../../src/platform/database/database.ts'

/** A case as the report sees it, written as a row without the life that leads to it. */
export interface LedgerRow {
  readonly receivedOn: string | null
  readonly concludedOn: string | null
  readonly applicantClass: ApplicantClass
  /** given with `concludedOn` */
  readonly disposition: string | null
  readonly remedies?: readonly RemedyRow[]
}

export interface RemedyRow {
  readonly kind: 'reconsideration' | 'direct_suit' | 'after_reconsideration'
  readonly filedOn: string
  readonly decidedOn: string | null
  readonly result: 'upheld' | 'corrected' | 'other' | null
}

/** Many rows in two statements; enough for what counts rows, not for what reads events. */
export async function buildLedger(
  db: Db,
  agencyId: number,
  rows: readonly LedgerRow[],
): Promise<void> {
  if (rows.length === 0) return
  const cases = rows.map((row, at) => ({ ...row, number: at + 1, remedies: row.remedies ?? [] }))
  await sql`
    insert into requests (
      agency_id, register_year, register_number, channel, status, arrived_on, received_on, applicant_class,
      applicant_shown, applicant_key, subject, disposition, concluded_on, answered_in_time, folded, last_seq,
      last_hash, registered_at)
    select ${agencyId}, 2020, c.number, 'internet', 'closed', coalesce(c."receivedOn", date '2020-01-01'),
      c."receivedOn", c."applicantClass", '示例', '\\x00', '示例申请', c.disposition, c."concludedOn",
      c."concludedOn" is not null, '{}', 1, '\\x00', now()
    from jsonb_to_recordset(${JSON.stringify(cases)}::jsonb)
      as c (number int, "receivedOn" date, "concludedOn" date, "applicantClass" text, disposition text)
  `.execute(db)
  await sql`
    insert into remedy_proceedings (request_id, agency_id, number_in_case, kind, body, filed_on, decided_on, result)
    select r.id, r.agency_id, p.place, p.kind, '示例复议机关', p."filedOn", p."decidedOn", p.result
    from jsonb_to_recordset(${JSON.stringify(cases)}::jsonb) as c (number int, remedies jsonb)
    join requests r on r.agency_id = ${agencyId} and r.register_number = c.number
    cross join lateral rows from (
      jsonb_to_recordset(c.remedies) as (kind text, "filedOn" date, "decidedOn" date, result text)
    ) with ordinality as p (kind, "filedOn", "decidedOn", result, place)
  `.execute(db)
}
