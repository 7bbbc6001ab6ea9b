import { sql } from 'kysely'
import { recordAudit } from '../../../platform/audit/audit-log.ts'
import { inTransaction, type Db, type Tx } from '../../../platform/database/database.ts'
import { defineSweep } from '../../../platform/jobs/job.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { getOfficer } from '../../accounts/users.ts'
import type { Officer } from '../../accounts/officer.ts'
import type { Edition } from '../edition.ts'
import { getEditionForUpdate, updateEditionState } from '../editions-store.ts'
import { assertMayGoOut, goOnline } from './publish.ts'

/** Each minute, on one node. */
export const PUBLISH_DUE = defineSweep('publish-due-editions')

/**
 * Publishes what is due, each edition in a transaction of its own and exactly once however many nodes do it at the same
 * time. What cannot go online any more goes back to whoever approves, with the reason.
 * @returns how many went online
 */
export async function publishDue(
  db: Db,
  now: Temporal.Instant,
  stopping?: AbortSignal,
): Promise<number> {
  let published = 0
  const failed: number[] = []
  const bugs: unknown[] = []
  for (;;) {
    if (stopping?.aborted) break
    const outcome = await inTransaction(db, (tx) => publishNext(tx, now, failed)).catch(
      async (error: unknown) => {
        if (!(error instanceof DueFailed)) throw error
        failed.push(error.editionId)
        // one that trips over itself keeps none of the others from their hour
        if (error.cause instanceof Refusal) await takeScheduleAway(db, error, error.cause, now)
        else bugs.push(error.cause)
        return 'failed' as const
      },
    )
    if (outcome === 'none') break
    if (outcome === 'published') published += 1
  }
  if (bugs.length > 0) throw bugs[0]
  return published
}

/** Carries what went wrong out of the transaction that it rolls back. */
class DueFailed extends Error {
  readonly editionId: number

  constructor(editionId: number, cause: unknown) {
    super('not published', { cause })
    this.editionId = editionId
  }
}

/** The review has to be done again, not only the approval. */
class ReviewerGone extends Refusal {}

async function publishNext(
  tx: Tx,
  now: Temporal.Instant,
  failed: readonly number[],
): Promise<'published' | 'none'> {
  const { rows } = await sql<{ id: number; published_by: number }>`
    select id, published_by from editions
    where state = 'scheduled' and publish_at <= ${now} and id <> all (${failed}::bigint[])
    order by publish_at, id limit 1 for update skip locked
  `.execute(tx)
  const [due] = rows
  if (!due) return 'none'
  try {
    const edition = await getEditionForUpdate(tx, due.id)
    const approver = await getOfficer(tx, due.published_by)
    await assertStillInOffice(tx, edition, approver)
    await assertMayGoOut(tx, edition, now)
    await goOnline(tx, approver, edition, now)
    return 'published'
  } catch (error) {
    throw new DueFailed(due.id, error)
  }
}

/** The signatures of people who have left are not taken for those who answer for it now. */
async function assertStillInOffice(tx: Tx, edition: Edition, approver: Officer): Promise<void> {
  const reviewers = await tx
    .selectFrom('edition_reviews')
    .select('reviewer_id')
    .where('edition_id', '=', edition.id)
    .where('content_hash', '=', edition.contentHash)
    .where('conclusion', '=', 'may-publish')
    .execute()
  const ids = [approver.id, ...reviewers.map(({ reviewer_id }) => reviewer_id)]
  const active = await tx
    .selectFrom('users')
    .select('id')
    .where('id', 'in', ids)
    .where('active', '=', true)
    .execute()
  const isActive = (id: number) => active.some((user) => user.id === id)
  if (!isActive(approver.id)) throw new Refusal('unapproved', '批准人的账号已经停用，请重新批准。')
  if (!reviewers.some(({ reviewer_id }) => isActive(reviewer_id)))
    throw new ReviewerGone('unapproved', '保密审查人的账号已经停用，请重新审查。')
}

async function takeScheduleAway(
  db: Db,
  { editionId }: DueFailed,
  refusal: Refusal,
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const edition = await getEditionForUpdate(tx, editionId)
    if (edition.state !== 'scheduled') return
    const returnedReason = `到了定时发布的时间，没有发布：${refusal.message}`
    const state = refusal instanceof ReviewerGone ? 'in-review' : 'reviewed'
    await updateEditionState(tx, editionId, { state, returnedReason }, now)
    await recordAudit(tx, now, {
      actor: { id: null, name: '定时发布' },
      action: 'edition.schedule-failed',
      subject: `edition:${editionId}`,
    })
  })
}
