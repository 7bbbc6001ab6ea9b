import type { Db, Tx } from '../../platform/database/database.ts'
import { hasIndexNumber } from './index-number-match.ts'

/** 误发、被替代、撤回 */
export const REMOVAL_KINDS = ['published-in-error', 'superseded', 'withdrawn'] as const
export type RemovalKind = (typeof REMOVAL_KINDS)[number]

/** What stands at the address of a document that was taken down. */
export interface PublicRemoval {
  readonly indexNumber: string
  readonly kind: RemovalKind
  readonly reason: string
  readonly removedAt: Temporal.Instant
  /** never of what should not have been published: its title may be what it gave away */
  readonly title: string | undefined
  /** only while it is public itself */
  readonly successor: { readonly indexNumber: string; readonly title: string } | undefined
}

export async function findPublicRemoval(
  db: Db | Tx,
  indexNumber: string,
): Promise<PublicRemoval | undefined> {
  const row = await db
    .selectFrom('documents as d')
    .innerJoin('document_removals as r', 'r.document_id', 'd.id')
    .leftJoin('editions as last', (join) =>
      join
        .onRef('last.document_id', '=', 'd.id')
        .on('last.state', '=', 'removed')
        .on('r.kind', '<>', 'published-in-error'),
    )
    .leftJoin('documents as s', (join) =>
      join.onRef('s.id', '=', 'r.successor_id').on('s.status', '=', 'published'),
    )
    .leftJoin('editions as se', (join) =>
      join.onRef('se.document_id', '=', 's.id').on('se.state', '=', 'published'),
    )
    .select([
      'r.kind',
      'r.public_reason',
      'r.removed_at',
      'last.title',
      's.index_number as successor_number',
      'se.title as successor_title',
    ])
    .where(hasIndexNumber('d.index_number', indexNumber))
    .where('d.status', '=', 'removed')
    // earlier ones may have been sealed by a correction: the last is what stood here
    .orderBy('last.number', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return undefined
  const { successor_number: number, successor_title: title } = row
  return {
    indexNumber,
    kind: row.kind as RemovalKind,
    reason: row.public_reason,
    removedAt: row.removed_at,
    title: row.title ?? undefined,
    successor: number !== null && title !== null ? { indexNumber: number, title } : undefined,
  }
}

/** For the office: with the private note, and who did it. */
export interface Removal {
  readonly kind: RemovalKind
  readonly publicReason: string
  readonly privateNote: string
  readonly successorId: number | null
  readonly removerName: string
  readonly removedAt: Temporal.Instant
}

export async function findRemoval(db: Db | Tx, documentId: number): Promise<Removal | undefined> {
  const row = await db
    .selectFrom('document_removals as r')
    .innerJoin('users as u', 'u.id', 'r.removed_by')
    .selectAll('r')
    .select('u.display_name')
    .where('r.document_id', '=', documentId)
    .executeTakeFirst()
  return (
    row && {
      kind: row.kind as RemovalKind,
      publicReason: row.public_reason,
      privateNote: row.private_note,
      successorId: row.successor_id,
      removerName: row.display_name,
      removedAt: row.removed_at,
    }
  )
}
