import type { Db } from '../../../platform/database/database.ts'
import { widestQuery, type QueryPlan, type Reading } from '../../../platform/search/query-plan.ts'
import { getFrequency } from './frequencies.ts'
import { readPieces, type Piece } from './hits.ts'
import { weigh, type WeighedPart } from './ranking.ts'

/** A query with all that its answers are found and compared by. */
export interface Search {
  readonly db: Db
  readonly plan: QueryPlan
  readonly parts: readonly WeighedPart[]
  readonly widest: Reading | undefined
  /** what is looked for in the pieces of a text */
  readonly phrases: readonly string[]
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
  const frequency = await getFrequency(db, now)
  const today = now.toZonedDateTimeISO('Asia/Shanghai').toPlainDate()
  const parts = weigh(plan.parts, frequency)
  const wide = widestQuery(plan, frequency)
  const widest = wide === undefined ? undefined : { query: wide, groups: [] }
  const phrases = [
    ...new Set([
      plan.phrase,
      ...parts.flatMap(({ phrase, alternatives, lexemes }) => [
        phrase,
        ...alternatives,
        ...lexemes,
      ]),
    ]),
  ]
  return { db, plan, parts, widest, phrases, query, now, today, pieces: new Map() }
}

/** The pieces of these documents that say most of what is looked for; no text is read twice. */
export async function piecesOf(
  { db, pieces, phrases }: Search,
  documentIds: readonly number[],
): Promise<ReadonlyMap<number, readonly Piece[]>> {
  const unread = documentIds.filter((id) => !pieces.has(id))
  if (unread.length > 0) {
    const read = await readPieces(db, unread, phrases)
    for (const id of unread) pieces.set(id, read.get(id) ?? [])
  }
  return pieces
}
