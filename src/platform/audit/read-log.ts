import type { Db } from '../database/database.ts'

export interface LoggedAct {
  readonly id: number
  readonly at: Temporal.Instant
  readonly actorName: string
  readonly action: string
  readonly subject: string
  readonly hash: Buffer
}

export interface LogQuery {
  /** whose acts; those of the installation itself, which no person took, are always among them */
  readonly actorIds: readonly number[]
  readonly before?: number | undefined
  readonly limit: number
}

/** Newest first, `limit` records below `before`. Whoever asks must have been allowed to read the log. */
export async function listLog(db: Db, { actorIds, before, limit }: LogQuery): Promise<LoggedAct[]> {
  let query = db
    .selectFrom('audit_log')
    .select(['id', 'at', 'actor_name', 'action', 'subject', 'hash'])
    .where((where) => where.or([where('actor_id', 'is', null), where('actor_id', 'in', actorIds)]))
    .orderBy('id', 'desc')
    .limit(limit)
  if (before !== undefined) query = query.where('id', '<', before)
  const rows = await query.execute()
  return rows.map(({ actor_name: actorName, ...row }) => ({ ...row, actorName }))
}
