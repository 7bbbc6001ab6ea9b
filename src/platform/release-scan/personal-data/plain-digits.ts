/** Text as a searcher wants it: one digit for every way of writing it, with the way back to the original. */
export interface PlainText {
  readonly text: string
  /** For each character of `text`, and for its end, where it stood in the original. */
  readonly at: readonly number[]
}

const UNSEEN = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/
const DASH = /[\u2010-\u2015\u2212\ufe58\ufe63]/
const SPACE = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/
const DIGIT = /\p{Nd}/u
const CHINESE_DIGITS = '〇一二三四五六七八九'
/** Years have four of them; a number of a person has eleven or more. */
const SPELLED_NUMBER = /[〇○零一二三四五六七八九幺]{11,}/g

export function plainText(original: string): PlainText {
  // nearly all text is: nothing to do, and positions stay
  // oxlint-disable-next-line no-control-regex
  if (/^[\u0000-\u007f]*$/.test(original)) return { text: original, at: positions(original) }
  const characters: string[] = []
  const at: number[] = []
  let place = 0
  for (const character of original) {
    for (const plain of plainCharacter(character)) {
      characters.push(plain)
      at.push(place)
    }
    place += character.length
  }
  at.push(place)
  return { text: characters.join('').replaceAll(SPELLED_NUMBER, spelledDigits), at }
}

function positions(text: string): number[] {
  return Array.from({ length: text.length + 1 }, (_, index) => index)
}

/** One UTF-16 unit, or none, or the two of a rare character. */
function plainCharacter(character: string): string {
  if (character <= '\u007f') return character
  if (UNSEEN.test(character)) return ''
  if (DASH.test(character)) return '-'
  if (SPACE.test(character)) return ' '
  const code = character.codePointAt(0)!
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCodePoint(code - 0xfee0)
  return DIGIT.test(character) ? plainDigit(character) : character
}

function plainDigit(character: string): string {
  const normal = character.normalize('NFKC')
  if (/^\d$/.test(normal)) return normal
  // digits of other scripts stand in blocks of ten, from zero
  const code = character.codePointAt(0)!
  for (let zero = code; zero > code - 10; zero -= 1) {
    if (!DIGIT.test(String.fromCodePoint(zero - 1))) return String(code - zero)
  }
  return character
}

function spelledDigits(run: string): string {
  return [...run]
    .map((word) => (word === '幺' ? '1' : /[○零]/.test(word) ? '0' : CHINESE_DIGITS.indexOf(word)))
    .join('')
}
