import { inTransaction } from '../../../platform/database/database.ts'
import { openFile, readFile } from '../../../platform/files/files.ts'
import { stageFile } from '../../../platform/files/stage-file.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { cleanCopyForRelease, maskedCopyForRelease } from '../../../platform/release-scan/scan.ts'
import type { Officer } from '../../accounts/officer.ts'
import { replaceAttachment, type FilesRoom } from './attachments.ts'
import { takeStep } from './steps.ts'

/** 清理：without what nobody should see; 遮盖：with stars in the middle of every number of a person. */
export type CopyKind = 'clean' | 'masked'

/**
 * Takes a copy of an attachment in its place. A clean copy shows every word that the file showed; a masked one differs
 * from it in nothing but the stars. Where that cannot be shown there is no copy.
 * @throws Refusal `invalid` when no such copy can be made, or would change nothing; `not-found`, `wrong-state`, `forbidden`
 */
export async function takeCopy(
  room: FilesRoom,
  officer: Officer,
  editionId: number,
  { fileId, kind }: { readonly fileId: number; readonly kind: CopyKind },
  now: Temporal.Instant,
): Promise<void> {
  const { db, files } = room
  const { edition } = await inTransaction(db, (tx) => takeStep(tx, officer, editionId, 'edit'))
  const attachment = edition.attachments.find((one) => one.fileId === fileId)
  if (!attachment) throw new Refusal('not-found', '这个附件已经不在文件里了，请刷新后查看。')
  const { name, sha256, size } = attachment
  const opened = await openFile(files, db, fileId, async (file) => file.sha256 === sha256)
  const content = await copyOf(kind, name, await readFile(opened))
  const file = await stageFile(files, { name, content }, { maxBytes: size * 2 + SPARE })
  await replaceAttachment(room, officer, editionId, fileId, file, now)
}

/** Bytes; a copy is rarely larger than what it was made from. */
const SPARE = 1024 * 1024

async function copyOf(kind: CopyKind, name: string, bytes: Buffer): Promise<Buffer> {
  const result =
    kind === 'clean'
      ? await cleanCopyForRelease(name, bytes)
      : await maskedCopyForRelease(name, bytes)
  if (!result.ok) throw new Refusal('invalid', `《${name}》没有做成副本：${result.message}`)
  const changes = 'removed' in result ? result.removed : result.replaced
  if (changes.length === 0)
    throw new Refusal('invalid', `《${name}》里没有可以这样处理的内容，请修改后重新上传。`)
  return Buffer.from(result.bytes)
}
