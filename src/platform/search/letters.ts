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
function foldCharacter(character: string): string {
  const plain = character.normalize('NFKC').toLowerCase()
  return Array.from(plain, (one) => SIMPLIFIED_FORM.get(one) ?? one).join('')
}

const LETTER = /[\p{L}\p{N}]/u

/** The letters of one character as it is compared; none for what stands between letters. */
export function lettersOfCharacter(character: string): string {
  const code = character.charCodeAt(0)
  const known = character.length === 1 ? lettersByCode[code] : undefined
  if (known !== undefined) return known
  const letters = Array.from(foldCharacter(character))
    .filter((one) => LETTER.test(one))
    .join('')
  if (character.length === 1) lettersByCode[code] = letters
  return letters
}

// what was asked of a character of the basic plane once is not worked out again: texts are taken apart by the million
const lettersByCode: (string | undefined)[] = Array.from({ length: 0x10000 })

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
    const letters = lettersOfCharacter(character)
    text += letters
    for (let unit = 0; unit < letters.length; unit += 1) at.push(place)
    place += character.length
  }
  return { source, text, at }
}

/** Only the letters, for keys and comparisons. */
export function letterKey(source: string): string {
  return lettersOf(source).text
}
