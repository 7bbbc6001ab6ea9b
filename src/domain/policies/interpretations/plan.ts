/** 解读方案 (三同步): written with the draft, before the document is issued; or the reason why there is none. */
import { z } from 'zod'
import { recordAudit } from '../../../platform/audit/audit-log.ts'
import { inTransaction, type Db, type Tx } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { Officer } from '../../accounts/officer.ts'
import { actingAs, assertMay } from '../../accounts/permissions.ts'
import { optionalDay } from '../form-days.ts'
import { INTERPRETATION_FORMS } from './interpretation.ts'

const words = (max: number) => z.string().trim().max(max).default('')

export const PlanForm = z
  .object({
    /** 不解读的理由; whatever else is filled in then does not count */
    exemption: words(500),
    outline: words(2000),
    forms: z
      .union([z.array(z.enum(INTERPRETATION_FORMS)), z.enum(INTERPRETATION_FORMS)])
      .default([])
      .transform((given) => [given].flat()),
    /** 途径: where it will be published */
    channels: words(200),
    plannedOn: optionalDay,
    responsible: words(100),
    /** 与文件同时发布 */
    together: z
      .enum(['', 'yes'])
      .default('')
      .transform((given) => given === 'yes'),
  })
  .superRefine((form, context) => {
    if (form.exemption !== '') return
    const missing: [string, boolean, string][] = [
      ['outline', form.outline === '', '请写解读提纲'],
      ['forms', form.forms.length === 0, '请选择解读形式'],
      ['channels', form.channels === '', '请写解读途径'],
      ['plannedOn', form.plannedOn === null, '请填写解读时间'],
      ['responsible', form.responsible === '', '请写谁负责解读'],
    ]
    for (const [at, isMissing, message] of missing)
      if (isMissing) context.addIssue({ code: 'custom', path: [at], message })
  })
export type PlanForm = z.infer<typeof PlanForm>

export interface InterpretationPlan extends PlanForm {
  readonly recordedBy: string
  readonly recordedAt: Temporal.Instant
}

/** Writes a plan, or another in its place; earlier ones stay on file. @throws Refusal `forbidden`, `not-found` */
export async function planInterpretation(
  db: Db,
  officer: Officer,
  documentId: number,
  form: PlanForm,
  now: Temporal.Instant,
): Promise<void> {
  const document = await db
    .selectFrom('documents')
    .select('agency_id')
    .where('id', '=', documentId)
    .executeTakeFirst()
  if (!document) throw new Refusal('not-found', '没有找到这份文件。')
  assertMay(officer, 'policies.edit', document.agency_id)
  await inTransaction(db, async (tx) => {
    await tx
      .insertInto('interpretation_plans')
      .values({
        document_id: documentId,
        outline: form.outline,
        forms: form.forms,
        channels: form.channels,
        planned_on: form.plannedOn,
        responsible: form.responsible,
        together: form.together,
        exemption: form.exemption,
        recorded_by: officer.id,
        recorded_at: now,
      })
      .execute()
    await recordAudit(tx, now, {
      actor: actingAs(officer, 'policies.edit'),
      action: form.exemption === '' ? 'interpretation.planned' : 'interpretation.exempted',
      subject: `document:${documentId}`,
    })
  })
}

export async function findPlan(
  db: Db | Tx,
  documentId: number,
): Promise<InterpretationPlan | undefined> {
  const row = await db
    .selectFrom('interpretation_plans as p')
    .innerJoin('users as u', 'u.id', 'p.recorded_by')
    .selectAll('p')
    .select('u.display_name')
    .where('p.document_id', '=', documentId)
    .orderBy('p.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return undefined
  return {
    exemption: row.exemption,
    outline: row.outline,
    forms: row.forms as PlanForm['forms'],
    channels: row.channels,
    plannedOn: row.planned_on,
    responsible: row.responsible,
    together: row.together,
    recordedBy: row.display_name,
    recordedAt: row.recorded_at,
  }
}
