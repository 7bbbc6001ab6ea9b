/** The directory of a zip archive, believed only where archive and directory say the same. */
import type { Content } from './content.ts'

export interface ZipEntry {
  readonly name: string
  readonly isFolder: boolean
  readonly isLink: boolean
  readonly isEncrypted: boolean
  /** 0 stored, 8 deflated. */
  readonly method: number
  readonly packedSize: number
  /** As declared; may be a lie. */
  readonly size: number
  readonly headerAt: number
}

export interface ZipPlace {
  readonly start: number
  readonly end: number
}

export interface ZipDirectory {
  /** In the order of their data, which fills the file from its first byte to the directory. */
  readonly entries: readonly ZipEntry[]
  readonly at: number
}

export type ZipFault = 'broken' | 'too-many-entries'

const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50
const END_BYTES = 22
const ENTRY_BYTES = 46
const LOCAL_BYTES = 30
/** A directory with names of some hundred bytes each. */
const MOST_BYTES_PER_ENTRY = 1024
/** A signature, a checksum and two sizes may follow an entry's data. */
const LONGEST_DESCRIPTOR = 24

export const isZip = (start: Buffer) => start.length >= 4 && start.readUInt32LE(0) === LOCAL

export async function readDirectory(
  content: Content,
  mostEntries: number,
): Promise<ZipDirectory | ZipFault> {
  const end = await findEnd(content)
  if (end === undefined) return 'broken'
  if (end.count > mostEntries || end.size > mostEntries * MOST_BYTES_PER_ENTRY) {
    return 'too-many-entries'
  }
  if (end.directoryAt + end.size !== end.at) return 'broken'
  const bytes = await content.read(end.directoryAt, end.size)
  const entries = parseEntries(bytes, end.count)
  if (entries === undefined) return 'broken'
  const inOrder = entries.toSorted((a, b) => a.headerAt - b.headerAt)
  return inOrder[0]?.headerAt === 0 ? { entries: inOrder, at: end.directoryAt } : 'broken'
}

interface End {
  readonly at: number
  readonly count: number
  readonly size: number
  readonly directoryAt: number
}

async function findEnd(content: Content): Promise<End | undefined> {
  const start = Math.max(0, content.size - END_BYTES - 0xffff)
  const tail = await content.read(start, content.size - start)
  for (let at = tail.length - END_BYTES; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) !== END) continue
    const isOneDisk = tail.readUInt32LE(at + 4) === 0
    const count = tail.readUInt16LE(at + 10)
    const endsHere = at + END_BYTES + tail.readUInt16LE(at + 20) === tail.length
    if (!isOneDisk || !endsHere || count !== tail.readUInt16LE(at + 8)) return undefined
    return {
      at: start + at,
      count,
      size: tail.readUInt32LE(at + 12),
      directoryAt: tail.readUInt32LE(at + 16),
    }
  }
  return undefined
}

function parseEntries(bytes: Buffer, count: number): ZipEntry[] | undefined {
  const entries: ZipEntry[] = []
  let at = 0
  while (at < bytes.length) {
    if (at + ENTRY_BYTES > bytes.length || bytes.readUInt32LE(at) !== ENTRY) return undefined
    const nameEnd = at + ENTRY_BYTES + bytes.readUInt16LE(at + 28)
    if (nameEnd > bytes.length) return undefined
    entries.push(parseEntry(bytes, at, nameEnd))
    at = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return at === bytes.length && entries.length === count ? entries : undefined
}

const ENCRYPTED_FLAGS = 1 | (1 << 6) | (1 << 13)
const UNIX_TYPE = 0o170000
const UNIX_LINK = 0o120000

function parseEntry(bytes: Buffer, at: number, nameEnd: number): ZipEntry {
  const flags = bytes.readUInt16LE(at + 8)
  const mode = bytes.readUInt32LE(at + 38) >>> 16
  const name = decodeName(bytes.subarray(at + ENTRY_BYTES, nameEnd))
  return {
    name,
    isFolder: /[\\/]$/.test(name),
    isLink: (mode & UNIX_TYPE) === UNIX_LINK,
    isEncrypted: (flags & ENCRYPTED_FLAGS) !== 0,
    method: bytes.readUInt16LE(at + 10),
    packedSize: bytes.readUInt32LE(at + 20),
    size: bytes.readUInt32LE(at + 24),
    headerAt: bytes.readUInt32LE(at + 42),
  }
}

/** Archives packed by Windows here carry GB18030 names without saying so. */
function decodeName(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

/**
 * Where the data of an entry lies, if its own header agrees with the directory and nothing hides before the next.
 * @param nextAt where the next entry, or the directory, begins
 */
export async function placeOf(
  content: Content,
  entry: ZipEntry,
  nextAt: number,
): Promise<ZipPlace | undefined> {
  const header = await content.read(entry.headerAt, LOCAL_BYTES)
  if (header.length < LOCAL_BYTES || header.readUInt32LE(0) !== LOCAL) return undefined
  if (header.readUInt16LE(8) !== entry.method) return undefined
  const nameAt = entry.headerAt + LOCAL_BYTES
  const nameLength = header.readUInt16LE(26)
  const name = await content.read(nameAt, nameLength)
  if (decodeName(name) !== entry.name) return undefined
  const start = nameAt + nameLength + header.readUInt16LE(28)
  const end = start + entry.packedSize
  const gap = nextAt - end
  return gap >= 0 && gap <= LONGEST_DESCRIPTOR ? { start, end } : undefined
}

/** Where the data of an archive begins; before it, in names and extra fields, another kind could hide. */
export async function firstEntryAt(content: Content): Promise<number> {
  const header = await content.read(0, LOCAL_BYTES)
  return LOCAL_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28)
}
