import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/database.ts'
import type { Attribute, Determination, DeterminationState } from './determination.ts'
import { toDetermination } from './determinations-store.ts'

export interface LedgerFilter {
  readonly year?: number
  readonly attribute?: Attribute
  readonly state?: DeterminationState
  /** on their way: neither issued nor given up */
  readonly open?: true
}

/** A line of the ledger: the document and, where it was published, its address. */
export interface LedgerLine extends Determination {
  readonly documentId: number | null
  readonly indexNumber: string | null
  readonly publishedAt: Temporal.Instant | null
}

const inYear = (year: number) =>
  sql<boolean>`issued_on >= make_date(${year}, 1, 1) and issued_on <= make_date(${year}, 12, 31)`

/** Issued documents by day of issue, newest first; without a year those still on their way come first. */
export async function listLedger(
  db: Db,
  agencyId: number,
  filter: LedgerFilter,
): Promise<LedgerLine[]> {
  let query = db
    .selectFrom('determinations as t')
    .leftJoin('determination_documents as l', 'l.determination_id', 't.id')
    .leftJoin('documents as d', 'd.id', 'l.document_id')
    .selectAll('t')
    .select(['d.id as document_id', 'd.index_number', 'd.published_at'])
    .where('t.agency_id', '=', agencyId)
  if (filter.year !== undefined) query = query.where(inYear(filter.year))
  if (filter.attribute) query = query.where('t.attribute', '=', filter.attribute)
  if (filter.state) query = query.where('t.state', '=', filter.state)
  if (filter.open) query = query.where('t.state', 'not in', ['issued', 'abandoned'])
  const rows = await query
    .orderBy('t.issued_on', (order) => order.desc().nullsFirst())
    .orderBy('t.id', 'desc')
    .limit(2000)
    .execute()
  return rows.map((row) => ({
    ...toDetermination(row),
    documentId: row.document_id,
    indexNumber: row.index_number,
    publishedAt: row.published_at,
  }))
}

/** 制发 = 主动公开 + 依申请公开 + 不予公开, and how many of the first are online. */
export interface DeterminationCounts {
  readonly issued: number
  readonly proactive: number
  readonly onRequest: number
  readonly withheld: number
  readonly published: number
}

/** The documents a body issued in a year by their attribute today. */
export async function countIssued(
  db: Db | Tx,
  agencyId: number,
  year: number,
): Promise<DeterminationCounts> {
  const row = await db
    .selectFrom('determinations as t')
    .leftJoin('determination_documents as l', 'l.determination_id', 't.id')
    .leftJoin('documents as d', (join) =>
      join.onRef('d.id', '=', 'l.document_id').on('d.status', '=', 'published'),
    )
    .select(({ fn }) => [
      fn.countAll<number>().as('issued'),
      fn.countAll<number>().filterWhere('t.attribute', '=', 'proactive').as('proactive'),
      fn.countAll<number>().filterWhere('t.attribute', '=', 'on-request').as('on_request'),
      fn.countAll<number>().filterWhere('t.attribute', '=', 'withheld').as('withheld'),
      fn.count<number>('d.id').filterWhere('t.attribute', '=', 'proactive').as('published'),
    ])
    .where('t.agency_id', '=', agencyId)
    .where('t.state', '=', 'issued')
    .where(inYear(year))
    .executeTakeFirstOrThrow()
  return {
    issued: row.issued,
    proactive: row.proactive,
    onRequest: row.on_request,
    withheld: row.withheld,
    published: row.published,
  }
}

/** Years in which anything was issued, newest first. */
export async function listIssueYears(db: Db, agencyId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('determinations')
    .select(sql<number>`extract(year from issued_on)::int`.as('year'))
    .where('agency_id', '=', agencyId)
    .where('state', '=', 'issued')
    .groupBy('year')
    .orderBy('year', 'desc')
    .execute()
  return rows.map(({ year }) => year)
}
