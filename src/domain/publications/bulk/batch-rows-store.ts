import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/database/database.ts'
import type { BatchRow } from './batch.ts'
import type { SheetRow } from './batch-sheet.ts'

interface Given {
  readonly values: BatchRow['given']
  readonly chosen: boolean
}

export async function listBatchRows(db: Db | Tx, batchId: number): Promise<BatchRow[]> {
  const rows = await db
    .selectFrom('import_batch_rows')
    .selectAll()
    .where('batch_id', '=', batchId)
    .orderBy('number')
    .execute()
  return rows.map((row) => {
    const { values, chosen } = row.given as unknown as Given
    return {
      number: row.number,
      fileName: row.file_name,
      given: values,
      chosen,
      editionId: row.edition_id,
      problem: row.problem,
    }
  })
}

export async function deleteOpenRows(tx: Tx, batchId: number): Promise<void> {
  await tx
    .deleteFrom('import_batch_rows')
    .where('batch_id', '=', batchId)
    .where('edition_id', 'is', null)
    .execute()
}

export async function insertRows(
  tx: Tx,
  batchId: number,
  rows: readonly SheetRow[],
): Promise<void> {
  if (rows.length === 0) return
  await tx
    .insertInto('import_batch_rows')
    .values(
      rows.map(({ number, fileName, given }) => ({
        batch_id: batchId,
        number,
        file_name: fileName,
        given: JSON.stringify({ values: given, chosen: false }),
      })),
    )
    .execute()
}

export async function addGiven(
  tx: Tx,
  batchId: number,
  number: number,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  await sql`
    update import_batch_rows
    set given = jsonb_set(given, '{values}', given -> 'values' || ${JSON.stringify(values)}::jsonb), problem = null
    where batch_id = ${batchId} and number = ${number} and edition_id is null
  `.execute(tx)
}

/** Marks exactly these rows, of those that are no drafts yet. */
export async function chooseRows(
  tx: Tx,
  batchId: number,
  numbers: readonly number[],
): Promise<void> {
  await sql`
    update import_batch_rows
    set given = jsonb_set(given, '{chosen}', to_jsonb(number = any (${[...numbers]}::int[]))), problem = null
    where batch_id = ${batchId} and edition_id is null
  `.execute(tx)
}

/** The next row that somebody chose and that is neither a draft nor refused; nobody else takes it meanwhile. */
export async function takeChosenRow(tx: Tx, batchId: number): Promise<number | undefined> {
  const { rows } = await sql<{ number: number }>`
    select number from import_batch_rows
    where batch_id = ${batchId} and edition_id is null and problem is null and given -> 'chosen' = 'true'
    order by number limit 1 for update skip locked
  `.execute(tx)
  return rows[0]?.number
}

export async function settleRow(
  db: Db | Tx,
  batchId: number,
  number: number,
  settled: { readonly editionId: number } | { readonly problem: string },
): Promise<void> {
  await db
    .updateTable('import_batch_rows')
    .set('editionId' in settled ? { edition_id: settled.editionId } : { problem: settled.problem })
    .where('batch_id', '=', batchId)
    .where('number', '=', number)
    .where('edition_id', 'is', null)
    .execute()
}

export async function countChosenRows(db: Db | Tx, batchId: number): Promise<number> {
  const { rows } = await sql<{ left: number }>`
    select count(*)::int as left from import_batch_rows
    where batch_id = ${batchId} and edition_id is null and problem is null and given -> 'chosen' = 'true'
  `.execute(db)
  return rows[0]?.left ?? 0
}
