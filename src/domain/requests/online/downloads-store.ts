/** What an applicant fetched on the tracking page, and when first: it shows that a notice arrived. */
import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/database/database.ts'

/** `attachment:7` a stored file, `letter:12` a letter */
export type Fetched = `attachment:${number}` | `letter:${number}`

export async function recordDownload(
  db: Db | Tx,
  requestId: number,
  what: Fetched,
  at: Temporal.Instant,
): Promise<void> {
  await db
    .insertInto('applicant_downloads')
    .values({ request_id: requestId, what, first_at: at, last_at: at, times: 1 })
    .onConflict((conflict) =>
      conflict.columns(['request_id', 'what']).doUpdateSet({
        last_at: at,
        times: sql<number>`applicant_downloads.times + 1`,
      }),
    )
    .execute()
}

/** When the applicant first fetched each thing of a case. */
export async function listDownloads(
  db: Db | Tx,
  requestId: number,
): Promise<ReadonlyMap<string, Temporal.Instant>> {
  const rows = await db
    .selectFrom('applicant_downloads')
    .select(['what', 'first_at'])
    .where('request_id', '=', requestId)
    .execute()
  return new Map(rows.map(({ what, first_at }) => [what, first_at]))
}
