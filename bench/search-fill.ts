/**
 * Hundreds of thousands of published documents for measuring reads. One comes in by the importer; the others are copies of its
 * rows with the texts of `makeDocument`, written past the triggers, because what a million writes cost is measured apart.
 * The index is written by the product's own code, its trees of pairs grown afterwards in one go.
 */
import { sql } from 'kysely'
import { learnFrequencies } from '../src/domain/publications/search/frequencies.ts'
import { indexDocuments } from '../src/domain/publications/search/index-edition.ts'
import { inTransaction, type Db, type Tx } from '../src/platform/database/database.ts'
import { makeDocument } from './search-corpus.ts'

const AT_ONCE = 1000

/** Copies `template`, a published document of the corpus, until there are documents numbered up to `upTo`. */
export async function fillPublished(
  db: Db,
  template: number,
  from: number,
  upTo: number,
  length?: number,
): Promise<void> {
  await sql`drop index search_chunks_vector, search_documents_title`.execute(db)
  await triggers(db, 'disable')
  for (let first = from; first < upTo; first += AT_ONCE) {
    const numbers = Array.from(
      { length: Math.min(AT_ONCE, upTo - first) },
      (_, index) => first + index,
    )
    await inTransaction(db, async (tx) =>
      indexDocuments(tx, await copies(tx, template, numbers, length)),
    )
    const done = first + numbers.length
    if (done % 50_000 === 0) console.error(`${done}/${upTo}`)
  }
  await triggers(db, 'enable')
  await sql`set maintenance_work_mem = '1GB'`.execute(db)
  await sql`create index search_chunks_vector on search_chunks using gin (vector)`.execute(db)
  await sql`create index search_documents_title on search_documents using gin (title_vector)`.execute(
    db,
  )
  await sql`analyze documents, editions, document_validity`.execute(db)
  await learnFrequencies(db)
}

async function triggers(db: Db, to: 'disable' | 'enable'): Promise<void> {
  for (const table of ['documents', 'editions', 'document_validity', 'search_documents'])
    await sql`alter table ${sql.table(table)} ${sql.raw(to)} trigger user`.execute(db)
}

async function copies(
  tx: Tx,
  template: number,
  numbers: readonly number[],
  length?: number,
): Promise<number[]> {
  const made = numbers.map((number) => {
    const { title, documentNumber, publishedAt, indexNumber, category, text } = makeDocument(
      number,
      length,
    )
    const moment = `${publishedAt.replace(' ', 'T')}:00+08:00`
    return { title, documentNumber, moment, indexNumber, category, text }
  })
  const { rows } = await sql<{ id: number }>`
    with made as materialized (
      select nextval(pg_get_serial_sequence('documents', 'id')) as document_id, m.*
      from jsonb_to_recordset(${JSON.stringify(made)}::jsonb)
        as m(title text, "documentNumber" text, moment timestamptz, "indexNumber" text, category text, text text)
    ), written as (
      insert into documents overriding system value
      select (jsonb_populate_record(d, jsonb_build_object(
        'id', m.document_id, 'index_number', m."indexNumber", 'published_at', m.moment, 'created_at', m.moment))).*
      from made m, documents d where d.id = ${template}
    ), editions_written as (
      insert into editions overriding system value
      select (jsonb_populate_record(e, jsonb_build_object(
        'id', nextval(pg_get_serial_sequence('editions', 'id')), 'document_id', m.document_id, 'title', m.title,
        'document_number', m."documentNumber", 'category', m.category, 'body_text', m.text, 'body_html', '',
        'published_at', m.moment))).*
      from made m, editions e where e.document_id = ${template} and e.state = 'published'
    ), validity_written as (
      insert into document_validity (document_id, agency_id, normative_kind, published_on, issued_on, amended_on,
        kind, category, genre, subject_category, published_at)
      select m.document_id, v.agency_id, null, m.moment::date, m.moment::date, '{}',
        v.kind, m.category, v.genre, v.subject_category, m.moment
      from made m, document_validity v where v.document_id = ${template}
    )
    select document_id as id from made
  `.execute(tx)
  return rows.map(({ id }) => id)
}
