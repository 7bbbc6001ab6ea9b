import { tokensOf, type Token } from './tokens.ts'

// Text of `tsquery` values. Lexemes consist of letters and digits only, so nothing needs escaping within the quotes.

/** What holds a phrase holds all its pairs and words; whether it holds the phrase is asked of the text itself. */
export function pairsQuery(phrase: string): string | undefined {
  const tokens = tokensOf(phrase)
  const units = tokens.flatMap((token, index) => unitAt(tokens, token, index))
  return allOf(units.slice(0, MOST_UNITS))
}

/** A few dozen pairs leave hardly anything but the phrase. */
const MOST_UNITS = 40

function unitAt(tokens: readonly Token[], token: Token, index: number): string[] {
  const next = tokens[index + 1]
  if (token.text === '') return []
  if (token.ideograph && next?.ideograph === true) return [`'${token.text}${next.text}'`]
  const before = tokens[index - 1]
  // the end of a run is in its last pair already
  if (token.ideograph && before?.ideograph === true) return []
  return [next === undefined ? `'${token.text}':*` : `'${token.text}'`]
}

/** Every pair and every whole word of a text once, as lexemes. A lone character or a small number is none: it says too little. */
export function lexemesOf(phrase: string): string[] {
  const tokens = tokensOf(phrase)
  const lexemes = tokens.flatMap((token, index) => {
    if (!token.ideograph) return SMALL.test(token.text) ? [] : [token.text]
    const next = tokens[index + 1]
    return next?.ideograph === true ? [token.text + next.text] : []
  })
  return [...new Set(lexemes)]
}

const SMALL = /^(?:\d{1,2}|.?)$/u

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
