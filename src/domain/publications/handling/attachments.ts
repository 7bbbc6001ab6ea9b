/** What hangs on an edition. It is signed with the text: any change here voids the reviews, as a change of the text does. */
import { recordAudit } from '../../../platform/audit/audit-log.ts'
import { inTransaction, type Db, type Tx } from '../../../platform/database/database.ts'
import { keepFile, receiveFile, releaseFile, type Files } from '../../../platform/files/files.ts'
import type { StagedFile } from '../../../platform/files/stage-file.ts'
import type { StoredFile } from '../../../platform/files/stored-file.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { Officer } from '../../accounts/officer.ts'
import { actingAs } from '../../accounts/permissions.ts'
import { countPages } from '../count-pages.ts'
import type { Attachment, AttachmentRole, Edition } from '../edition.ts'
import { isFileNamed, updateAttachments } from '../attachments-store.ts'
import { takeStep } from './steps.ts'

/** Where editions and their files are. */
export interface FilesRoom {
  readonly db: Db | Tx
  readonly files: Files
}

export interface NewAttachment {
  readonly file: StagedFile
  readonly role: AttachmentRole
}

/** Of one edition. */
export const MOST_ATTACHMENTS = 100

/**
 * Hangs files on a draft, behind those it has.
 * @throws Refusal `forbidden`, `wrong-state`, `too-many`, `invalid` for a second file with the same bytes
 */
export async function addAttachments(
  room: FilesRoom,
  officer: Officer,
  editionId: number,
  added: readonly NewAttachment[],
  now: Temporal.Instant,
): Promise<void> {
  const received = await receiveAll(room, added, now)
  await changeAttachments(room.db, officer, editionId, now, async (tx, edition) => {
    const attachments = [...edition.attachments]
    for (const { role, stored, pages } of received) {
      if (attachments.some(({ sha256 }) => sha256 === stored.sha256))
        throw new Refusal('invalid', `《${stored.name}》已经在附件里了，内容完全相同。`)
      await keepFile(room.files, tx, stored.id)
      const name = freeName(stored.name, attachments)
      attachments.push(attachmentOf(stored, { name, role, pages }))
    }
    if (attachments.length > MOST_ATTACHMENTS)
      throw new Refusal('too-many', `一份文件最多${MOST_ATTACHMENTS}个附件。`)
    return attachments
  })
}

/**
 * Puts another file in the place of one, e.g. the masked or cleaned copy.
 * @throws Refusal `not-found` when the attachment has gone meanwhile
 */
export async function replaceAttachment(
  room: FilesRoom,
  officer: Officer,
  editionId: number,
  fileId: number,
  file: StagedFile,
  now: Temporal.Instant,
): Promise<void> {
  const [received] = await receiveAll(room, [{ file, role: 'attachment' }], now)
  if (received === undefined) return
  const { stored, pages } = received
  await changeAttachments(room.db, officer, editionId, now, async (tx, { attachments }) => {
    const replaced = getAttachment(attachments, fileId)
    const others = attachments.filter((one) => one !== replaced)
    if (others.some(({ sha256 }) => sha256 === stored.sha256))
      throw new Refusal('invalid', '内容完全相同的文件已经在附件里了。')
    await keepFile(room.files, tx, stored.id)
    const name = freeName(stored.name, others)
    const { role } = replaced
    return attachments.map((one) =>
      one === replaced ? attachmentOf(stored, { name, role, pages }) : one,
    )
  })
}

/** Takes a file off a draft. A published edition that has it keeps it. */
export async function removeAttachment(
  db: Db | Tx,
  officer: Officer,
  editionId: number,
  fileId: number,
  now: Temporal.Instant,
): Promise<void> {
  await changeAttachments(db, officer, editionId, now, async (_, { attachments }) => {
    const removed = getAttachment(attachments, fileId)
    return attachments.filter((one) => one !== removed)
  })
}

