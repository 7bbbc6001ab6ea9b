import { closeSync, openSync, readSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** The families vendored in assets/fonts, by their role in an official document. */
export const TEXT_FONT = 'Noto Serif SC' // 仿宋、宋体
export const HEADING_FONT = 'Noto Sans SC' // 黑体

export const FONT_FOLDER = resolve(import.meta.dirname, '../../../assets/fonts')

const FONT_FILES = ['NotoSerifSC-Regular.ttf', 'NotoSansSC-Medium.ttf']

type CodePointRange = readonly [first: number, last: number]

/**
 * Spaces, joiners, soft hyphens, direction marks and variation selectors: they choose or join glyphs and need none.
 * All but the one space that is drawn as a line.
 */
const NEEDS_NO_GLYPH = /^(?!\u{1680})[\s\p{Cc}\p{Default_Ignorable_Code_Point}]$/u

let printable: readonly (readonly CodePointRange[])[] | undefined

/**
 * The distinct characters of a text that no vendored font can print, in order of first appearance.
 * Rare characters of personal names are the usual case; the caller shows them to the officer.
 */
export function missingGlyphs(text: string): string[] {
  const fonts = (printable ??= FONT_FILES.map((file) => codePointsOf(join(FONT_FOLDER, file))))
  const isPrintable = (character: string) =>
    character < '\u{7f}' ||
    NEEDS_NO_GLYPH.test(character) ||
    fonts.some((ranges) => covers(ranges, character.codePointAt(0)!))
  return [...new Set(text)].filter((character) => !isPrintable(character))
}

/** `𮧵（U+2E9F5）、😀（U+1F600）`, for a sentence to the officer. */
export function nameCharacters(characters: readonly string[]): string {
  return characters
    .map((one) => `${one}（U+${one.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}）`)
    .join('、')
}

function covers(ranges: readonly CodePointRange[], codePoint: number): boolean {
  let [low, high] = [0, ranges.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const [first, last] = ranges[middle]!
    if (codePoint < first) high = middle - 1
    else if (codePoint > last) low = middle + 1
    else return true
  }
  return false
}

/** Reads only the `cmap` of a TrueType file (a fraction of its 15 MB) and of that only format 12, the full repertoire. */
function codePointsOf(file: string): CodePointRange[] {
  const handle = openSync(file, 'r')
  try {
    const cmap = readTable(handle, 'cmap')
    const subtable = offsetOfFormat12(cmap)
    const groups = cmap.getUint32(subtable + 12)
    return Array.from({ length: groups }, (_, index) => {
      const group = subtable + 16 + index * 12
      return [cmap.getUint32(group), cmap.getUint32(group + 4)] as const
    })
  } finally {
    closeSync(handle)
  }
}

function readTable(handle: number, tag: string): DataView {
  const tableCount = readBytes(handle, 4, 2).getUint16(0)
  const directory = readBytes(handle, 12, tableCount * 16)
  for (let entry = 0; entry < directory.byteLength; entry += 16) {
    const name = String.fromCharCode(...[0, 1, 2, 3].map((i) => directory.getUint8(entry + i)))
    if (name === tag) {
      return readBytes(handle, directory.getUint32(entry + 8), directory.getUint32(entry + 12))
    }
  }
  throw new Error(`font without a ${tag} table`)
}

function readBytes(handle: number, position: number, length: number): DataView {
  const bytes = new Uint8Array(length)
  readSync(handle, bytes, 0, length, position)
  return new DataView(bytes.buffer)
}

function offsetOfFormat12(cmap: DataView): number {
  const count = cmap.getUint16(2)
  for (let record = 4; record < 4 + count * 8; record += 8) {
    const offset = cmap.getUint32(record + 4)
    if (cmap.getUint16(offset) === 12) return offset
  }
  throw new Error('font without a full Unicode cmap')
}
