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
  /** 办法 or 条例: what kind of document it is, which readers seldom know */
  readonly isKind: boolean
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
  const asked = inDigits(query.slice(0, LONGEST_QUERY).trim())
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

/** 二〇二二年 and 22年 as 2022年; a telephone number typed in one run with its area code apart. */
function inDigits(query: string): string {
  return query
    .replace(
      /([一二])([〇○零九])([〇○零一二三四五六七八九])([〇○零一二三四五六七八九])(?=年)/gu,
      (year) => Array.from(year, digitOf).join(''),
    )
    .replace(/(?<![\d第])([12]\d)年(?![级以内期前后来限制龄间])/gu, '20$1年')
    .replace(/(?<!\d)(0(?:10|2\d|[3-9]\d{2}))-?(\d{7,8})(?!\d)/gu, ' $1 $2 ')
    .trim()
}

const digitOf = (character: string) =>
  String(Math.max(0, '〇一二三四五六七八九'.indexOf(character)))

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

/** What says, of each group, at least one phrase. */
export function allReading(groups: readonly (readonly string[])[]): Reading {
  return readingOf(groups)
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

/**
 * What an answer must say. A single character says too little, a year may be the document's own, and hardly anybody knows
 * whether it is a 办法 or a 条例: these count when hits are compared.
 */
export function demandedOf<T extends Pick<Part, 'phrase' | 'year' | 'isKind'>>(
  parts: readonly T[],
): readonly T[] {
  const telling = parts.filter(
    ({ phrase, year, isKind }) =>
      [...letterKey(phrase)].length > 1 && year === undefined && !isKind,
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
    isKind: KIND.test(phrase),
    year: /^ ?(?:19|20)\d{2} ?年?度?$/u.test(phrase) ? Number(/\d{4}/u.exec(phrase)) : undefined,
  }))
}

const KINDS =
  '条例|办法|规定|细则|规则|规程|方案|预案|通知|通告|公告|意见|规划|计划|决定|标准|制度|政策|指南|目录|清单|解读|图解|问答'
const KIND = new RegExp(`^(?:${KINDS})$`, 'u')
const KIND_AT_END = new RegExp(`^(.{2,}?)((?:${KINDS})+)$`, 'u')

/** 殡葬管理条例 → 殡葬管理, 条例. */
function withoutKind(word: string): string[] {
  const [, topic, kind] = KIND_AT_END.exec(word) ?? []
  return topic === undefined ? [word] : [topic, ...kind!.match(new RegExp(KINDS, 'gu'))!]
}

function phrasesIn(word: string, synonyms: Synonyms): readonly string[] {
  const key = letterKey(word)
  if (key === '') return []
  if (synonyms.of(key).length > 0) return [word]
  const content = contentWords(word)
    .flatMap((part) => part.split(YEAR))
    .flatMap(withoutKind)
  const telling = content.filter((part) => letterKey(part) !== '')
  return (telling.length > 0 ? telling : [word]).flatMap((part) =>
    // words keep their blanks; runs of characters are cut around what has synonyms
    tokensOf(part).every(({ ideograph }) => ideograph) ? synonyms.split(letterKey(part)) : [part],
  )
}

function pairsOfPart({ phrase, alternatives }: Part): string | undefined {
  return anyOf([phrase, ...alternatives].map(pairsQuery))
}
