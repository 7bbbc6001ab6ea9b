/**
 * The search index is a copy: written in the transaction that publishes, dropped by the database itself when an
 * edition is superseded or its document removed (migrations/0041), and rebuilt at any time by `reindexAll`.
 */
import { sql } from 'kysely'
import { inTransaction, type Db, type Tx } from '../../../platform/database/database.ts'
import { chunksOf as placesOf } from '../../../platform/search/chunks.ts'
import { letterKey } from '../../../platform/search/letters.ts'
import { keyOf, lexemesIn, tokensOf, vectorText } from '../../../platform/search/tokens.ts'
import { learnFrequencies } from './frequencies.ts'
import {
  documentNumberKey,
  documentNumberTail,
  indexNumberKey,
  indexNumberTail,
} from './number-keys.ts'

/** Takes what is public of these documents into the index, in place of what was there of them. */
export async function indexDocuments(tx: Tx, documentIds: readonly number[]): Promise<number> {
  await removeFromIndex(tx, documentIds)
  const editions = await readEditions(tx, documentIds)
  if (editions.length === 0) return 0
  await writeDocuments(tx, editions)
  await writeChunks(tx, editions.flatMap(chunksOfEdition))
  return editions.length
}

/** What a document says, as the index keeps it. */
type Words = Pick<
  IndexedEdition,
  'title' | 'document_number' | 'publisher' | 'category' | 'summary' | 'keywords' | 'body_text'
>

/** An edition that has just become public for the first time, its words taken apart before. */
export interface NewlyIndexed extends Omit<IndexedEdition, 'body_text' | 'pages'> {
  readonly body: readonly SearchablePiece[]
}

/** As `indexDocuments` for documents that were never in the index: nothing is read back. */
export async function indexNew(tx: Tx, editions: readonly NewlyIndexed[]): Promise<void> {
  await writeDocuments(tx, editions)
  await writeChunks(
    tx,
    editions.flatMap((edition) => chunksOf(edition, edition.body, [])),
  )
}

/**
 * In this transaction, entries of the index are sorted in by larger lots, which is quicker; `sortInEntries` does the
 * rest when all is in.
 */
export async function gatherEntries(tx: Tx): Promise<void> {
  await sql`set local gin_pending_list_limit = '16MB'`.execute(tx)
}

/** For who does not own the index, the database does it by and by. */
export async function sortInEntries(db: Db): Promise<void> {
  await sql`
    select gin_clean_pending_list(oid) from pg_class
    where oid = 'search_chunks_vector'::regclass and pg_has_role(relowner, 'usage')
  `.execute(db)
}

/** For the act that publishes: its edition is found from the moment the transaction commits. */
export async function indexEdition(tx: Tx, documentId: number): Promise<void> {
  await indexDocuments(tx, [documentId])
}

export async function removeFromIndex(tx: Tx, documentIds: readonly number[]): Promise<void> {
  await sql`delete from search_documents where document_id = any (${[...documentIds]}::bigint[])`.execute(
    tx,
  )
}

const REBUILT_AT_ONCE = 200

/** Builds the whole index anew, some documents at a time, while it is searched. Says how far it is. */
export async function* reindexAll(db: Db): AsyncGenerator<{ done: number; total: number }> {
  const { total } = await db
    .selectFrom('documents')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('status', '=', 'published')
    .executeTakeFirstOrThrow()
  let done = 0
  for (let after = 0; ;) {
    const ids = await listPublished(db, after)
    if (ids.length === 0) break
    done += await inTransaction(db, (tx) => indexDocuments(tx, ids))
    after = ids.at(-1)!
    yield { done, total: Math.max(total, done) }
  }
  await learnFrequencies(db)
}

async function listPublished(db: Db, after: number): Promise<number[]> {
  const rows = await db
    .selectFrom('documents')
    .select('id')
    .where('status', '=', 'published')
    .where('id', '>', after)
    .orderBy('id')
    .limit(REBUILT_AT_ONCE)
    .execute()
  return rows.map(({ id }) => id)
}

