import { getDocumentProxy } from 'unpdf'

import { ChineseCmaps } from '../../../platform/documents/chinese-cmaps.ts'
import { isValue, withoutInvisible } from './cell-text.ts'
import type { SourceDocument, TextLine, TextPiece } from './source-document.ts'

const MOST_PAGES = 200

interface Placed {
  readonly text: string
  readonly from: number
  readonly to: number
  readonly base: number
  readonly size: number
}

/** A PDF by the places of its words: columns and rows are where things stand, not the order they were written in. */
export async function documentOfPdf(bytes: Uint8Array): Promise<SourceDocument> {
  // pdf.js takes the buffer over, so it gets a copy; fonts are not loaded.
  const pdf = await getDocumentProxy(new Uint8Array(bytes), {
    cMapUrl: 'chinese/',
    cMapPacked: false,
    BinaryDataFactory: ChineseCmaps,
    useWorkerFetch: false,
    disableFontFace: true,
    useSystemFonts: false,
    verbosity: 0,
  })
  try {
    const lines: TextLine[] = []
    for (let number = 1; number <= Math.min(pdf.numPages, MOST_PAGES); number += 1) {
      const page = await pdf.getPage(number)
      const { items } = await page.getTextContent()
      const height = page.getViewport({ scale: 1 }).height
      lines.push(...linesOfPage(items.flatMap(placedOf), number, height))
      page.cleanup()
    }
    return {
      titles: [],
      paragraphs: paragraphsOf(lines),
      layouts: [{ kind: 'lines', places: 'exact', lines }],
    }
  } finally {
    await pdf.loadingTask.destroy()
  }
}

function placedOf(item: object): readonly Placed[] {
  if (!('str' in item) || !('transform' in item) || typeof item.str !== 'string') return []
  const text = withoutInvisible(item.str)
  if (text.trim() === '') return []
  const [a = 0, b = 0, , d = 0, x = 0, y = 0] = item.transform as readonly number[]
  // Text turned on its side is a vertical caption; it carries no values.
  if (Math.abs(b) > Math.abs(a)) return []
  const width = 'width' in item && typeof item.width === 'number' ? item.width : 0
  return [{ text, from: x, to: x + width, base: y, size: Math.abs(d) || Math.abs(a) || 10 }]
}

/** Words on one base line, top to bottom, left to right; lone numbers in the margins are page numbers. */
function linesOfPage(items: readonly Placed[], page: number, height: number): readonly TextLine[] {
  const rows: Placed[][] = []
  for (const item of [...items].sort((left, right) => right.base - left.base)) {
    const row = rows.at(-1)
    const first = row?.[0]
    if (row && first && Math.abs(first.base - item.base) < Math.min(first.size, item.size) * 0.4) {
      row.push(item)
    } else rows.push([item])
  }
  return rows
    .filter((row) => !isMarginNumber(row, height))
    .map((row) => ({ page, pieces: piecesOf(row) }))
}

function isMarginNumber(row: readonly Placed[], height: number): boolean {
  const text = row
    .map((item) => item.text)
    .join('')
    .replace(/\s/gu, '')
  const base = row[0]?.base ?? 0
  return /^[-—–]?\d{1,3}[-—–]?$/u.test(text) && (base < height * 0.09 || base > height * 0.93)
}

/** Words that touch are one piece; a gap of a third of a character parts two cells. */
function piecesOf(row: readonly Placed[]): readonly TextPiece[] {
  const pieces: TextPiece[] = []
  for (const item of [...row].sort((left, right) => left.from - right.from)) {
    for (const part of splitAtGaps(item)) {
      const last = pieces.at(-1)
      const gap = part.from - (last?.to ?? 0)
      // Words that overlap were given a wrong width; they are two.
      const touching = last && gap < item.size * 0.3 && gap > -item.size * 0.5
      if (touching && !(isValue(last.text) && gap > item.size * 0.1)) {
        pieces[pieces.length - 1] = { text: last.text + part.text, from: last.from, to: part.to }
      } else pieces.push(part)
    }
  }
  return pieces
}

/** One item may hold several cells with spaces between them. */
function splitAtGaps(item: Placed): readonly TextPiece[] {
  const width = (item.to - item.from) / Math.max(item.text.length, 1)
  // Numbers with a space between are numbers of neighbouring columns.
  const numbers = item.text.split(/\s+/u).every((word) => word === '' || isValue(word))
  return [...item.text.matchAll(numbers ? /\S+/gu : /\S+(?: \S+)*/gu)].map((match) => ({
    text: match[0],
    from: item.from + match.index * width,
    to: item.from + (match.index + match[0].length) * width,
  }))
}

/** Lines joined where a sentence runs over the end of the line. */
function paragraphsOf(lines: readonly TextLine[]): readonly string[] {
  const paragraphs: string[] = []
  let open = ''
  for (const line of lines) {
    const text = line.pieces
      .map((piece) => piece.text)
      .join('')
      .trim()
    const heading = /^(?:[一二三四五六]、|（[一二三四五六七]）)/u.test(text)
    if (heading && open !== '') {
      paragraphs.push(open)
      open = ''
    }
    open += text
    if (/[。；！？]$/u.test(text) || text.length < 20) {
      paragraphs.push(open)
      open = ''
    }
  }
  return open === '' ? paragraphs : [...paragraphs, open]
}
