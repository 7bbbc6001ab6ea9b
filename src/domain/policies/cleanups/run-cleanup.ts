/** The acts of a campaign up to its collation; review and approval follow in `decide-cleanup.ts`. */
import { inTransaction, json, type Db } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import type { Officer } from '../../accounts/officer.ts'
import { assertMay } from '../../accounts/permissions.ts'
import type { CleanupForm, CleanupState, OpinionForm, Scope } from './cleanup.ts'
import { assertState, audit, getItem, move, step } from './cleanup-step.ts'
import { getCleanupForUpdate, listInScope } from './cleanups-store.ts'

/**
 * Opens a campaign over what its scope finds in force today; each document becomes a task of the unit whose it is.
 * @returns its number
 * @throws Refusal `forbidden`; `invalid` when the scope is empty
 */
export async function openCleanup(
  db: Db,
  officer: Officer,
  form: CleanupForm,
  scope: Scope,
  now: Temporal.Instant,
): Promise<number> {
  assertMay(officer, 'policies.edit', officer.agencyId)
  return inTransaction(db, async (tx) => {
    const documents = await listInScope(tx, officer.agencyId, scope, dayOf(now))
    if (documents.length === 0)
      throw new Refusal('invalid', '这个范围里没有现行有效的文件。', [
        { at: 'units', message: '这个范围里没有现行有效的文件，请放宽条件' },
      ])
    const { id } = await tx
      .insertInto('cleanups')
      .values({
        agency_id: officer.agencyId,
        title: form.title,
        basis: form.basis,
        scope: json({
          ...scope,
          formedBefore: scope.formedBefore?.toString() ?? null,
          expiringBefore: scope.expiringBefore?.toString() ?? null,
        }),
        opinions_due_on: form.opinionsDueOn,
        comments_from: form.commentsFrom,
        comments_until: form.commentsUntil,
        created_by: officer.id,
        created_at: now,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await tx
      .insertInto('cleanup_items')
      .values(
        documents.map(({ documentId, unitId }) => ({
          cleanup_id: id,
          document_id: documentId,
          unit_id: unitId,
        })),
      )
      .execute()
    await audit(tx, officer, 'policies.edit', id, 'opened', now)
    return id
  })
}

/**
 * A drafting unit's opinion on one of its own documents: 继续有效, 修改, 废止 or 失效, with the reason.
 * @throws Refusal `not-found` for a document of another unit, `wrong-state` once the campaign is collated
 */
export async function giveOpinion(
  db: Db,
  officer: Officer,
  cleanupId: number,
  documentId: number,
  form: OpinionForm,
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const cleanup = await getCleanupForUpdate(tx, cleanupId)
    const item = await getItem(tx, cleanupId, documentId)
    assertMay(officer, 'policies.edit', item.unit_id)
    assertState(cleanup, ['collecting'])
    await tx
      .updateTable('cleanup_items')
      .set({
        opinion: form.result,
        opinion_reason: form.reason,
        opinion_by: officer.id,
        opinion_at: now,
      })
      .where('cleanup_id', '=', cleanupId)
      .where('document_id', '=', documentId)
      .execute()
    await audit(tx, officer, 'policies.edit', cleanupId, 'opinion-given', now, { documentId })
  })
}

/**
 * 汇总: takes every unit's opinion for the result; where none was given in time the campaign's own body decides by hand.
 * @throws Refusal `wrong-state` before the term for opinions has passed while some are out
 */
export async function collateCleanup(
  db: Db,
  officer: Officer,
  cleanupId: number,
  now: Temporal.Instant,
): Promise<void> {
  await step(db, officer, cleanupId, 'policies.edit', ['collecting'], async (tx, cleanup) => {
    const { open } = await tx
      .selectFrom('cleanup_items')
      .select((eb) => eb.fn.countAll<number>().as('open'))
      .where('cleanup_id', '=', cleanupId)
      .where('opinion', 'is', null)
      .executeTakeFirstOrThrow()
    const isDue = Temporal.PlainDate.compare(dayOf(now), cleanup.opinionsDueOn) > 0
    if (open > 0 && !isDue)
      throw new Refusal(
        'wrong-state',
        `还有${open}份文件没有意见，期限是${cleanup.opinionsDueOn.toString()}，请等各单位提出。`,
      )
    await tx
      .updateTable('cleanup_items')
      .set((eb) => ({
        result: eb.ref('opinion'),
        result_reason: eb.ref('opinion_reason'),
        decided_by: officer.id,
        decided_at: now,
      }))
      .where('cleanup_id', '=', cleanupId)
      .where('opinion', 'is not', null)
      .execute()
    await move(tx, cleanupId, 'collated')
    await audit(tx, officer, 'policies.edit', cleanupId, 'collated', now)
  })
}

/** Decides one document's result in the collation table. @throws Refusal `wrong-state` before and after collation */
export async function decideResult(
  db: Db,
  officer: Officer,
  cleanupId: number,
  documentId: number,
  form: OpinionForm,
  now: Temporal.Instant,
): Promise<void> {
  await step(db, officer, cleanupId, 'policies.edit', ['collated'], async (tx) => {
    await getItem(tx, cleanupId, documentId)
    await tx
      .updateTable('cleanup_items')
      .set({
        result: form.result,
        result_reason: form.reason,
        decided_by: officer.id,
        decided_at: now,
      })
      .where('cleanup_id', '=', cleanupId)
      .where('document_id', '=', documentId)
      .execute()
    await audit(tx, officer, 'policies.edit', cleanupId, 'result-decided', now, { documentId })
  })
}

/** What the public said, and what became of it. @throws Refusal `wrong-state` without a period for comments */
export async function summariseComments(
  db: Db,
  officer: Officer,
  cleanupId: number,
  summary: string,
  now: Temporal.Instant,
): Promise<void> {
  const states: CleanupState[] = ['collecting', 'collated']
  await step(db, officer, cleanupId, 'policies.edit', states, async (tx, cleanup) => {
    if (!cleanup.commentsUntil) throw new Refusal('wrong-state', '这次清理没有安排公开征求意见。')
    await tx
      .updateTable('cleanups')
      .set({ comments_summary: summary })
      .where('id', '=', cleanupId)
      .execute()
    await audit(tx, officer, 'policies.edit', cleanupId, 'comments-summarised', now)
  })
}
