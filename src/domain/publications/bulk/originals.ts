/** The file a draft was read from, kept beside it as 原件. */
import { inTransaction } from '../../../platform/database/database.ts'
import { openFile, receiveFile } from '../../../platform/files/files.ts'
import { stageFile } from '../../../platform/files/stage-file.ts'
import type { StoredFile } from '../../../platform/files/stored-file.ts'
import type { Officer } from '../../accounts/officer.ts'
import type { AttachmentRole, EditionForm } from '../edition.ts'
import { getEdition } from '../editions-store.ts'
import { addAttachments, type FilesRoom } from '../handling/attachments.ts'
import { draftDocument } from '../handling/drafting.ts'

export const LARGEST_ORIGINAL = 50 * 1024 * 1024

/** While somebody looks through the form that the file filled in. */
const KEPT_FOR = { hours: 24 }

/**
 * Keeps an uploaded file until the draft it belongs to is saved; undefined for a kind that is read but not kept (HTML).
 * @throws Refusal `invalid`, `too-large`, `unavailable`
 */
export async function keepOriginal(
  { db, files }: FilesRoom,
  upload: { readonly name: string; readonly content: Buffer },
  now: Temporal.Instant,
): Promise<StoredFile | undefined> {
  if (/\.(?:html?|shtml|md|markdown)$/i.test(upload.name)) return undefined
  const staged = await stageFile(files, upload, { maxBytes: LARGEST_ORIGINAL })
  return inTransaction(db, (tx) => receiveFile(files, tx, staged, now, now.add(KEPT_FOR)))
}

/**
 * Hangs a kept file on a draft; one that is there already stays once.
 * @throws Refusal `wrong-state` while it waits for the virus scan, and as `addAttachments`
 */
export async function attachOriginal(
  room: FilesRoom,
  officer: Officer,
  editionId: number,
  original: StoredFile,
  now: Temporal.Instant,
  role: AttachmentRole = 'original',
): Promise<void> {
  const { db, files } = room
  const { attachments } = await getEdition(db, editionId)
  if (attachments.some(({ sha256 }) => sha256 === original.sha256)) return
  const { content } = await openFile(files, db, original.id, async () => true)
  const limits = { maxBytes: LARGEST_ORIGINAL }
  const file = await stageFile(files, { name: original.name, content }, limits)
  await addAttachments(room, officer, editionId, [{ file, role }], now)
}

/**
 * A draft and its original, both or neither.
 * @returns the edition's id
 * @throws Refusal as `draftDocument` and `attachOriginal`
 */
export async function draftWithOriginal(
  { db, files }: FilesRoom,
  officer: Officer,
  form: EditionForm,
  original: StoredFile | undefined,
  now: Temporal.Instant,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const id = await draftDocument(tx, officer, form, now)
    if (original) await attachOriginal({ db: tx, files }, officer, id, original, now)
    return id
  })
}
