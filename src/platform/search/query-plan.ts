import { findArticle, withoutArticles, type ArticleReference } from './article.ts'
import { letterKey } from './letters.ts'
import { contentWords } from './question-words.ts'
import type { Synonyms } from './synonyms.ts'
import { phraseKey, tokensOf } from './tokens.ts'
import { allOf, anyOf, pairsQuery } from './tsquery.ts'

/** One thing that is looked for, and the other words it goes by. */
export interface Part {
  readonly phrase: string
  readonly alternatives: readonly string[]
  /** of the whole question, by length; all parts together 1 */
  readonly weight: number
  /** a year may be that of the document instead of standing in it */
  readonly year: number | undefined
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
  /** where in a law the answer stands; says nothing about which law */
  readonly article: ArticleReference | undefined
}

const LONGEST_QUERY = 200

/** Undefined for a query without a letter. */
export function planQuery(query: string, synonyms: Synonyms): QueryPlan | undefined {
  const asked = query.slice(0, LONGEST_QUERY).trim()
  const words = asked.split(/[\s，。；：！？]+/u).filter((word) => letterKey(word) !== '')
  const phrase = phraseKey(asked)
  if (phrase === '') return undefined
  const alternatives = synonyms.of(letterKey(phrase)).map(phraseKey)
  const found = withoutArticles(words.join(' ')).flatMap((word) => phrasesIn(word, synonyms))
  // an article and nothing else: it is what is looked for
  const parts = partsOf(found.length > 0 ? found : words, synonyms)
  return {
    phrase,
    alternatives,
    parts,
    isQuestion: words.some((word) => contentWords(word).join('') !== word),
    readings: readingsOf([phrase, ...alternatives], parts),
    article: findArticle(words.join(' ')),
  }
}

/**
 * The same query with its longer parts divided further, where that is known to make sense.
 * @param divide a part's phrase to the phrases that it consists of
 */
export function dividePlan(
  plan: QueryPlan,
  divide: (phrase: string) => readonly string[],
  synonyms: Synonyms,
): QueryPlan {
  const phrases = plan.parts.flatMap(({ phrase, alternatives, year }) =>
    alternatives.length > 0 || year !== undefined ? [phrase] : divide(phrase),
  )
  if (phrases.length === plan.parts.length) return plan
  const parts = partsOf(phrases, synonyms)
  return { ...plan, parts, readings: readingsOf([plan.phrase, ...plan.alternatives], parts) }
}

function readingsOf(whole: readonly string[], parts: readonly Part[]): Reading[] {
  const demanded = demandedOf(parts)
  const readings = [
    readingOf([whole]),
    readingOf(demanded.map((part) => [part.phrase, ...part.alternatives])),
    { query: allOf(demanded.map(pairsOfPart)) ?? '', groups: [] },
  ]
  return withoutRepeats(readings.filter((reading) => reading.query !== ''))
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

/** A single character says too little to be demanded, and a year may be the document's own; they count when hits are compared. */
function demandedOf(parts: readonly Part[]): readonly Part[] {
  const telling = parts.filter(
    ({ phrase, year }) => [...letterKey(phrase)].length > 1 && year === undefined,
  )
  return telling.length > 0 ? telling : parts
}

const YEAR = /((?:19|20)\d{2}\s*年?度?)/u

function partsOf(found: readonly string[], synonyms: Synonyms): Part[] {
  const phrases = [...new Set(found.map(phraseKey))].filter(Boolean)
  const total = phrases.reduce((sum, phrase) => sum + phrase.trim().length, 0)
  return phrases.map((phrase) => ({
    phrase,
    alternatives: synonyms.of(letterKey(phrase)).map(phraseKey),
    weight: phrase.trim().length / total,
    year: /^ ?(?:19|20)\d{2} ?年?度?$/u.test(phrase) ? Number(/\d{4}/u.exec(phrase)) : undefined,
  }))
}

function phrasesIn(word: string, synonyms: Synonyms): readonly string[] {
  const key = letterKey(word)
  if (key === '') return []
  if (synonyms.of(key).length > 0) return [word]
  const content = contentWords(word).flatMap((part) => part.split(YEAR))
  const telling = content.filter((part) => letterKey(part) !== '')
  return (telling.length > 0 ? telling : [word]).flatMap((part) =>
    // words keep their blanks; runs of characters are cut around what has synonyms
    tokensOf(part).every(({ ideograph }) => ideograph) ? synonyms.split(letterKey(part)) : [part],
  )
}

function pairsOfPart({ phrase, alternatives }: Part): string | undefined {
  return anyOf([phrase, ...alternatives].map(pairsQuery))
}
