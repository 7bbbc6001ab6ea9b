/**
 * Search over published documents: phrases of character pairs, from the strictest reading of a query to the widest.
 * What a query names outright comes first (索引号, 文号, whole title), then titles that hold it, then texts.
 */
import type { Db } from '../../../platform/database/database.ts'
import { letterKey } from '../../../platform/search/letters.ts'
import { bestPassage, markAll, type Passage } from '../../../platform/search/passage.ts'
import { planQuery, widestQuery, type QueryPlan } from '../../../platform/search/query-plan.ts'
import { anyOf } from '../../../platform/search/tsquery.ts'
import {
  countMatching,
  listMatching,
  listNamed,
  listNewestMatching,
  MOST_CANDIDATES,
  type Candidate,
  type CandidateFilter,
  type NamedBy,
  type NamedCandidate,
} from './candidates.ts'
import { facetsOf, filtered, validityOf, type Facets } from './facets.ts'
import { getFrequency } from './frequencies.ts'
import { readHitFacts, readPieces, type HitFacts, type Piece } from './hits.ts'
import { numbersInQuery } from './number-keys.ts'
import {
  bodyScore,
  coverage,
  freshness,
  roughBodyScore,
  titleScore,
  weigh,
  type WeighedPart,
} from './ranking.ts'
import { listSynonyms } from './synonyms.ts'

export interface SearchRequest {
  readonly query: string
  readonly filter?: CandidateFilter
  readonly sort?: 'relevance' | 'time'
  /** from 1 */
  readonly page?: number
  readonly pageSize?: number
  /** count to the last one, however many there are */
  readonly exactTotal?: boolean
}

export interface SearchHit extends HitFacts {
  readonly markedTitle: Passage
  readonly passage: Passage
  /** where the passage stands: in the text, or in this attachment on this page */
  readonly attachment: { readonly name: string; readonly page: number | null } | undefined
}

export interface SearchResult {
  readonly hits: readonly SearchHit[]
  readonly total: number
  /** there are at least `total` */
  readonly totalIsLeast: boolean
  /** nothing held all of the query; what is shown answers a part of it */
  readonly partial: boolean
  readonly facets: Facets
}

export const SEARCH_PAGE = 20
/** Nobody reads further; a query that finds more can be narrowed. */
export const LAST_SEARCH_PAGE = 50

const NOTHING: SearchResult = {
  hits: [],
  total: 0,
  totalIsLeast: false,
  partial: false,
  facets: { agencies: [], years: [], categories: [], validities: [] },
}

/** A page of what the query finds among everything public. */
export async function searchPublications(
  db: Db,
  request: SearchRequest,
  now: Temporal.Instant,
): Promise<SearchResult> {
  const plan = planQuery(request.query, listSynonyms())
  if (plan === undefined) return NOTHING
  const search = await openSearch(db, plan, request, now)
  const found = await gather(search)
  const { filter = {}, sort = 'relevance', page = 1, pageSize = SEARCH_PAGE } = request
  const kept = await narrow(search, found, filter)
  const through = page * pageSize
  const ordered =
    sort === 'time'
      ? await byTime(search, found, kept, filter, through)
      : await byRelevance(search, found, kept)
  const shown = ordered.slice(through - pageSize, through)
  const exact = found.capped && request.exactTotal === true
  const total = exact
    ? await countMatching(db, found.query, filter, search.today)
    : kept.candidates.length
  return {
    hits: await readHits(search, found, shown),
    total,
    totalIsLeast: kept.capped && !exact,
    partial: found.partial,
    facets: facetsOf(found.candidates, filter, search.today),
  }
}

interface Search {
  readonly db: Db
  readonly plan: QueryPlan
  readonly parts: readonly WeighedPart[]
  readonly widest: string | undefined
  readonly query: string
  readonly now: Temporal.Instant
  readonly today: Temporal.PlainDate
}

async function openSearch(
  db: Db,
  plan: QueryPlan,
  { query }: SearchRequest,
  now: Temporal.Instant,
): Promise<Search> {
  const frequency = await getFrequency(db, now)
  const today = now.toZonedDateTimeISO('Asia/Shanghai').toPlainDate()
  const parts = weigh(plan.parts, frequency)
  return { db, plan, parts, widest: widestQuery(plan, frequency), query, now, today }
}

