import type { Db } from '../../../platform/database/database.ts'
import { dividePlan, type QueryPlan } from '../../../platform/search/query-plan.ts'
import { lexemesOf } from '../../../platform/search/tsquery.ts'
import { divideWhereNothingStands } from './divide.ts'
import { readFrequencies, type Frequencies } from './frequencies.ts'
import { readPieces, type Piece } from './hits.ts'
import { pairsOf, saying, wholeOf, type Needle } from './needles.ts'
import { weigh, type WeighedPart } from './ranking.ts'
import { listSynonyms } from './synonyms.ts'

/** A query with all that its answers are found and compared by. */
export interface Search {
  readonly db: Db
  readonly plan: QueryPlan
  readonly parts: readonly WeighedPart[]
  readonly frequencies: Frequencies
  readonly needles: readonly Needle[]
  readonly query: string
  readonly now: Temporal.Instant
  readonly today: Temporal.PlainDate
  /** what was read of the texts so far */
  readonly pieces: Map<number, readonly Piece[]>
}

export async function openSearch(
  db: Db,
  plan: QueryPlan,
  query: string,
  now: Temporal.Instant,
): Promise<Search> {
  const frequencies = await readFrequencies(db, lexemesOfPlan(plan), now)
  const today = now.toZonedDateTimeISO('Asia/Shanghai').toPlainDate()
  const opened = { db, query, now, today, ...weighed(plan, frequencies) }
  return divideSearch(opened, divideWhereNothingStands)
}

/** The same search with its longer parts taken apart; the same one where none of them is. */
export async function divideSearch(
  search: Search,
  divide: (phrase: string, frequencies: Frequencies) => string[],
): Promise<Search> {
  const { frequencies } = search
  const plan = dividePlan(search.plan, (phrase) => divide(phrase, frequencies), listSynonyms())
  if (plan === search.plan) return search
  return { ...search, ...weighed(plan, await frequenciesOf(plan, search)) }
}

/** The pairs of a part are known from before it was taken apart; only those of other words for it may be new. */
async function frequenciesOf(
  plan: QueryPlan,
  { db, now, plan: before, frequencies }: Search,
): Promise<Frequencies> {
  const known = new Set(lexemesOfPlan(before))
  const unknown = lexemesOfPlan(plan).filter((lexeme) => !known.has(lexeme))
  if (unknown.length === 0) return frequencies
  const read = await readFrequencies(db, unknown, now)
  return {
    of: (lexeme) => (known.has(lexeme) ? frequencies : read).of(lexeme),
    pieces: read.pieces,
  }
}

function weighed(plan: QueryPlan, frequencies: Frequencies) {
  const parts = weigh(plan.parts, frequencies)
  return { plan, parts, frequencies, needles: needlesOf(plan, parts), pieces: new Map() }
}

function lexemesOfPlan({ parts }: QueryPlan): string[] {
  const phrases = parts.flatMap(({ phrase, alternatives }) => [phrase, ...alternatives])
  return [...new Set(phrases.flatMap(lexemesOf))]
}

/** Everything that is looked for in texts, to tell those pieces of a text apart that say most of it. */
function needlesOf(plan: QueryPlan, parts: readonly WeighedPart[]): Needle[] {
  const needles = new Map<string, number>()
  const all = [...parts.flatMap((part) => [...saying(part), ...pairsOf(part)]), ...wholeOf(plan)]
  for (const { letters, weight } of all)
    needles.set(letters, Math.max(weight, needles.get(letters) ?? 0))
  return Array.from(needles, ([letters, weight]) => ({ letters, weight }))
}

/** The pieces of these documents that say most of what is looked for; no text is read twice. */
export async function piecesOf(
  { db, pieces, needles }: Search,
  documentIds: readonly number[],
): Promise<ReadonlyMap<number, readonly Piece[]>> {
  const unread = documentIds.filter((id) => !pieces.has(id))
  if (unread.length > 0) {
    const read = await readPieces(db, unread, needles)
    for (const id of unread) pieces.set(id, read.get(id) ?? [])
  }
  return pieces
}
