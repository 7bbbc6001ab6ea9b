import { crc32, deflateRawSync } from 'node:zlib'
import type { ZipPart } from '../archive/zip-parts.ts'

/** Of 1980-01-01, the first day archives know: nobody learns when it was packed. */
const NO_DATE = 0x00_21_00_00
const UTF8_NAMES = 0x08_00

/** An archive with nothing in it but names and contents. */
export function writeZip(parts: readonly ZipPart[]): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const part of parts) {
    const { local, central } = entryOf(part, at)
    bodies.push(local)
    directory.push(central)
    at += local.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...bodies, listed, end])
}

function entryOf({ name, bytes }: ZipPart, at: number): { local: Buffer; central: Buffer } {
  const packed = deflateRawSync(bytes)
  const encoded = Buffer.from(name)
  const shared = Buffer.alloc(26)
  shared.writeUInt16LE(20, 0)
  shared.writeUInt16LE(UTF8_NAMES, 2)
  shared.writeUInt16LE(8, 4)
  shared.writeUInt32LE(NO_DATE, 6)
  shared.writeUInt32LE(crc32(bytes), 10)
  shared.writeUInt32LE(packed.length, 14)
  shared.writeUInt32LE(bytes.length, 18)
  shared.writeUInt16LE(encoded.length, 22)
  const place = Buffer.alloc(14)
  place.writeUInt32LE(at, 10)
  return {
    local: Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), shared, encoded, packed]),
    central: Buffer.concat([
      Buffer.from('PK\u0001\u0002\u0014\0', 'latin1'),
      shared,
      place,
      encoded,
    ]),
  }
}
