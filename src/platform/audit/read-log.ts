import type { Db } from '../database/database.ts'

export interface LoggedAct {
  readonly id: number
  readonly at: Temporal.Instant
  readonly actorName: string
  readonly action: string
  readonly subject: string
  readonly hash: Buffer
}

/** Newest first, `limit` records below `before`. Whoever asks must have been allowed to read the log. */
export async function listLog(
  db: Db,
  { before, limit }: { readonly before?: number | undefined; readonly limit: number },
): Promise<LoggedAct[]> {
  let query = db
    .selectFrom('audit_log')
    .select(['id', 'at', 'actor_name', 'action', 'subject', 'hash'])
    .orderBy('id', 'desc')
    .limit(limit)
  if (before !== undefined) query = query.where('id', '<', before)
  const rows = await query.execute()
  return rows.map(({ actor_name: actorName, ...row }) => ({ ...row, actorName }))
}
