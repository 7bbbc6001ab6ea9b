import type { Db, Tx } from '../../../platform/database/database.ts'
import { openFile, readFile, type Files } from '../../../platform/files/files.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { scanForRelease } from '../../../platform/release-scan/scan.ts'
import type { Attachment } from '../edition.ts'
import { UNREADABLE, type EditionFinding } from './clearance.ts'

/** Opens a file and looks into it. Whatever goes wrong is a finding: what nobody looked into does not go out. */
export async function scanAttachment(
  db: Db | Tx,
  files: Files | undefined,
  { fileId, name, sha256 }: Attachment,
): Promise<EditionFinding[]> {
  const found = (kind: string, where: string, message: string): EditionFinding => ({
    place: name,
    fileId,
    kind,
    where,
    message,
  })
  if (files === undefined)
    return [found(UNREADABLE, '', '这里不能打开附件，请在文件页面上重新检查。')]
  try {
    const opened = await openFile(files, db, fileId, async (file) => file.sha256 === sha256)
    const result = await scanForRelease(name, await readFile(opened))
    if (!result.ok) return [found(UNREADABLE, '', result.message)]
    return result.findings.map(({ kind, where, message }) => found(kind, where, message))
  } catch (error) {
    if (error instanceof Refusal) return [found(UNREADABLE, '', error.message)]
    return [found(UNREADABLE, '', '检查程序没有完成，请重新检查；仍不行的，请联系系统管理员。')]
  }
}
