import { crc32, deflateSync } from 'node:zlib'

/** Small true pictures. */
export interface PictureOptions {
  readonly hasAlpha?: boolean
  /** Of every dot. */
  readonly alpha?: number
  /** Before the end: type and content of further chunks. */
  readonly chunks?: readonly (readonly [string, Buffer])[]
  readonly behind?: Buffer
}

/** A PNG of four pixels. */
export function picture({
  hasAlpha = false,
  alpha = 0x80,
  chunks = [],
  behind,
}: PictureOptions = {}): Buffer {
  const header = Buffer.from([0, 0, 0, 2, 0, 0, 0, 2, 8, hasAlpha ? 6 : 2, 0, 0, 0])
  const row = Buffer.alloc(1 + 2 * (hasAlpha ? 4 : 3), 0x80)
  row[0] = 0
  if (hasAlpha) row[4] = row[8] = alpha
  const pixels = deflateSync(Buffer.concat([row, row]))
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    ...chunks.map(([type, data]) => chunk(type, data)),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
    behind ?? Buffer.alloc(0),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

export interface PhotographOptions {
  readonly isLocated?: boolean
  /** Tags of the first directory with their texts. */
  readonly texts?: Readonly<Record<number, string>>
  readonly segments?: readonly (readonly [number, Buffer])[]
  readonly behind?: Buffer
}

// one grey pixel
const BODY = Buffer.from(
  'ffdb004300080606070605080707070909080a0c140d0c0b0b0c1912130f141d1a1f1e1d1a1c1c20242e2720222c231c1c2837292c30313434341f27393d38323c2e333432ffc0000b080001000101011100ffc4001f0000010501010101010100000000000000000102030405060708090a0bffc400b5100002010303020403050504040000017d01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a25262728292a3435363738393a434445464748494a535455565758595a636465666768696a737475767778797a838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9faffda0008010100003f00fbd0ffd9',
  'hex',
)

/** A JPEG as cameras write it. */
export function photograph({
  isLocated = false,
  texts = {},
  segments = [],
  behind,
}: PhotographOptions = {}): Buffer {
  const hasExif = isLocated || Object.keys(texts).length > 0
  const exif: readonly (readonly [number, Buffer])[] = hasExif
    ? [[0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exifOf(isLocated, texts)])]]
    : []
  return Buffer.concat([
    Buffer.from('ffd8', 'hex'),
    ...[...exif, ...segments].map(([marker, data]) => {
      const head = Buffer.from([0xff, marker, 0, 0])
      head.writeUInt16BE(data.length + 2, 2)
      return Buffer.concat([head, data])
    }),
    BODY,
    behind ?? Buffer.alloc(0),
  ])
}

export function exifOf(isLocated: boolean, texts: Readonly<Record<number, string>>): Buffer {
  const entries = Object.entries(texts).map(([tag, text]) => ({
    tag: Number(tag),
    data: Buffer.from(`${text}\0`),
  }))
  const count = entries.length + (isLocated ? 1 : 0)
  const head = Buffer.alloc(8 + 2 + count * 12 + 4)
  head.write('II*\0', 0, 'latin1')
  head.writeUInt32LE(8, 4)
  head.writeUInt16LE(count, 8)
  const blocks: Buffer[] = []
  let end = head.length
  for (const [index, { tag, data }] of entries.entries()) {
    const value = Buffer.concat([data, Buffer.alloc(Math.max(0, 5 - data.length))])
    writeEntry(head, 10 + index * 12, [tag, 2, value.length, end])
    blocks.push(value)
    end += value.length
  }
  if (isLocated) {
    writeEntry(head, 10 + entries.length * 12, [0x88_25, 4, 1, end])
    blocks.push(gpsDirectory(end))
  }
  return Buffer.concat([head, ...blocks])
}

function gpsDirectory(at: number): Buffer {
  const bytes = Buffer.alloc(2 + 12 + 4 + 24)
  bytes.writeUInt16LE(1, 0)
  writeEntry(bytes, 2, [2, 5, 3, at + 18])
  for (const [index, number] of [37, 1, 30, 1, 15, 1].entries())
    bytes.writeUInt32LE(number, 18 + index * 4)
  return bytes
}

function writeEntry(
  bytes: Buffer,
  at: number,
  [tag, type, count, value]: readonly [number, number, number, number],
): void {
  bytes.writeUInt16LE(tag, at)
  bytes.writeUInt16LE(type, at + 2)
  bytes.writeUInt32LE(count, at + 4)
  bytes.writeUInt32LE(value, at + 8)
}
