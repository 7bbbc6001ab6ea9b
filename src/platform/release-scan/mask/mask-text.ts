import { findPersonalData } from '../personal-data/find-personal-data.ts'
import type { PersonalKind } from '../personal-data/letters-and-digits.ts'
import { keptEnds, masked } from '../personal-data/masked.ts'

/** A number that was made unreadable in the copy. */
export interface Replacement {
  readonly kind: PersonalKind
  /** As it stands in the copy, without separators. */
  readonly masked: string
}

/** @param keep numbers and addresses in plain form that stay, such as the office's own */
export interface Masking {
  readonly keep: ReadonlySet<string>
  readonly replaced: Replacement[]
}

/** The same text, character for character, with stars in the middle of every number of a person. */
export function maskText(text: string, { keep, replaced }: Masking): string {
  const characters = [...text].length === text.length ? text.split('') : [...text].flatMap(units)
  for (const { kind, start, end, value } of findPersonalData(text)) {
    if (keep.has(value)) continue
    replaced.push({ kind, masked: masked(kind, value) })
    for (const place of placesToMask(kind, text, start, end)) characters[place] = '*'
  }
  return characters.join('')
}

const units = (character: string) => character.split('')

function placesToMask(kind: PersonalKind, text: string, start: number, end: number): number[] {
  if (kind === 'email') {
    const at = text.slice(start, end).search(/[@＠]/)
    return range(start + 1, start + at)
  }
  const significant = range(start, end).filter((place) => isSignificant(text[place]!))
  const [head, tail] = keptEnds(kind)
  return significant.slice(head, significant.length - tail)
}

const range = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index)

/** Digits and letters of whatever writing; separators stay, so that the text keeps its shape. */
const isSignificant = (character: string) => /[\p{L}\p{N}\p{Surrogate}○]/u.test(character)

/** A text in pieces that lie apart in the file and are read as one. */
export interface Piece {
  readonly text: string
  /** Undefined for what only separates. */
  readonly write?: (text: string) => void
}

export function maskPieces(pieces: readonly Piece[], masking: Masking): void {
  const before = pieces.map(({ text }) => text).join('')
  const after = maskText(before, masking)
  if (after === before) return
  let at = 0
  for (const { text, write } of pieces) {
    const changed = after.slice(at, at + text.length)
    if (changed !== text) write?.(changed)
    at += text.length
  }
}
