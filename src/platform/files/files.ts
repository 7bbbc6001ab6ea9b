/**
 * Files that people send and that the office makes: checked by content, encrypted on the disk, scanned when a scanner
 * is there, and opened only for who may see them.
 *
 *   const staged = await stageFile(files, { name, content }, { maxBytes: 20 * MEGABYTE })     outside a transaction
 *   const file = await receiveFile(files, tx, staged, now)                with the record that names it by `file.id`
 *   const opened = await openFile(files, db, id, () => maySeeCase(officer, caseId))
 *
 * A form that comes back with problems need not be sent its files again: receive them with `expiresAt`, put
 * `fileTicket` into the form, and `keepFile` what `findTicketedFile` gives when all is well (`file-tickets.ts`).
 */
import { sql } from 'kysely'
import type { Db, Tx } from '../database/database.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Sealer } from '../sealing/sealer.ts'
import type { BlobStore, OpenBlob } from './blob-store.ts'
import { pieces } from './content.ts'
import type { Scanner } from './scanner.ts'
import { DamagedBlob } from './sealed-blob.ts'
import { discardOnFailure, type StagedFile } from './stage-file.ts'
import { storedFile, type StoredFile } from './stored-file.ts'

export interface Files {
  readonly blobs: BlobStore
  readonly sealer: Sealer
  /** Undefined: none is configured; see `scanNotice`. */
  readonly scanner: Scanner | undefined
}

/** What pages on which the office opens other people's files say; undefined: all is scanned. */
export function scanNotice({ scanner }: Files): string | undefined {
  if (scanner !== undefined) return undefined
  return '本系统没有配置病毒扫描，上传的文件只经过格式检查。打开前请用本机的杀毒软件检查。'
}

/** Serialises the life and death of one content: a blob is not swept away while a row for it is being written. */
const CONTENT_LOCK = 7_300_200

export function contentLock(sha256: Buffer) {
  return sql`${CONTENT_LOCK}::int, ${sha256.readInt32BE(0)}::int`
}

/**
 * Gives a staged file its place and its row. Without a scanner it is clean from now on; what the scanner did not answer
 * for waits in quarantine. When the transaction rolls back the bytes are swept away later.
 * @param expiresAt for an upload that somebody has yet to claim with `keepFile`
 */
export async function receiveFile(
  { sealer }: Files,
  tx: Tx,
  staged: StagedFile,
  at: Temporal.Instant,
  expiresAt?: Temporal.Instant,
): Promise<StoredFile> {
  return discardOnFailure(staged, async () => {
    await sql`select pg_advisory_xact_lock_shared(${contentLock(staged.sha256)})`.execute(tx)
    const { verdict } = staged
    const row = await tx
      .insertInto('stored_files')
      .values({
        sha256: staged.sha256,
        size: staged.size,
        media_type: staged.mediaType,
        sealed_name: sealer.seal(staged.name),
        state: verdict?.state === 'unknown' ? 'quarantined' : 'clean',
        uploaded_at: at,
        scan_result: verdict?.state ?? 'not-configured',
        scan_attempts: verdict === undefined ? 0 : 1,
        scanned_at: verdict === undefined ? null : at,
        expires_at: expiresAt ?? null,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    await staged.place()
    return storedFile(row, sealer)
  })
}

/** @throws Refusal `not-found` */
export async function getFile(files: Files, db: Db | Tx, id: number): Promise<StoredFile> {
  const [file] = await listFiles(files, db, [id])
  if (file === undefined) throw new Refusal('not-found', NOT_FOUND)
  return file
}

/** For showing names and sizes, in the order of `ids`; those that are gone are left out. */
export async function listFiles(
  { sealer }: Files,
  db: Db | Tx,
  ids: readonly number[],
): Promise<StoredFile[]> {
  if (ids.length === 0) return []
  const rows = await db.selectFrom('stored_files').selectAll().where('id', 'in', ids).execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    return row === undefined ? [] : [storedFile(row, sealer)]
  })
}

export interface OpenedFile {
  readonly file: StoredFile
  /** Decrypted as it is read; damage found on the way ends it with an error. Reading it to the end closes the file. */
  readonly content: AsyncGenerator<Buffer>
  /** Instead of `content`: the bytes from `start` up to, but without, `end`. */
  part(start: number, end: number): AsyncGenerator<Buffer>
  close(): Promise<void>
}

/**
 * Opens a file for somebody. To who may not see it, it looks the same as one that does not exist.
 * @param maySee asked at this moment; the caller decides by the record the file belongs to
 * @throws Refusal `not-found`; `wrong-state` while it waits for the virus scan; `unavailable` when its bytes are damaged
 */
export async function openFile(
  files: Files,
  db: Db | Tx,
  id: number,
  maySee: (file: StoredFile) => Promise<boolean>,
): Promise<OpenedFile> {
  const file = await getFile(files, db, id)
  if (!(await maySee(file)) || file.state === 'refused') throw new Refusal('not-found', NOT_FOUND)
  if (file.state === 'quarantined') {
    throw new Refusal('wrong-state', '文件还在做病毒检查，请过一会儿再打开。')
  }
  const blob = await openBlob(files.blobs, Buffer.from(file.sha256, 'hex'))
  return {
    file,
    content: readToEnd(blob),
    part: (start, end) => readToEnd(blob, start, end),
    close: () => blob.close(),
  }
}

async function openBlob(blobs: BlobStore, sha256: Buffer): Promise<OpenBlob> {
  const blob = await blobs.open(sha256).catch((error: unknown) => {
    if (error instanceof DamagedBlob) return undefined
    throw error
  })
  if (blob !== undefined) return blob
  throw new Refusal('unavailable', '文件的内容读不出来，请联系系统管理员从备份恢复。')
}

async function* readToEnd(blob: OpenBlob, start = 0, end = blob.size): AsyncGenerator<Buffer> {
  try {
    yield* pieces(blob, start, end)
  } finally {
    await blob.close()
  }
}

/** The bytes of a file as one, for attaching a document of known size to a mail or hashing it. */
export async function readFile(opened: OpenedFile): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(opened.content))
}

/**
 * Takes back the expiry of an upload, for the record that now names it.
 * @throws Refusal `not-found` when it has gone meanwhile, `invalid` when the scanner refused it
 */
export async function keepFile({ sealer }: Files, tx: Tx, id: number): Promise<StoredFile> {
  const row = await tx
    .updateTable('stored_files')
    .set({ expires_at: null })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  if (row === undefined) throw new Refusal('not-found', '上传的文件已经过期，请重新上传。')
  if (row.state === 'refused') throw new Refusal('invalid', row.refused_reason)
  return storedFile(row, sealer)
}

/** Lets a file go that no record names any more. What still has a foreign key to it keeps it. */
export async function releaseFile(tx: Tx, id: number, at: Temporal.Instant): Promise<void> {
  await tx.updateTable('stored_files').set({ expires_at: at }).where('id', '=', id).execute()
}

const NOT_FOUND = '没有找到这个文件。'
