import { tokensOf, type Token } from './tokens.ts'

// Text of `tsquery` values. Lexemes consist of letters and digits only, so nothing needs escaping within the quotes.

interface Unit {
  readonly lexeme: string
  readonly position: number
  readonly prefix: boolean
}

/** `word` as a contiguous phrase, or undefined when it has no letters. */
export function phraseQuery(word: string): string | undefined {
  const units = unitsOf(tokensOf(word).slice(0, LONGEST_PHRASE))
  if (units.length === 0) return undefined
  let query = ''
  let before = 0
  for (const { lexeme, position, prefix } of units) {
    if (query !== '') query += ` <${position - before}> `
    query += `'${lexeme}'${prefix ? ':*' : ''}`
    before = position
  }
  return units.length === 1 ? query : `(${query})`
}

const LONGEST_PHRASE = 200

/** The fewest pairs that cover a run of characters: every second one, and the last. */
function unitsOf(tokens: readonly Token[]): Unit[] {
  const units: Unit[] = []
  for (let index = 0; index < tokens.length;) {
    const token = tokens[index]!
    const isLast = index === tokens.length - 1
    if (!token.ideograph) {
      // typed to the end or not: 2020 also finds 20201234, as the last word
      units.push({ lexeme: token.text, position: index, prefix: isLast })
      index += 1
      continue
    }
    const length = runLength(tokens, index)
    const run = tokens.slice(index, index + length).map(({ text }) => text)
    if (length === 1) units.push({ lexeme: run[0]!, position: index, prefix: isLast })
    for (let at = 0; at + 1 < length; at += 2)
      units.push({ lexeme: run[at]! + run[at + 1]!, position: index + at, prefix: false })
    if (length > 1 && length % 2 === 1)
      units.push({
        lexeme: run[length - 2]! + run[length - 1]!,
        position: index + length - 2,
        prefix: false,
      })
    index += length
  }
  return units
}

function runLength(tokens: readonly Token[], from: number): number {
  let length = 0
  while (tokens[from + length]?.ideograph === true) length += 1
  return length
}

/** Every pair and every whole word of a text once, as lexemes. A lone character is none: it says too little. */
export function lexemesOf(word: string): string[] {
  const tokens = tokensOf(word)
  const lexemes = tokens.flatMap((token, index) => {
    if (!token.ideograph) return token.text.length > 1 ? [token.text] : []
    const next = tokens[index + 1]
    return next?.ideograph === true ? [token.text + next.text] : []
  })
  return [...new Set(lexemes)]
}

export const lexemeQuery = (lexeme: string): string => `'${lexeme}'`

export function anyOf(queries: readonly (string | undefined)[]): string | undefined {
  return joinedBy(' | ', queries)
}

export function allOf(queries: readonly (string | undefined)[]): string | undefined {
  return joinedBy(' & ', queries)
}

function joinedBy(operator: string, queries: readonly (string | undefined)[]): string | undefined {
  const present = [...new Set(queries.filter((query) => query !== undefined))]
  if (present.length < 2) return present[0]
  return `(${present.join(operator)})`
}
