import { inTransaction, type Db, isUniqueViolation } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import type { Officer } from '../../accounts/officer.ts'
import { assertMay } from '../../accounts/permissions.ts'
import type { IssueForm, ReassessmentForm } from '../determination.ts'
import { getDeterminationForUpdate, updateDetermination } from '../determinations-store.ts'
import { insertReassessment } from '../reassessments-store.ts'
import { recordStep, takeStep } from './steps.ts'

/** 第十八条 sets no period; a year is the practice. */
const REVIEW_EVERY = { years: 1 }

/**
 * 制发: number and day. Only what was checked and signed can be issued, and not before the day it was signed.
 * @throws Refusal `invalid` for a number in use or a day before the signature or to come; `wrong-state`
 */
export async function issueDocument(
  db: Db,
  officer: Officer,
  id: number,
  form: IssueForm,
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const { determination, to } = await takeStep(tx, officer, id, 'issue')
    const signedOn = dayOf(determination.signedAt!) // signed, by its state
    if (Temporal.PlainDate.compare(form.issuedOn, signedOn) < 0)
      refuse(
        'issuedOn',
        `成文日期不能早于签发日期${signedOn.toString()}：公开属性应当先认定、后制发`,
      )
    if (Temporal.PlainDate.compare(form.issuedOn, dayOf(now)) > 0)
      refuse('issuedOn', '成文日期不能晚于今天')
    const isPublic = determination.attribute === 'proactive'
    await updateDetermination(tx, id, {
      state: to,
      document_number: form.documentNumber,
      issued_on: form.issuedOn,
      issued_by: officer.id,
      issued_at: now,
      next_review_on: isPublic ? null : form.issuedOn.add(REVIEW_EVERY),
    }).catch(refuseTwin)
    await recordStep(tx, officer, id, 'issued', now, { documentNumber: form.documentNumber })
  })
}

function refuseTwin(error: unknown): never {
  if (isUniqueViolation(error)) refuse('documentNumber', '这个发文字号已经登记过')
  throw error
}

function refuse(at: string, message: string): never {
  throw new Refusal('invalid', message, [{ at, message }])
}

/**
 * 动态调整 (条例 第十八条): keeps what is not public so for another while, or gives it another attribute. What becomes
 * 主动公开 is published like anything else, by a draft and its review.
 * @throws Refusal `wrong-state` for what is not issued or is public already
 */
export async function reassess(
  db: Db,
  officer: Officer,
  id: number,
  form: ReassessmentForm,
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const determination = await getDeterminationForUpdate(tx, id)
    assertMay(officer, 'determinations.reassess', determination.agencyId)
    if (determination.state !== 'issued' || determination.attribute === 'proactive')
      throw new Refusal('wrong-state', '只有已制发而没有主动公开的公文需要重新评估。')
    const kept = form.conclusion === 'keep'
    const attribute = kept ? determination.attribute : form.attribute
    const isPublic = attribute === 'proactive'
    const ground = kept ? determination.ground : isPublic ? null : form.ground
    const nextReviewOn = isPublic ? null : (form.nextReviewOn ?? dayOf(now).add(REVIEW_EVERY))
    const { conclusion, reassessment: reason } = form
    const given = { determinationId: id, conclusion, attribute, ground, reason, nextReviewOn }
    await insertReassessment(tx, { ...given, by: officer.id }, now)
    await updateDetermination(tx, id, {
      next_review_on: nextReviewOn,
      ...(kept ? {} : { attribute, ground, reason }),
    })
    await recordStep(tx, officer, id, 'reassessed', now, { conclusion, attribute })
  })
}
