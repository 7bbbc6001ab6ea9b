import { SIMPLIFIED_FORM } from './traditional.ts'

/**
 * What a text is compared by: its letters and digits, in lower case, full width and compatibility forms resolved,
 * traditional characters simplified. Punctuation and blanks are transparent, so that 公平、公正 is found as 公平公正 and a
 * phrase across a line break as a phrase.
 */
export interface Letters {
  readonly source: string
  /** the letters without anything between them */
  readonly text: string
  /** for each code unit of `text`, where its character stands in the original */
  readonly at: readonly number[]
}

/** One character as it is compared; may be several (㎡ → m2) or none (a blank). */
export function foldCharacter(character: string): string {
  const known = folded.get(character)
  if (known !== undefined) return known
  const plain = character.normalize('NFKC').toLowerCase()
  const letters = Array.from(plain, (one) => SIMPLIFIED_FORM.get(one) ?? one).join('')
  if (folded.size < MOST_REMEMBERED) folded.set(character, letters)
  return letters
}

const MOST_REMEMBERED = 60_000
const folded = new Map<string, string>()

const LETTER = /[\p{L}\p{N}]/u

export function isLetter(character: string): boolean {
  const known = letterKinds.get(character)
  if (known !== undefined) return known
  const is = LETTER.test(character)
  if (letterKinds.size < MOST_REMEMBERED) letterKinds.set(character, is)
  return is
}

const letterKinds = new Map<string, boolean>()

/** Characters of scripts written without blanks between words: each stands for itself. */
export function isIdeograph(character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  return (
    (code >= 0x3400 && code <= 0x9fff) ||
    code === 0x3007 || // 〇
    (code >= 0x3040 && code <= 0x30ff) || // kana
    (code >= 0xac00 && code <= 0xd7af) || // hangul
    code >= 0x20000
  )
}

/** The letters of a text, and where each came from. */
export function lettersOf(source: string): Letters {
  const at: number[] = []
  let text = ''
  let place = 0
  for (const character of source) {
    for (const one of foldCharacter(character)) {
      if (!isLetter(one)) continue
      text += one
      for (let unit = 0; unit < one.length; unit += 1) at.push(place)
    }
    place += character.length
  }
  return { source, text, at }
}

/** Only the letters, for keys and comparisons. */
export function letterKey(source: string): string {
  return lettersOf(source).text
}
