/** What attachments say, so that they are found by it: read once a file, after it became public. */
import { sql } from 'kysely'
import { inTransaction, type Db } from '../../../platform/database/database.ts'
import { openFile, readFile, type Files } from '../../../platform/files/files.ts'
import { defineSweep } from '../../../platform/jobs/job.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { textOfBody } from '../body.ts'
import { isReadable, readForeignDocument } from '../reading/read-foreign-document.ts'
import { learnWhereOutgrown } from './frequencies.ts'
import { indexDocuments, indexMissing } from './index-edition.ts'
import { forgetMisses } from './misses.ts'

/** Keeps the index whole: what was published before it existed, and what attachments say. */
export const FILL_INDEX = defineSweep('fill-search-index')

export async function fillIndex(
  { db, files }: { readonly db: Db; readonly files: Files },
  now: Temporal.Instant,
  stopping?: AbortSignal,
): Promise<void> {
  await indexMissing(db)
  await learnWhereOutgrown(db)
  await forgetMisses(db, dayOf(now))
  await readAttachments(db, files, now, stopping)
}

const AT_ONCE = 20
/** Bytes. What is larger is found by its name. */
const LARGEST = 20 * 1024 * 1024

interface Unread {
  readonly fileId: number
  readonly name: string
  readonly size: number
}

/**
 * Reads attachments of what is public and was not read yet.
 * @returns how many files were looked into
 */
export async function readAttachments(
  db: Db,
  files: Files,
  now: Temporal.Instant,
  stopping?: AbortSignal,
): Promise<number> {
  let read = 0
  for (;;) {
    const unread = await listUnread(db)
    for (const file of unread) {
      if (stopping?.aborted) return read
      await keepText(db, file, await textOf(db, files, file), now)
      read += 1
    }
    if (unread.length < AT_ONCE) return read
  }
}

async function listUnread(db: Db): Promise<Unread[]> {
  const { rows } = await sql<Unread>`
    select distinct on (f.file_id) f.file_id as "fileId", a ->> 'name' as name, (a ->> 'size')::int8 as size
    from search_documents s
    join edition_files f on f.edition_id = s.edition_id
    join stored_files stored on stored.id = f.file_id and stored.state = 'clean'
    join editions e on e.id = s.edition_id
    join lateral jsonb_array_elements(e.attachments) a on (a ->> 'fileId')::bigint = f.file_id
    where not exists (select 1 from attachments_read r where r.file_id = f.file_id)
    order by f.file_id limit ${AT_ONCE}
  `.execute(db)
  return rows
}

interface PageText {
  readonly page: number
  readonly text: string
}

/** Nothing for what cannot be read: it is still found by its name. */
async function textOf(db: Db, files: Files, { fileId, name, size }: Unread): Promise<PageText[]> {
  if (!isReadable(name) || size > LARGEST) return []
  try {
    // public already, or it would not be in the index
    const opened = await openFile(files, db, fileId, async () => true)
    const { pages, bodyHtml } = await readForeignDocument(name, await readFile(opened))
    return pages === undefined ? [{ page: 0, text: textOfBody(bodyHtml) }] : [...pages]
  } catch (error) {
    if (error instanceof Refusal) return []
    throw error
  }
}

/** The text and the index that holds it, in one step; all public documents with this file are then found by it. */
async function keepText(
  db: Db,
  { fileId }: Unread,
  pages: readonly PageText[],
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    await tx
      .insertInto('attachments_read')
      .values({ file_id: fileId, read_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const said = pages.filter(({ text }) => text.trim() !== '')
    if (said.length === 0) return
    await tx
      .insertInto('attachment_texts')
      .values(said.map(({ page, text }) => ({ file_id: fileId, page, content: text })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const { rows } = await sql<{ id: number }>`
      select s.document_id as id from search_documents s join edition_files f on f.edition_id = s.edition_id
      where f.file_id = ${fileId}
    `.execute(tx)
    await indexDocuments(
      tx,
      rows.map(({ id }) => id),
    )
  })
}
