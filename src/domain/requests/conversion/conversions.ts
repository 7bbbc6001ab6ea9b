/** 转主动公开 (条例 第四十四条): who suggested it, what the head decided, and which draft came of it. */
import { z } from 'zod'
import { recordAudit, type AuditActor } from '../../../platform/audit/audit-log.ts'
import { inTransaction, type Db, type Tx } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { choice, optionalText, requiredText } from '../../../platform/web/form-fields.ts'
import { actorFor, hasRole, type Officer } from '../../accounts/officer.ts'
import { actingAs, assertMay } from '../../accounts/permissions.ts'
import { getAgency } from '../../organisations/agencies-store.ts'
import { EditionForm } from '../../publications/edition.ts'
import { draftDocument } from '../../publications/handling/drafting.ts'

export interface Conversion {
  readonly id: number
  readonly suggestedBy: 'applicant' | 'office'
  readonly suggestedAt: Temporal.Instant
  readonly suggesterName: string | null
  readonly suggestion: string
  readonly decision: 'approved' | 'declined' | null
  readonly deciderName: string | null
  readonly reason: string
  /** the working copy in the publications' room */
  readonly editionId: number | null
}

export const SuggestionForm = z.object({ text: requiredText('转主动公开的理由', { max: 1000 }) })
export type SuggestionForm = z.output<typeof SuggestionForm>

export const DecisionForm = z
  .object({
    decision: choice('决定', ['approved', 'declined']),
    reason: optionalText('理由', { max: 1000 }),
  })
  .superRefine(({ decision, reason }, context) => {
    if (decision === 'declined' && !reason) {
      context.addIssue({
        code: 'custom',
        path: ['reason'],
        message: '不转为主动公开的，请写明理由',
      })
    }
  })
export type DecisionForm = z.output<typeof DecisionForm>

/** Those of a case, newest first. @throws Refusal `not-found`, `forbidden` */
export async function listConversions(
  db: Db,
  officer: Officer,
  requestId: number,
): Promise<Conversion[]> {
  await assertCase(db, officer, requestId)
  const rows = await db
    .selectFrom('conversions as c')
    .leftJoin('users as suggester', 'suggester.id', 'c.suggester_id')
    .leftJoin('users as decider', 'decider.id', 'c.decider_id')
    .select([
      'c.id',
      'c.suggested_by',
      'c.suggested_at',
      'c.suggestion',
      'c.decision',
      'c.reason',
      'c.edition_id',
      'suggester.display_name as suggester_name',
      'decider.display_name as decider_name',
    ])
    .where('c.request_id', '=', requestId)
    .orderBy('c.id', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    suggestedBy: row.suggested_by as Conversion['suggestedBy'],
    suggestedAt: row.suggested_at,
    suggesterName: row.suggester_name,
    suggestion: row.suggestion,
    decision: row.decision as Conversion['decision'],
    deciderName: row.decider_name,
    reason: row.reason,
    editionId: row.edition_id,
  }))
}

/** What is to be decided. @throws Refusal `not-found` also across agencies, `forbidden` */
export async function getSuggestion(
  db: Db,
  officer: Officer,
  id: number,
): Promise<{ readonly requestId: number; readonly subject: string; readonly suggestion: string }> {
  const row = await db
    .selectFrom('conversions as c')
    .innerJoin('requests as r', 'r.id', 'c.request_id')
    .select(['c.request_id', 'c.agency_id', 'c.suggestion', 'r.subject'])
    .where('c.id', '=', id)
    .executeTakeFirst()
  if (!row) throw new Refusal('not-found', '没有找到这项建议。')
  assertMay(officer, 'requests.read', row.agency_id)
  return { requestId: row.request_id, subject: row.subject, suggestion: row.suggestion }
}

/** What was given to one may be given to all; what was withheld is not converted. */
const GIVEN = ['A2', 'B1']

/** @returns whether the case has been answered with information that could be published */
export async function isConvertible(db: Db | Tx, requestId: number): Promise<boolean> {
  const row = await db
    .selectFrom('requests')
    .select('disposition')
    .where('id', '=', requestId)
    .executeTakeFirst()
  return row?.disposition != null && GIVEN.includes(row.disposition)
}

/**
 * The office itself suggests it, e.g. because several applicants ask for the same.
 * @throws Refusal `forbidden`; `wrong-state` when nothing was given, or a suggestion is open
 */
