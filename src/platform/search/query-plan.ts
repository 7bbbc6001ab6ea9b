import { letterKey } from './letters.ts'
import { contentWords } from './question-words.ts'
import type { Synonyms } from './synonyms.ts'
import { phraseKey, tokensOf } from './tokens.ts'
import { allOf, anyOf, lexemeQuery, lexemesOf, pairsQuery } from './tsquery.ts'

/** One thing that is looked for, and the other words it goes by. */
export interface Part {
  readonly phrase: string
  readonly alternatives: readonly string[]
  /** of the whole question, by length; all parts together 1 */
  readonly weight: number
}

/** A reading of a query. */
export interface Reading {
  /** `tsquery` of what may answer it */
  readonly query: string
  /** what an answer says: of each group, at least one phrase; none for a reading that asks for pairs alone */
  readonly groups: readonly (readonly string[])[]
}

/** How a query is asked, from the strictest to the widest. Phrases are keys as `phraseKey` makes them. */
export interface QueryPlan {
  /** the whole query as one phrase */
  readonly phrase: string
  readonly alternatives: readonly string[]
  readonly parts: readonly Part[]
  /** there were words in it that no document answers with */
  readonly isQuestion: boolean
  /** the query as one phrase; its parts, wherever they stand; every pair of characters of its parts */
  readonly readings: readonly Reading[]
  /** lexemes of the parts and of their alternatives, for the widest search */
  readonly lexemes: readonly string[]
}

const LONGEST_QUERY = 200

/** Undefined for a query without a letter. */
export function planQuery(query: string, synonyms: Synonyms): QueryPlan | undefined {
  const words = query.slice(0, LONGEST_QUERY).trim().split(/\s+/u)
  const phrase = phraseKey(words.join(' '))
  if (phrase === '') return undefined
  const alternatives = synonyms.of(letterKey(phrase)).map(phraseKey)
  const parts = partsOf(words, synonyms)
  const telling = parts.filter(isTelling)
  const readings = [
    readingOf([[phrase, ...alternatives]]),
    readingOf(telling.map((part) => [part.phrase, ...part.alternatives])),
    { query: allOf(telling.map(pairsOfPart)) ?? '', groups: [] },
  ].filter((reading) => reading.query !== '')
  return {
    phrase,
    alternatives,
    parts,
    isQuestion: words.some((word) => contentWords(word).join('') !== word),
    readings: withoutRepeats(readings),
    lexemes: [
      ...new Set(parts.flatMap((part) => [part.phrase, ...part.alternatives].flatMap(lexemesOf))),
    ],
  }
}

function readingOf(groups: readonly (readonly string[])[]): Reading {
  const query = allOf(groups.map((phrases) => anyOf(phrases.map(pairsQuery)))) ?? ''
  return { query, groups }
}

/** What says at least one of the phrases. */
export function anyReading(phrases: readonly string[]): Reading {
  return readingOf([phrases])
}

function withoutRepeats(readings: readonly Reading[]): Reading[] {
  const seen = new Set<string>()
  return readings.filter(({ query, groups }) => {
    const key = JSON.stringify([query, groups])
    return seen.size < seen.add(key).size
  })
}

/** A single character says too little to be demanded; it still counts when hits are compared. */
const isTelling = ({ phrase, weight }: Part) => [...letterKey(phrase)].length > 1 || weight === 1

const YEAR = /((?:19|20)\d{2}\s*年?度?)/u

function partsOf(words: readonly string[], synonyms: Synonyms): Part[] {
  const found = words.flatMap((word) => {
    const key = letterKey(word)
    if (key === '') return []
    if (synonyms.of(key).length > 0) return [key]
    const content = contentWords(word).flatMap((part) => part.split(YEAR))
    const telling = content.filter((part) => letterKey(part) !== '')
    return (telling.length > 0 ? telling : [word]).flatMap((part) =>
      // words keep their blanks; runs of characters are cut around what has synonyms
      tokensOf(part).every(({ ideograph }) => ideograph) ? synonyms.split(letterKey(part)) : [part],
    )
  })
  const phrases = [...new Set(found.map(phraseKey))]
  const total = phrases.reduce((sum, phrase) => sum + phrase.trim().length, 0)
  return phrases.map((phrase) => ({
    phrase,
    alternatives: synonyms.of(letterKey(phrase)).map(phraseKey),
    weight: phrase.trim().length / total,
  }))
}

function pairsOfPart({ phrase, alternatives }: Part): string | undefined {
  return anyOf([phrase, ...alternatives].map(pairsQuery))
}

/**
 * The widest reading: at least two of the most telling lexemes, or the only one there is.
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
  if (telling.length <= FEW) return anyOf(telling)
  const pairs = telling.flatMap((one, index) =>
    telling.slice(index + 1).map((other) => allOf([one, other])),
  )
  return anyOf(pairs)
}

const MOST_TELLING = 10
/** Of so few lexemes each counts. */
const FEW = 5
