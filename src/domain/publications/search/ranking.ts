/** How near a document is to a query. Pure: works on what was read of it; texts come as the index keeps them. */
import { placesOf } from '../../../platform/search/places.ts'
import { demandedOf, type Part, type QueryPlan } from '../../../platform/search/query-plan.ts'
import { lexemesOf } from '../../../platform/search/tsquery.ts'
import type { Frequencies } from './frequencies.ts'

/** A pair of characters or a word of a part, with its share of what the part says. */
export interface WeighedLexeme {
  readonly text: string
  readonly weight: number
  /** of pieces; 0 for one that stands nowhere */
  readonly frequency: number
}

/** A part of the query with what it weighs among the others: longer and rarer ones say more. All together weigh 1. */
export interface WeighedPart {
  readonly phrase: string
  readonly alternatives: readonly string[]
  readonly lexemes: readonly WeighedLexeme[]
  readonly weight: number
  /** by length alone */
  readonly share: number
  readonly year: number | undefined
  readonly isKind: boolean
  /** it, or another word for it, may stand in some text */
  readonly stands: boolean
}

export function weigh(parts: readonly Part[], frequencies: Frequencies): WeighedPart[] {
  const raw = parts.map((part) => part.weight * rarityOf(part, frequencies))
  const total = raw.reduce((sum, weight) => sum + weight, 0)
  return parts.map(({ phrase, alternatives, year, isKind }, index) => ({
    phrase,
    alternatives,
    lexemes: weighLexemes(phrase, frequencies),
    weight: raw[index]! / total,
    share: parts[index]!.weight,
    year,
    isKind,
    stands: [phrase, ...alternatives].some((one) => mayStand(one, frequencies)),
  }))
}

function rarityOf({ phrase, alternatives, year }: Part, frequencies: Frequencies): number {
  if (year !== undefined) return YEAR
  const said = [phrase, ...alternatives].map((one) => {
    const rarities = lexemesOf(one).map((lexeme) => rarity(frequencies.of(lexeme), frequencies))
    return rarities.length === 0 ? LEAST_RARITY : mean(rarities)
  })
  // a word that stands nowhere is as rare as what it is called instead
  const index = [phrase, ...alternatives].findIndex((one) => mayStand(one, frequencies))
  return said[Math.max(0, index)]!
}

const mayStand = (phrase: string, frequencies: Frequencies) =>
  lexemesOf(phrase).every((lexeme) => frequencies.of(lexeme) > 0)

const mean = (values: readonly number[]) => sum(values, (value) => value) / values.length

/** From next to nothing for what stands everywhere to 1 for what stands in one piece or in none. */
function rarity(share: number, { pieces }: Frequencies): number {
  const rare = -Math.log(Math.max(share, 1 / pieces)) / Math.log(pieces)
  return Math.max(LEAST_RARITY, rare)
}

const LEAST_RARITY = 0.08
/** A year tells versions apart, not matters. */
const YEAR = 0.2

function weighLexemes(phrase: string, frequencies: Frequencies): WeighedLexeme[] {
  const found = lexemesOf(phrase).map((text) => {
    const frequency = frequencies.of(text)
    // often only the end of one word and the beginning of the next
    const worth = rarity(frequency, frequencies) * (frequency === 0 ? NOWHERE : 1)
    return { text, frequency, worth }
  })
  const total = sum(found, ({ worth }) => worth)
  return found.map(({ text, frequency, worth }) => ({ text, frequency, weight: worth / total }))
}

/** What counts for in what is asked that stands in no text. */
const NOWHERE = 0.3
/** What another word for the same is worth beside the word itself. */
export const SYNONYM = 0.8
/** What pairs of a part are worth where the part as a whole does not stand. */
const PAIRS = 0.6

const SCORE = {
  titleWhole: 10,
  titleNearness: 5,
  titleParts: 6,
  bodyWhole: 1.5,
  bodyParts: 3,
  article: 1.5,
  early: 0.3,
  recency: 0.3,
  lapsed: 0.3,
  year: 1.5,
  yearInTitle: 3,
  explanation: 3,
  unaskedExplanation: 0.5,
  missing: 3,
  header: 1.5,
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
  const score = SCORE.titleParts * matched ** 1.2
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

function pairsIn(lexemes: readonly WeighedLexeme[], letters: string): number {
  return sum(lexemes, ({ text, weight }) => (letters.includes(text) ? weight : 0))
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
    (first >= 0 && first < EARLY ? SCORE.early : 0) +
    SCORE.article * articleIn(plan, letters)
  )
}

