import { z } from 'zod'
import type { CandidateFilter } from '../../../domain/publications/search/candidates.ts'
import { LAST_SEARCH_PAGE } from '../../../domain/publications/search/search.ts'
import { parseDay } from '../../../platform/kernel/time.ts'
import type { Agency } from '../../../domain/organisations/agency.ts'
import type { SearchQuery } from '../paths.ts'

// what nobody's form sends is no filter
const word = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^\P{Cc}+$/u)
  .optional()
  .catch(undefined)

/** Years of four digits; `2020-08-17`. */
const day = z
  .string()
  .trim()
  .regex(/^(?:19|20|21)\d\d-\d\d-\d\d$/)
  .refine((text) => parseDay(text) !== undefined)
  .optional()
  .catch(undefined)

const Sent = z.object({
  q: z
    .string()
    .transform((text) =>
      text
        .replace(/\p{Cc}+/gu, ' ')
        .trim()
        .slice(0, 200),
    )
    .catch(''),
  agency: word,
  category: word,
  year: z.coerce.number().int().min(1949).max(2200).optional().catch(undefined),
  genre: word,
  theme: word,
  since: day,
  until: day,
  title: z
    .enum(['1', 'yes'])
    .transform((): 1 => 1)
    .optional()
    .catch(undefined),
  validity: z.enum(['in-force', 'lapsed']).optional().catch(undefined),
  sort: z.enum(['time']).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(LAST_SEARCH_PAGE).catch(1),
})

export function parseSearchQuery(sent: unknown): SearchQuery & { readonly page: number } {
  return Sent.parse(sent)
}

export function filterOf(query: SearchQuery, agencies: readonly Agency[]): CandidateFilter {
  const agency = agencies.find(({ slug }) => slug === query.agency)
  return {
    // an unknown body has published nothing
    agencyId: query.agency === undefined ? undefined : (agency?.id ?? -1),
    year: query.year,
    category: query.category,
    genre: query.genre,
    theme: query.theme,
    validity: query.validity,
    since: query.since === undefined ? undefined : parseDay(query.since),
    until: query.until === undefined ? undefined : parseDay(query.until),
  }
}

export function isNarrowed({ q: _q, sort: _sort, page: _page, ...narrowed }: SearchQuery): boolean {
  return Object.values(narrowed).some((value) => value !== undefined)
}
