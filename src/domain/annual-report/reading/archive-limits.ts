import { inflateRawSync } from 'node:zlib'

/** An annual report in Word or Excel is far below these; a zip bomb is far above. */
const MOST_ENTRIES = 3_000
const MOST_BYTES = 120 * 1024 * 1024
/** In all merges of a workbook: the library behind makes an object for each, so that one line could ask for billions. */
const MOST_MERGED_CELLS = 200_000

export interface Archive {
  readonly names: readonly string[]
}

export type ArchiveFault = 'broken' | 'too-large' | 'encrypted'

const END_SIGNATURE = 0x06054b50
const ENTRY_SIGNATURE = 0x02014b50
const LOCAL_SIGNATURE = 0x04034b50

/**
 * Looks into a zip archive before any library unpacks it: every entry is inflated against a common budget, because
 * the sizes an archive declares need not be true.
 */
export function inspectArchive(bytes: Uint8Array): Archive | ArchiveFault {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  if (end === undefined) return 'broken'
  const count = view.getUint16(end + 10, true)
  if (count > MOST_ENTRIES) return 'too-large'
  const names: string[] = []
  let budget = MOST_BYTES
  let merged = 0
  let at = view.getUint32(end + 16, true)
  for (let entry = 0; entry < count; entry += 1) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== ENTRY_SIGNATURE) return 'broken'
    if ((view.getUint16(at + 8, true) & 1) === 1) return 'encrypted'
    const nameLength = view.getUint16(at + 28, true)
    names.push(Buffer.from(bytes.subarray(at + 46, at + 46 + nameLength)).toString('utf8'))
    const content = contentOfEntry(view, bytes, at, budget)
    if (typeof content === 'string') return content
    budget -= content.byteLength
    if (SHEET.test(names.at(-1)!)) merged += mergedCells(content)
    if (merged > MOST_MERGED_CELLS) return 'too-large'
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return { names }
}

function findEnd(view: DataView): number | undefined {
  const first = Math.max(0, view.byteLength - 22 - 0xffff)
  for (let at = view.byteLength - 22; at >= first; at -= 1) {
    if (view.getUint32(at, true) === END_SIGNATURE) return at
  }
  return undefined
}

/** One entry unpacked, or what is wrong with it. */
function contentOfEntry(
  view: DataView,
  bytes: Uint8Array,
  at: number,
  budget: number,
): Uint8Array | ArchiveFault {
  const method = view.getUint16(at + 10, true)
  const packed = view.getUint32(at + 20, true)
  const local = view.getUint32(at + 42, true)
  if (local + 30 > view.byteLength || view.getUint32(local, true) !== LOCAL_SIGNATURE) {
    return 'broken'
  }
  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
  if (start + packed > view.byteLength) return 'broken'
  const stored = bytes.subarray(start, start + packed)
  if (method === 0) return packed > budget ? 'too-large' : stored
  if (method !== 8) return 'broken'
  try {
    return inflateRawSync(stored, { maxOutputLength: Math.max(budget, 1) })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    return code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'broken'
  }
}

const SHEET = /^xl\/worksheets\/[^/]+\.xml$/u
const MERGE =
  /<(?:[\w-]+:)?mergeCell\s[^>]*?ref\s*=\s*["']\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})/gu

/** How many cells the merges of a sheet cover. */
function mergedCells(sheet: Uint8Array): number {
  let cells = 0
  for (const [, left, top, right, bottom] of Buffer.from(sheet).toString('utf8').matchAll(MERGE)) {
    const columns = Math.abs(columnNumber(right!) - columnNumber(left!)) + 1
    cells += columns * (Math.abs(Number(bottom) - Number(top)) + 1)
  }
  return cells
}

function columnNumber(letters: string): number {
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0)
}