/** Indexes what was published before the index existed. @returns how many documents that were */
export async function indexMissing(db: Db): Promise<number> {
  let indexed = 0
  for (;;) {
    const { rows } = await sql<{ id: number }>`
      select d.id from documents d where d.status = 'published'
        and not exists (select 1 from search_documents s where s.document_id = d.id)
        and exists (select 1 from editions e where e.document_id = d.id and e.state = 'published')
      order by d.id limit ${REBUILT_AT_ONCE}
    `.execute(db)
    if (rows.length === 0) return indexed
    const ids = rows.map(({ id }) => id)
    indexed += await inTransaction(db, (tx) => indexDocuments(tx, ids))
  }
}

interface IndexedEdition {
  readonly document_id: number
  readonly edition_id: number
  readonly agency_id: number
  readonly index_number: string
  readonly title: string
  readonly publisher: string
  readonly document_number: string
  readonly kind: string
  readonly category: string
  readonly summary: string
  readonly keywords: readonly string[]
  readonly published_at: Temporal.Instant
  readonly body_text: string
  readonly attachments: readonly { readonly name: string; readonly fileId: number }[]
  readonly pages: readonly { readonly file: number; readonly page: number; readonly text: string }[]
}

async function readEditions(tx: Tx, documentIds: readonly number[]): Promise<IndexedEdition[]> {
  const { rows } = await sql<IndexedEdition>`
    select d.id as document_id, e.id as edition_id, d.agency_id, d.index_number, d.published_at,
      e.title, e.publisher, e.document_number, e.kind, e.category, e.summary, e.keywords,
      v.effective_on as effective_from, v.expires_on, least(v.repealed_on, v.lapsed_on) as repealed_on, e.body_text, e.attachments,
      coalesce((
        select jsonb_agg(jsonb_build_object('file', t.file_id, 'page', t.page, 'text', t.content)
          order by t.file_id, t.page)
        from edition_files f join attachment_texts t on t.file_id = f.file_id where f.edition_id = e.id
      ), '[]') as pages
    from documents d join editions e on e.document_id = d.id and e.state = 'published'
    join document_validity v on v.document_id = d.id
    where d.id = any (${[...documentIds]}::bigint[]) and d.status = 'published'
  `.execute(tx)
  return rows
}

async function writeDocuments(
  tx: Tx,
  editions: readonly Omit<IndexedEdition, 'body_text' | 'pages'>[],
): Promise<void> {
  const rows = editions.map((edition) => ({
    document_id: edition.document_id,
    edition_id: edition.edition_id,
    agency_id: edition.agency_id,
    title: edition.title,
    kind: edition.kind,
    category: edition.category,
    published_at: edition.published_at.toString(),
    title_key: letterKey(edition.title),
    number_key: documentNumberKey(edition.document_number),
    number_tail: documentNumberTail(edition.document_number),
    index_key: indexNumberKey(edition.index_number),
    index_tail: indexNumberTail(edition.index_number),
    title_letters: keyOf(tokensOf(edition.title)),
    title_vector: vectorText(lexemesIn(tokensOf(edition.title))),
  }))
  await sql`
    insert into search_documents (document_id, edition_id, agency_id, title, title_key, title_letters, number_key, number_tail,
      index_key, index_tail, kind, category, published_at, title_vector)
    select document_id, edition_id, agency_id, title, title_key, title_letters, number_key, number_tail,
      index_key, index_tail, kind, category, published_at, title_vector
    from jsonb_populate_recordset(null::search_documents, ${JSON.stringify(rows)}::jsonb)
  `.execute(tx)
}

interface Chunk {
  readonly document_id: number
  readonly number: number
  readonly file_id: number | null
  readonly attachment_name: string | null
  /** 0: a file without pages */
  readonly page: number | null
  /** in characters, from 1, as the database counts */
  readonly starts: number
  readonly length: number
  readonly letters: string
  readonly vector: string
}

