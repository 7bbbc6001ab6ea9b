/** 合法性审核、集体审议、备案: dated facts of a normative document's life. Nothing is overwritten: the newest of a kind counts. */
import { z } from 'zod'
import { recordAudit } from '../../platform/audit/audit-log.ts'
import { inTransaction, type Db, type Tx } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { dayOf } from '../../platform/kernel/time.ts'
import type { Officer } from '../accounts/officer.ts'
import { actingAs, assertMay, type Act } from '../accounts/permissions.ts'
import { requiredDay } from './form-days.ts'

export const CONCLUSIONS = ['lawful', 'lawful-when-amended', 'unlawful'] as const
export type LegalityConclusion = (typeof CONCLUSIONS)[number]

const body = (what: string) => z.string().trim().min(1, `请填写${what}`).max(100)
const reference = z.string().trim().max(100).default('')
const opinion = z.string().trim().max(2000).default('')

export const RecordForms = {
  'legality-review': z
    .object({
      begunOn: requiredDay('送审日期'),
      doneOn: requiredDay('出具意见的日期'),
      conclusion: z.enum(CONCLUSIONS, '请选择审核结论'),
      body: body('审核机构'),
      reference,
      opinion,
    })
    .superRefine(({ begunOn, doneOn, conclusion, opinion: text }, context) => {
      const issue = (at: string, message: string) =>
        context.addIssue({ code: 'custom', path: [at], message })
      if (begunOn && doneOn && Temporal.PlainDate.compare(doneOn, begunOn) < 0)
        issue('doneOn', '出具意见的日期不能早于送审日期')
      if (conclusion !== 'lawful' && text === '') issue('opinion', '请写明应予修改或者不合法之处')
    }),
  'collective-decision': z.object({
    doneOn: requiredDay('审议日期'),
    body: body('审议的会议'),
    reference,
    opinion,
  }),
  filing: z.object({ doneOn: requiredDay('报送日期'), body: body('备案机关'), reference, opinion }),
} as const
export type RecordKind = keyof typeof RecordForms
export const RECORD_KINDS = Object.keys(RecordForms) as RecordKind[]

type RecordForm = z.infer<(typeof RecordForms)[RecordKind]>

export interface NormativeRecord {
  readonly kind: RecordKind
  readonly begunOn: Temporal.PlainDate | null
  readonly doneOn: Temporal.PlainDate
  readonly conclusion: LegalityConclusion | null
  readonly body: string
  readonly reference: string
  readonly opinion: string
  readonly recordedBy: string
  readonly recordedAt: Temporal.Instant
}

/** 法律顾问 writes the opinion, 经办人 the rest. */
export const RECORDED_BY = {
  'legality-review': 'policies.review-legally',
  'collective-decision': 'policies.edit',
  filing: 'policies.edit',
} as const satisfies Record<RecordKind, Act>

/**
 * Writes down a step that a normative document has passed.
 * @throws Refusal `forbidden`; `invalid` for a day that has not come; `wrong-state` for filing what is not published
 */
export async function recordStep(
  db: Db,
  officer: Officer,
  documentId: number,
  kind: RecordKind,
  form: RecordForm,
  now: Temporal.Instant,
): Promise<void> {
  const document = await db
    .selectFrom('documents')
    .select(['agency_id', 'status'])
    .where('id', '=', documentId)
    .executeTakeFirst()
  if (!document) throw new Refusal('not-found', '没有找到这份文件。')
  assertMay(officer, RECORDED_BY[kind], document.agency_id)
  if (Temporal.PlainDate.compare(form.doneOn, dayOf(now)) > 0)
    throw new Refusal('invalid', '日期还没有到。', [{ at: 'doneOn', message: '日期还没有到' }])
  if (kind === 'filing' && document.status === 'draft')
    throw new Refusal('wrong-state', '文件公布以后才报送备案。')
  await inTransaction(db, async (tx) => {
    await tx
      .insertInto('normative_records')
      .values({
        document_id: documentId,
        kind,
        begun_on: 'begunOn' in form ? form.begunOn : null,
        done_on: form.doneOn,
        conclusion: 'conclusion' in form ? form.conclusion : null,
        body: form.body,
        reference: form.reference,
        opinion: form.opinion,
        recorded_by: officer.id,
        recorded_at: now,
      })
      .execute()
    await recordAudit(tx, now, {
      actor: actingAs(officer, RECORDED_BY[kind]),
      action: `policy.${kind}-recorded`,
      subject: `document:${documentId}`,
    })
  })
}

/** All of them, the newest of each kind first. */
export async function listRecords(db: Db | Tx, documentId: number): Promise<NormativeRecord[]> {
  const rows = await db
    .selectFrom('normative_records as r')
    .innerJoin('users as u', 'u.id', 'r.recorded_by')
    .selectAll('r')
    .select('u.display_name')
    .where('r.document_id', '=', documentId)
    .orderBy('r.id', 'desc')
    .execute()
  return rows.map((row) => ({
    kind: row.kind as RecordKind,
    begunOn: row.begun_on,
    doneOn: row.done_on,
    conclusion: row.conclusion as LegalityConclusion | null,
    body: row.body,
    reference: row.reference,
    opinion: row.opinion,
    recordedBy: row.display_name,
    recordedAt: row.recorded_at,
  }))
}

/** The one that counts. */
export const newestOf = (records: readonly NormativeRecord[], kind: RecordKind) =>
  records.find((record) => record.kind === kind)
