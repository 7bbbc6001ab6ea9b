/** How near a document is to a query. Pure: works on what was read of it; texts come as the index keeps them. */
import type { Part, QueryPlan } from '../../../platform/search/query-plan.ts'
import { lexemesOf } from '../../../platform/search/tsquery.ts'
import type { Frequency } from './frequencies.ts'

/** A part of the query with what it weighs among the others: longer and rarer ones say more. */
export interface WeighedPart {
  readonly phrase: string
  readonly alternatives: readonly string[]
  readonly lexemes: readonly string[]
  readonly weight: number
  /** by length alone */
  readonly share: number
}

export function weigh(parts: readonly Part[], frequency: Frequency): WeighedPart[] {
  const raw = parts.map((part) => part.weight * rarity(part.phrase, frequency))
  const total = raw.reduce((sum, weight) => sum + weight, 0)
  return parts.map((part, index) => ({
    phrase: part.phrase,
    alternatives: part.alternatives,
    lexemes: lexemesOf(part.phrase),
    weight: raw[index]! / total,
    share: part.weight,
  }))
}

/** From 0.15 for what stands everywhere to 1 for what hardly stands anywhere. */
function rarity(phrase: string, frequency: Frequency): number {
  const lexemes = lexemesOf(phrase)
  if (lexemes.length === 0) return LEAST_RARITY
  const logs = lexemes.map((lexeme) => -Math.log10(Math.max(frequency(lexeme), 0.0001)))
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length
  return Math.max(LEAST_RARITY, Math.min(1, mean / 3.7))
}

const LEAST_RARITY = 0.15
/** What another word for the same is worth beside the word itself. */
const SYNONYM = 0.8
/** What pairs of a part are worth where the part as a whole does not stand. */
const PAIRS = 0.6

const SCORE = {
  titleWhole: 10,
  titleNearness: 5,
  titleParts: 6,
  bodyWhole: 1.5,
  bodyParts: 3,
  early: 0.3,
  recency: 0.3,
  lapsed: 0.3,
} as const

/** What the title alone is worth. */
export function titleScore(
  plan: QueryPlan,
  parts: readonly WeighedPart[],
  letters: string,
): number {
  const whole = letters.includes(plan.phrase)
    ? plan.phrase
    : plan.alternatives.find((other) => letters.includes(other))
  const matched = sum(parts, (part) => part.weight * partIn(part, letters))
  const score = SCORE.titleParts * matched
  if (whole === undefined) return score + nearness(parts, letters)
  const worth = whole === plan.phrase ? 1 : SYNONYM
  return (
    score +
    worth * (SCORE.titleWhole + (SCORE.titleNearness * whole.length) / (letters.length || 1))
  )
}

/** Of two titles that say the same of the query, the shorter one is more about it. */
function nearness(parts: readonly WeighedPart[], letters: string): number {
  const covered = sum(parts, (part) => part.phrase.length * partIn(part, letters))
  return Math.min(1, covered / (letters.length || 1))
}

function partIn({ phrase, alternatives, lexemes }: WeighedPart, letters: string): number {
  if (letters.includes(phrase)) return 1
  if (alternatives.some((other) => letters.includes(other))) return SYNONYM
  return PAIRS * pairsIn(lexemes, letters) ** 1.5
}

function pairsIn(lexemes: readonly string[], letters: string): number {
  if (lexemes.length === 0) return 0
  return lexemes.filter((lexeme) => letters.includes(lexeme)).length / lexemes.length
}

/** What a piece of the text is worth: how often and how early it speaks of the parts, for its length. */
export function bodyScore(plan: QueryPlan, parts: readonly WeighedPart[], letters: string): number {
  const patience = 1.2 * (0.4 + (0.6 * letters.length) / 1500)
  const worth = (needle: string) => {
    const times = occurrences(letters, needle)
    return times / (times + patience)
  }
  const spoken = sum(parts, (part) => {
    const own = worth(part.phrase)
    if (own > 0) return part.weight * own
    const other = Math.max(0, ...part.alternatives.map(worth))
    if (other > 0) return part.weight * other * SYNONYM
    return part.weight * 0.5 * PAIRS * pairsIn(part.lexemes, letters)
  })
  const first = letters.indexOf(plan.phrase)
  return (
    SCORE.bodyParts * spoken +
    (first >= 0 ? SCORE.bodyWhole * worth(plan.phrase) : 0) +
    (first >= 0 && first < EARLY ? SCORE.early : 0)
  )
}

const EARLY = 200
const MOST_COUNTED = 50

function occurrences(letters: string, needle: string): number {
  if (needle === '') return 0
  let times = 0
  let from = letters.indexOf(needle)
  while (from >= 0 && times < MOST_COUNTED) {
    times += 1
    from = letters.indexOf(needle, from + needle.length)
  }
  return times
}

/** How much of the query the title and a piece of text answer together, from 0 to 1. */
function coverage(parts: readonly WeighedPart[], header: string, letters: string): number {
  return sum(
    parts,
    (part) => part.share * Math.max(answered(part, header), answered(part, letters)),
  )
}

/** Another word for the same answers as well as the word itself; pairs do for so much of it as they cover. */
function answered(part: WeighedPart, letters: string): number {
  return isSaid(part, letters) ? 1 : pairsIn(part.lexemes, letters)
}

const isSaid = ({ phrase, alternatives }: WeighedPart, letters: string) =>
  [phrase, ...alternatives].some((one) => letters.includes(one))

const LEAST_COVERAGE = 0.5
/** A title that speaks of a part of the query is about it, whatever else the text leaves open. */
const LEAST_UNDER_TITLE = 0.3

/** Whether a title and a piece of text answer enough of the query to be shown where nothing answers all of it. */
export function isNearEnough(
  parts: readonly WeighedPart[],
  header: string,
  letters: string,
): boolean {
  const titled = parts.some((part) => part.lexemes.length > 0 && isSaid(part, header))
  return coverage(parts, header, letters) >= (titled ? LEAST_UNDER_TITLE : LEAST_COVERAGE)
}

/** Newer before older, what is in force before what is not: only between documents that are otherwise alike. */
export function freshness(publishedAt: number, now: number, lapsed: boolean): number {
  const years = Math.max(0, now - publishedAt) / (365.25 * 24 * 3600)
  return SCORE.recency * Math.exp(-years / 6) - (lapsed ? SCORE.lapsed : 0)
}

/** The database's measure brought to the scale of `bodyScore`. */
export function roughBodyScore(rank: number, highest: number): number {
  return highest > 0 ? (SCORE.bodyParts * rank) / highest : 0
}

function sum<T>(items: readonly T[], worth: (item: T) => number): number {
  return items.reduce((total, item) => total + worth(item), 0)
}
