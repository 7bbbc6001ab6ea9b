import { inflateSync } from 'node:zlib'
import { Unreadable } from '../kinds.ts'
import { isProgramsRemark, namesPath, namesSomebody } from '../metadata-words.ts'
import type { Report } from '../report.ts'
import { snippet } from '../snippet.ts'
import { readXmp } from '../xmp.ts'
import { readExif } from './exif.ts'

export interface PngChunk {
  readonly type: string
  readonly data: Buffer
  readonly start: number
  readonly end: number
}

export interface Png {
  readonly chunks: readonly PngChunk[]
  readonly end: number
}

const SIGNATURE_LENGTH = 8
const MOST_CHUNKS = 100_000
const MOST_TEXT = 10 * 1024 * 1024

/** @throws Unreadable when it is broken or cut off */
export function parsePng(bytes: Buffer): Png {
  const chunks: PngChunk[] = []
  let at = SIGNATURE_LENGTH
  while (at + 12 <= bytes.length && chunks.length < MOST_CHUNKS) {
    const end = at + 12 + bytes.readUInt32BE(at)
    if (end > bytes.length) throw broken()
    const type = bytes.toString('latin1', at + 4, at + 8)
    chunks.push({ type, data: bytes.subarray(at + 8, end - 4), start: at, end })
    at = end
    if (type === 'IEND') return { chunks, end }
  }
  throw broken()
}

/** Sizes, colours, animation, colour profiles: nothing anybody wrote. */
export const PLAIN_CHUNKS = new Set(
  'IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB bKGD hIST pHYs sPLT tIME acTL fcTL fdAT cICP mDCV cLLI iDOT vpAg oFFs sCAL sTER gIFg gIFx CgBI orNT'.split(
    ' ',
  ),
)
const LARGEST_UNKNOWN = 1024

export function readPng(report: Report, bytes: Buffer, where: string): void {
  const { chunks, end } = parsePng(bytes)
  if (chunks[0]?.type !== 'IHDR') throw broken()
  for (const { type, data } of chunks) {
    if (['tEXt', 'zTXt', 'iTXt'].includes(type)) readText(report, type, data, where)
    else if (type === 'eXIf') readExif(report, data, where)
    else if (!PLAIN_CHUNKS.has(type) && data.length > LARGEST_UNKNOWN) {
      report.find('embedded-file', where, `图片里夹带了${data.length}字节的其他数据（${type}）`)
    }
  }
  if (end < bytes.length) {
    report.find('embedded-file', where, `图片结束以后还附着${bytes.length - end}字节的数据`)
  }
}

const PERSONS = /^(?:Author|Artist|Copyright|Creator|By|Owner)$/i
/** Written for whoever looks at the picture. */
const READABLE = /^(?:Title|Label|License|Disclaimer|Warning)$/i
const FREE = /creative commons|^cc[ -]|public domain|licen[sc]e/i
const PROGRAMS =
  /^(?:Software|Creation Time|Modification Time|date:\w+|png:.*|exif:(?!GPS|Artist|Copyright|Image).*|dpi|gamma|signature|Thumb::(?!URI|Path).*|icc:.*|create-date|modify-date|pdf:.*|ps:.*|jpeg:.*)$/i

function readText(report: Report, type: string, data: Buffer, where: string): void {
  const keyEnd = data.indexOf(0)
  if (keyEnd < 0) return
  const key = data.toString('latin1', 0, keyEnd)
  const value = textValue(type, data.subarray(keyEnd + 1)).trim()
  if (value === '' || PROGRAMS.test(key)) return
  if ((READABLE.test(key) && !namesPath(value)) || FREE.test(value)) {
    report.say(where, value, false)
    return
  }
  if (key === 'XML:com.adobe.xmp') readXmp(report, value, where)
  else if (/^Raw profile type (?:exif|APP1)/i.test(key)) {
    readExif(report, rawProfile(value), where)
  } else {
    const isNobody = PERSONS.test(key) && !namesSomebody(value)
    if (isNobody || (isProgramsRemark(value) && !namesPath(value)) || key.startsWith('Raw profile'))
      return
    report.find('metadata', where, `图片属性“${key}”写着 ${snippet(value)}`)
    report.say(where, value, false)
  }
}

function textValue(type: string, data: Buffer): string {
  if (type === 'tEXt') return data.toString('utf8')
  if (type === 'zTXt') return unpacked(data.subarray(1)).toString('utf8')
  const isPacked = data[0] === 1
  const languageEnd = data.indexOf(0, 2)
  const start = data.indexOf(0, languageEnd + 1) + 1
  const body = data.subarray(start)
  return (isPacked ? unpacked(body) : body).toString('utf8')
}

function unpacked(data: Buffer): Buffer {
  try {
    return inflateSync(data, { maxOutputLength: MOST_TEXT })
  } catch {
    throw broken()
  }
}

/** Lines of hexadecimal digits behind a name and a length. */
function rawProfile(text: string): Buffer {
  const hex = text
    .split('\n')
    .slice(2)
    .join('')
    .replaceAll(/[^\da-f]/gi, '')
  const bytes = Buffer.from(hex, 'hex')
  return bytes.toString('latin1', 0, 4) === 'Exif' ? bytes.subarray(6) : bytes
}

function broken(): Unreadable {
  return new Unreadable('broken', '图片已损坏或不完整，不能检查。')
}
