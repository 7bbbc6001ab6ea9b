import { inflateRawSync } from 'node:zlib'
import { contentOf } from '../../files/content.ts'
import { DEFLATED, STORED } from '../../files/inflate.ts'
import { placeOf, readDirectory, type ZipEntry } from '../../files/zip-directory.ts'
import { Unreadable } from '../kinds.ts'
import { spendBytes, type Budget } from '../report.ts'

export interface ZipPart {
  readonly name: string
  readonly bytes: Buffer
}

export interface ZipParts {
  /** In the order of the archive. Folders are left out. */
  readonly parts: readonly ZipPart[]
  /** What is written about the archive behind its directory. */
  readonly comment: Buffer
}

/**
 * Unpacks an archive whole, within the budget: what its directory and its data do not both tell is refused.
 * @throws Unreadable
 */
export async function unzip(bytes: Buffer, budget: Budget): Promise<ZipParts> {
  const content = contentOf(bytes)
  const directory = await readDirectory(content, Math.max(1, budget.parts))
  if (directory === 'broken') throw broken()
  if (directory === 'too-many-entries') throw new Unreadable('too-much', '压缩包里的文件太多。')
  budget.parts -= directory.entries.length
  const parts: ZipPart[] = []
  const seen = new Set<string>()
  for (const [index, entry] of directory.entries.entries()) {
    checkEntry(entry, seen)
    const nextAt = directory.entries[index + 1]?.headerAt ?? directory.at
    const place = await placeOf(content, entry, nextAt)
    if (place === undefined) throw broken()
    const part = unpack(entry, bytes.subarray(place.start, place.end), budget)
    if (!entry.isFolder) parts.push({ name: entry.name.replaceAll('\\', '/'), bytes: part })
    else if (part.length > 0) throw broken()
  }
  return { parts, comment: commentOf(bytes) }
}

function checkEntry(entry: ZipEntry, seen: Set<string>): void {
  if (entry.isEncrypted) throw new Unreadable('encrypted', '文件加了密码，不能检查。')
  const name = entry.name.replaceAll('\\', '/')
  // oxlint-disable-next-line no-control-regex
  const isUnsafe = /^\/|^[a-z]:|(^|\/)\.\.(\/|$)|[\u0000-\u001f]/i.test(name) || name === ''
  if (isUnsafe || entry.isLink || seen.has(name)) {
    throw new Unreadable('broken', '压缩包里有不安全或重复的文件名，不能检查。')
  }
  seen.add(name)
}

function unpack(entry: ZipEntry, packed: Buffer, budget: Budget): Buffer {
  spendBytes(budget, entry.size)
  if (entry.method === STORED) {
    if (packed.length !== entry.size) throw broken()
    return packed
  }
  if (entry.method !== DEFLATED) {
    throw new Unreadable('unknown-kind', '压缩包用了不常见的压缩方法，不能检查。')
  }
  try {
    const bytes = inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.size) })
    if (bytes.length !== entry.size) throw broken()
    return bytes
  } catch (error) {
    if (error instanceof Unreadable) throw error
    throw broken()
  }
}

function commentOf(bytes: Buffer): Buffer {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  return bytes.subarray(end + 22)
}

function broken(): Unreadable {
  return new Unreadable('broken', '压缩格式的内容已损坏或不规范，不能检查。')
}
