/**
 * Search over published documents: phrases of character pairs, from the strictest reading of a query to the widest.
 * What a query names outright comes first (索引号, 文号, whole title), then titles that hold it, then texts.
 */
import type { Db } from '../../../platform/database/database.ts'
import { letterKey } from '../../../platform/search/letters.ts'
import { bestPassage, markAll, type Passage } from '../../../platform/search/passage.ts'
import {
  anyReading,
  planQuery,
  widestQuery,
  type QueryPlan,
  type Reading,
} from '../../../platform/search/query-plan.ts'
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
import { readHitFacts, readPieces, readPieceTexts, type HitFacts, type Piece } from './hits.ts'
import { numbersInQuery } from './number-keys.ts'
import {
  bodyScore,
  freshness,
  isNearEnough,
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
    ? await countMatching(db, found.reading, filter, search.today)
    : kept.candidates.length
  return {
    hits: await readHits(search, shown),
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
  readonly widest: Reading | undefined
  /** what is looked for in the pieces of a text */
  readonly phrases: readonly string[]
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
  return { db, plan, parts, widest, phrases, query, now, today }
}

interface Gathered {
  readonly candidates: readonly Candidate[]
  readonly named: ReadonlyMap<number, NamedBy>
  /** the last reading that was asked */
  readonly reading: Reading
  readonly capped: boolean
  readonly partial: boolean
}

/** With fewer strict hits than this, a reader is also shown what answers all parts of the query apart. */
const ENOUGH = 10
const FEW = 3

async function gather(search: Search): Promise<Gathered> {
  const { db, plan, today, query } = search
  const [first, ...wider] = plan.readings as [Reading, ...Reading[]]
  const [named, strict] = await Promise.all([
    listNamed(db, letterKey(query), numbersInQuery(query)),
    listMatching(db, first, undefined, today),
  ])
  const by = bestNames(named)
  let found = withoutRepeats([...named, ...strict.candidates])
  const { capped } = strict
  const gathered = { candidates: found, named: by, reading: first, capped, partial: false }
  // who names a document is not looking for others
  if (capped || named.length > 0) return gathered
  if (plan.isQuestion && found.length < ENOUGH) {
    const titled = titledReading(search)
    const about = titled && (await listMatching(db, titled, undefined, today, 'titles'))
    found = withoutRepeats([...found, ...(about?.candidates ?? [])])
  }
  for (const reading of wider) {
    if (!isWorthWidening(plan, found.length)) break
    const { candidates, capped } = await listMatching(db, reading, undefined, today)
    found = withoutRepeats([...found, ...candidates])
    if (capped) return { candidates: found, named: by, reading, capped, partial: false }
  }
  const isAnswered = found.length >= FEW || !isWorthWidening(plan, found.length)
  if (isAnswered || search.widest === undefined) return { ...gathered, candidates: found }
  const wide = await listPartly(search, search.widest, found)
  return {
    ...gathered,
    candidates: [...found, ...wide],
    partial: found.length === 0 && wide.length > 0,
  }
}

/** Whoever asks a question means documents about it: those whose title speaks of what weighs most in it. */
function titledReading({ parts }: Search): Reading | undefined {
  const weighty = parts.filter(({ weight, lexemes }) => weight >= WEIGHTY && lexemes.length > 0)
  if (weighty.length === 0) return undefined
  return anyReading(weighty.flatMap(({ phrase, alternatives }) => [phrase, ...alternatives]))
}

const WEIGHTY = 0.4

function isWorthWidening(plan: QueryPlan, found: number): boolean {
  if (found === 0) return true
  return plan.parts.length > 1 ? found < ENOUGH : !isEnough(plan, found)
}

/** A short word that stands somewhere is taken at its word. */
const SHORT = 5
/** One unbroken phrase that stands somewhere was meant as it was typed; several words, or a question, want company. */
function isEnough({ parts, isQuestion }: QueryPlan, found: number): boolean {
  return found >= FEW || (found > 0 && parts.length === 1 && !isQuestion)
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

/** What answers a good part of the query, where hardly anything answers all of it. */
async function listPartly(
  search: Search,
  widest: Reading,
  found: readonly Candidate[],
): Promise<Candidate[]> {
  const known = new Set(found.map(({ documentId }) => documentId))
  const { candidates } = await listMatching(search.db, widest, undefined, search.today)
  const others = candidates.filter(({ documentId }) => !known.has(documentId))
  const nearest = roughly(search, others, new Map()).slice(0, REFINED)
  const pieces = await readPieces(search.db, idsOf(nearest), search.phrases)
  return nearest.filter(({ documentId, title }) => {
    const texts = (pieces.get(documentId) ?? []).map(({ letters }) => letters)
    return isNearEnough(search.parts, title, texts.join('\n'))
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
  const again = await listMatching(db, found.reading, filter, today)
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
    return listNewestMatching(db, found.reading, filter, today, limit)
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
  const pieces = await readPieces(search.db, idsOf(nearest), search.phrases)
  const refined = scored(nearest, (candidate) => {
    const spoken = (pieces.get(candidate.documentId) ?? []).map((piece) =>
      pieceScore(search, piece),
    )
    return headScore(search, candidate, found.named) + Math.max(0, ...spoken)
  })
  return [...refined, ...rough.slice(REFINED)]
}

const pieceScore = ({ plan, parts }: Search, { letters }: Piece) => bodyScore(plan, parts, letters)

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

async function readHits(search: Search, shown: readonly Candidate[]): Promise<SearchHit[]> {
  if (shown.length === 0) return []
  const { db, phrases } = search
  const ids = idsOf(shown)
  const [facts, pieces] = await Promise.all([readHitFacts(db, ids), readPieces(db, ids, phrases)])
  const best = ids.flatMap((id) => bestPiece(search, pieces.get(id) ?? []) ?? [])
  const texts = await readPieceTexts(db, best)
  return ids.flatMap((id) => {
    const fact = facts.get(id)
    if (fact === undefined) return []
    const text = texts.get(id)
    const content = text?.content ?? ''
    const name = text?.attachmentName ?? null
    return {
      ...fact,
      markedTitle: markAll(fact.title, needlesIn(fact.title, search)),
      passage: bestPassage(content, needlesIn(content, search)),
      attachment: name === null ? undefined : { name, page: text?.page ?? null },
    }
  })
}

function bestPiece(search: Search, pieces: readonly Piece[]): Piece | undefined {
  return pieces.reduce<Piece | undefined>(
    (best, piece) =>
      best === undefined || pieceScore(search, piece) > pieceScore(search, best) ? piece : best,
    undefined,
  )
}

/** What is marked in a text: the whole query where it stands; else its parts; else the pairs they consist of. */
function needlesIn(text: string, { plan, parts }: Search): string[] {
  const letters = letterKey(text)
  const steps = [
    [plan.phrase, ...plan.alternatives],
    parts.flatMap(({ phrase, alternatives }) => [phrase, ...alternatives]),
    plan.phrase.length > SHORT ? parts.flatMap(({ lexemes }) => lexemes) : [],
  ]
  const found = steps
    .map((phrases) => phrases.map(letterKey).filter((needle) => letters.includes(needle)))
    .map((needles) => needles.filter((needle) => needle.length > 1 || plan.phrase.length === 1))
  return [...new Set(found.find((needles) => needles.length > 0) ?? [])]
}
