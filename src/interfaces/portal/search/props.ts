import type { Agency } from '../../../domain/organisations/agency.ts'
import type { SearchResult } from '../../../domain/publications/search/search.ts'
import type { SearchQuery } from '../paths.ts'

export interface SearchPageProps {
  readonly query: SearchQuery & { readonly q: string; readonly page: number }
  readonly agencies: readonly Agency[]
  readonly found: SearchResult
  readonly today: Temporal.PlainDate
}
