import { letterKey } from './letters.ts'
import { contentWords } from './question-words.ts'
import type { Synonyms } from './synonyms.ts'
import { allOf, anyOf, lexemeQuery, lexemesOf, phraseQuery } from './tsquery.ts'

/** One thing that is looked for, and the other words it goes by. */
export interface Part {
  readonly letters: string
  readonly alternatives: readonly string[]
  /** of the whole question, by length; all parts together 1 */
  readonly weight: number
}

/** How a query is asked, from the strictest to the widest. Every query is text of a `tsquery`. */
export interface QueryPlan {
  /** the whole query, letters only */
  readonly letters: string
  readonly alternatives: readonly string[]
  readonly parts: readonly Part[]
  /** the query as one phrase */
  readonly phrase: string
  /** its words or parts, each as a phrase, wherever they stand */
  readonly all: string | undefined
  /** every pair of characters of its parts */
  readonly pairs: string | undefined
  /** lexemes of the parts and of their alternatives, for the widest search */
  readonly lexemes: readonly string[]
}

const LONGEST_QUERY = 200

/** Undefined for a query without a letter. */
export function planQuery(query: string, synonyms: Synonyms): QueryPlan | undefined {
  const words = query.slice(0, LONGEST_QUERY).split(/\s+/u)
  const letters = letterKey(words.join(' '))
  const phrase = phraseQuery(words.join(' '))
  if (phrase === undefined) return undefined
  const alternatives = synonyms.of(letters)
  const parts = partsOf(words, synonyms)
  return {
    letters,
    alternatives,
    parts,
    phrase: anyOf([phrase, ...alternatives.map(phraseQuery)]) ?? phrase,
    all: allOf(parts.filter(isTelling).map(partQuery)),
    pairs: allOf(parts.filter(isTelling).map(pairsQuery)),
    lexemes: [
      ...new Set(parts.flatMap((part) => [part.letters, ...part.alternatives].flatMap(lexemesOf))),
    ],
  }
}

/** A single character says too little to be demanded; it still counts when hits are compared. */
const isTelling = ({ letters, weight }: Part) => [...letters].length > 1 || weight === 1

function partsOf(words: readonly string[], synonyms: Synonyms): Part[] {
  const whole = words.flatMap((word) => {
    const key = letterKey(word)
    return key === '' ? [] : [{ word, key }]
  })
  const found = whole.flatMap(({ word, key }) => {
    if (synonyms.of(key).length > 0) return [key]
    const content = contentWords(word)
      .map(letterKey)
      .filter((part) => part !== '')
    return (content.length > 0 ? content : [key]).flatMap((part) => synonyms.split(part))
  })
  const parts = [...new Set(found)]
  const total = parts.reduce((sum, part) => sum + part.length, 0)
  return parts.map((letters) => ({
    letters,
    alternatives: synonyms.of(letters),
    weight: letters.length / total,
  }))
}

function partQuery({ letters, alternatives }: Part): string | undefined {
  return anyOf([letters, ...alternatives].map(phraseQuery))
}

function pairsQuery({ letters, alternatives }: Part): string | undefined {
  const pairs = allOf(lexemesOf(letters).map(lexemeQuery))
  return anyOf([pairs ?? phraseQuery(letters), ...alternatives.map(phraseQuery)])
}

/**
 * The widest search: at least two of the most telling lexemes, or the only one there is.
 * @param frequency share of texts that hold a lexeme, as far as it is known
 */
export function widestQuery(
  plan: QueryPlan,
  frequency: (lexeme: string) => number,
): string | undefined {
  const telling = plan.lexemes
    .toSorted((a, b) => frequency(a) - frequency(b))
    .slice(0, MOST_TELLING)
    .map(lexemeQuery)
  if (telling.length < 3) return anyOf(telling)
  const pairs = telling.flatMap((one, index) =>
    telling.slice(index + 1).map((other) => allOf([one, other])),
  )
  return anyOf(pairs)
}

const MOST_TELLING = 10
