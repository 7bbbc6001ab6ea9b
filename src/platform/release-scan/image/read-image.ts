import { isJpeg, isPng } from '../../files/image-size.ts'
import { Unreadable } from '../kinds.ts'
import type { Report } from '../report.ts'
import { snippet } from '../snippet.ts'
import { readXmp } from '../xmp.ts'
import { readExif, readTiff, xmpOf } from './exif.ts'
import { readJpeg } from './jpeg.ts'
import { readPng } from './png.ts'

export type ImageKind = 'jpeg' | 'png' | 'gif' | 'bmp' | 'tiff' | 'webp'

/** By the first bytes. */
export function imageKindOf(bytes: Buffer): ImageKind | undefined {
  if (isJpeg(bytes)) return 'jpeg'
  if (isPng(bytes)) return 'png'
  const head = bytes.toString('latin1', 0, 12)
  if (/^GIF8[79]a/.test(head)) return 'gif'
  if (head.startsWith('BM') && bytes.length > 26 && bytes.readUInt32LE(6) === 0) return 'bmp'
  if (head.startsWith('II*\0') || head.startsWith('MM\0*')) return 'tiff'
  return head.startsWith('RIFF') && head.endsWith('WEBP') ? 'webp' : undefined
}

/** @throws Unreadable */
export function readImage(report: Report, kind: ImageKind, bytes: Buffer, where = '图片'): void {
  const readers: Readonly<
    Record<ImageKind, (report: Report, bytes: Buffer, where: string) => void>
  > = {
    jpeg: readJpeg,
    png: readPng,
    gif: readGif,
    bmp: readBitmap,
    tiff: readTiffImage,
    webp: readWebp,
  }
  readers[kind](report, bytes, where)
}

function readBitmap(report: Report, bytes: Buffer, where: string): void {
  const size = bytes.readUInt32LE(2)
  if (size > bytes.length) throw broken()
  if (size > 54 && size < bytes.length) trailing(report, bytes.length - size, where)
}

function readTiffImage(report: Report, bytes: Buffer, where: string): void {
  if (!readTiff(bytes)?.directories[0]?.length) throw broken()
  readExif(report, bytes, where)
  const packet = xmpOf(bytes)
  if (packet !== undefined) readXmp(report, packet, where)
}

function readWebp(report: Report, bytes: Buffer, where: string): void {
  const end = 8 + bytes.readUInt32LE(4)
  if (end > bytes.length) throw broken()
  for (let at = 12; at + 8 <= end;) {
    const type = bytes.toString('latin1', at, at + 4)
    const size = bytes.readUInt32LE(at + 4)
    const data = bytes.subarray(at + 8, at + 8 + size)
    if (type === 'EXIF') {
      readExif(report, data.toString('latin1', 0, 4) === 'Exif' ? data.subarray(6) : data, where)
    } else if (type === 'XMP ') readXmp(report, data.toString('utf8'), where)
    at += 8 + size + (size % 2)
  }
  if (bytes.length > end + 1) trailing(report, bytes.length - end, where)
}

function readGif(report: Report, bytes: Buffer, where: string): void {
  const tableSize = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0)
  let at = 13 + tableSize(bytes[10] ?? 0)
  for (;;) {
    const block = bytes[at]
    if (block === 0x3b) break
    if (block === 0x2c) {
      at = subBlocks(bytes, at + 11 + tableSize(bytes[at + 9] ?? 0)).end
    } else if (block === 0x21) {
      const { end, data } = subBlocks(bytes, at + 2)
      if (bytes[at + 1] === 0xfe) readGifComment(report, data.toString('utf8'), where)
      if (data.toString('latin1', 0, 11) === 'XMP DataXMP') {
        readXmp(report, bytes.toString('utf8', at + 14, end), where)
      }
      at = end
    } else throw broken()
  }
  if (at + 1 < bytes.length) trailing(report, bytes.length - at - 1, where)
}

function subBlocks(bytes: Buffer, from: number): { end: number; data: Buffer } {
  const pieces: Buffer[] = []
  let at = from
  for (;;) {
    const length = bytes[at]
    if (length === undefined) throw broken()
    if (length === 0) return { end: at + 1, data: Buffer.concat(pieces) }
    pieces.push(bytes.subarray(at + 1, at + 1 + length))
    at += 1 + length
  }
}

function readGifComment(report: Report, text: string, where: string): void {
  if (text.trim() === '' || /^(?:created with|gifsicle|made with|optimized|www\.)/i.test(text))
    return
  report.find('metadata', where, `图片里有注释 ${snippet(text)}`)
  report.say(where, text, false)
}

function trailing(report: Report, size: number, where: string): void {
  report.find('embedded-file', where, `图片结束以后还附着${size}字节的数据`)
}

function broken(): Unreadable {
  return new Unreadable('broken', '图片已损坏或不完整，不能检查。')
}
