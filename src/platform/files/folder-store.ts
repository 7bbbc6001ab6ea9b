import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { AsideBlob, BlobStore, BlobWriter, OpenBlob } from './blob-store.ts'
import {
  HEADER_BYTES,
  PIECE_BYTES,
  SEALED_PIECE_BYTES,
  newFileKey,
  openHeader,
  openPiece,
  plainSize,
  sealHeader,
  sealPiece,
} from './sealed-blob.ts'

/** Below the folder itself, so that placing is a rename on one file system; backups leave it out. */
export const ASIDE = '.incoming'

/** An advisory lock that a backup holds shared, so that no file it has listed disappears under it. */
export const NO_SWEEP_LOCK = 7_300_201

/** @param key 32 bytes; without it nothing here can be read */
export function createFolderStore(folder: string, key: Buffer): BlobStore {
  const pathOf = (sha256: Buffer) => {
    const name = sha256.toString('hex')
    return join(folder, name.slice(0, 2), name.slice(2))
  }
  const aside = join(folder, ASIDE)
  return {
    async create() {
      await mkdir(aside, { recursive: true, mode: 0o700 })
      return createWriter(join(aside, randomUUID()), key, pathOf)
    },
    async open(sha256) {
      const file = await open(pathOf(sha256), 'r').catch(missing)
      return file && (await openSealed(file, async (header) => openHeader(key, sha256, header)))
    },
    async remove(sha256) {
      await rm(pathOf(sha256), { force: true })
    },
    async *listOlder(age) {
      for (const path of await filesBelow(folder)) {
        const name = /([0-9a-f]{2})[\\/]([0-9a-f]{62})$/.exec(path)
        if (name && (await isOlder(path, age))) yield Buffer.from(`${name[1]}${name[2]}`, 'hex')
      }
    },
    async clearAside(age) {
      for (const path of await filesBelow(aside)) {
        if (await isOlder(path, age)) await rm(path, { force: true })
      }
    },
  }
}

function missing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
  throw error
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(missing)
  return (entries ?? [])
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
}

async function isOlder(path: string, age: number): Promise<boolean> {
  const found = await stat(path).catch(missing)
  return found !== undefined && found.mtimeMs <= Temporal.Now.instant().epochMilliseconds - age
}

async function createWriter(
  path: string,
  key: Buffer,
  pathOf: (sha256: Buffer) => string,
): Promise<BlobWriter> {
  const file = await open(path, 'wx+', 0o600)
  const fileKey = newFileKey()
  const hash = createHash('sha256')
  let held: Buffer = Buffer.alloc(0)
  let number = 0
  const discard = async () => {
    await file.close().catch(() => {})
    await rm(path, { force: true })
  }
  const put = async (plain: Buffer, isLast: boolean) => {
    const at = HEADER_BYTES + number * SEALED_PIECE_BYTES
    await writeAll(file, sealPiece(fileKey, number, isLast, plain), at)
    number += 1
  }
  return {
    async write(bytes) {
      hash.update(bytes)
      held = held.length === 0 ? bytes : Buffer.concat([held, bytes])
      // one piece stays in the hand: only the end tells which was the last
      while (held.length > PIECE_BYTES) {
        await put(held.subarray(0, PIECE_BYTES), false)
        held = held.subarray(PIECE_BYTES)
      }
    },
    async finish() {
      await put(held, true)
      const sha256 = hash.digest()
      await writeAll(file, sealHeader(key, sha256, fileKey), 0)
      await file.sync()
      const blob = await openSealed(file, async () => fileKey)
      return asideBlob(blob, { path, sha256, target: pathOf(sha256), discard })
    },
    discard,
  }
}

interface Place {
  readonly path: string
  readonly sha256: Buffer
  readonly target: string
  readonly discard: () => Promise<void>
}

function asideBlob(blob: OpenBlob, { path, sha256, target, discard }: Place): AsideBlob {
  return {
    ...blob,
    sha256,
    discard,
    async place() {
      await mkdir(dirname(target), { recursive: true, mode: 0o700 })
      // equal content may lie there already: the fresh one takes its place and its age starts anew
      await rename(path, target)
      await syncFolder(dirname(target))
      await syncFolder(dirname(dirname(target)))
    },
  }
}

/** So that the name is on the disk too. Windows neither needs nor allows it. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function writeAll(file: FileHandle, bytes: Buffer, at: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at + done)
    done += bytesWritten
  }
}

async function readAll(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  let done = 0
  while (done < length) {
    const { bytesRead } = await file.read(bytes, done, length - done, at + done)
    if (bytesRead === 0) break
    done += bytesRead
  }
  return bytes.subarray(0, done)
}

async function openSealed(
  file: FileHandle,
  unlock: (header: Buffer) => Promise<Buffer>,
): Promise<OpenBlob> {
  try {
    const fileKey = await unlock(await readAll(file, 0, HEADER_BYTES))
    const size = plainSize((await file.stat()).size)
    const last = Math.max(0, Math.ceil(size / PIECE_BYTES) - 1)
    let kept: { readonly number: number; readonly plain: Buffer } | undefined
    const piece = async (number: number) => {
      if (kept?.number === number) return kept.plain
      const sealed = await readAll(
        file,
        HEADER_BYTES + number * SEALED_PIECE_BYTES,
        SEALED_PIECE_BYTES,
      )
      const plain = openPiece(fileKey, number, number === last, sealed)
      kept = { number, plain }
      return plain
    }
    return {
      size,
      read: (at, length) => readPieces(piece, at, Math.min(length, size - at)),
      close: () => file.close(),
    }
  } catch (error) {
    await file.close()
    throw error
  }
}

async function readPieces(
  piece: (number: number) => Promise<Buffer>,
  at: number,
  length: number,
): Promise<Buffer> {
  const found: Buffer[] = []
  for (let from = at; from < at + length;) {
    const number = Math.floor(from / PIECE_BYTES)
    const start = from - number * PIECE_BYTES
    const plain = await piece(number)
    const part = plain.subarray(start, start + at + length - from)
    if (part.length === 0) break
    found.push(part)
    from += part.length
  }
  return found.length === 1 ? found[0]! : Buffer.concat(found)
}