interface Gathered {
  readonly candidates: readonly Candidate[]
  readonly named: ReadonlyMap<number, NamedBy>
  /** what found them, for choosing passages */
  readonly query: string
  readonly capped: boolean
  readonly partial: boolean
}

/** With fewer strict hits than this, a reader is also shown what answers all parts of the query apart. */
const ENOUGH = 10
const FEW = 3
/** A short word that stands somewhere is taken at its word. */
const SHORT = 5

async function gather(search: Search): Promise<Gathered> {
  const { db, plan, today, query } = search
  const named = await listNamed(db, letterKey(query), numbersInQuery(query))
  const by = bestNames(named)
  const steps = [plan.phrase, ...widerSteps(plan)]
  let found: Candidate[] = withoutRepeats(named)
  const asked: string[] = []
  for (const [index, step] of steps.entries()) {
    if (index > 0 && !isWorthWidening(plan, found.length)) break
    asked.push(step)
    const { candidates, capped } = await listMatching(db, step, undefined, today)
    found = withoutRepeats([...found, ...candidates])
    if (capped) return { candidates: found, named: by, query: step, capped, partial: false }
  }
  const strict = { candidates: found, named: by, query: anyOf(asked) ?? plan.phrase, capped: false }
  if (found.length >= FEW || search.widest === undefined) return { ...strict, partial: false }
  const wide = await listPartly(search, search.widest, found)
  return {
    ...strict,
    candidates: [...found, ...wide],
    query: anyOf([...asked, search.widest]) ?? search.widest,
    partial: found.length === 0 && wide.length > 0,
  }
}

function widerSteps(plan: QueryPlan): string[] {
  const wider = [plan.all, plan.pairs].filter((step) => step !== undefined)
  return [...new Set(wider)].filter((step) => step !== plan.phrase)
}

function isWorthWidening({ parts, letters }: QueryPlan, found: number): boolean {
  if (found === 0) return true
  return parts.length > 1 ? found < ENOUGH : found < FEW && letters.length > SHORT
}

const SURENESS: Readonly<Record<NamedBy, number>> = {
  'index-number': 400,
  'document-number': 300,
  title: 200,
  'number-tail': 100,
}

function bestNames(named: readonly NamedCandidate[]): Map<number, NamedBy> {
  const best = new Map<number, NamedBy>()
  for (const { documentId, by } of named) {
    const known = best.get(documentId)
    if (known === undefined || SURENESS[by] > SURENESS[known]) best.set(documentId, by)
  }
  return best
}

function withoutRepeats(candidates: readonly Candidate[]): Candidate[] {
  const seen = new Map<number, Candidate>()
  for (const candidate of candidates) {
    const known = seen.get(candidate.documentId)
    if (known === undefined || known.rank < candidate.rank)
      seen.set(candidate.documentId, candidate)
  }
  return [...seen.values()]
}

const LEAST_COVERAGE = 0.5

/** What answers at least half of the query, where hardly anything answers all of it. */
async function listPartly(
  search: Search,
  widest: string,
  found: readonly Candidate[],
): Promise<Candidate[]> {
  const known = new Set(found.map(({ documentId }) => documentId))
  const { candidates } = await listMatching(search.db, widest, undefined, search.today)
  const others = candidates.filter(({ documentId }) => !known.has(documentId))
  const nearest = roughly(search, others, new Map()).slice(0, REFINED)
  const pieces = await readPieces(search.db, idsOf(nearest), widest)
  return nearest.filter(({ documentId, title }) => {
    const texts = (pieces.get(documentId) ?? []).map(({ content }) => letterKey(content))
    return coverage(search.parts, title, texts.join('')) >= LEAST_COVERAGE
  })
}

const idsOf = (candidates: readonly Candidate[]) => candidates.map(({ documentId }) => documentId)

interface Kept {
  readonly candidates: readonly Candidate[]
  readonly capped: boolean
}

