import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/database/database.ts'
import { listFiles, type Files } from '../../../platform/files/files.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { documentNumberKey } from '../search/number-keys.ts'
import type { Batch, BatchFile, BatchState, ReadHeader } from './batch.ts'
import type { Existing } from './compare-rows.ts'

export async function insertBatch(
  tx: Tx,
  { agencyId, name, createdBy }: Pick<Batch, 'agencyId' | 'name' | 'createdBy'>,
  now: Temporal.Instant,
): Promise<number> {
  const { id } = await tx
    .insertInto('import_batches')
    .values({ agency_id: agencyId, name, created_by: createdBy, created_at: now, updated_at: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** @throws Refusal `not-found` */
export async function getBatch(db: Db | Tx, id: number): Promise<Batch> {
  const row = await db
    .selectFrom('import_batches')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new Refusal('not-found', '没有找到这一批导入。')
  return {
    id: row.id,
    agencyId: row.agency_id,
    name: row.name,
    state: row.state as BatchState,
    createdBy: row.created_by,
    createdAt: row.created_at,
  }
}

export async function lockBatch(tx: Tx, id: number): Promise<Batch> {
  await sql`select id from import_batches where id = ${id} for update`.execute(tx)
  return getBatch(tx, id)
}

export async function setBatchState(
  tx: Tx,
  id: number,
  state: BatchState,
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .updateTable('import_batches')
    .set({ state, updated_at: now })
    .where('id', '=', id)
    .execute()
}

/** Whoever confirms a batch drafts what becomes of it, whoever opened it. */
export async function setBatchDrafter(tx: Tx, id: number, userId: number): Promise<void> {
  await tx.updateTable('import_batches').set({ created_by: userId }).where('id', '=', id).execute()
}

export interface BatchLine extends Batch {
  readonly creatorName: string
  readonly files: number
  readonly rows: number
  readonly drafted: number
}

const SHOWN = 50

export async function listBatches(db: Db, agencyId: number): Promise<BatchLine[]> {
  const rows = await db
    .selectFrom('import_batches as b')
    .innerJoin('users as u', 'u.id', 'b.created_by')
    .selectAll('b')
    .select((eb) => [
      'u.display_name',
      eb
        .selectFrom('import_batch_files as f')
        .whereRef('f.batch_id', '=', 'b.id')
        .select((c) => c.fn.countAll<number>().as('n'))
        .as('files'),
      eb
        .selectFrom('import_batch_rows as r')
        .whereRef('r.batch_id', '=', 'b.id')
        .select((c) => c.fn.countAll<number>().as('n'))
        .as('row_count'),
      eb
        .selectFrom('import_batch_rows as r')
        .whereRef('r.batch_id', '=', 'b.id')
        .select((c) => c.fn.count<number>('r.edition_id').as('n'))
        .as('drafted'),
    ])
    .where('b.agency_id', '=', agencyId)
    .where('b.state', '!=', 'discarded')
    .orderBy('b.id', 'desc')
    .limit(SHOWN)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    agencyId: row.agency_id,
    name: row.name,
    state: row.state as BatchState,
    createdBy: row.created_by,
    createdAt: row.created_at,
    creatorName: row.display_name,
    files: row.files ?? 0,
    rows: row.row_count ?? 0,
    drafted: row.drafted ?? 0,
  }))
}

export async function insertBatchFile(tx: Tx, batchId: number, fileId: number): Promise<void> {
  await tx.insertInto('import_batch_files').values({ batch_id: batchId, file_id: fileId }).execute()
}

/** In the order in which they came. */
export async function listBatchFiles(
  files: Files,
  db: Db | Tx,
  batchId: number,
): Promise<BatchFile[]> {
  const rows = await db
    .selectFrom('import_batch_files')
    .selectAll()
    .where('batch_id', '=', batchId)
    .orderBy('file_id')
    .execute()
  const stored = await listFiles(
    files,
    db,
    rows.map((row) => row.file_id),
  )
  const byId = new Map(stored.map((file) => [file.id, file]))
  return rows.flatMap((row) => {
    const file = byId.get(row.file_id)
    if (!file) return []
    return [
      {
        fileId: row.file_id,
        name: file.name,
        size: file.size,
        sha256: file.sha256,
        readAt: row.read_at,
        header: (row.header ?? {}) as ReadHeader,
        warnings: row.warnings,
        problem: row.problem,
      },
    ]
  })
}

