import type { Db } from '../../platform/database/database.ts'
import type { Clock } from '../../platform/kernel/time.ts'

/** What the JSON API answers from. Handed down by `app.ts`. */
export interface ApiServices {
  readonly db: Db
  readonly clock: Clock
}
