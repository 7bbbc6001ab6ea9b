/** What an editor does with a batch: opens it, adds files, hands in the sheet, compares, confirms, discards. */
import { recordAudit } from '../../../platform/audit/audit-log.ts'
import { inTransaction, type Db, type Tx } from '../../../platform/database/database.ts'
import { receiveFile, releaseFile, type Files } from '../../../platform/files/files.ts'
import type { StagedFile } from '../../../platform/files/stage-file.ts'
import { defineSweep } from '../../../platform/jobs/job.ts'
import type { JobQueue } from '../../../platform/jobs/jobs.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { Officer } from '../../accounts/officer.ts'
import { assertMay } from '../../accounts/permissions.ts'
import { getAgency } from '../../organisations/agencies-store.ts'
import type { FilesRoom } from '../handling/attachments.ts'
import {
  FROM_FILES,
  MOST_FILES,
  MOST_ROWS,
  type Batch,
  type BatchFile,
  type BatchRow,
} from './batch.ts'
import { parseSheet, type SheetRow } from './batch-sheet.ts'
import { chooseRows, deleteOpenRows, insertRows, listBatchRows } from './batch-rows-store.ts'
import {
  findExisting,
  getBatch,
  insertBatch,
  insertBatchFile,
  listBatchFiles,
  lockBatch,
  removeSpareFiles,
  setBatchDrafter,
  setBatchState,
} from './batches-store.ts'
import { compareRows, type Comparison } from './compare-rows.ts'

/** Reads files and makes drafts, of all batches, as far as there is anything to do. */
export const WORK_ON_BATCHES = defineSweep('work-on-import-batches')

export interface BatchRoom extends FilesRoom {
  readonly db: Db
  readonly files: Files
  readonly jobs: JobQueue
}

export const recordBatchAct = (
  tx: Tx,
  officer: Officer,
  batchId: number,
  action: string,
  now: Temporal.Instant,
) =>
  recordAudit(tx, now, {
    actor: { id: officer.id, name: officer.displayName },
    action: `batch.${action}`,
    subject: `batch:${batchId}`,
  })

/** @throws Refusal `forbidden`, `invalid` without a name */
export async function openBatch(
  { db }: Pick<BatchRoom, 'db'>,
  officer: Officer,
  name: string,
  now: Temporal.Instant,
): Promise<number> {
  assertMay(officer, 'publications.draft', officer.agencyId)
  if (name.trim() === '' || name.length > 100)
    throw new Refusal('invalid', '请写明这一批的名称。', [
      { at: 'name', message: '请写明这一批的名称，最多100个字' },
    ])
  return inTransaction(db, async (tx) => {
    const batch = { agencyId: officer.agencyId, name: name.trim(), createdBy: officer.id }
    const id = await insertBatch(tx, batch, now)
    await recordBatchAct(tx, officer, id, 'opened', now)
    return id
  })
}

export interface BatchView {
  readonly batch: Batch
  readonly files: readonly BatchFile[]
  readonly rows: readonly BatchRow[]
  readonly comparison: Comparison
}

/** @throws Refusal `not-found`, `forbidden` */
export async function viewBatch(
  { db, files }: FilesRoom,
  officer: Officer,
  id: number,
): Promise<BatchView> {
  const batch = await getBatch(db, id)
  assertMay(officer, 'publications.draft', batch.agencyId)
  const [batchFiles, rows, agency] = await Promise.all([
    listBatchFiles(files, db, id),
    listBatchRows(db, id),
    getAgency(db, batch.agencyId),
  ])
  const existing = await findExisting(db, batch.agencyId, {
    numbers: [...rows.map(({ given }) => given), ...batchFiles.map(numberRead)].flatMap(
      ({ documentNumber }) => documentNumber ?? [],
    ),
    hashes: batchFiles.map(({ sha256 }) => sha256),
  })
  const comparison = compareRows(rows, batchFiles, existing, { publisher: agency.shortName })
  return { batch, files: batchFiles, rows, comparison }
}

const numberRead = ({ header }: BatchFile) => ({ documentNumber: header.documentNumber?.value })

/** Takes the batch in hand for a change. @throws Refusal `wrong-state` while drafts are being made, or when it is over */
export async function changeBatch(
  { db, jobs }: BatchRoom,
  officer: Officer,
  id: number,
  now: Temporal.Instant,
  change: (tx: Tx) => Promise<void>,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const batch = await lockBatch(tx, id)
    assertMay(officer, 'publications.draft', batch.agencyId)
    if (batch.state === 'drafting')
      throw new Refusal('wrong-state', '正在建立草稿，请等这一轮结束以后再改。')
    if (batch.state === 'discarded') throw new Refusal('wrong-state', '这一批已经放弃。')
    await change(tx)
    await setBatchState(tx, id, 'gathering', now)
    await jobs.enqueue(tx, WORK_ON_BATCHES, {})
  })
}

/**
 * Adds files; one that is there already, byte for byte under the same name, is not taken twice, so that an interrupted
 * upload is simply repeated. A batch without a sheet gets a row for each file.
 * @returns how many were new
 */
