import type { Db, Tx } from '../../../platform/database/database.ts'
import { openFile, readFile, type Files } from '../../../platform/files/files.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { Attachment } from '../edition.ts'
import { UNREADABLE, type EditionFinding } from './clearance.ts'
import { findPersonalNumbers, maskedNumber, PERSONAL_NUMBER_WORDS } from './numbers-in-text.ts'

/** Opens a file and looks into it. Whatever goes wrong is a finding: what nobody looked into does not go out. */
export async function scanAttachment(
  db: Db | Tx,
  files: Files | undefined,
  { fileId, name, sha256 }: Attachment,
): Promise<EditionFinding[]> {
  const unreadable = (message: string): EditionFinding[] => [
    { place: name, fileId, kind: UNREADABLE, where: '', message },
  ]
  if (files === undefined) return unreadable('这里不能打开附件，请在文件页面上重新检查。')
  try {
    const opened = await openFile(files, db, fileId, async (file) => file.sha256 === sha256)
    const bytes = await readFile(opened)
    return findPersonalNumbers(bytes.toString('utf8')).map((number) => ({
      place: name,
      fileId,
      kind: number.kind,
      where: '',
      message: `有${PERSONAL_NUMBER_WORDS[number.kind]} ${maskedNumber(number)}`,
    }))
  } catch (error) {
    if (error instanceof Refusal) return unreadable(error.message)
    return unreadable('检查程序没有完成，请重新检查；仍不行的，请联系系统管理员。')
  }
}
