import { foldCharacter, isIdeograph, isLetter } from './letters.ts'

/** A whole word of letters or digits (`2020`, `a4`), or one character of a script without blanks between words. */
export interface Token {
  readonly text: string
  readonly ideograph: boolean
}

/** The tokens of a text in order; a token's index is its position. */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = []
  let word = ''
  const endWord = () => {
    if (word !== '') tokens.push({ text: word.slice(0, LONGEST_WORD), ideograph: false })
    word = ''
  }
  for (const character of source) {
    for (const one of foldCharacter(character)) {
      if (!isLetter(one)) endWord()
      else if (isIdeograph(one)) {
        endWord()
        tokens.push({ text: one, ideograph: true })
      } else word += one
    }
  }
  endWord()
  return tokens
}

/** PostgreSQL refuses words of more than 2 KB; nobody looks for longer ones than this. */
const LONGEST_WORD = 100

/** PostgreSQL keeps no position beyond this, and no more than so many of one word. */
export const LAST_POSITION = 16_383
const MOST_POSITIONS = 255

/**
 * Lexemes with their positions as PostgreSQL reads a `tsvector`: every pair of neighbouring characters, every whole
 * word, and the last character of each run, so that a single character is found as a prefix wherever it stands.
 * @param from position of the first token, from 1
 */
export class VectorText {
  readonly #positions = new Map<string, number[]>()

  add(tokens: readonly Token[], from: number): void {
    for (const [index, token] of tokens.entries()) {
      const position = from + index
      if (position > LAST_POSITION) return
      const next = tokens[index + 1]
      const isPair = token.ideograph && next?.ideograph === true
      this.#note(isPair ? token.text + next.text : token.text, position)
    }
  }

  #note(lexeme: string, position: number): void {
    const known = this.#positions.get(lexeme)
    if (known === undefined) this.#positions.set(lexeme, [position])
    else if (known.length < MOST_POSITIONS) known.push(position)
  }

  /** Lexemes consist of letters and digits only, so nothing needs escaping within the quotes. */
  toString(): string {
    let text = ''
    for (const [lexeme, positions] of this.#positions) text += `'${lexeme}':${positions.join(',')} `
    return text
  }
}

/** One text as a vector. */
export function vectorOf(source: string): string {
  const vector = new VectorText()
  vector.add(tokensOf(source), 1)
  return vector.toString()
}
