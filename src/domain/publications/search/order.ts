/** In what order answers are shown. */
import { passageWorth } from '../../../platform/search/passage.ts'
import {
  listMatching,
  listNewestMatching,
  MOST_CANDIDATES,
  type Candidate,
  type CandidateFilter,
  type Gathered,
  type NamedBy,
} from './candidates.ts'
import { filtered, validityOf } from './facets.ts'
import type { Piece } from './hits.ts'
import { saidIn } from './needles.ts'
import { piecesOf, type Search } from './open-search.ts'
import {
  bodyScore,
  freshness,
  headerScore,
  roughBodyScore,
  titleScore,
  explanationScore,
  missingScore,
  yearScore,
} from './ranking.ts'

export interface Kept {
  readonly candidates: readonly Candidate[]
  readonly capped: boolean
}

/** Under a filter, a read that was cut short is made again within the filter. */
export async function narrow(
  { db, today }: Search,
  found: Gathered,
  filter: CandidateFilter,
): Promise<Kept> {
  const kept = filtered(found.candidates, filter, today)
  const isNarrowed = Object.values(filter).some((value) => value !== undefined)
  if (!found.capped || !isNarrowed) return { candidates: kept, capped: found.capped }
  const again = await listMatching(db, found.reading, filter, today)
  return {
    candidates: withoutRepeats([...kept, ...again.candidates]),
    capped: again.capped,
  }
}

export function byTime(
  { db, today }: Search,
  found: Gathered,
  { candidates, capped }: Kept,
  filter: CandidateFilter,
  through: number,
): Promise<readonly Candidate[]> | readonly Candidate[] {
  if (capped) {
    const limit = Math.min(through, MOST_CANDIDATES)
    return listNewestMatching(db, found.reading, filter, today, limit)
  }
  return candidates.toSorted((a, b) => b.publishedAt - a.publishedAt || b.documentId - a.documentId)
}

/** So many are compared by their texts; the rest by title and the database's measure. */
export const NEAREST = 50

export async function byRelevance(
  search: Search,
  found: Gathered,
  { candidates }: Kept,
): Promise<readonly Candidate[]> {
  const rough = roughly(search, candidates, found.named)
  const nearest = rough.slice(0, NEAREST)
  const pieces = await piecesOf(search, idsOf(nearest))
  const refined = scored(nearest, (candidate) => {
    const own = pieces.get(candidate.documentId) ?? []
    const texts = [
      candidate.titleLetters,
      ...own.flatMap(({ header, letters }) => [header, letters]),
    ]
    return (
      headScore(search, candidate, found.named) +
      Math.max(0, ...own.map((piece) => pieceScore(search, piece))) +
      missingScore(search.parts, texts)
    )
  })
  return [...refined, ...rough.slice(NEAREST)]
}

function pieceScore({ plan, parts }: Search, { letters, header }: Piece): number {
  const score = bodyScore(plan, parts, letters) + headerScore(parts, header)
  if (parts.length === 1 && letters.includes(plan.phrase)) return score
  return score + TOGETHER * passageWorth(letters, saidIn(parts, letters)) ** 2
}

/** What it is worth that all parts of a query are spoken of in one place. */
const TOGETHER = 4

export function roughly(
  search: Search,
  candidates: readonly Candidate[],
  named: ReadonlyMap<number, number>,
): Candidate[] {
  const highest = candidates.reduce((most, { rank }) => Math.max(most, rank), 0)
  return scored(
    candidates,
    (one) => headScore(search, one, named) + roughBodyScore(one.rank, highest),
  )
}

/** What names a document outright is worth more than all that may be said about it. */
export const SURENESS: Readonly<Record<NamedBy, number>> = {
  'index-number': 400,
  'document-number': 300,
  title: 200,
  'index-tail': 100,
  'number-tail': 100,
  'without-year': 50,
}

function headScore(
  { plan, parts, now, today }: Search,
  candidate: Candidate,
  named: ReadonlyMap<number, number>,
): number {
  const lapsed = validityOf(candidate, today) === 'lapsed'
  return (
    (named.get(candidate.documentId) ?? 0) +
    titleScore(plan, parts, candidate.titleLetters) +
    yearScore(parts, candidate) +
    explanationScore(parts, candidate) +
    freshness(candidate.publishedAt, now.epochMilliseconds / 1000, lapsed)
  )
}

function scored(
  candidates: readonly Candidate[],
  score: (candidate: Candidate) => number,
): Candidate[] {
  return candidates
    .map((candidate) => ({ candidate, worth: score(candidate) }))
    .toSorted((a, b) => b.worth - a.worth || b.candidate.publishedAt - a.candidate.publishedAt)
    .map(({ candidate }) => candidate)
}

export function withoutRepeats(candidates: readonly Candidate[]): Candidate[] {
  const seen = new Map<number, Candidate>()
  for (const candidate of candidates) {
    const known = seen.get(candidate.documentId)
    if (known === undefined || known.rank < candidate.rank)
      seen.set(candidate.documentId, candidate)
  }
  return [...seen.values()]
}

export const idsOf = (candidates: readonly Candidate[]) =>
  candidates.map(({ documentId }) => documentId)
