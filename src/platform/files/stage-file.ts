import { sqlState } from '../database/database.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { AsideBlob, BlobStore, BlobWriter } from './blob-store.ts'
import { pieces } from './content.ts'
import { FILE_KINDS, type FileKindName } from './file-kind.ts'
import { neutralName } from './file-name.ts'
import { agreedName, inspectContent } from './inspect-content.ts'
import type { Scanner, ScanVerdict } from './scanner.ts'

const MEGABYTE = 1024 * 1024

export interface Upload {
  /** As sent; nothing of it is believed. */
  readonly name: string
  readonly content: Buffer | AsyncIterable<Buffer>
}

export interface FileLimits {
  readonly maxBytes: number
  /** Undefined: every kind in `file-kind.ts`. */
  readonly kinds?: readonly FileKindName[]
}

/** Checked and on the disk, without a place or a row yet. Whoever has one receives it or discards it. */
export interface StagedFile {
  readonly name: string
  readonly kind: FileKindName
  readonly mediaType: string
  readonly size: number
  readonly sha256: Buffer
  /** Undefined: no scanner is configured. */
  readonly verdict: Exclude<ScanVerdict, { state: 'infected' }> | undefined
  place(): Promise<void>
  discard(): Promise<void>
}

/**
 * Takes in a file piece by piece, whatever its size, and looks at its content. Reads no further than the limit.
 * @throws Refusal `too-large` beyond the limit, `invalid` for what is not taken in, `unavailable` when the disk is full
 */
export async function stageFile(
  { blobs, scanner }: { readonly blobs: BlobStore; readonly scanner: Scanner | undefined },
  upload: Upload,
  limits: FileLimits,
): Promise<StagedFile> {
  const blob = await spool(blobs, upload.content, limits.maxBytes)
  return discardOnFailure(blob, async () => {
    const kind = await inspectContent(blob)
    if (limits.kinds && !limits.kinds.includes(kind)) throw wrongKind(limits.kinds)
    const name = agreedName(neutralName(upload.name), kind)
    return {
      name,
      kind,
      mediaType: FILE_KINDS[kind].mediaType,
      size: blob.size,
      sha256: blob.sha256,
      verdict: await scan(scanner, blob),
      ...handsOf(blob),
    }
  })
}

function handsOf(blob: AsideBlob): Pick<StagedFile, 'place' | 'discard'> {
  let isPlaced = false
  return {
    // a transaction that is tried again places its files again
    async place() {
      if (isPlaced) return
      await blob.place()
      isPlaced = true
      await blob.close()
    },
    async discard() {
      if (!isPlaced) await blob.discard()
    },
  }
}

async function scan(scanner: Scanner | undefined, blob: AsideBlob): Promise<StagedFile['verdict']> {
  const verdict = await scanner?.(pieces(blob))
  if (verdict?.state === 'infected') throw new Refusal('invalid', INFECTED)
  return verdict
}

export const INFECTED = '文件没有通过病毒检查，不能接收。'

async function spool(
  blobs: BlobStore,
  content: Upload['content'],
  maxBytes: number,
): Promise<AsideBlob> {
  const writer = await blobs.create().catch(diskRefused)
  return discardOnFailure(writer, async () => {
    let size = 0
    for await (const piece of Buffer.isBuffer(content) ? [content] : content) {
      size += piece.length
      if (size > maxBytes) throw tooLarge(maxBytes)
      await writer.write(piece).catch(diskRefused)
    }
    if (size === 0) throw new Refusal('invalid', '文件是空的。')
    return writer.finish().catch(diskRefused)
  })
}

export async function discardOnFailure<T>(
  thing: Pick<BlobWriter, 'discard'>,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    await thing.discard()
    throw error
  }
}

function diskRefused(error: unknown): never {
  if (['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES'].includes(sqlState(error) ?? '')) {
    throw new Refusal('unavailable', '服务器暂时存不下文件，请稍后再试或联系系统管理员。')
  }
  throw error
}

export function tooLarge(maxBytes: number): Refusal {
  const limit =
    maxBytes >= MEGABYTE
      ? `${Math.floor(maxBytes / MEGABYTE)} MB`
      : `${Math.floor(maxBytes / 1024)} KB`
  return new Refusal('too-large', `文件超过了${limit}的上限，请缩小后再上传。`)
}

function wrongKind(kinds: readonly FileKindName[]): Refusal {
  const extensions = new Set(kinds.map((kind) => FILE_KINDS[kind].extensions[0]?.toUpperCase()))
  return new Refusal('invalid', `这里只接收 ${[...extensions].join('、')} 文件。`)
}
