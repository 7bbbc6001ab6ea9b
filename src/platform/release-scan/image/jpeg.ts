import { Unreadable } from '../kinds.ts'
import { isProgramsRemark } from '../metadata-words.ts'
import type { Report } from '../report.ts'
import { snippet } from '../snippet.ts'
import { readXmp } from '../xmp.ts'
import { readExif } from './exif.ts'
import { readIptc } from './iptc.ts'

export interface JpegSegment {
  readonly marker: number
  /** Behind marker and length. */
  readonly data: Buffer
  /** Of marker, length and data in the file. */
  readonly start: number
  readonly end: number
}

export interface Jpeg {
  readonly segments: readonly JpegSegment[]
  /** Behind the end marker. */
  readonly end: number
}

const START_OF_SCAN = 0xda
const END_OF_IMAGE = 0xd9

/** @throws Unreadable when it is broken or cut off */
export function parseJpeg(bytes: Buffer): Jpeg {
  const segments: JpegSegment[] = []
  let at = 2
  while (at + 2 <= bytes.length) {
    if (bytes[at] !== 0xff) throw broken()
    const marker = bytes[at + 1]!
    if (marker === 0xff) at += 1
    else if (marker === END_OF_IMAGE) return { segments, end: at + 2 }
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) at += 2
    else {
      if (at + 4 > bytes.length) throw broken()
      const end = at + 2 + bytes.readUInt16BE(at + 2)
      if (end > bytes.length || end < at + 4) throw broken()
      segments.push({ marker, data: bytes.subarray(at + 4, end), start: at, end })
      at = marker === START_OF_SCAN ? endOfScan(bytes, end) : end
    }
  }
  throw broken()
}

/** The compressed picture, up to the next marker that is not part of it. */
function endOfScan(bytes: Buffer, from: number): number {
  let at = from
  for (;;) {
    at = bytes.indexOf(0xff, at)
    if (at < 0 || at + 1 >= bytes.length) throw broken()
    const next = bytes[at + 1]!
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
    at += next === 0xff ? 1 : 2
  }
}

export const EXIF = 'Exif\0\0'
export const XMP = 'http://ns.adobe.com/xap/1.0/\0'
const LONG_XMP = 'http://ns.adobe.com/xmp/extension/\0'
const IPTC = 'Photoshop 3.0\0'

export function readJpeg(report: Report, bytes: Buffer, where: string): void {
  const { segments, end } = parseJpeg(bytes)
  for (const { marker, data } of segments) readSegment(report, marker, data, where)
  const rest = bytes.subarray(end)
  if (rest.some((byte) => byte !== 0 && byte !== 0xff && byte !== 0x0a && byte !== 0x0d)) {
    report.find('embedded-file', where, `图片结束以后还附着${rest.length}字节的数据`)
  }
}

function readSegment(report: Report, marker: number, data: Buffer, where: string): void {
  const startsWith = (text: string) => data.toString('latin1', 0, text.length) === text
  if (marker === 0xe1 && startsWith(EXIF)) readExif(report, data.subarray(EXIF.length), where)
  else if (marker === 0xe1 && startsWith(XMP))
    readXmp(report, data.toString('utf8', XMP.length), where)
  else if (marker === 0xe1 && startsWith(LONG_XMP)) {
    report.find('metadata', where, '图片带有附加的 XMP 属性，可能含有深度图或原图')
  } else if (marker === 0xed && startsWith(IPTC))
    readIptc(report, data.subarray(IPTC.length), where)
  else if (marker === 0xfe) readComment(report, data.toString('utf8'), where)
}

function readComment(report: Report, text: string, where: string): void {
  const plain = text.replaceAll('\0', '').trim()
  if (
    plain === '' ||
    isProgramsRemark(plain) ||
    /^(?:CREATOR: |Lav|LEAD|Intel|AppleMark|File |JPEG Encoder|ACD|Optimized|Processed|Handmade|XV )/i.test(
      plain,
    )
  )
    return
  report.find('metadata', where, `图片里有注释 ${snippet(plain)}`)
  report.say(where, plain, false)
}

function broken(): Unreadable {
  return new Unreadable('broken', '图片已损坏或不完整，不能检查。')
}
