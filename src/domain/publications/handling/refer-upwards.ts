/** 拿不准的，报主管部门或者保密行政管理部门确定 (条例 第十七条): asked, answered, and then concluded by the reviewer. */
import { z } from 'zod'
import { recordAudit } from '../../../platform/audit/audit-log.ts'
import { inTransaction, type Db, type Tx } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { dayOf, parseDay } from '../../../platform/kernel/time.ts'
import type { Officer } from '../../accounts/officer.ts'
import { actingAs } from '../../accounts/permissions.ts'
import type { Edition } from '../edition.ts'
import { moveEdition, takeStep } from './steps.ts'

/** 可以公开、部分公开（删减后）、不得公开 */
export const REFERRAL_OUTCOMES = ['may-publish', 'partly', 'must-not'] as const
export type ReferralOutcome = (typeof REFERRAL_OUTCOMES)[number]

export interface Referral {
  readonly contentHash: Buffer
  readonly organ: string
  readonly question: string
  readonly askerName: string
  readonly askedAt: Temporal.Instant
  /** null while nobody has answered */
  readonly outcome: ReferralOutcome | null
  readonly answerNumber: string
  readonly answeredOn: Temporal.PlainDate | null
  readonly answer: string
  readonly recorderName: string | null
}

/** What the reviewer asks. The edition waits for the answer. */
export async function openReferral(
  tx: Tx,
  officer: Officer,
  edition: Edition,
  { organ, opinion }: { readonly organ: string; readonly opinion: string },
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .insertInto('edition_referrals')
    .values({
      edition_id: edition.id,
      content_hash: edition.contentHash,
      organ,
      question: opinion,
      asked_by: officer.id,
      asked_at: now,
    })
    .execute()
}

export const AnswerForm = z.object({
  outcome: z.enum(REFERRAL_OUTCOMES, '请选择答复结论'),
  answerNumber: z.string().trim().max(60).default(''),
  answeredOn: z.string().transform((text, context) => {
    const day = parseDay(text.trim())
    if (day) return day
    context.addIssue({ code: 'custom', message: '答复日期应写作2020-08-17这样的格式' })
    return z.NEVER
  }),
  answer: z.string().trim().min(1, '请填写答复的内容').max(4000),
})
export type AnswerForm = z.infer<typeof AnswerForm>

/**
 * Writes down what the organ asked has answered. The edition goes back to the reviewer, who concludes.
 * @throws Refusal `invalid` for a day before the question or still to come
 */
export async function recordReferralAnswer(
  db: Db | Tx,
  officer: Officer,
  editionId: number,
  form: AnswerForm,
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const { edition, to } = await takeStep(tx, officer, editionId, 'record-answer')
    const open = await tx
      .selectFrom('edition_referrals')
      .select(['id', 'asked_at'])
      .where('edition_id', '=', editionId)
      .where('outcome', 'is', null)
      // an earlier one was dropped when the draft was changed before the answer came
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    const isBefore = Temporal.PlainDate.compare(form.answeredOn, dayOf(open.asked_at)) < 0
    if (isBefore || Temporal.PlainDate.compare(form.answeredOn, dayOf(now)) > 0) {
      const message = '答复日期应在报请之日以后、今天以前'
      throw new Refusal('invalid', message, [{ at: 'answeredOn', message }])
    }
    await tx
      .updateTable('edition_referrals')
      .set({
        outcome: form.outcome,
        answer_number: form.answerNumber,
        answered_on: form.answeredOn,
        answer: form.answer,
        recorded_by: officer.id,
        recorded_at: now,
      })
      .where('id', '=', open.id)
      .execute()
    await moveEdition(tx, officer, edition, { state: to }, now)
    await recordAudit(tx, now, {
      actor: actingAs(officer, 'publications.review'),
      action: 'edition.answer-recorded',
      subject: `edition:${editionId}`,
      detail: { outcome: form.outcome },
    })
  })
}

/** Content about which the answer was no, or not all of it, stays denied until it is changed. @throws Refusal `unapproved` */
export async function assertNotDenied(tx: Tx, edition: Edition): Promise<void> {
  const denied = await tx
    .selectFrom('edition_referrals')
    .select('outcome')
    .where('edition_id', '=', edition.id)
    .where('content_hash', '=', edition.contentHash)
    .where('outcome', 'in', ['partly', 'must-not'])
    .limit(1)
    .executeTakeFirst()
  if (!denied) return
  const message =
    denied.outcome === 'must-not'
      ? '报请的机关答复不得公开，请退回。'
      : '报请的机关答复只能部分公开，请退回删减后再审查。'
  throw new Refusal('unapproved', message)
}

/** Newest first. */
export async function listReferrals(db: Db | Tx, editionId: number): Promise<Referral[]> {
  const rows = await db
    .selectFrom('edition_referrals as r')
    .innerJoin('users as asker', 'asker.id', 'r.asked_by')
    .leftJoin('users as recorder', 'recorder.id', 'r.recorded_by')
    .selectAll('r')
    .select(['asker.display_name as asker_name', 'recorder.display_name as recorder_name'])
    .where('r.edition_id', '=', editionId)
    .orderBy('r.id', 'desc')
    .execute()
  return rows.map((row) => ({
    contentHash: row.content_hash,
    organ: row.organ,
    question: row.question,
    askerName: row.asker_name,
    askedAt: row.asked_at,
    outcome: row.outcome as ReferralOutcome | null,
    answerNumber: row.answer_number,
    answeredOn: row.answered_on,
    answer: row.answer,
    recorderName: row.recorder_name,
  }))
}
