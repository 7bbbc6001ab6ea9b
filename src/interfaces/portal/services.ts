import type { VisitCounter } from '../../domain/publications/visits.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Clock } from '../../platform/kernel/time.ts'
import type { Assets } from '../../platform/web/assets.ts'
import type { PageCache } from '../../platform/web/page-cache.ts'

/** What the portal's pages need from the house. */
export interface PortalServices {
  readonly db: Db
  readonly clock: Clock
  readonly assets: Assets
  readonly pages: Pick<PageCache, 'version' | 'paused'>
  readonly visits: VisitCounter
  /** Where people reach this site, without a slash at the end; undefined: the address each request came to. */
  readonly baseUrl: string | undefined
}
