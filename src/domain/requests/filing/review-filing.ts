import { sql } from 'kysely'
import { z } from 'zod'
import { recordAudit } from '../../../platform/audit/audit-log.ts'
import { inTransaction, type Db } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { choice, optionalText } from '../../../platform/web/form-fields.ts'
import type { Officer } from '../../accounts/officer.ts'
import { assertMaySupervise, supervisingAs } from '../../accounts/permissions.ts'

/** 备案审查：已阅，或者提出意见 */
export const FilingReviewForm = z
  .object({
    conclusion: choice('审查结论', ['seen', 'opinion']),
    opinion: optionalText('意见', { max: 1000 }),
  })
  .superRefine(({ conclusion, opinion }, context) => {
    if (conclusion === 'opinion' && !opinion) {
      context.addIssue({ code: 'custom', path: ['opinion'], message: '提出意见的，请写明意见' })
    }
    if (conclusion === 'seen' && opinion) {
      context.addIssue({ code: 'custom', path: ['opinion'], message: '有意见的，请选择“提出意见”' })
    }
  })
export type FilingReviewForm = z.output<typeof FilingReviewForm>

/**
 * Records that the supervising body has looked at a case as it stands. It binds nobody: the unit stays responsible for
 * its answer, sees the opinion on its case, and the law's clock does not wait for it.
 *
 * @param seenSeq the last event of the case when the page was opened
 * @throws Refusal `not-found` for a case of a body that does not file here, `forbidden`, `stale` when it has gone on
 */
export async function reviewFiling(
  db: Db,
  officer: Officer,
  { id, seenSeq }: { readonly id: number; readonly seenSeq: number },
  { conclusion, opinion }: FilingReviewForm,
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const found = await tx
      .selectFrom('requests as r')
      .innerJoin('agencies as unit', 'unit.id', 'r.agency_id')
      .select(['r.last_seq', 'unit.supervisor_id'])
      .where('r.id', '=', id)
      .executeTakeFirst()
    assertMaySupervise(officer, 'filings.review', { supervisorId: found?.supervisor_id ?? null })
    if (found?.last_seq !== seenSeq) {
      throw new Refusal('stale', '这件申请刚刚有了新的进展，请看过以后再签署。')
    }
    await tx
      .insertInto('filing_reviews')
      .values({
        request_id: id,
        supervisor_id: officer.agencyId,
        reviewer_id: officer.id,
        seen_seq: seenSeq,
        conclusion,
        opinion: opinion ?? '',
        reviewed_at: now,
      })
      .execute()
    const actor = supervisingAs(officer, 'filings.review')
    await recordAudit(tx, now, { actor, action: 'filing.reviewed', subject: `request:${id}` })
  })
}

/**
 * Marks every case of a unit that was never looked at as seen, as it stands now.
 * @returns how many
 * @throws Refusal `not-found`, `forbidden`
 */
export async function seeAllFilings(
  db: Db,
  officer: Officer,
  unitId: number,
  now: Temporal.Instant,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const unit = await tx
      .selectFrom('agencies')
      .select('supervisor_id')
      .where('id', '=', unitId)
      .executeTakeFirst()
    assertMaySupervise(officer, 'filings.review', { supervisorId: unit?.supervisor_id ?? null })
    const { rows } = await sql<{ seen: number }>`
      with added as (
        insert into filing_reviews
          (request_id, supervisor_id, reviewer_id, seen_seq, conclusion, opinion, reviewed_at)
        select r.id, ${officer.agencyId}::integer, ${officer.id}::integer, r.last_seq, 'seen', '', ${now}::timestamptz
        from requests r
        where r.agency_id = ${unitId} and not exists (
          select from filing_reviews f where f.request_id = r.id and f.supervisor_id = ${officer.agencyId}
        )
        returning 1
      ) select count(*) as seen from added`.execute(tx)
    const actor = supervisingAs(officer, 'filings.review')
    const detail = { cases: rows[0]!.seen }
    await recordAudit(tx, now, {
      actor,
      action: 'filing.all-seen',
      subject: `agency:${unitId}`,
      detail,
    })
    return rows[0]!.seen
  })
}
