import { REQUEST_COLUMNS, REVIEW_COLUMNS } from '../../../law/annual-report/formats.ts'
import { hanOnly, withoutInvisible } from './cell-text.ts'
import type { TextLine, TextPiece } from './source-document.ts'

/** How far above its first row the heading of a table may begin. */
const HEADING_LINES = 18

export type HeadingColumns = readonly { readonly from: number; readonly to: number }[]

/**
 * Where the columns of a table stand on the page, from the captions above its first row: the seven classes of table
 * 三, the fifteen of table 四, or the captions after 信息内容. Captions wrapped in narrow columns are put together.
 */
export function headingColumns(
  lines: readonly TextLine[],
  firstRow: number,
  count: number,
): HeadingColumns | undefined {
  // A heading may be cut by the end of a page; the columns below it stand where they stood.
  const above = lines.slice(Math.max(0, firstRow - HEADING_LINES), firstRow)
  if (count === REQUEST_COLUMNS.length) return underCaptions(above, requestCaptions)
  if (count === reviewCaptions.length) return underCaptions(above, reviewCaptions)
  return besideContent(above, count)
}

const requestCaptions = REQUEST_COLUMNS.map(({ label }) => label as string)
const reviewCaptions = [1, 2, 3].flatMap(() => REVIEW_COLUMNS.map(({ label }) => label as string))

/** The line 信息内容 | … | … */
function besideContent(lines: readonly TextLine[], count: number): HeadingColumns | undefined {
  const line = lines.findLast(({ pieces }) => hanOnly(pieces[0]?.text ?? '') === '信息内容')
  const captions = line?.pieces.slice(1) ?? []
  return captions.length === count ? captions : undefined
}

function underCaptions(
  lines: readonly TextLine[],
  captions: readonly string[],
): HeadingColumns | undefined {
  const pieces = lines
    .flatMap((line) => line.pieces.flatMap(wordsOf))
    .filter(({ text }) => captions.some((caption) => isPartOf(text, caption)))
  const columns = stack(pieces)
  if (columns.length !== captions.length) return undefined
  const fits = columns.every(({ text }, at) => isPartOf(text, captions[at]!))
  return fits ? columns : undefined
}

function wordsOf(piece: TextPiece): readonly TextPiece[] {
  const width = (piece.to - piece.from) / Math.max(piece.text.length, 1)
  return [...withoutInvisible(piece.text).matchAll(/\S+/gu)].map((match) => ({
    text: match[0],
    from: piece.from + match.index * width,
    to: piece.from + (match.index + match[0].length) * width,
  }))
}

/** Words one above the other are one column. */
function stack(pieces: readonly TextPiece[]): readonly TextPiece[] {
  const columns: TextPiece[] = []
  for (const piece of pieces) {
    const at = columns.findIndex((column) => isAbove(column, piece))
    const column = columns[at]
    if (!column) columns.push(piece)
    else {
      columns[at] = {
        text: column.text + piece.text,
        from: Math.min(column.from, piece.from),
        to: Math.max(column.to, piece.to),
      }
    }
  }
  return columns.sort((left, right) => left.from - right.from)
}

function isAbove(upper: TextPiece, lower: TextPiece): boolean {
  const shared = Math.min(upper.to, lower.to) - Math.max(upper.from, lower.from)
  return shared > Math.min(upper.to - upper.from, lower.to - lower.from) * 0.4
}

/** Whether the characters of a word stand in a caption in their order. */
function isPartOf(word: string, caption: string): boolean {
  let at = 0
  for (const character of word) {
    at = caption.indexOf(character, at) + 1
    if (at === 0) return false
  }
  return word !== ''
}
