import { openFile, readFile } from '../../../platform/files/files.ts'
import { stageFile } from '../../../platform/files/stage-file.ts'
import { inTransaction } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { Officer } from '../../accounts/officer.ts'
import type { Attachment } from '../edition.ts'
import { replaceAttachment, type FilesRoom } from '../handling/attachments.ts'
import { takeStep } from '../handling/steps.ts'
import { maskFile, type MaskedFile } from './mask-file.ts'

export interface MaskedAttachment extends MaskedFile {
  readonly attachment: Attachment
}

/**
 * What a masked copy of an attachment would replace; nothing is changed.
 * @throws Refusal `forbidden`, `wrong-state`, `not-found`; `invalid` for a file of which no copy can be made
 */
export async function previewMasking(
  { db, files }: FilesRoom,
  officer: Officer,
  editionId: number,
  fileId: number,
): Promise<MaskedAttachment> {
  const { edition } = await inTransaction(db, (tx) => takeStep(tx, officer, editionId, 'edit'))
  const attachment = edition.attachments.find((one) => one.fileId === fileId)
  if (!attachment) throw new Refusal('not-found', '这个附件已经不在文件里了，请刷新后查看。')
  const { name, sha256 } = attachment
  const opened = await openFile(files, db, fileId, async (file) => file.sha256 === sha256)
  return { ...(await maskFile(name, await readFile(opened))), attachment }
}

/** Bytes; a copy is rarely larger than what it was made from. */
const SPARE = 1024 * 1024

/**
 * Puts the masked copy in the place of the attachment.
 * @throws Refusal as `previewMasking`; `invalid` where there is nothing to mask
 */
export async function maskAttachment(
  room: FilesRoom,
  officer: Officer,
  editionId: number,
  fileId: number,
  now: Temporal.Instant,
): Promise<void> {
  const { bytes, replacements, attachment } = await previewMasking(room, officer, editionId, fileId)
  const { name, size } = attachment
  if (replacements.length === 0)
    throw new Refusal('invalid', `《${name}》里没有可以自动遮盖的内容。`)
  const upload = { name, content: bytes }
  const file = await stageFile(room.files, upload, { maxBytes: size * 2 + SPARE })
  await replaceAttachment(room, officer, editionId, fileId, file, now)
}