/** One place up or down; at the end of the list it stays where it is. */
export async function moveAttachment(
  db: Db | Tx,
  officer: Officer,
  editionId: number,
  { fileId, by }: { readonly fileId: number; readonly by: -1 | 1 },
  now: Temporal.Instant,
): Promise<void> {
  await changeAttachments(db, officer, editionId, now, async (_, { attachments }) => {
    const moved = getAttachment(attachments, fileId)
    const from = attachments.indexOf(moved)
    const to = Math.min(Math.max(from + by, 0), attachments.length - 1)
    return attachments.filter((one) => one !== moved).toSpliced(to, 0, moved)
  })
}

/** 原件 or 附件. */
export async function setAttachmentRole(
  db: Db | Tx,
  officer: Officer,
  editionId: number,
  { fileId, role }: { readonly fileId: number; readonly role: AttachmentRole },
  now: Temporal.Instant,
): Promise<void> {
  await changeAttachments(db, officer, editionId, now, async (_, { attachments }) => {
    const changed = getAttachment(attachments, fileId)
    return attachments.map((one) => (one === changed ? { ...one, role } : one))
  })
}

interface Received extends Omit<NewAttachment, 'file'> {
  readonly stored: StoredFile
  readonly pages: number | null
}

const UNCLAIMED_FOR = { hours: 1 }

/** In the store, checked and counted, and gone by itself when nothing comes to name it. */
async function receiveAll(
  { db, files }: FilesRoom,
  added: readonly NewAttachment[],
  now: Temporal.Instant,
): Promise<Received[]> {
  const received: Received[] = []
  for (const { file, role } of added) {
    const expiresAt = now.add(UNCLAIMED_FOR)
    const stored = await inTransaction(db, (tx) => receiveFile(files, tx, file, now, expiresAt))
    received.push({ role, stored, pages: await countPages(files, db, stored) })
  }
  return received
}

async function changeAttachments(
  db: Db | Tx,
  officer: Officer,
  editionId: number,
  now: Temporal.Instant,
  change: (tx: Tx, edition: Edition) => Promise<readonly Attachment[]>,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const { edition } = await takeStep(tx, officer, editionId, 'edit')
    const attachments = await change(tx, edition)
    if (JSON.stringify(attachments) === JSON.stringify(edition.attachments)) return
    await updateAttachments(tx, editionId, attachments, officer.id, now)
    for (const { fileId } of edition.attachments) {
      const isKept = attachments.some((one) => one.fileId === fileId)
      if (!isKept && !(await isFileNamed(tx, fileId))) await releaseFile(tx, fileId, now)
    }
    await recordAudit(tx, now, {
      actor: actingAs(officer, 'publications.draft'),
      action: 'edition.attachments-changed',
      subject: `edition:${editionId}`,
      detail: { attachments: attachments.map(({ sha256 }) => sha256) },
    })
  })
}

function getAttachment(attachments: readonly Attachment[], fileId: number): Attachment {
  const found = attachments.find((one) => one.fileId === fileId)
  if (!found) throw new Refusal('not-found', '这个附件已经不在文件里了，请刷新后查看。')
  return found
}

function attachmentOf(
  { id, sha256, size, mediaType }: StoredFile,
  more: Pick<Attachment, 'name' | 'role' | 'pages'>,
): Attachment {
  return {
    name: more.name,
    sha256,
    size,
    mediaType,
    fileId: id,
    role: more.role,
    pages: more.pages,
  }
}

/** Two files of one name could not be told apart in a list: 附表.xlsx, 附表（2）.xlsx */
function freeName(wanted: string, attachments: readonly Attachment[]): string {
  const isTaken = (name: string) => attachments.some((one) => one.name === name)
  if (!isTaken(wanted)) return wanted
  const dot = wanted.lastIndexOf('.')
  const [stem, ending] = dot > 0 ? [wanted.slice(0, dot), wanted.slice(dot)] : [wanted, '']
  for (let number = 2; ; number += 1) {
    const name = `${stem}（${number}）${ending}`
    if (!isTaken(name)) return name
  }
}
