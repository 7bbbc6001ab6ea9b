import { z } from 'zod'
import { inTransaction, type Db, type Tx } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { Officer } from '../../accounts/officer.ts'
import { actingAs } from '../../accounts/permissions.ts'
import {
  REVIEW_CONCLUSIONS,
  REVIEW_ITEMS,
  type ReviewFinding,
  type ReviewItem,
} from '../edition.ts'
import type { EditionStep } from '../lifecycle.ts'
import { insertReview } from '../reviews-store.ts'
import { acceptFindings } from './gate.ts'
import { assertNotDenied, openReferral } from './refer-upwards.ts'
import { moveEdition, takeStep } from './steps.ts'

/** What a 保密审查员 fills in: a finding for each item, a conclusion, and an opinion where something is returned. */
export const ReviewForm = z
  .object({
    contentHash: z.string().regex(/^[0-9a-f]{64}$/),
    checks: z.record(z.enum(REVIEW_ITEMS), z.enum(['clear', 'found'], '请逐项选择审查结果')),
    conclusion: z.enum(REVIEW_CONCLUSIONS, '请选择审查结论'),
    opinion: z.string().trim().max(2000).default(''),
    /** why what the gate found may go out; asked for where it found something */
    acceptance: z.string().trim().max(2000).default(''),
    /** 报请哪个机关确定 */
    organ: z.string().trim().max(100).default(''),
  })
  .superRefine((form, context) => {
    const found = REVIEW_ITEMS.filter((item) => form.checks[item] === 'found')
    if (form.conclusion === 'may-publish' && found.length > 0)
      context.addIssue({
        code: 'custom',
        path: ['conclusion'],
        message: '有项目发现问题，不能作出可以公开的结论',
      })
    if (form.conclusion !== 'may-publish' && form.opinion === '')
      context.addIssue({
        code: 'custom',
        path: ['opinion'],
        message: '退回或报请确定时，请写明理由',
      })
    if (form.conclusion === 'refer-upwards' && form.organ === '')
      context.addIssue({ code: 'custom', path: ['organ'], message: '请填写报请哪个机关确定' })
  })
export type ReviewForm = z.infer<typeof ReviewForm>

/**
 * 保密审查: signs exactly the content the reviewer saw (保密法实施条例 第四十二条、条例 第十七条).
 * @throws Refusal `stale` when the content is no longer what was on the screen; `forbidden` for the drafter; `unapproved`
 *   when the gate has not let it through, or the organ asked has denied it; `incomplete` without a word on what was found
 */
export async function reviewEdition(
  db: Db | Tx,
  officer: Officer,
  editionId: number,
  form: ReviewForm,
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const step = STEP_OF[form.conclusion]
    const { edition, to } = await takeStep(tx, officer, editionId, step)
    if (edition.contentHash.toString('hex') !== form.contentHash)
      throw new Refusal('stale', '在您审查期间文件内容有改动，请重新审阅后再作结论。')
    if (step === 'pass-review') await assertNotDenied(tx, edition)
    if (step === 'pass-review') await acceptFindings(tx, officer, edition, form.acceptance, now)
    await insertReview(tx, editionId, {
      contentHash: edition.contentHash,
      conclusion: form.conclusion,
      checks: form.checks as Record<ReviewItem, ReviewFinding>,
      opinion: form.opinion,
      reviewerId: officer.id,
      deputyFor: actingAs(officer, 'publications.review').deputyFor,
      reviewedAt: now,
    })
    if (step === 'refer') await openReferral(tx, officer, edition, form, now)
    const returnedReason = step === 'return' ? form.opinion : null
    await moveEdition(tx, officer, edition, { state: to, returnedReason }, now)
  })
}

const STEP_OF = {
  'may-publish': 'pass-review',
  return: 'return',
  'refer-upwards': 'refer',
} as const satisfies Record<ReviewForm['conclusion'], EditionStep>