export async function suggestConversion(
  db: Db,
  officer: Officer,
  requestId: number,
  { text }: SuggestionForm,
  now: Temporal.Instant,
): Promise<void> {
  await assertCase(db, officer, requestId)
  assertMay(officer, 'requests.register', officer.agencyId)
  await inTransaction(db, async (tx) => {
    if (!(await isConvertible(tx, requestId))) {
      throw new Refusal('wrong-state', '只有已经公开或者部分公开的信息可以转为主动公开。')
    }
    const written = await tx
      .insertInto('conversions')
      .values({
        request_id: requestId,
        agency_id: officer.agencyId,
        suggested_by: 'office',
        suggester_id: officer.id,
        suggested_at: now,
        suggestion: text,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!written) throw new Refusal('wrong-state', '已有一项转主动公开的建议等待决定。')
    const actor = actingAs(officer, 'requests.register')
    await log(tx, actor, 'conversion.suggested', requestId, now)
  })
}

/** @throws Refusal `not-found`, `forbidden` for anybody but the head, `wrong-state` when it is decided */
export async function decideConversion(
  db: Db,
  officer: Officer,
  id: number,
  { decision, reason }: DecisionForm,
  now: Temporal.Instant,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const found = await getForUpdate(tx, officer, id)
    if (!hasRole(officer, 'head')) {
      throw new Refusal('forbidden', '转主动公开由机构负责人决定。')
    }
    if (found.decision !== null) throw new Refusal('wrong-state', '这项建议已经决定。')
    await tx
      .updateTable('conversions')
      .set({ decision, reason: reason ?? '', decided_at: now, decider_id: officer.id })
      .where('id', '=', id)
      .execute()
    await log(tx, actorFor(officer, ['head']), `conversion.${decision}`, found.request_id, now)
    return found.request_id
  })
}

/**
 * Begins the document that an approved conversion leads to: a draft under the case's subject, which goes the way of
 * every document, 保密审查 included. The answer is not copied: it speaks to one applicant.
 * @returns the edition
 * @throws Refusal `not-found`, `forbidden`, `wrong-state` when it is not approved or has its draft
 */
export async function draftConversion(
  db: Db,
  officer: Officer,
  id: number,
  now: Temporal.Instant,
): Promise<number> {
  assertMay(officer, 'publications.draft', officer.agencyId)
  return inTransaction(db, async (tx) => {
    // held until the draft is linked, so that two clicks begin one document
    const { decision, edition_id, request_id } = await getForUpdate(tx, officer, id)
    if (decision !== 'approved') throw new Refusal('wrong-state', '转主动公开还没有批准。')
    if (edition_id !== null) throw new Refusal('wrong-state', '已经起草了公开的文稿。')
    const { subject } = await tx
      .selectFrom('requests')
      .select('subject')
      .where('id', '=', request_id)
      .executeTakeFirstOrThrow()
    const { name } = await getAgency(tx, officer.agencyId)
    const form = EditionForm.parse({
      title: subject,
      publisher: name,
      category: '依申请公开转主动公开',
      disclosure: 'proactive',
      bodyHtml: `<p>${escaped(subject)}</p>`,
    })
    const editionId = await draftDocument(db, officer, form, now)
    await tx
      .updateTable('conversions')
      .set({ edition_id: editionId })
      .where('id', '=', id)
      .execute()
    return editionId
  })
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

async function getForUpdate(tx: Tx, officer: Officer, id: number) {
  const found = await tx
    .selectFrom('conversions')
    .select(['request_id', 'agency_id', 'decision', 'edition_id'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!found) throw new Refusal('not-found', '没有找到这项建议。')
  assertMay(officer, 'requests.read', found.agency_id)
  return found
}

async function assertCase(db: Db, officer: Officer, requestId: number): Promise<void> {
  const row = await db
    .selectFrom('requests')
    .select('agency_id')
    .where('id', '=', requestId)
    .executeTakeFirst()
  if (!row) throw new Refusal('not-found', '没有找到这件申请。')
  assertMay(officer, 'requests.read', row.agency_id)
}

function log(tx: Tx, actor: AuditActor, action: string, requestId: number, now: Temporal.Instant) {
  return recordAudit(tx, now, { actor, action, subject: `request:${requestId}` })
}
