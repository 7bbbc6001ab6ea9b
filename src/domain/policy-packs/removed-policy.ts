import { sql } from 'kysely'
import type { Db } from '../../platform/database/database.ts'

/** What is said at the address of an item or a pack that was taken down, for as long as codes with it hang on walls. */
export interface RemovedPolicy {
  /** undefined for what was published in error: its title may be the error */
  readonly title: string | undefined
  readonly reason: string
  readonly removedAt: Temporal.Instant
  /** what took its place, or the place of that, where it is public */
  readonly successor: Successor | undefined
}

export interface Successor {
  readonly indexNumber: string
  readonly title: string
  /** whether it is an item or a pack, and so has a page here */
  readonly isPolicy: boolean
}

export async function findRemovedPolicy(
  db: Db,
  indexNumber: string,
): Promise<RemovedPolicy | undefined> {
  const row = await db
    .selectFrom('documents as d')
    .innerJoin('document_removals as r', 'r.document_id', 'd.id')
    .innerJoin('editions as e', 'e.document_id', 'd.id')
    .select(['d.id', 'e.title', 'r.kind', 'r.public_reason', 'r.removed_at'])
    .where('d.index_number', '=', indexNumber)
    .where('d.status', '=', 'removed')
    .where('e.kind', 'in', ['policy-item', 'policy-pack'])
    .where('e.state', 'in', ['published', 'superseded', 'removed'])
    .orderBy('e.number', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return undefined
  return {
    title: row.kind === 'published-in-error' ? undefined : row.title,
    reason: row.public_reason,
    removedAt: row.removed_at,
    successor: await findSuccessor(db, row.id),
  }
}

/** The first in the line of successors that is public. */
async function findSuccessor(db: Db, documentId: number): Promise<Successor | undefined> {
  const { rows } = await sql<{ index_number: string; title: string; kind: string }>`
    with recursive line (id, step) as (
      select successor_id, 1 from document_removals where document_id = ${documentId}
      union all
      select r.successor_id, line.step + 1 from line join document_removals r on r.document_id = line.id
      where line.step < 20
    )
    select d.index_number, e.title, e.kind
    from line
    join documents d on d.id = line.id and d.status = 'published'
    join editions e on e.document_id = d.id and e.state = 'published'
    order by line.step limit 1
  `.execute(db)
  const [row] = rows
  if (!row) return undefined
  const isPolicy = row.kind === 'policy-item' || row.kind === 'policy-pack'
  return { indexNumber: row.index_number, title: row.title, isPolicy }
}
