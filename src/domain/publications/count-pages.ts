import type { Db, Tx } from '../../platform/database/database.ts'
import { FILE_KINDS } from '../../platform/files/file-kind.ts'
import { openFile, readFile, type Files } from '../../platform/files/files.ts'
import type { StoredFile } from '../../platform/files/stored-file.ts'

/** Bytes; a larger one is not opened for the sake of a number. */
const LARGEST = 64 * 1024 * 1024

/** How many pages a PDF has, as readers are told beside it; null for what has none or does not say. */
export async function countPages(
  files: Files,
  db: Db | Tx,
  file: StoredFile,
): Promise<number | null> {
  const isPdf = file.mediaType === FILE_KINDS.pdf.mediaType
  if (!isPdf || file.state !== 'clean' || file.size > LARGEST) return null
  const bytes = await readFile(await openFile(files, db, file.id, async () => true))
  return pagesOfPdf(bytes)
}

async function pagesOfPdf(bytes: Buffer): Promise<number | null> {
  // loaded late: only whoever uploads a PDF needs it
  const { getDocumentProxy } = await import('unpdf')
  try {
    // pdf.js takes the buffer over, so it gets a copy
    const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 })
    const pages = pdf.numPages
    await pdf.loadingTask.destroy()
    return pages > 0 ? pages : null
  } catch {
    return null
  }
}