export async function addBatchFiles(
  room: BatchRoom,
  officer: Officer,
  id: number,
  added: readonly StagedFile[],
  now: Temporal.Instant,
): Promise<number> {
  let taken = 0
  await changeBatch(room, officer, id, now, async (tx) => {
    const before = await listBatchFiles(room.files, tx, id)
    const known = new Set(before.map(({ name, sha256 }) => `${name} ${sha256}`))
    for (const staged of added) {
      const key = `${staged.name} ${staged.sha256.toString('hex')}`
      if (known.has(key)) continue
      known.add(key)
      const stored = await receiveFile(room.files, tx, staged, now)
      await replaceOld(tx, id, before, staged.name, now)
      await insertBatchFile(tx, id, stored.id)
      taken += 1
    }
    if (before.length + taken > MOST_FILES)
      throw new Refusal('too-many', `一批最多${MOST_FILES}个文件。`)
    await addRowsForFiles(room, tx, id)
    await recordBatchAct(tx, officer, id, 'files-added', now)
  })
  return taken
}

/** A corrected file under the same name takes the place of the one before. */
async function replaceOld(
  tx: Tx,
  batchId: number,
  before: readonly BatchFile[],
  name: string,
  now: Temporal.Instant,
): Promise<void> {
  const old = before.find((file) => file.name === name)
  if (!old) return
  await tx
    .deleteFrom('import_batch_files')
    .where('batch_id', '=', batchId)
    .where('file_id', '=', old.fileId)
    .execute()
  await releaseFile(tx, old.fileId, now)
}

async function addRowsForFiles(room: BatchRoom, tx: Tx, id: number): Promise<void> {
  const rows = await listBatchRows(tx, id)
  if (rows.some(({ number }) => number < FROM_FILES)) return
  const named = new Set(rows.map(({ fileName }) => fileName))
  const files = (await listBatchFiles(room.files, tx, id)).filter(({ name }) => !named.has(name))
  const next = Math.max(FROM_FILES - 1, ...rows.map(({ number }) => number)) + 1
  const added = files
    .slice(0, MOST_ROWS)
    .map(({ name }, at) => ({ number: next + at, fileName: name, given: {} }))
  await insertRows(tx, id, added)
}

/**
 * Hands in the sheet; it takes the place of the one before. Rows that are drafts already stay what they are.
 * @throws Refusal `invalid` where it cannot be read
 */
export async function handInSheet(
  room: BatchRoom,
  officer: Officer,
  id: number,
  bytes: Buffer,
  now: Temporal.Instant,
): Promise<void> {
  const rows = await parseSheet(bytes)
  await changeBatch(room, officer, id, now, async (tx) => {
    await deleteOpenRows(tx, id)
    const drafted = await listBatchRows(tx, id)
    await insertRows(tx, id, numberedApart(rows, drafted))
    await recordBatchAct(tx, officer, id, 'sheet-handed-in', now)
  })
}

function numberedApart(rows: readonly SheetRow[], drafted: readonly BatchRow[]): SheetRow[] {
  const done = new Set(drafted.map(({ fileName }) => fileName))
  const taken = new Set(drafted.map(({ number }) => number))
  let free = Math.max(0, ...taken, ...rows.map(({ number }) => number)) + 1
  return rows
    .filter(({ fileName }) => fileName === '' || !done.has(fileName))
    .map((row) => (taken.has(row.number) ? { ...row, number: free++ } : row))
}

/**
 * Confirms rows: drafts are made of them from now on, and of nothing else.
 * @throws Refusal `invalid` where none is chosen, or one has problems
 */
export async function confirmBatch(
  room: BatchRoom,
  officer: Officer,
  id: number,
  numbers: readonly number[],
  now: Temporal.Instant,
): Promise<void> {
  const { comparison } = await viewBatch(room, officer, id)
  const chosen = comparison.rows.filter(
    ({ row }) => numbers.includes(row.number) && row.editionId === null,
  )
  if (chosen.length === 0)
    throw new Refusal('invalid', '请至少选择一行。', [{ at: 'rows', message: '请至少选择一行' }])
  const broken = chosen.find(({ problems }) => problems.length > 0)
  if (broken)
    throw new Refusal('invalid', `第${broken.row.number}行还有问题，不能导入。`, [
      { at: 'rows', message: `第${broken.row.number}行还有问题：${broken.problems[0]!.message}` },
    ])
  await changeBatch(room, officer, id, now, (tx) =>
    chooseRows(
      tx,
      id,
      chosen.map(({ row }) => row.number),
    ),
  )
  await inTransaction(room.db, async (tx) => {
    await lockBatch(tx, id)
    await setBatchDrafter(tx, id, officer.id)
    await setBatchState(tx, id, 'drafting', now)
    await recordBatchAct(tx, officer, id, 'confirmed', now)
    await room.jobs.enqueue(tx, WORK_ON_BATCHES, {})
  })
}

/** Gives a batch up. Drafts that were made stay; files that no draft has go. */
export async function discardBatch(
  room: BatchRoom,
  officer: Officer,
  id: number,
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(room.db, async (tx) => {
    const batch = await lockBatch(tx, id)
    assertMay(officer, 'publications.draft', batch.agencyId)
    if (batch.state === 'discarded') return
    for (const fileId of await removeSpareFiles(tx, id)) await releaseFile(tx, fileId, now)
    await setBatchState(tx, id, 'discarded', now)
    await recordBatchAct(tx, officer, id, 'discarded', now)
  })
}
