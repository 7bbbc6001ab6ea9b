import type { VisitCounter } from '../../domain/publications/visits.ts'
import type { SubscriptionRoom } from '../../domain/subscriptions/subscription.ts'
import type { CaseRoom } from '../../domain/requests/case-room.ts'
import type { Files } from '../../platform/files/files.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Outbox } from '../../platform/mail/outbox.ts'
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
  /** Where applications from the internet go, and are followed. */
  readonly room: CaseRoom
  /** Where proofs of identity go. */
  readonly files: Files
  /** Whether mail goes out, and where it is queued. */
  readonly outbox: Outbox
  /** Where readers ask to be told of what is new. */
  readonly subscriptions: SubscriptionRoom
  /** Host name that people reach this site by; undefined: the one each request came to. */
  readonly domain: string | undefined
  /** Scheme, host and port of the same; undefined: those each request came to. */
  readonly origin: string | undefined
}
