/** Published documents as others refer to them. */
import type { Db, Tx } from '../../platform/database/database.ts'
import { hasIndexNumber } from '../publications/index-number-match.ts'

export interface Target {
  readonly documentId: number
  readonly agencyId: number
  readonly indexNumber: string
  readonly title: string
  readonly documentNumber: string
  readonly publisher: string
}

function selectPublic(db: Db | Tx) {
  return db
    .selectFrom('documents as d')
    .innerJoin('editions as e', (join) =>
      join.onRef('e.document_id', '=', 'd.id').on('e.state', '=', 'published'),
    )
    .select([
      'd.id',
      'd.agency_id',
      'd.index_number',
      'e.title',
      'e.document_number',
      'e.publisher',
    ])
    .where('d.status', '=', 'published')
}

type Row = Awaited<ReturnType<ReturnType<typeof selectPublic>['execute']>>[number]

const toTarget = (row: Row): Target => ({
  documentId: row.id,
  agencyId: row.agency_id,
  indexNumber: row.index_number!, // a published document has one
  title: row.title,
  documentNumber: row.document_number,
  publisher: row.publisher,
})

/** Those of these documents that are public, by number. */
export async function listTargets(
  db: Db | Tx,
  documentIds: readonly number[],
): Promise<ReadonlyMap<number, Target>> {
  if (documentIds.length === 0) return new Map()
  const rows = await selectPublic(db).where('d.id', 'in', documentIds).execute()
  return new Map(rows.map((row) => [row.id, toTarget(row)]))
}

/** The public document with this 索引号 or this 发文字号; undefined when there is none, or more than one. */
export async function findTarget(db: Db | Tx, text: string): Promise<Target | undefined> {
  const number = text.normalize('NFKC').trim()
  const rows = await selectPublic(db)
    .where((eb) =>
      eb.or([
        hasIndexNumber('d.index_number', number),
        eb('e.document_number', 'in', [text.trim(), number]),
      ]),
    )
    .limit(2)
    .execute()
  return rows.length === 1 ? toTarget(rows[0]!) : undefined
}
