import { crc32, deflateRawSync } from 'node:zlib'

/** One entry of a zip archive for tests, honest unless told otherwise. */
export interface TestEntry {
  readonly name: string
  readonly content?: Buffer | string
  readonly stored?: boolean
  /** What the archive says the size is. */
  readonly claimedSize?: number
  readonly encrypted?: boolean
  readonly method?: number
  readonly unixMode?: number
  /** Another name before the data than in the directory. */
  readonly localName?: string
  /** Bytes behind the data that no entry owns. */
  readonly hidden?: Buffer
  readonly extra?: Buffer
}

export function buildZip(entries: readonly TestEntry[], prefix = Buffer.alloc(0)): Buffer {
  const body: Buffer[] = [prefix]
  const directory: Buffer[] = []
  let at = prefix.length
  for (const entry of entries) {
    const { local, central } = buildEntry(entry, at)
    body.push(local)
    directory.push(central)
    at += local.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...body, listed, end])
}

function buildEntry(entry: TestEntry, at: number) {
  const plain = Buffer.from(entry.content ?? '内容')
  const packed = entry.stored ? plain : deflateRawSync(plain)
  const extra = entry.extra ?? Buffer.alloc(0)
  const shared = Buffer.alloc(26)
  shared.writeUInt16LE(20, 0)
  shared.writeUInt16LE((entry.encrypted ? 1 : 0) | 0x0800, 2)
  shared.writeUInt16LE(entry.method ?? (entry.stored ? 0 : 8), 4)
  shared.writeUInt32LE(crc32(plain), 10)
  shared.writeUInt32LE(packed.length, 14)
  shared.writeUInt32LE(entry.claimedSize ?? plain.length, 18)
  const localName = Buffer.from(entry.localName ?? entry.name)
  const name = Buffer.from(entry.name)
  const local = withName(0x04034b50, shared, localName, extra)
  const tail = Buffer.alloc(14)
  tail.writeUInt32LE(((entry.unixMode ?? 0) << 16) >>> 0, 6)
  tail.writeUInt32LE(at, 10)
  const central = withName(0x02014b50, Buffer.concat([Buffer.from([20, 3]), shared]), name, extra)
  const nameAt = central.length - name.length - extra.length
  return {
    local: Buffer.concat([local, packed, entry.hidden ?? Buffer.alloc(0)]),
    central: Buffer.concat([central.subarray(0, nameAt), tail, central.subarray(nameAt)]),
  }
}

function withName(signature: number, head: Buffer, name: Buffer, extra: Buffer): Buffer {
  const start = Buffer.alloc(4)
  start.writeUInt32LE(signature)
  head.writeUInt16LE(name.length, head.length - 4)
  head.writeUInt16LE(extra.length, head.length - 2)
  return Buffer.concat([start, head, name, extra])
}