function chunksOfEdition(edition: IndexedEdition): Chunk[] {
  return chunksOf(edition, takeApart(edition), edition.pages)
}

function chunksOf(
  edition: Omit<IndexedEdition, 'body_text' | 'pages'>,
  body: readonly SearchablePiece[],
  pages: IndexedEdition['pages'],
): Chunk[] {
  const header = headerOf(edition)
  const attached = attachmentPieces(edition.attachments, pages).map(({ text, ...piece }) => ({
    ...piece,
    ...searchable([...header, piece.attachment_name ?? ''], text),
  }))
  return [...body, ...attached].map((piece, index) => ({
    document_id: edition.document_id,
    number: index + 1,
    ...piece,
  }))
}

/** Takes time and no database: for many documents, done before the transaction that writes them. */
export function takeApart(edition: Words): SearchablePiece[] {
  const header = headerOf(edition)
  return bodyPieces(edition).map(({ text, ...piece }) => ({
    ...piece,
    ...searchable(header, text),
  }))
}

const headerOf = (edition: Omit<Words, 'body_text'>) => [
  edition.title,
  edition.document_number,
  edition.publisher,
  edition.category,
  edition.summary,
  ...edition.keywords,
]

type SearchablePiece = Omit<Chunk, 'document_id' | 'number'>

type Piece = Omit<Chunk, 'document_id' | 'number' | 'letters' | 'vector'> & {
  readonly text: string
}

function bodyPieces({ body_text }: Pick<Words, 'body_text'>): Piece[] {
  const nowhere = { file_id: null, attachment_name: null, page: null }
  return placedChunks(body_text).map((chunk) => ({ ...nowhere, ...chunk }))
}

function attachmentPieces(
  attachments: IndexedEdition['attachments'],
  pages: IndexedEdition['pages'],
): Piece[] {
  return attachments.flatMap(({ name, fileId }) => {
    const read = pages.filter(({ file }) => file === fileId)
    const known = read.length > 0 ? read : [{ page: 0, text: '' }]
    return known.flatMap(({ page, text }) =>
      placedChunks(text).map((chunk) => ({
        file_id: fileId,
        attachment_name: name,
        page,
        ...chunk,
      })),
    )
  })
}

function placedChunks(text: string): { text: string; starts: number; length: number }[] {
  return placesOf(text).map(({ from, to }) => {
    const chunk = text.slice(from, to)
    return {
      text: chunk,
      starts: charactersIn(text.slice(0, from)) + 1,
      length: charactersIn(chunk),
    }
  })
}

/** As PostgreSQL counts them: a character outside the basic plane is one. */
const charactersIn = (text: string) => text.replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]/gu, '_').length

/** Every piece carries the header, so that words of the title and of the text may be asked for together. */
function searchable(header: readonly string[], text: string): Pick<Chunk, 'letters' | 'vector'> {
  const fields = [...header.filter((field) => field !== ''), text].map(tokensOf)
  const lexemes = new Set<string>()
  for (const field of fields) for (const lexeme of lexemesIn(field)) lexemes.add(lexeme)
  return { letters: fields.map(keyOf).join('\n'), vector: vectorText(lexemes) }
}

async function writeChunks(tx: Tx, chunks: readonly Chunk[]): Promise<void> {
  const column = <K extends keyof Chunk>(name: K) => chunks.map((chunk) => chunk[name])
  await sql`
    insert into search_chunks (document_id, number, file_id, attachment_name, page, starts, length, letters, vector)
    select * from unnest(
      ${column('document_id')}::bigint[], ${column('number')}::int[], ${column('file_id')}::bigint[],
      ${column('attachment_name')}::text[], ${column('page')}::int[], ${column('starts')}::int[],
      ${column('length')}::int[], ${column('letters')}::text[], ${column('vector')}::tsvector[]
    )
  `.execute(tx)
}
