/** EXIF, a TIFF file without a picture: who took it, where, with which apparatus. */
import { isProgramsRemark, namesSomebody } from '../metadata-words.ts'
import type { Report } from '../report.ts'
import { snippet } from '../snippet.ts'

const PERSONS: Readonly<Record<number, string>> = {
  0x01_3b: '作者',
  0x82_98: '版权所有者',
  0x9c_9d: '作者',
  0xa4_30: '相机所有者',
  0xa4_31: '相机序列号',
  0xa4_35: '镜头序列号',
  0x01_3c: '计算机名',
}
const REMARKS: Readonly<Record<number, string>> = {
  0x01_0d: '文档名',
  0x01_0e: '说明',
  0x92_86: '备注',
  0x9c_9b: '标题',
  0x9c_9c: '备注',
  0x9c_9e: '关键词',
  0x9c_9f: '主题',
}
const EXIF_DIRECTORY = 0x87_69
const GPS_DIRECTORY = 0x88_25
const XMP_PACKET = 0x02_bc
const SIZES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8] as const
const MOST_ENTRIES = 1000

export interface ExifEntry {
  readonly tag: number
  readonly type: number
  readonly count: number
  readonly value: Buffer
}

export interface Tiff {
  readonly isLittle: boolean
  readonly directories: readonly (readonly ExifEntry[])[]
  directoryAt(offset: number): readonly ExifEntry[]
}

/** Undefined when it is none. */
export function readTiff(bytes: Buffer): Tiff | undefined {
  const order = bytes.toString('latin1', 0, 2)
  if (bytes.length < 8 || (order !== 'II' && order !== 'MM')) return undefined
  const isLittle = order === 'II'
  const short = (at: number) => (isLittle ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at))
  const long = (at: number) => (isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at))
  const directoryAt = (offset: number): ExifEntry[] => {
    if (offset < 8 || offset + 2 > bytes.length) return []
    const entries: ExifEntry[] = []
    const count = Math.min(short(offset), MOST_ENTRIES)
    for (let index = 0; index < count && offset + 14 + index * 12 <= bytes.length; index += 1) {
      const at = offset + 2 + index * 12
      const [tag, type, amount] = [short(at), short(at + 2), long(at + 4)]
      const size = (SIZES[type] ?? 0) * amount
      const from = size <= 4 ? at + 8 : long(at + 8)
      entries.push({ tag, type, count: amount, value: bytes.subarray(from, from + size) })
    }
    return entries
  }
  const directories: (readonly ExifEntry[])[] = []
  const seen = new Set<number>()
  for (let at = long(4); at !== 0 && !seen.has(at) && seen.size < 1000;) {
    seen.add(at)
    directories.push(directoryAt(at))
    const next = at + 2 <= bytes.length ? at + 2 + short(at) * 12 : bytes.length
    at = next + 4 <= bytes.length ? long(next) : 0
  }
  return { isLittle, directories, directoryAt }
}

export function readExif(report: Report, bytes: Buffer, where: string): void {
  const tiff = readTiff(bytes)
  if (tiff === undefined) return
  for (const entry of tiff.directories.flat()) {
    readEntry(report, entry, where)
    if (entry.tag === EXIF_DIRECTORY || entry.tag === GPS_DIRECTORY) {
      const inner = tiff.directoryAt(numberOf(entry, tiff.isLittle))
      if (entry.tag === GPS_DIRECTORY) readGps(report, inner, where)
      else for (const one of inner) readEntry(report, one, where)
    }
  }
}

export function xmpOf(bytes: Buffer): string | undefined {
  const entry = readTiff(bytes)
    ?.directories.flat()
    .find(({ tag }) => tag === XMP_PACKET)
  return entry?.value.toString('utf8')
}

export function numberOf({ value, type }: ExifEntry, isLittle: boolean): number {
  if (value.length < 2) return 0
  if (type === 3) return isLittle ? value.readUInt16LE(0) : value.readUInt16BE(0)
  if (value.length < 4) return 0
  return isLittle ? value.readUInt32LE(0) : value.readUInt32BE(0)
}

/** Latitude and longitude; cameras without a fix write zeros or only the version. */
function readGps(report: Report, entries: readonly ExifEntry[], where: string): void {
  const isPlace = entries.some(
    ({ tag, value }) => (tag === 2 || tag === 4) && value.some((byte) => byte !== 0),
  )
  if (isPlace) report.find('metadata', where, '照片带有拍摄地点的经纬度（GPS）')
}

function readEntry(report: Report, entry: ExifEntry, where: string): void {
  const [person, remark] = [PERSONS[entry.tag], REMARKS[entry.tag]]
  if (person === undefined && remark === undefined) return
  const value = exifText(entry)
  if (value === '') return
  report.say(where, value, false)
  if (person !== undefined && namesSomebody(value)) {
    report.find('metadata', where, `照片属性“${person}”写着 ${snippet(value)}`)
  } else if (remark !== undefined && isTelling(value)) {
    report.find('metadata', where, `照片属性“${remark}”写着 ${snippet(value)}`)
  }
}

/** Telephones write codes here, cameras their brand. */
function isTelling(value: string): boolean {
  if (isProgramsRemark(value) || /camera|picture|^dcim|^\w{0,12}$/i.test(value)) return false
  return /[\u4e00-\u9fff@\\/]|\w\s\w/.test(value)
}

function exifText({ tag, value }: ExifEntry): string {
  const isWide = tag >= 0x9c_9b && tag <= 0x9c_9f
  const isComment = tag === 0x92_86
  const code = isComment ? value.toString('latin1', 0, 8) : ''
  const body = isComment ? value.subarray(8) : value
  const text = isWide || code.startsWith('UNICODE') ? body.toString('utf16le') : textIn(body)
  return text.replaceAll('\0', '').trim()
}

function textIn(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
