import { recordAudit } from '../../../platform/audit/audit-log.ts'
import { inTransaction, type Db, type Tx } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { Sealer } from '../../../platform/sealing/sealer.ts'
import type { Officer } from '../../accounts/officer.ts'
import { actingAs, assertMay } from '../../accounts/permissions.ts'
import { EditionForm } from '../../publications/edition.ts'
import { draftDocument } from '../../publications/handling/drafting.ts'
import { getEdition } from '../../publications/editions-store.ts'
import { listTargets } from '../targets.ts'
import type { AnswerForm } from './question.ts'

export const QUESTION_CATEGORY = '政策问答'
const TITLE_LENGTH = 60

/**
 * Drafts the answer: a publication of its own kind, which is reviewed and approved like any other and then stands under the
 * policy.
 * @returns the answer's edition
 * @throws Refusal `forbidden`; `wrong-state` when it was answered or closed already
 */
export async function draftAnswer(
  db: Db,
  officer: Officer,
  questionId: number,
  form: AnswerForm,
  now: Temporal.Instant,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const question = await takeOpen(tx, officer, questionId)
    const policy = (await listTargets(tx, [question.document_id])).get(question.document_id)
    if (!policy) throw new Refusal('wrong-state', '这份文件已经不在公开平台上。')
    const title =
      form.question.length > TITLE_LENGTH
        ? `${form.question.slice(0, TITLE_LENGTH)}…`
        : form.question
    const content = EditionForm.parse({
      title,
      publisher: policy.publisher,
      category: QUESTION_CATEGORY,
      disclosure: 'proactive',
      bodyHtml: form.answer,
      kind: 'policy-question',
      structure: { question: form.question, answers: question.document_id },
    })
    const editionId = await draftDocument(tx, officer, content, now)
    const { documentId } = await getEdition(tx, editionId)
    await tx
      .updateTable('policy_questions')
      .set({ answer_document_id: documentId, handler_id: officer.id })
      .where('id', '=', questionId)
      .execute()
    await audit(tx, officer, questionId, 'answer-drafted', now)
    return editionId
  })
}

/** Ends a question without a public answer: asked already, not about the policy, or answered by telephone. */
export async function closeQuestion(
  db: Db,
  officer: Officer,
  questionId: number,
  reason: string,
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    await takeOpen(tx, officer, questionId)
    if (reason.trim() === '')
      throw new Refusal('incomplete', '请写明不作公开答复的理由。', [
        { at: 'reason', message: '请写明不作公开答复的理由' },
      ])
    await tx
      .updateTable('policy_questions')
      .set({
        closed_reason: reason.trim(),
        closed_by: officer.id,
        closed_at: now,
        handler_id: officer.id,
      })
      .where('id', '=', questionId)
      .execute()
    await audit(tx, officer, questionId, 'closed', now)
  })
}

/** Opens the asker's contact, and writes down who did. Undefined when none was left. @throws Refusal `forbidden` */
export async function readContact(
  db: Db,
  sealer: Sealer,
  officer: Officer,
  questionId: number,
  now: Temporal.Instant,
): Promise<string | undefined> {
  return inTransaction(db, async (tx) => {
    const question = await getQuestionRow(tx, questionId)
    assertMay(officer, 'policies.edit', question.agency_id)
    if (question.contact_sealed === null) return undefined
    await audit(tx, officer, questionId, 'contact-read', now)
    return sealer.open(question.contact_sealed)
  })
}

async function getQuestionRow(tx: Tx, id: number) {
  const row = await tx
    .selectFrom('policy_questions')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new Refusal('not-found', '没有找到这个问题。')
  return row
}

async function takeOpen(tx: Tx, officer: Officer, id: number) {
  const question = await getQuestionRow(tx, id)
  assertMay(officer, 'policies.edit', question.agency_id)
  if (question.closed_at !== null || question.answer_document_id !== null)
    throw new Refusal('wrong-state', '这个问题已经办了，请刷新后查看。')
  return question
}

async function audit(
  tx: Tx,
  officer: Officer,
  id: number,
  what: string,
  now: Temporal.Instant,
): Promise<void> {
  await recordAudit(tx, now, {
    actor: actingAs(officer, 'policies.edit'),
    action: `question.${what}`,
    subject: `question:${id}`,
  })
}
