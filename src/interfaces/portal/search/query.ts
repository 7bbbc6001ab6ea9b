import { z } from 'zod'
import type { CandidateFilter } from '../../../domain/publications/search/candidates.ts'
import { LAST_SEARCH_PAGE } from '../../../domain/publications/search/search.ts'
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
    validity: query.validity,
  }
}

export function isNarrowed({ agency, category, year, validity }: SearchQuery): boolean {
  return [agency, category, year, validity].some((value) => value !== undefined)
}
