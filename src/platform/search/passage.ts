import type { Letters } from './letters.ts'
import { placesOf } from './places.ts'

export interface Passage {
  /** the text with blanks closed up, cut at both ends where something is left out */
  readonly text: string
  /** what was looked for, as ranges of `text` in order, not overlapping */
  readonly marks: readonly (readonly [from: number, to: number])[]
}

const LENGTH = 120
const LEAD = 30

/** What is looked for in a text. */
export interface PassageNeedle {
  readonly letters: string
  /** what a passage that holds it is worth, beside the others */
  readonly weight: number
  /** it is the head of a paragraph; within one it is only mentioned */
  readonly isHead?: boolean
}

interface Find {
  readonly from: number
  readonly to: number
  readonly needle: number
  /** the head of another paragraph is only spoken of */
  readonly mentions: boolean
}

/** The stretch of a text that says most of what was looked for, with its finds marked. */
export function bestPassage(
  letters: Letters,
  needles: readonly PassageNeedle[],
  length = LENGTH,
): Passage {
  const finds = findAll(letters, needles)
  const { start } = bestWindow(finds, needles, length)
  return cut(letters.source, start, length, finds)
}

/** The beginning of a text, with finds in it marked. */
export function firstPassage(letters: Letters, needles: readonly PassageNeedle[]): Passage {
  return cut(letters.source, 0, LENGTH, findAll(letters, needles))
}

/** What the best stretch of a text would say, of letters alone: by it one piece of a text is preferred to another. */
export function passageWorth(text: string, needles: readonly PassageNeedle[]): number {
  const finds: Find[] = []
  for (const [needle, { letters }] of needles.entries()) {
    for (const from of placesOf(letters, text))
      finds.push({ from, to: from + letters.length, needle, mentions: false })
  }
  return bestWindow(inOrder(finds), needles, LENGTH).worth
}

/** Marks every find in a short text such as a title. */
export function markAll(letters: Letters, needles: readonly PassageNeedle[]): Passage {
  const finds = findAll(letters, needles)
  return { text: letters.source, marks: merged(finds) }
}

/** Finds in places of the original text, in order. */
function findAll({ source, text, at }: Letters, needles: readonly PassageNeedle[]): Find[] {
  const finds: Find[] = []
  for (const [needle, { letters, isHead }] of needles.entries()) {
    for (const place of placesOf(letters, text)) {
      const from = at[place]!
      const to = at[place + letters.length - 1]! + 1
      // two words with a comma between them are not the word that they would make
      if (letters.length < LONG && BREAK.test(source.slice(from, to))) continue
      finds.push({ from, to, needle, mentions: isHead === true && !beginsParagraph(source, from) })
    }
  }
  return inOrder(finds)
}

const LONG = 6
const BREAK = /[，。；：！？]/u

function beginsParagraph(source: string, from: number): boolean {
  const line = source.slice(source.lastIndexOf('\n', from - 1) + 1, from)
  return !/[\p{L}\p{N}]/u.test(line)
}

const inOrder = (finds: Find[]) => finds.toSorted((a, b) => a.from - b.from || b.to - a.to)

/** Where a window begins that says most, and what it says: every needle counts once. */
function bestWindow(
  finds: readonly Find[],
  needles: readonly PassageNeedle[],
  length: number,
): { start: number; worth: number } {
  const best = { start: 0, worth: 0 }
  for (const [index, find] of finds.entries()) {
    const worths = new Map<number, number>()
    let often = 0
    for (const { to, needle, mentions } of finds.slice(index, index + MOST_INSIDE)) {
      if (to > find.from + length - LEAD) continue
      const worth = needles[needle]!.weight * (mentions ? MENTIONED : 1)
      worths.set(needle, Math.max(worth, worths.get(needle) ?? 0))
      often += OFTEN
    }
    const worth = worths.values().reduce((sum, one) => sum + one, often)
    if (worth > best.worth) Object.assign(best, { start: find.from, worth })
  }
  return best
}

const MOST_INSIDE = 60
const OFTEN = 0.002
const MENTIONED = 0.2

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