/** Under a filter, a read that was cut short is made again within the filter. */
async function narrow(
  { db, today }: Search,
  found: Gathered,
  filter: CandidateFilter,
): Promise<Kept> {
  const kept = filtered(found.candidates, filter, today)
  const isNarrowed = Object.values(filter).some((value) => value !== undefined)
  if (!found.capped || !isNarrowed) return { candidates: kept, capped: found.capped }
  const again = await listMatching(db, found.query, filter, today)
  return {
    candidates: withoutRepeats([...kept, ...again.candidates]),
    capped: again.capped,
  }
}

function byTime(
  { db, today }: Search,
  found: Gathered,
  { candidates, capped }: Kept,
  filter: CandidateFilter,
  through: number,
): Promise<readonly Candidate[]> | readonly Candidate[] {
  if (capped) {
    const limit = Math.min(through, MOST_CANDIDATES)
    return listNewestMatching(db, found.query, filter, today, limit)
  }
  return candidates.toSorted((a, b) => b.publishedAt - a.publishedAt || b.documentId - a.documentId)
}

/** So many of the nearest are compared by their texts; the rest by title and the database's measure. */
const REFINED = 50

async function byRelevance(
  search: Search,
  found: Gathered,
  { candidates }: Kept,
): Promise<readonly Candidate[]> {
  const rough = roughly(search, candidates, found.named)
  const nearest = rough.slice(0, REFINED)
  const pieces = await readPieces(search.db, idsOf(nearest), found.query)
  const refined = scored(nearest, (candidate) => {
    const texts = pieces.get(candidate.documentId) ?? []
    const spoken = texts.map(({ content }) =>
      bodyScore(search.plan, search.parts, letterKey(content)),
    )
    return headScore(search, candidate, found.named) + Math.max(0, ...spoken)
  })
  return [...refined, ...rough.slice(REFINED)]
}

function roughly(
  search: Search,
  candidates: readonly Candidate[],
  named: ReadonlyMap<number, NamedBy>,
): Candidate[] {
  const highest = candidates.reduce((most, { rank }) => Math.max(most, rank), 0)
  return scored(
    candidates,
    (one) => headScore(search, one, named) + roughBodyScore(one.rank, highest),
  )
}

function headScore(
  { plan, parts, now, today }: Search,
  candidate: Candidate,
  named: ReadonlyMap<number, NamedBy>,
): number {
  const by = named.get(candidate.documentId)
  const lapsed = validityOf(candidate, today) === 'lapsed'
  return (
    (by === undefined ? 0 : SURENESS[by]) +
    titleScore(plan, parts, candidate.title) +
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

async function readHits(
  search: Search,
  found: Gathered,
  shown: readonly Candidate[],
): Promise<SearchHit[]> {
  const ids = idsOf(shown)
  const [facts, pieces] = await Promise.all([
    readHitFacts(search.db, ids),
    readPieces(search.db, ids, found.query),
  ])
  const needles = needlesOf(search)
  return ids.flatMap((id) => {
    const fact = facts.get(id)
    if (fact === undefined) return []
    const piece = bestPiece(search, pieces.get(id) ?? [])
    return {
      ...fact,
      markedTitle: markAll(fact.title, needles),
      passage: bestPassage(piece?.content ?? '', needles),
      attachment:
        piece?.source === 'attachment'
          ? { name: piece.attachmentName ?? '', page: piece.page }
          : undefined,
    }
  })
}

function bestPiece({ plan, parts }: Search, pieces: readonly Piece[]): Piece | undefined {
  const worth = (piece: Piece) => bodyScore(plan, parts, letterKey(piece.content))
  return pieces.reduce<Piece | undefined>(
    (best, piece) => (best === undefined || worth(piece) > worth(best) ? piece : best),
    undefined,
  )
}

/** What is marked: the whole query, else its parts, else the pairs of characters that they consist of. */
function needlesOf({ plan, parts }: Search): string[] {
  return [
    ...new Set([
      plan.letters,
      ...plan.alternatives,
      ...parts.flatMap(({ letters, alternatives }) => [letters, ...alternatives]),
      ...(plan.letters.length > SHORT ? parts.flatMap(({ lexemes }) => lexemes) : []),
    ]),
  ].filter((needle) => needle.length > 1 || plan.letters.length === 1)
}
