/** The rows of a page of results, read at the last moment from what is public then. */
import { sql } from 'kysely'
import type { RecordedValidity } from '../../../law/validity.ts'
import type { Db } from '../../../platform/database/database.ts'

export interface Piece {
  readonly documentId: number
  readonly source: 'body' | 'attachment'
  readonly attachmentName: string | null
  readonly page: number | null
  readonly content: string
}

const PIECES_EACH = 2

/** The pieces of each document that speak most of the query; the first piece where none does. */
export async function readPieces(
  db: Db,
  documentIds: readonly number[],
  query: string,
): Promise<Map<number, Piece[]>> {
  const { rows } = await sql<Piece>`/* planned for its words */
    select p.* from unnest(${[...documentIds]}::bigint[]) as wanted(id), lateral (
      select c.document_id as "documentId", c.source, c.attachment_name as "attachmentName", c.page, c.content
      from search_chunks c where c.document_id = wanted.id
      order by ts_rank(c.vector, ${query}::tsquery) desc, c.number
      limit ${PIECES_EACH}
    ) p
  `.execute(db)
  return Map.groupBy(rows, ({ documentId }) => documentId)
}

export interface HitFacts extends RecordedValidity {
  readonly documentId: number
  readonly indexNumber: string
  readonly title: string
  readonly publisher: string
  readonly category: string
  readonly kind: string
  readonly documentNumber: string
  readonly publishedAt: Temporal.Instant
  readonly normativeKind: string | null
}

/** What may be shown of these documents. Asks the documents themselves: the index is only a copy. */
export async function readHitFacts(
  db: Db,
  documentIds: readonly number[],
): Promise<Map<number, HitFacts>> {
  if (documentIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('documents as d')
    .innerJoin('editions as e', (join) =>
      join.onRef('e.document_id', '=', 'd.id').on('e.state', '=', 'published'),
    )
    .innerJoin('document_validity as v', 'v.document_id', 'd.id')
    .select([
      'd.id as documentId',
      'd.index_number as indexNumber',
      'd.published_at as publishedAt',
      'e.title',
      'e.publisher',
      'e.category',
      'e.kind',
      'e.document_number as documentNumber',
      'e.normative_kind as normativeKind',
      'v.effective_on as effectiveFrom',
      'v.expires_on as expiresOn',
      'v.repealed_on as repealedOn',
      'v.lapsed_on as lapsedOn',
      'v.amended_on as amendedOn',
    ])
    .where('d.id', 'in', documentIds)
    .where('d.status', '=', 'published')
    .execute()
  return new Map(
    // published, so both are there
    rows.map((row) => [
      row.documentId,
      { ...row, indexNumber: row.indexNumber!, publishedAt: row.publishedAt! },
    ]),
  )
}
