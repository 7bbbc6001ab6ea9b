import { z } from 'zod'
import { USUAL_FILING_DAYS } from '../../law/normative-procedure.ts'
import { checkRegistrationPattern, USUAL_PATTERN } from '../../law/registration-number.ts'
import { recordAudit } from '../../platform/audit/audit-log.ts'
import { inTransaction, type Db, type Tx } from '../../platform/database/database.ts'
import type { Officer } from '../accounts/officer.ts'
import { agencyListTag, announcePublicChange } from '../publications/publication-changed.ts'
import { actingAs, assertMay } from '../accounts/permissions.ts'

/** Whether a draft without it is refused at submission, or the drafter is only told. */
export const DEMANDS = ['required', 'advised'] as const
export type Demand = (typeof DEMANDS)[number]

const code = z
  .string()
  .trim()
  .max(20)
  .regex(/^[\p{L}\p{N}-]*$/u, '代码只能由文字、数字和短横线组成')
  .default('')

export const PolicySettings = z
  .object({
    registrationPattern: z.string().trim().min(1, '请填写登记号的写法').max(60),
    placeCode: code,
    makerCode: code,
    legalityReview: z.enum(DEMANDS),
    interpretation: z.enum(DEMANDS),
    /** 组配分类 whose documents are 政策性文件 */
    policyCategories: z.union([z.array(z.string()), z.string()]).transform(readCategories),
    /** calendar days */
    filingDays: z.coerce.number().int().min(1).max(90),
    /** working days */
    questionDays: z.coerce.number().int().min(1).max(60),
  })
  .superRefine(({ registrationPattern, placeCode, makerCode }, context) => {
    for (const { at, message } of checkRegistrationPattern(registrationPattern))
      context.addIssue({ code: 'custom', path: [at], message })
    for (const [slot, at, value] of [
      ['{地区}', 'placeCode', placeCode],
      ['{机关}', 'makerCode', makerCode],
    ] as const)
      if (registrationPattern.includes(slot) && value === '')
        context.addIssue({ code: 'custom', path: [at], message: `登记号含${slot}，请填写代码` })
  })
export type PolicySettings = z.infer<typeof PolicySettings>

function readCategories(given: string | readonly string[]): string[] {
  const words = typeof given === 'string' ? given.split(/[\s,，;；、]+/) : given
  return [...new Set(words.map((word) => word.trim()).filter((word) => word !== ''))].slice(0, 20)
}

/** What holds until an office has chosen. A register without codes of its own gives no numbers. */
export const USUAL_POLICY_SETTINGS: PolicySettings = {
  registrationPattern: USUAL_PATTERN,
  placeCode: '',
  makerCode: '',
  legalityReview: 'required',
  interpretation: 'required',
  policyCategories: [],
  filingDays: USUAL_FILING_DAYS,
  questionDays: 5,
}

export async function getPolicySettings(db: Db | Tx, agencyId: number): Promise<PolicySettings> {
  const row = await db
    .selectFrom('policy_settings')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .executeTakeFirst()
  if (!row) return USUAL_POLICY_SETTINGS
  return {
    registrationPattern: row.registration_pattern,
    placeCode: row.place_code,
    makerCode: row.maker_code,
    legalityReview: row.legality_review as Demand,
    interpretation: row.interpretation as Demand,
    policyCategories: row.policy_categories,
    filingDays: row.filing_days,
    questionDays: row.question_days,
  }
}

/** @throws Refusal `forbidden` */
export async function savePolicySettings(
  db: Db,
  officer: Officer,
  settings: PolicySettings,
  now: Temporal.Instant,
): Promise<void> {
  assertMay(officer, 'settings.change', officer.agencyId)
  const columns = {
    registration_pattern: settings.registrationPattern,
    place_code: settings.placeCode,
    maker_code: settings.makerCode,
    legality_review: settings.legalityReview,
    interpretation: settings.interpretation,
    policy_categories: [...settings.policyCategories],
    filing_days: settings.filingDays,
    question_days: settings.questionDays,
    updated_by: officer.id,
    updated_at: now,
  }
  await inTransaction(db, async (tx) => {
    await tx
      .insertInto('policy_settings')
      .values({ agency_id: officer.agencyId, ...columns })
      .onConflict((conflict) => conflict.column('agency_id').doUpdateSet(columns))
      .execute()
    await recordAudit(tx, now, {
      actor: actingAs(officer, 'settings.change'),
      action: 'policy-settings.saved',
      subject: `agency:${officer.agencyId}`,
      detail: { legalityReview: settings.legalityReview, interpretation: settings.interpretation },
    })
    // which of its documents readers may ask about
    await announcePublicChange(tx, [agencyListTag(officer.agencyId)])
  })
}
