import type { Db, Tx } from '../../platform/database/database.ts'
import type { Attribute, Determination, DeterminationGround } from './determination.ts'
import { toDetermination } from './determinations-store.ts'

/** Issued and not public: those whose day of re-assessment has come. 条例 第十八条 */
export async function listDueReassessments(
  db: Db,
  agencyId: number,
  on: Temporal.PlainDate,
): Promise<Determination[]> {
  const rows = await db
    .selectFrom('determinations')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('state', '=', 'issued')
    .where('attribute', '!=', 'proactive')
    .where('next_review_on', '<=', on)
    .orderBy('next_review_on')
    .orderBy('id')
    .limit(500)
    .execute()
  return rows.map(toDetermination)
}

export interface Reassessment {
  readonly conclusion: 'keep' | 'change'
  readonly attribute: Attribute
  readonly reason: string
  readonly by: string
  readonly at: Temporal.Instant
}

export async function listReassessments(db: Db, id: number): Promise<Reassessment[]> {
  const rows = await db
    .selectFrom('determination_reassessments as r')
    .innerJoin('users as u', 'u.id', 'r.reassessed_by')
    .select(['r.conclusion', 'r.attribute', 'r.reason', 'u.display_name', 'r.reassessed_at'])
    .where('r.determination_id', '=', id)
    .orderBy('r.id', 'desc')
    .execute()
  return rows.map((row) => ({
    conclusion: row.conclusion as Reassessment['conclusion'],
    attribute: row.attribute as Attribute,
    reason: row.reason,
    by: row.display_name,
    at: row.reassessed_at,
  }))
}

export async function insertReassessment(
  tx: Tx,
  given: {
    readonly determinationId: number
    readonly conclusion: 'keep' | 'change'
    readonly attribute: Attribute
    readonly ground: DeterminationGround | null
    readonly reason: string
    readonly by: number
    readonly nextReviewOn: Temporal.PlainDate | null
  },
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .insertInto('determination_reassessments')
    .values({
      determination_id: given.determinationId,
      conclusion: given.conclusion,
      attribute: given.attribute,
      ground: given.ground,
      reason: given.reason,
      reassessed_by: given.by,
      reassessed_at: now,
      next_review_on: given.nextReviewOn,
    })
    .execute()
}