/** 1 where the article itself stands, less where it is only mentioned. */
export function articleIn({ article }: QueryPlan, letters: string): number {
  if (article === undefined) return 0
  const places = placesOf(article.written, letters)
  if (places.length === 0) return 0
  const isMention = (at: number) =>
    MENTIONING_BEFORE.test(letters.slice(0, at).slice(-2)) ||
    MENTIONING_AFTER.test(letters.slice(at + article.written.length))
  return places.every(isMention) ? MENTION : 1
}

const MENTION = 0.3
const MENTIONING_BEFORE =
  /(?:条例|本法|办法|规章|违反|依照|依据|按照|根据|符合|适用|以及|[和或与及至])$/u
const MENTIONING_AFTER = /^(?:规定|所列|所称|第.{1,3}[款项]|第.{1,6}条|[的和或与及至])/u

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

/** Whether a title and a piece of text answer enough of the query to be shown where nothing answers all of it. */
export function isNearEnough(
  parts: readonly WeighedPart[],
  header: string,
  letters: string,
): boolean {
  const asked = sum(parts, ({ weight, stands }) => weight * (stands ? 1 : NOWHERE))
  const said = sum(
    parts,
    (part) => part.weight * Math.max(answered(part, header), answered(part, letters)),
  )
  const answer = said / asked
  const titled = parts.some((part) => part.lexemes.length > 0 && isSaid(part, header))
  return answer >= (titled ? LEAST_UNDER_TITLE : LEAST_ANSWER)
}

const LEAST_ANSWER = 0.27
/** A title that speaks of a part of the query is about it, whatever else the text leaves open. */
const LEAST_UNDER_TITLE = 0.15

/** Another word for the same answers as well as the word itself; pairs do for so much of it as they say. */
function answered(part: WeighedPart, letters: string): number {
  return isSaid(part, letters) ? 1 : pairsIn(part.lexemes, letters)
}

const isSaid = ({ phrase, alternatives }: WeighedPart, letters: string) =>
  [phrase, ...alternatives].some((one) => letters.includes(one))

/** Who names a year means what is of that year, by its title before its day. */
export function yearScore(
  parts: readonly WeighedPart[],
  { year, titleLetters }: { readonly year: number; readonly titleLetters: string },
): number {
  const asked = parts.flatMap((part) => part.year ?? [])
  if (asked.length === 0) return 0
  const titled = titleLetters.match(/(?:19|20)\d{2}/gu)?.map(Number) ?? []
  if (titled.some((one) => asked.includes(one))) return SCORE.yearInTitle
  if (asked.includes(year)) return SCORE.year
  return titled.length > 0 ? -SCORE.year : 0
}

/** The policy comes before its explanation, unless the explanation was asked for. */
export function explanationScore(
  parts: readonly WeighedPart[],
  { titleLetters, category }: { readonly titleLetters: string; readonly category: string },
): number {
  if (!EXPLAINING.test(`${category} ${titleLetters}`)) return 0
  const isAsked = parts.some(({ phrase }) => EXPLANATION.test(phrase))
  return isAsked ? SCORE.explanation : -SCORE.unaskedExplanation
}

const EXPLANATION = /^(?:解读|图解|问答)$/u
const EXPLAINING = /解读|图解|读懂|问答/u

/** What is missing of the query altogether: also a word that stands nearly everywhere was typed for a reason. */
export function missingScore(parts: readonly WeighedPart[], texts: readonly string[]): number {
  const isMissing = (part: WeighedPart) =>
    !texts.some((text) => isSaid(part, text) || pairsIn(part.lexemes, text) > 0.5)
  return -SCORE.missing * sum(demandedOf(parts), (part) => (isMissing(part) ? part.share : 0))
}

/** What stands beside the title: who published it, its column, its keywords. */
export function headerScore(parts: readonly WeighedPart[], header: string): number {
  return SCORE.header * sum(parts, (part) => (isSaid(part, header) ? part.weight : 0))
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
