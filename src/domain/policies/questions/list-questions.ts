import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { Officer } from '../../accounts/officer.ts'
import { assertMay } from '../../accounts/permissions.ts'

/** waiting: nobody has answered; answering: an answer is drafted or reviewed; answered: it is public. */
export type QuestionState = 'waiting' | 'answering' | 'answered' | 'closed'

export interface OfficeQuestion {
  readonly id: number
  readonly state: QuestionState
  readonly question: string
  readonly hasContact: boolean
  readonly askedAt: Temporal.Instant
  readonly dueOn: Temporal.PlainDate
  readonly documentId: number
  readonly documentTitle: string
  readonly documentIndexNumber: string
  readonly answerEditionId: number | null
  readonly closedReason: string
}

const SELECTED = sql`
  select q.id, q.question, q.contact_sealed is not null as "hasContact", q.asked_at as "askedAt", q.due_on as "dueOn",
    q.document_id as "documentId", e.title as "documentTitle", d.index_number as "documentIndexNumber",
    q.closed_reason as "closedReason", answer.id as "answerEditionId",
    case when q.closed_at is not null then 'closed' when q.answer_document_id is null then 'waiting'
      when a.status = 'published' then 'answered' else 'answering' end as state
  from policy_questions q
  join documents d on d.id = q.document_id
  join lateral (select title from editions where document_id = d.id order by number desc limit 1) e on true
  left join documents a on a.id = q.answer_document_id
  left join lateral (
    select id from editions where document_id = q.answer_document_id order by number desc limit 1
  ) answer on true`

const MOST = 200

/** The office's questions: the open ones by term, or the newest of those done. @throws Refusal `forbidden` */
export async function listQuestions(
  db: Db | Tx,
  officer: Officer,
  which: 'open' | 'done',
): Promise<OfficeQuestion[]> {
  assertMay(officer, 'policies.read', officer.agencyId)
  const isDone = sql`(q.closed_at is not null or a.status is not distinct from 'published')`
  const { rows } = await sql<OfficeQuestion>`
    ${SELECTED}
    where q.agency_id = ${officer.agencyId} and ${which === 'done' ? isDone : sql`not ${isDone}`}
    order by ${which === 'done' ? sql`q.id desc` : sql`q.due_on, q.id`} limit ${MOST}
  `.execute(db)
  return rows
}

/** @throws Refusal `not-found`, `forbidden` */
export async function getQuestion(
  db: Db | Tx,
  officer: Officer,
  id: number,
): Promise<OfficeQuestion> {
  const { rows } = await sql<OfficeQuestion & { agencyId: number }>`
    select found.*, q.agency_id as "agencyId" from (${SELECTED}) found join policy_questions q on q.id = found.id
    where found.id = ${id}
  `.execute(db)
  const [row] = rows
  if (!row) throw new Refusal('not-found', '没有找到这个问题。')
  assertMay(officer, 'policies.read', row.agencyId)
  return row
}

/** How many wait for an answer that nobody has begun. */
export async function countWaiting(db: Db | Tx, agencyId: number): Promise<{ waiting: number }> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*) as waiting from policy_questions
    where agency_id = ${agencyId} and closed_at is null and answer_document_id is null
  `.execute(db)
  return rows[0]!
}

/** An answered question as everybody reads it under the policy. */
export interface PublicAnswer {
  readonly documentId: number
  readonly indexNumber: string
  readonly question: string
  readonly bodyHtml: string
  readonly publishedAt: Temporal.Instant
}

export async function listPublicAnswers(db: Db | Tx, documentId: number): Promise<PublicAnswer[]> {
  const { rows } = await sql<PublicAnswer>`
    select d.id as "documentId", d.index_number as "indexNumber", e.structure ->> 'question' as question,
      e.body_html as "bodyHtml", d.published_at as "publishedAt"
    from document_relations r
    join documents d on d.id = r.from_id and d.status = 'published'
    join editions e on e.document_id = d.id and e.state = 'published' and e.kind = 'policy-question'
    where r.to_id = ${documentId} and r.kind = 'answers'
    order by d.published_at desc, d.id desc
  `.execute(db)
  return rows
}
