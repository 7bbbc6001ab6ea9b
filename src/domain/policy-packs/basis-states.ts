import { sql } from 'kysely'
import { endOf, validityOn } from '../../law/validity.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import type { BasisState } from './flags.ts'

interface BasisRow {
  readonly id: number
  readonly index_number: string
  readonly status: string
  readonly title: string
  readonly document_number: string
  readonly effective_from: Temporal.PlainDate | null
  readonly expires_on: Temporal.PlainDate | null
  readonly repealed_on: Temporal.PlainDate | null
  readonly repealed_by_on: Temporal.PlainDate | null
  readonly amended_on: Temporal.PlainDate | null
}

/**
 * How the named documents stand on a day, by number. A document that was never public is left out: nobody may learn that
 * it exists. One published later that repeals another ends it, whatever the other's own dates say.
 */
export async function readBasisStates(
  db: Db | Tx,
  documentIds: readonly number[],
  today: Temporal.PlainDate,
): Promise<ReadonlyMap<number, BasisState>> {
  if (documentIds.length === 0) return new Map()
  const { rows } = await sql<BasisRow>`
    select d.id, d.index_number, d.status, e.title, e.document_number, e.effective_from, e.expires_on, e.repealed_on,
      acts.repealed_on as repealed_by_on, acts.amended_on
    from documents d
    join lateral (
      select * from editions where document_id = d.id and state in ('published', 'superseded')
      order by number desc limit 1
    ) e on true
    left join lateral (
      select
        min(a.day) filter (where a.kind = 'repeals') as repealed_on,
        max(a.day) filter (where a.kind = 'amends' and a.day <= ${today}::date) as amended_on
      from (
        select r.kind,
          coalesce(r.applies_from, ae.effective_from, (ad.published_at at time zone 'Asia/Shanghai')::date) as day
        from document_relations r
        join documents ad on ad.id = r.from_id and ad.status = 'published'
        join editions ae on ae.document_id = ad.id and ae.state = 'published'
        where r.to_id = d.id and r.kind in ('repeals', 'amends')
      ) a
    ) acts on true
    where d.id = any(${[...new Set(documentIds)]}::bigint[]) and d.status in ('published', 'removed')
  `.execute(db)
  return new Map(rows.map((row) => [row.id, stateOf(row, today)]))
}

function stateOf(row: BasisRow, today: Temporal.PlainDate): BasisState {
  const repeals = [row.repealed_on, row.repealed_by_on].filter((day) => day !== null)
  const [repealedOn] = repeals.sort(Temporal.PlainDate.compare)
  const dates = {
    ...(row.effective_from && { effectiveOn: row.effective_from }),
    ...(row.expires_on && { expiresOn: row.expires_on }),
    ...(repealedOn && { repealedOn }),
    ...(row.amended_on && { amendedOn: [row.amended_on] }),
  }
  const isRemoved = row.status === 'removed'
  return {
    documentId: row.id,
    indexNumber: row.index_number,
    title: row.title,
    documentNumber: row.document_number,
    validity: isRemoved ? 'removed' : validityOn(dates, today).validity,
    since: isRemoved ? undefined : endOf(dates)?.on,
  }
}
