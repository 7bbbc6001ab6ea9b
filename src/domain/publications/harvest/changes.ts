/** What changed in public, in the order in which it happened here. */
import { sql } from 'kysely'
import type { Db } from '../../../platform/database/database.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import type { RemovalKind } from '../removals.ts'
import {
  documentColumns,
  toHarvested,
  type DocumentRow,
  type HarvestedDocument,
} from './documents.ts'

/** What was taken down: whoever copied it must take it down too. Nothing but the number and the reason is told. */
export interface HarvestedRemoval {
  readonly change: 'removed'
  readonly changedAt: Temporal.Instant
  readonly documentId: number
  readonly indexNumber: string
  readonly removal: RemovalKind
  readonly reason: string
}

export type PublicChange = HarvestedDocument | HarvestedRemoval

/** Where the next page begins: after this change. */
export interface ChangeCursor {
  readonly changedAt: Temporal.Instant
  readonly documentId: number
}

export interface ChangesPage {
  readonly changes: readonly PublicChange[]
  /** Where to go on, now or in a year. */
  readonly next: ChangeCursor
  /** Nothing more has happened yet. */
  readonly complete: boolean
}

/**
 * Public changes after a cursor, oldest first: editions that are public now, and removals. A document changed twice
 * appears once, at its latest change. No change is passed over: while an act is still being written down, `next` stays
 * before it, so that what came right before may be told a second time.
 * @param limit at most so many
 */
export async function readPublicChanges(
  db: Db,
  after: ChangeCursor | undefined,
  limit: number,
  now: Temporal.Instant,
): Promise<ChangesPage> {
  const from = after ?? BEGINNING
  const settled = now.subtract({ milliseconds: await unsettledFor(db) })
  const changes = await listPublicChanges(db, from, limit, dayOf(now))
  const last = changes.at(-1) ?? from
  if (changes.length === limit) return { changes, next: last, complete: false }
  const horizon = { changedAt: settled, documentId: 0 }
  return { changes, next: laterOf(from, earlierOf(last, horizon)), complete: true }
}

const BEGINNING: ChangeCursor = {
  changedAt: Temporal.Instant.fromEpochMilliseconds(0),
  documentId: 0,
}

const compare = (a: ChangeCursor, b: ChangeCursor) =>
  Temporal.Instant.compare(a.changedAt, b.changedAt) || a.documentId - b.documentId
const earlierOf = (a: ChangeCursor, b: ChangeCursor) => (compare(a, b) <= 0 ? a : b)
const laterOf = (a: ChangeCursor, b: ChangeCursor) => (compare(a, b) >= 0 ? a : b)

/** Milliseconds between the moment that an act notes and the opening of its transaction, at the very most. */
const BEFORE_ITS_TRANSACTION = 5_000

/** Milliseconds back to the oldest act that may still be committed with an earlier moment than what is seen already. */
async function unsettledFor(db: Db): Promise<number> {
  const { rows } = await sql<{ ms: number }>`
    select ceil(coalesce(extract(epoch from clock_timestamp() - min(xact_start)), 0) * 1000)::float8 as ms
    from pg_stat_activity
    where datname = current_database() and backend_xid is not null and pid <> pg_backend_pid()
  `.execute(db)
  return Math.max(0, rows[0]?.ms ?? 0) + BEFORE_ITS_TRANSACTION
}

interface Row extends DocumentRow {
  readonly change: 'published' | 'removed'
  readonly changed_at: Temporal.Instant
  readonly changed_id: number
  readonly changed_number: string
  readonly removal: RemovalKind
  readonly reason: string
}

async function listPublicChanges(
  db: Db,
  { changedAt, documentId }: ChangeCursor,
  limit: number,
  today: Temporal.PlainDate,
): Promise<PublicChange[]> {
  const { rows } = await sql<Row>`
    with changed as (
      (
        select 'published' as change, e.published_at as changed_at, d.id, d.index_number as number,
          null as removal, null as reason
        from editions e
        join documents d on d.id = e.document_id and d.status = 'published'
        where e.state = 'published' and (e.published_at, e.document_id) > (${changedAt}, ${documentId})
        order by e.published_at, e.document_id limit ${limit}
      ) union all (
        select 'removed', r.removed_at, d.id, d.index_number, r.kind, r.public_reason
        from document_removals r
        join documents d on d.id = r.document_id and d.status = 'removed'
        where (r.removed_at, r.document_id) > (${changedAt}, ${documentId})
        order by r.removed_at, r.document_id limit ${limit}
      )
      order by changed_at, id limit ${limit}
    )
    select c.change, c.changed_at, c.id as changed_id, c.number as changed_number, c.removal, c.reason, shown.*
    from changed c
    left join lateral (
      select ${documentColumns(today)}
      from documents d
      join editions e on e.document_id = d.id and e.state = 'published'
      join agencies a on a.id = d.agency_id
      join document_validity v on v.document_id = d.id
      where d.id = c.id and c.change = 'published'
    ) shown on true
    order by c.changed_at, c.id
  `.execute(db)
  return rows.map((row) =>
    row.change === 'published'
      ? toHarvested(row)
      : {
          change: 'removed',
          changedAt: row.changed_at,
          documentId: row.changed_id,
          indexNumber: row.changed_number,
          removal: row.removal,
          reason: row.reason,
        },
  )
}
