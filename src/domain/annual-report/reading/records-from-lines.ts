import { hanOnly, withoutInvisible } from './cell-text.ts'
import type { LineLayout, TextLine, TextPiece } from './source-document.ts'
import type { TokenLine, ValueRecord } from './value-record.ts'

/**
 * Lines of text cut into runs of values and the words between them. Runs on neighbouring lines with no word between
 * belong to one record: a table row may be printed one cell a line.
 */
export function recordsFromLines(layout: LineLayout): readonly ValueRecord[] {
  const gaps: string[] = ['']
  const runs: TokenLine[][] = []
  for (const [number, line] of layout.lines.entries()) {
    if (isPageNumber(line)) continue
    let anchored = false
    const stretches = [...stretchesOf(line)]
    for (const [at, stretch] of stretches.entries()) {
      if (stretch.kind === 'words') {
        gaps[gaps.length - 1] += stretch.text
        anchored = hanOnly(stretch.text).length >= 2
        continue
      }
      const { tokens, spaced } = stretch
      const run = {
        page: line.page,
        line: number,
        tokens,
        spaced,
        anchored,
        goesOn: at + 1 < stretches.length,
      }
      const last = runs.at(-1)
      if (last && gaps.at(-1) === '') last.push(run)
      else {
        runs.push([run])
        gaps.push('')
      }
    }
  }
  return runs.map((lines, at) => ({
    before: hanOnly(gaps[at] ?? ''),
    after: hanOnly(gaps[at + 1] ?? ''),
    rawBefore: gaps[at] ?? '',
    label: null,
    table: 0,
    values: { kind: 'tokens', lines },
  }))
}

type Stretch =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'values'; readonly tokens: readonly TextPiece[]; readonly spaced: boolean }

/** `-2-`, `— 3 —`, `第 3 页`: a line with nothing but the number of the page. */
function isPageNumber(line: TextLine): boolean {
  return isPageNumberText(line.pieces.map((piece) => piece.text).join(''))
}

export function isPageNumberText(line: string): boolean {
  const text = line.replace(/\s/gu, '')
  return /^(?:[-—–－―]{1,2}\d{1,3}[-—–－―]{1,2}|第\d{1,3}页(?:[/,，]?共\d{1,3}页)?|\d{1,3}\/\d{2,3}|={2,}.*={2,})$/u.test(
    text,
  )
}

/**
 * A value: a number with sign, separators, unit; or a mark for none. Not a value: an enumerator (`1.属于`, `3、其他`), a
 * year or a number inside a word, the stroke of 增/减.
 */
const TOKEN =
  /(?<enumerator>[\d０-９](?=[.．、]\s?(?:\p{Script=Han}|$))[.．、])|(?<number>[+＋\-－−]?[\d０-９]+(?:[,，][\d０-９]{3}(?![\d０-９]))*(?:[.．][\d０-９]+)?(?:万元|亿元|元|[件个项条份次宗](?=\s|$))?)|(?<mark>[/／＼\\_＿—―─–]|[-－−](?![\d０-９]))/gu

function* stretchesOf(line: TextLine): Generator<Stretch> {
  let tokens: TextPiece[] = []
  let spaced = true
  let lastPiece: TextPiece | undefined
  for (const piece of line.pieces) {
    for (const part of partsOf(piece)) {
      if (part.kind === 'value') {
        if (lastPiece === piece) spaced = false
        tokens.push(part.piece)
        lastPiece = piece
        continue
      }
      if (part.piece.text.trim() === '') continue
      if (tokens.length > 0) yield { kind: 'values', tokens, spaced }
      tokens = []
      spaced = true
      lastPiece = undefined
      yield { kind: 'words', text: part.piece.text }
    }
  }
  if (tokens.length > 0) yield { kind: 'values', tokens, spaced }
}

interface Part {
  readonly kind: 'value' | 'words'
  readonly piece: TextPiece
}

function* partsOf(piece: TextPiece): Generator<Part> {
  const text = withoutInvisible(piece.text)
  let end = 0
  for (const { kind, from, to } of valuesIn(text)) {
    if (kind !== 'value') continue
    if (from > end) yield { kind: 'words', piece: cut(piece, text, end, from) }
    yield { kind: 'value', piece: cut(piece, text, from, to) }
    end = to
  }
  if (end < text.length) yield { kind: 'words', piece: cut(piece, text, end, text.length) }
}

interface Span {
  readonly kind: 'value' | 'words'
  readonly from: number
  readonly to: number
}

function* valuesIn(text: string): Generator<Span> {
  for (const match of text.matchAll(TOKEN)) {
    const from = match.index
    const to = from + match[0].length
    if (match.groups?.['enumerator'] !== undefined) continue
    if (match.groups?.['mark'] !== undefined && isPartOfWord(text, from, to)) continue
    if (match.groups?.['number'] !== undefined) {
      const shortened = withoutEnumerator(text, from, to)
      if (shortened > from) yield { kind: 'value', from, to: shortened }
      continue
    }
    yield { kind: 'value', from, to }
  }
}

/** 本年增/减, wrapped or not: the stroke belongs to the word. */
function isPartOfWord(text: string, from: number, to: number): boolean {
  return text[from - 1] === '增' || text[to] === '减'
}

/** How the numbered captions begin: their number may be printed without a full stop. */
const NUMBERED: readonly (readonly [RegExp, string])[] = [
  [/^\s?(?:属于国家秘密|本机关不掌握|信访举报|申请人无正当)/u, '1'],
  [/^\s?(?:其他法律|没有现成|重复申请|申请人逾期)/u, '2'],
  [/^\s?(?:危及|补正后|要求提供)/u, '3'],
  [/^\s?(?:保护第三方|无正当理由大量)/u, '4'],
  [/^\s?(?:属于三类|要求行政机关)/u, '5'],
  [/^\s?属于四类/u, '6'],
  [/^\s?属于行政执法/u, '7'],
  [/^\s?属于行政查询/u, '8'],
]

/** `00000002.其他…`: in run-on text the last digit before a numbered caption is its number. */
function withoutEnumerator(text: string, from: number, to: number): number {
  const rest = text.slice(to)
  if (/^[.．、]\s?\p{Script=Han}/u.test(rest)) return to - 1
  const last = text.slice(from, to).at(-1)
  return NUMBERED.some(([caption, digit]) => digit === last && caption.test(rest)) ? to - 1 : to
}

function cut(piece: TextPiece, text: string, from: number, to: number): TextPiece {
  const width = (piece.to - piece.from) / Math.max(text.length, 1)
  return {
    text: text.slice(from, to),
    from: piece.from + from * width,
    to: piece.from + to * width,
  }
}
