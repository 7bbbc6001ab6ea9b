import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/database/database.ts'

/** 信息处理费 received in a year, in 元; from the partial index on paid fees (migrations/0006). */
export async function sumProcessingFees(
  db: Db | Tx,
  agencyId: number,
  year: number,
): Promise<number> {
  const { rows } = await sql<{ yuan: number }>`
    select coalesce(sum((e.payload->>'amountYuan')::bigint), 0)::bigint as yuan
    from request_events e
    join requests r on r.id = e.request_id
    where e.type = 'fee-paid' and r.agency_id = ${agencyId}
      and e.happened_on between make_date(${year}, 1, 1) and make_date(${year}, 12, 31)
  `.execute(db)
  return rows[0]!.yuan
}
