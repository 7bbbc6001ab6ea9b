/**
 * Search over published documents: phrases of character pairs, from the strictest reading of a query to the widest.
 * What a query names outright comes first (索引号, 文号, whole title), then titles that hold it, then texts.
 */
import type { Db } from '../../../platform/database/database.ts'
import { planQuery } from '../../../platform/search/query-plan.ts'
import { countMatching, type CandidateFilter, type Gathered } from './candidates.ts'
import { facetsOf, type Facets } from './facets.ts'
import { gather } from './gather.ts'
import { openSearch, type Search } from './open-search.ts'
import { byRelevance, byTime, narrow } from './order.ts'
import { readHits, type SearchHit } from './show.ts'
import { listSynonyms } from './synonyms.ts'

export interface SearchRequest {
  readonly query: string
  readonly filter?: CandidateFilter
  /** what is looked for is in the title */
  readonly titleOnly?: boolean
  readonly sort?: 'relevance' | 'time'
  /** from 1 */
  readonly page?: number
  readonly pageSize?: number
  /** count to the last one, however many there are */
  readonly exactTotal?: boolean
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
  facets: { agencies: [], years: [], categories: [], genres: [], themes: [], validities: [] },
}

/** A page of what the query finds among everything public. */
export async function searchPublications(
  db: Db,
  request: SearchRequest,
  now: Temporal.Instant,
): Promise<SearchResult> {
  const plan = planQuery(request.query, listSynonyms())
  if (plan === undefined) return NOTHING
  const { search, found } = await gather(await openSearch(db, plan, request.query, now))
  const { sort = 'relevance', page = 1, pageSize = SEARCH_PAGE } = request
  const filter = {
    ...request.filter,
    ...(request.titleOnly && { titleHolds: inTitle(search, found) }),
  }
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

/** The phrases of the reading that answered; where it had none, those of the query. */
function inTitle({ plan }: Search, { reading }: Gathered): readonly (readonly string[])[] {
  if (reading.groups.length > 0) return reading.groups
  return plan.parts.map(({ phrase, alternatives }) => [phrase, ...alternatives])
}
