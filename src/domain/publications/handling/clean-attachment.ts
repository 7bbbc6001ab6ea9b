import { openFile, readFile } from '../../../platform/files/files.ts'
import { stageFile } from '../../../platform/files/stage-file.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { cleanCopyForRelease } from '../../../platform/release-scan/scan.ts'
import type { Officer } from '../../accounts/officer.ts'
import { inTransaction } from '../../../platform/database/database.ts'
import { replaceAttachment, type FilesRoom } from './attachments.ts'
import { takeStep } from './steps.ts'

/**
 * Takes the clean copy of an attachment in its place: without comments, hidden parts, properties and the like, with
 * every word that readers see. Numbers of persons in the text stay and are for the officer to decide about.
 * @returns how many findings the copy no longer has, and how many it still has
 * @throws Refusal `invalid` when no copy can be made that shows the same words; `not-found`, `wrong-state`, `forbidden`
 */
export async function cleanAttachment(
  room: FilesRoom,
  officer: Officer,
  editionId: number,
  fileId: number,
  now: Temporal.Instant,
): Promise<{ readonly removed: number; readonly remaining: number }> {
  const { db, files } = room
  const { edition } = await inTransaction(db, (tx) => takeStep(tx, officer, editionId, 'edit'))
  const attachment = edition.attachments.find((one) => one.fileId === fileId)
  if (!attachment) throw new Refusal('not-found', '这个附件已经不在文件里了，请刷新后查看。')
  const { name, sha256, size } = attachment
  const opened = await openFile(files, db, fileId, async (file) => file.sha256 === sha256)
  const result = await cleanCopyForRelease(name, await readFile(opened))
  if (!result.ok) throw new Refusal('invalid', `《${name}》没有清理成：${result.message}`)
  const { bytes, removed, remaining } = result
  if (removed.length === 0)
    throw new Refusal('invalid', `《${name}》里没有可以清理的内容，请修改后重新上传。`)
  const content = Buffer.from(bytes)
  const file = await stageFile(files, { name, content }, { maxBytes: size * 2 + SPARE })
  await replaceAttachment(room, officer, editionId, fileId, file, now)
  return { removed: removed.length, remaining: remaining.length }
}

/** Bytes; a copy is rarely larger than what it was made from. */
const SPARE = 1024 * 1024
