import { isIdeograph, lettersOfCharacter } from './letters.ts'

/**
 * A whole word of letters, a whole number (`2020`), or one character of a script without blanks between words. Empty
 * where a sentence or a clause ends: 项目资助，企业 does not speak of 助企.
 */
export interface Token {
  readonly text: string
  readonly ideograph: boolean
}

/** The tokens of a text in order. Letters and digits part, so that GB3838, GB 3838 and gb-3838 are the same. */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = []
  let word = ''
  let isNumber = false
  const endWord = () => {
    if (word !== '') tokens.push({ text: word.slice(0, LONGEST_WORD), ideograph: false })
    word = ''
  }
  for (const character of source.includes(',') ? source.replace(THOUSANDS, '') : source) {
    const letters = lettersOfCharacter(character)
    if (letters === '') {
      endWord()
      if (ENDS.includes(character) && tokens.at(-1)?.text) tokens.push(END)
    }
    for (const one of letters) {
      if (isIdeograph(one)) {
        endWord()
        tokens.push({ text: one, ideograph: true })
        continue
      }
      const digit = isDigit(one)
      if (word !== '' && digit !== isNumber) endWord()
      isNumber = digit
      word += one
    }
  }
  endWord()
  if (tokens.at(-1) === END) tokens.pop()
  return tokens
}

// 、 and brackets are no ends: 公平、公正 is found as 公平公正
const ENDS = '，。；：！？'
const END: Token = { text: '', ideograph: false }

/** 47,000 is 47000. */
const THOUSANDS = /(?<=\d),(?=\d{3}(?!\d))/gu

const isDigit = (one: string) => one >= '0' && one <= '9'

/** PostgreSQL refuses words of more than 2 KB; nobody looks for longer ones than this. */
const LONGEST_WORD = 100

/**
 * A text as phrases are looked for in it: characters without anything between them, each word between two blanks, so
 * that 13号 is not found in 213号.
 */
export function keyOf(tokens: readonly Token[]): string {
  let key = ''
  for (const { text, ideograph } of tokens) {
    if (ideograph) key += text
    else if (text === '') key += key.endsWith(' ') ? '' : ' '
    else key += key.endsWith(' ') ? `${text} ` : ` ${text} `
  }
  return key
}

/** A phrase as it is looked for in such a text. Its last word may go on: 2020 also finds 20201234. */
export function phraseKey(phrase: string): string {
  return keyOf(tokensOf(phrase)).replace(/ $/u, '')
}

/**
 * Every pair of neighbouring characters, every whole word, and the last character of each run, so that a single
 * character is found as a beginning wherever it stands.
 */
export function lexemesIn(tokens: readonly Token[]): Set<string> {
  const lexemes = new Set<string>()
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1]
    if (token.text === '') continue
    const isPair = token.ideograph && next?.ideograph === true
    lexemes.add(isPair ? token.text + next.text : token.text)
  }
  return lexemes
}

/** As PostgreSQL reads a `tsvector`. Lexemes consist of letters and digits only, so nothing needs escaping. */
export function vectorText(lexemes: Iterable<string>): string {
  let text = ''
  for (const lexeme of lexemes) text += `'${lexeme}' `
  return text
}
