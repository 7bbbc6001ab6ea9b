import type { Letters } from './letters.ts'

export interface Passage {
  /** the text with blanks closed up, cut at both ends where something is left out */
  readonly text: string
  /** what was looked for, as ranges of `text` in order, not overlapping */
  readonly marks: readonly (readonly [from: number, to: number])[]
}

const LENGTH = 120
const LEAD = 30
const MOST_FINDS = 400

interface Find {
  readonly from: number
  readonly to: number
  readonly needle: number
}

/** The stretch of a text that says most of what was looked for, with its finds marked. */
export function bestPassage(
  letters: Letters,
  needles: readonly string[],
  length = LENGTH,
): Passage {
  const finds = findAll(letters, needles)
  const start = finds.length === 0 ? 0 : bestStart(finds, needles, length)
  return cut(letters.source, start, length, finds)
}

/** Marks every find in a short text such as a title. */
export function markAll(letters: Letters, needles: readonly string[]): Passage {
  const finds = findAll(letters, needles)
  return { text: letters.source, marks: merged(finds) }
}

/** Finds in places of the original text, in order. Longer needles come first and keep what they cover. */
function findAll({ text, at }: Letters, needles: readonly string[]): Find[] {
  const finds: Find[] = []
  for (const [needle, letters] of needles.entries()) {
    if (letters === '') continue
    for (let from = text.indexOf(letters); from >= 0; from = text.indexOf(letters, from + 1)) {
      finds.push({ from: at[from]!, to: at[from + letters.length - 1]! + 1, needle })
      if (finds.length >= MOST_FINDS) break
    }
  }
  return finds.toSorted((a, b) => a.from - b.from || b.to - a.to)
}

/** Where a window begins that holds the most different needles, and of those the longest. */
function bestStart(finds: readonly Find[], needles: readonly string[], length: number): number {
  let best = 0
  let most = -1
  for (const [index, find] of finds.entries()) {
    const inside = finds.slice(index).filter(({ to }) => to <= find.from + length - LEAD)
    const different = new Set(inside.map(({ needle }) => needle))
    let worth = inside.length * 0.01
    for (const needle of different) worth += (needles[needle]?.length ?? 0) ** 1.5
    if (worth > most) [most, best] = [worth, find.from]
  }
  return best
}

function cut(source: string, anchor: number, length: number, finds: readonly Find[]): Passage {
  const from = passageStart(source, anchor)
  const to = wholeEnd(source, Math.min(source.length, from + length))
  const inside = merged(finds.filter((find) => find.from >= from && find.to <= to))
  const pieces: string[] = []
  const marks: [number, number][] = []
  let place = from
  let size = 0
  const push = (text: string) => {
    const closed = text.replace(/\s+/gu, ' ')
    pieces.push(closed)
    size += closed.length
  }
  if (from > 0) push('…')
  for (const [start, end] of inside) {
    push(source.slice(place, start))
    const marked = size
    push(source.slice(start, end))
    marks.push([marked, size])
    place = end
  }
  push(source.slice(place, to))
  if (to < source.length) push('…')
  return { text: pieces.join(''), marks }
}

/** A little before the find, after the end of a sentence or line where one is near. */
function passageStart(source: string, anchor: number): number {
  if (anchor === 0) return 0
  const earliest = Math.max(0, anchor - LEAD)
  const before = source.slice(earliest, anchor)
  const end = Math.max(...['。', '\n', '；', '！', '？'].map((mark) => before.lastIndexOf(mark)))
  if (end >= 0) return earliest + end + 1 + leadingBlanks(source, earliest + end + 1)
  return isLowHalf(source, earliest) ? earliest + 1 : earliest
}

function leadingBlanks(source: string, from: number): number {
  return /^\s*/u.exec(source.slice(from, from + LEAD))?.[0].length ?? 0
}

const wholeEnd = (source: string, to: number) => (isLowHalf(source, to) ? to - 1 : to)

function isLowHalf(source: string, at: number): boolean {
  const code = source.charCodeAt(at)
  return code >= 0xdc00 && code <= 0xdfff
}

function merged(finds: readonly Find[]): (readonly [number, number])[] {
  const marks: [number, number][] = []
  for (const { from, to } of finds) {
    const last = marks.at(-1)
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to)
    else marks.push([from, to])
  }
  return marks
}
