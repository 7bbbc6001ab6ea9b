import { sql } from 'kysely'
import type { WorkingCalendar } from '../../../law/calendar/calendar.ts'
import { recordAudit } from '../../../platform/audit/audit-log.ts'
import { inTransaction, type Db, type Tx } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import type { Sealer } from '../../../platform/sealing/sealer.ts'
import type { NormativeKind } from '../../publications/edition.ts'
import type { EditionKind } from '../../publications/structures/kinds.ts'
import { isPolicyDocument } from '../policy-document.ts'
import { getPolicySettings, type PolicySettings } from '../policy-settings.ts'
import type { QuestionForm } from './question.ts'
import type { FormTicket } from '../../../platform/sealing/form-ticket.ts'

export interface QuestionRoom {
  readonly db: Db
  readonly sealer: Sealer
  readonly calendar: WorkingCalendar
}

/** Nobody writes a question in less. */
const LEAST_SECONDS = 3
/** Unanswered questions about one document from which on no more are taken in. */
const MOST_WAITING = 100

/**
 * Whether readers may ask under this document: it is public, and a policy.
 * @param settingsOf for a caller that remembers them from page to page
 */
export async function canBeAskedAbout<From extends Db | Tx>(
  db: From,
  document: {
    readonly agencyId: number
    readonly kind: EditionKind
    readonly category: string
    readonly normativeKind: NormativeKind | null
  },
  settingsOf: (db: From, agencyId: number) => Promise<PolicySettings> = getPolicySettings,
): Promise<boolean> {
  if (document.kind !== 'document') return false
  if (document.normativeKind !== null) return true
  const settings = await settingsOf(db, document.agencyId)
  return isPolicyDocument({ ...document, disclosure: 'proactive' }, settings)
}

/**
 * Takes in a reader's question. Nobody but the office ever reads it; what is answered in public is drafted anew. The
 * contact is sealed. Sent twice, also at the same moment, it is one question.
 * @throws Refusal `too-many` for a form sent faster than anybody writes, or when too many wait; `not-found`
 */
export async function askQuestion(
  { db, sealer, calendar }: QuestionRoom,
  ticket: FormTicket,
  form: QuestionForm,
  now: Temporal.Instant,
): Promise<void> {
  if (now.epochMilliseconds - ticket.madeAt.epochMilliseconds < LEAST_SECONDS * 1000)
    throw new Refusal('too-many', '提交得太快了，请核对一遍再提交。填写的内容都还在。')
  await inTransaction(db, async (tx) => {
    const document = await findAskable(tx, ticket.about)
    if (!document) throw new Refusal('not-found', '这份文件现在不能提问。')
    const { questionDays } = await getPolicySettings(tx, document.agencyId)
    const days = calendar.whenMissing('by-weekday')
    const row = await tx
      .insertInto('policy_questions')
      .values({
        agency_id: document.agencyId,
        document_id: ticket.about,
        question: form.question,
        contact_sealed: form.contact === '' ? null : sealer.seal(form.contact),
        ticket_hash: ticket.hash,
        asked_at: now,
        due_on: days.addWorkingDays(dayOf(now), questionDays),
      })
      .onConflict((conflict) => conflict.column('ticket_hash').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!row) return
    await recordAudit(tx, now, {
      actor: { id: null, name: '读者' },
      action: 'question.asked',
      subject: `question:${row.id}`,
    })
  })
}

async function findAskable(tx: Tx, documentId: number): Promise<{ agencyId: number } | undefined> {
  const { rows } = await sql<{
    agencyId: number
    kind: EditionKind
    category: string
    normativeKind: NormativeKind | null
    waiting: number
  }>`
    select d.agency_id as "agencyId", e.kind, e.category, e.normative_kind as "normativeKind", (
      select count(*) from policy_questions q
      where q.document_id = d.id and q.closed_at is null and q.answer_document_id is null
    ) as waiting
    from documents d join editions e on e.document_id = d.id and e.state = 'published'
    where d.id = ${documentId} and d.status = 'published'
  `.execute(tx)
  const [document] = rows
  if (!document || !(await canBeAskedAbout(tx, document))) return undefined
  if (document.waiting >= MOST_WAITING)
    throw new Refusal('too-many', '这份文件等待答复的问题很多，请过几天再来，或者打电话咨询。')
  return document
}
