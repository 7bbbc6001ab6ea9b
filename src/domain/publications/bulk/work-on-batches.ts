/** The work that nobody waits for: reading files, making drafts. Can be cut off anywhere and goes on where it was. */
import { inTransaction, type Db } from '../../../platform/database/database.ts'
import { getFile, openFile, readFile, type Files } from '../../../platform/files/files.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import type { Officer } from '../../accounts/officer.ts'
import { listOfficersOn } from '../../accounts/officers-on-duty.ts'
import { EditionForm } from '../edition.ts'
import type { FilesRoom } from '../handling/attachments.ts'
import type { Batch, ReadHeader } from './batch.ts'
import { chooseRows, countChosenRows, settleRow, takeChosenRow } from './batch-rows-store.ts'
import {
  findReadText,
  listDraftingBatches,
  listUnread,
  lockBatch,
  saveReading,
  setBatchState,
  type FileReading,
} from './batches-store.ts'
import { valuesOf, type ComparedRow } from './compare-rows.ts'
import { viewBatch } from './handle-batch.ts'
import { attachOriginal, draftWithOriginal } from './originals.ts'
import { readUpload } from './read-upload.ts'

export interface WorkRoom {
  readonly db: Db
  readonly files: Files
}

const READ_AT_ONCE = 20

/**
 * Does whatever is due in the batches.
 * @param until ends the work between two files or rows, e.g. after the time one request may take
 * @param batchId only this one
 */
export async function workOnBatches(
  room: WorkRoom,
  now: () => Temporal.Instant,
  until?: AbortSignal,
  batchId?: number,
): Promise<void> {
  await readWaiting(room, now, until, batchId)
  for (const batch of await listDraftingBatches(room.db)) {
    if (batchId !== undefined && batch.id !== batchId) continue
    await draftChosen(room, batch, now, until)
  }
}

async function readWaiting(
  { db, files }: WorkRoom,
  now: () => Temporal.Instant,
  until: AbortSignal | undefined,
  batchId: number | undefined,
): Promise<void> {
  const seen = new Set<number>()
  for (;;) {
    const waiting = (await listUnread(db, batchId, READ_AT_ONCE + seen.size)).filter(
      ({ file_id }) => !seen.has(file_id),
    )
    if (waiting.length === 0) return
    for (const { batch_id, file_id } of waiting) {
      if (until?.aborted) return
      seen.add(file_id)
      const reading = await readOne({ db, files }, file_id)
      if (reading) await saveReading(db, batch_id, file_id, reading, now())
    }
  }
}

const NOTHING = { header: {}, bodyHtml: null, warnings: [], problem: null }

/** Undefined: it waits for the virus scan, and is asked again. */
async function readOne({ db, files }: WorkRoom, fileId: number): Promise<FileReading | undefined> {
  const file = await getFile(files, db, fileId)
  if (file.state === 'quarantined') return undefined
  if (file.state === 'refused') return { ...NOTHING, problem: file.refusedReason }
  try {
    const bytes = await readFile(await openFile(files, db, fileId, async () => true))
    const { header, bodyHtml, warnings } = await readUpload(file.name, bytes)
    const read = Object.entries(header).map(([name, { value, from }]) => [
      name,
      { value: String(value), from },
    ])
    return { header: Object.fromEntries(read) as ReadHeader, bodyHtml, warnings, problem: null }
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'unavailable') throw error
    return { ...NOTHING, problem: error.message }
  }
}

async function draftChosen(
  room: WorkRoom,
  batch: Batch,
  now: () => Temporal.Instant,
  until: AbortSignal | undefined,
): Promise<void> {
  const officer = await findConfirmer(room.db, batch, dayOf(now()))
  if (!officer) return giveBack(room.db, batch.id, now())
  const { comparison } = await viewBatch(room, officer, batch.id)
  const rows = new Map(comparison.rows.map((compared) => [compared.row.number, compared]))
  for (let isDone = false; !isDone && !isOver(until);) {
    isDone = await draftNext(room, officer, batch, rows, now())
  }
  if ((await countChosenRows(room.db, batch.id)) > 0) return
  await inTransaction(room.db, async (tx) => {
    const { state } = await lockBatch(tx, batch.id)
    if (state === 'drafting') await setBatchState(tx, batch.id, 'finished', now())
  })
}

/** With the roles of today, those held as a deputy too. */
async function findConfirmer(
  db: Db,
  { agencyId, createdBy }: Batch,
  today: Temporal.PlainDate,
): Promise<Officer | undefined> {
  const officers = await listOfficersOn(db, agencyId, today)
  return officers.find(({ id }) => id === createdBy)
}

/** Whoever confirmed it is no longer here: somebody else has to. */
async function giveBack(db: Db, batchId: number, now: Temporal.Instant): Promise<void> {
  await inTransaction(db, async (tx) => {
    await chooseRows(tx, batchId, [])
    await setBatchState(tx, batchId, 'gathering', now)
  })
}

const isOver = (until: AbortSignal | undefined) => until?.aborted === true

/** One row, one transaction: the draft, its files and the row's mark, all or nothing, and never twice. */
async function draftNext(
  { db, files }: WorkRoom,
  officer: Officer,
  batch: Batch,
  rows: ReadonlyMap<number, ComparedRow>,
  now: Temporal.Instant,
): Promise<boolean> {
  let taken: number | undefined
  try {
    await inTransaction(db, async (tx) => {
      taken = await takeChosenRow(tx, batch.id)
      if (taken === undefined) return
      const room = { db: tx, files }
      const editionId = await draftRow(room, officer, batch.id, rows.get(taken), now)
      await settleRow(tx, batch.id, taken, { editionId })
    })
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'unavailable' || taken === undefined)
      throw error
    await settleRow(db, batch.id, taken, { problem: error.message })
  }
  return taken === undefined
}

async function draftRow(
  room: FilesRoom,
  officer: Officer,
  batchId: number,
  compared: ComparedRow | undefined,
  now: Temporal.Instant,
): Promise<number> {
  const problem = compared?.problems[0]
  if (!compared?.file || problem) throw new Refusal('invalid', problem?.message ?? '文件不在了')
  const bodyHtml = await findReadText(room.db, batchId, compared.file.fileId)
  if (bodyHtml === null) throw new Refusal('invalid', '文件里没有读出文字')
  const checked = EditionForm.safeParse({ ...valuesOf(compared.fields), bodyHtml })
  if (!checked.success)
    throw new Refusal('invalid', checked.error.issues[0]?.message ?? '著录项有误')
  const original = await getFile(room.files, room.db, compared.file.fileId)
  const id = await draftWithOriginal(room, officer, checked.data, original, now)
  for (const { fileId } of compared.attachments) {
    const file = await getFile(room.files, room.db, fileId)
    await attachOriginal(room, officer, id, file, now, 'attachment')
  }
  return id
}
