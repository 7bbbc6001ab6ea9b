import { EXIF, parseJpeg, type JpegSegment } from '../image/jpeg.ts'
import { numberOf, readTiff } from '../image/exif.ts'
import { parsePng, PLAIN_CHUNKS } from '../image/png.ts'
import type { ImageKind } from '../image/read-image.ts'

/** The same picture to the last dot, without words about it; undefined for kinds we do not rewrite. */
export function cleanImage(kind: ImageKind, bytes: Buffer): Buffer | undefined {
  if (kind === 'jpeg') return cleanJpeg(bytes)
  return kind === 'png' ? cleanPng(bytes) : undefined
}

const PROFILE = 0xe2
const ADOBE = 0xee
const JFIF = 0xe0
const COMMENT = 0xfe
const FIRST_NOTE = 0xe0
const LAST_NOTE = 0xef

function cleanJpeg(bytes: Buffer): Buffer {
  const { segments, end } = parseJpeg(bytes)
  const kept = [bytes.subarray(0, 2), ...orientation(segments.map(({ data }) => data))]
  let at = 2
  for (const segment of segments) {
    if (!isWords(segment)) continue
    kept.push(bytes.subarray(at, segment.start))
    at = segment.end
  }
  return Buffer.concat([...kept, bytes.subarray(at, end)])
}

function isWords({ marker, data }: JpegSegment): boolean {
  const isNote = marker === COMMENT || (marker >= FIRST_NOTE && marker <= LAST_NOTE)
  const isProfile = marker === PROFILE && data.toString('latin1', 0, 11) === 'ICC_PROFILE'
  return isNote && marker !== JFIF && marker !== ADOBE && !isProfile
}

/** A directory of one entry, Orientation, its value still to be filled in. */
const ONE_ENTRY = 'ffe1002245786966000049492a0008000000010012010300010000000000000000000000'

/** Which side is up is the one thing of EXIF that can be seen. */
function orientation(datas: readonly Buffer[]): Buffer[] {
  const exif = datas.find((data) => data.toString('latin1', 0, EXIF.length) === EXIF)
  const tiff = exif && readTiff(exif.subarray(EXIF.length))
  const entry = tiff?.directories[0]?.find(({ tag }) => tag === 0x01_12)
  const value = entry ? numberOf(entry, tiff!.isLittle) : 1
  if (value < 2 || value > 8) return []
  const segment = Buffer.from(ONE_ENTRY, 'hex')
  segment.writeUInt16LE(value, 28)
  return [segment]
}

function cleanPng(bytes: Buffer): Buffer {
  const { chunks } = parsePng(bytes)
  const kept = chunks.filter(({ type }) => PLAIN_CHUNKS.has(type) && type !== 'tIME')
  return Buffer.concat([
    bytes.subarray(0, 8),
    ...kept.map(({ start, end }) => bytes.subarray(start, end)),
  ])
}
