import type { VisitCounter } from '../../domain/publications/visits.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Clock } from '../../platform/kernel/time.ts'
import type { Assets } from '../../platform/web/assets.ts'
import type { PageCache } from '../../platform/web/page-cache.ts'

/** What the portal's pages need from the house. */
export interface PortalServices {
  readonly db: Db
  readonly clock: Clock
  readonly asset: Assets['url']
  readonly pages: Pick<PageCache, 'version' | 'paused'>
  readonly visits: Pick<VisitCounter, 'count'>
  /** Host name that people reach this site by; undefined: the one each request came to. */
  readonly domain: string | undefined
}