/** The text of a file that was read; null for one that could not be. */
export async function findReadText(
  db: Db | Tx,
  batchId: number,
  fileId: number,
): Promise<string | null> {
  const row = await db
    .selectFrom('import_batch_files')
    .select('body_html')
    .where('batch_id', '=', batchId)
    .where('file_id', '=', fileId)
    .executeTakeFirst()
  return row?.body_html ?? null
}

export async function listUnread(db: Db, batchId: number | undefined, limit: number) {
  let query = db
    .selectFrom('import_batch_files as f')
    .innerJoin('import_batches as b', 'b.id', 'f.batch_id')
    .select(['f.batch_id', 'f.file_id'])
    .where('f.read_at', 'is', null)
    .where('b.state', '=', 'gathering')
  if (batchId !== undefined) query = query.where('f.batch_id', '=', batchId)
  return query.orderBy('f.batch_id').orderBy('f.file_id').limit(limit).execute()
}

export interface FileReading {
  readonly header: ReadHeader
  readonly bodyHtml: string | null
  readonly warnings: readonly string[]
  readonly problem: string | null
}

export async function saveReading(
  db: Db,
  batchId: number,
  fileId: number,
  { header, bodyHtml, warnings, problem }: FileReading,
  now: Temporal.Instant,
): Promise<void> {
  await db
    .updateTable('import_batch_files')
    .set({
      read_at: now,
      header: JSON.stringify(header),
      body_html: bodyHtml,
      warnings: [...warnings],
      problem,
    })
    .where('batch_id', '=', batchId)
    .where('file_id', '=', fileId)
    .where('read_at', 'is', null)
    .execute()
}

export async function listDraftingBatches(db: Db): Promise<Batch[]> {
  const rows = await db
    .selectFrom('import_batches')
    .select('id')
    .where('state', '=', 'drafting')
    .orderBy('id')
    .execute()
  return Promise.all(rows.map(({ id }) => getBatch(db, id)))
}

/** Files of a batch that no draft took; for letting them go. */
export async function removeSpareFiles(tx: Tx, batchId: number): Promise<number[]> {
  const rows = await tx
    .deleteFrom('import_batch_files')
    .where('batch_id', '=', batchId)
    .returning('file_id')
    .execute()
  return rows.map(({ file_id }) => file_id)
}

/** Of these numbers and contents, those the body has by now; drafts count, since they will be published. */
export async function findExisting(
  db: Db | Tx,
  agencyId: number,
  asked: { readonly numbers: readonly string[]; readonly hashes: readonly string[] },
): Promise<Existing> {
  const keys = asked.numbers.map(documentNumberKey).filter((key) => key !== '')
  const hashes = asked.hashes.map((hash) => Buffer.from(hash, 'hex'))
  const numbers = await sql<{ text: string }>`
    select number_key as text from search_documents
    where agency_id = ${agencyId} and number_key = any (${keys}::text[])
    union
    select e.document_number from editions e join documents d on d.id = e.document_id
    where d.agency_id = ${agencyId} and e.document_number <> ''
      and e.state in ('draft', 'in-review', 'referred', 'returned', 'reviewed', 'scheduled')
  `.execute(db)
  const contents = await sql<{ sha256: Buffer }>`
    select distinct f.sha256 from stored_files f
    join edition_files ef on ef.file_id = f.id
    join editions e on e.id = ef.edition_id and e.state not in ('superseded', 'removed')
    join documents d on d.id = e.document_id and d.agency_id = ${agencyId}
    where f.sha256 = any (${hashes}::bytea[])
  `.execute(db)
  return {
    numberKeys: new Set(numbers.rows.map(({ text }) => documentNumberKey(text))),
    hashes: new Set(contents.rows.map(({ sha256 }) => sha256.toString('hex'))),
  }
}
