/** The rows of a page of results, read at the last moment from what is public then. */
import { sql } from 'kysely'
import type { RecordedValidity } from '../../../law/validity.ts'
import type { Db } from '../../../platform/database/database.ts'

/** A piece of a document's text, as it is compared. */
export interface Piece {
  readonly documentId: number
  readonly number: number
  /** without the header that every piece carries */
  readonly letters: string
  /** title, number, publisher, column, summary and keywords */
  readonly header: string
}

const PIECES_EACH = 3

/** The pieces of each document that say most of what is looked for. */
export async function readPieces(
  db: Db,
  documentIds: readonly number[],
  needles: readonly { readonly letters: string; readonly weight: number }[],
): Promise<Map<number, Piece[]>> {
  const { rows } = await sql<Omit<Piece, 'header'>>`
    select p.* from unnest(${[...documentIds]}::bigint[]) as wanted(id), lateral (
      select c.document_id as "documentId", c.number, c.letters
      from search_chunks c where c.document_id = wanted.id
      order by (
        select coalesce(sum(needle.weight) filter (where strpos(c.letters, needle.letters) > 0), 0)
        from unnest(
          ${needles.map(({ letters }) => letters)}::text[], ${needles.map(({ weight }) => weight)}::float8[]
        ) as needle (letters, weight)
      ) desc, c.number
      limit ${PIECES_EACH}
    ) p
  `.execute(db)
  const own = rows.map((row) => ({
    ...row,
    header: row.letters.slice(0, Math.max(0, row.letters.lastIndexOf('\n'))),
    letters: row.letters.slice(row.letters.lastIndexOf('\n') + 1),
  }))
  return Map.groupBy(own, ({ documentId }) => documentId)
}

/** A piece as it is written, and where it stands. */
export interface PieceText {
  readonly documentId: number
  readonly attachmentName: string | null
  readonly page: number | null
  readonly content: string
}

/** The words of one piece of each document. */
export async function readPieceTexts(
  db: Db,
  pieces: readonly Pick<Piece, 'documentId' | 'number'>[],
): Promise<Map<number, PieceText>> {
  const { rows } = await sql<PieceText>`
    select c.document_id as "documentId", c.attachment_name as "attachmentName", nullif(c.page, 0) as page,
      substr(coalesce(t.content, case when c.file_id is null then e.body_text end, ''), c.starts, c.length) as content
    from unnest(
      ${pieces.map(({ documentId }) => documentId)}::bigint[], ${pieces.map(({ number }) => number)}::int[]
    ) as wanted(document_id, number)
    join search_chunks c using (document_id, number)
    join search_documents d on d.document_id = c.document_id
    join editions e on e.id = d.edition_id and e.state = 'published'
    left join attachment_texts t on t.file_id = c.file_id and t.page = c.page
  `.execute(db)
  return new Map(rows.map((row) => [row.documentId, row]))
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
