import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { Consultation, Opinion, OpinionChannel, Outcome } from './consultation.ts'

interface Row {
  document_id: number
  agency_id: number
  title: string
  opens_on: Temporal.PlainDate
  closes_on: Temporal.PlainDate
  result_due_on: Temporal.PlainDate
  index_number: string | null
  published_at: Temporal.Instant | null
  edition_id: number
  result_edition_id: number | null
  result_index_number: string | null
  result_published_at: Temporal.Instant | null
}

/** The newest edition tells the office how far it is; what is public is told by the documents. */
const CONSULTATIONS = sql`
  select c.document_id, c.agency_id, e.title, c.opens_on, c.closes_on, c.result_due_on,
    case when d.status = 'published' then d.index_number end as index_number,
    case when d.status = 'published' then d.published_at end as published_at,
    e.id as edition_id, f.id as result_edition_id,
    case when r.status = 'published' then r.index_number end as result_index_number,
    case when r.status = 'published' then r.published_at end as result_published_at
  from consultations c
  join documents d on d.id = c.document_id
  cross join lateral (
    select id, title from editions where document_id = d.id
    order by (state = 'published') desc, number desc limit 1
  ) e
  left join documents r on r.id = c.result_document_id
  left join lateral (
    select id from editions where document_id = r.id order by number desc limit 1
  ) f on true
`

function toConsultation(row: Row): Consultation {
  return {
    documentId: row.document_id,
    agencyId: row.agency_id,
    title: row.title,
    opensOn: row.opens_on,
    closesOn: row.closes_on,
    resultDueOn: row.result_due_on,
    indexNumber: row.index_number,
    publishedAt: row.published_at,
    editionId: row.edition_id,
    resultEditionId: row.result_edition_id,
    resultIndexNumber: row.result_index_number,
    resultPublishedAt: row.result_published_at,
  }
}

export async function findConsultation(
  db: Db | Tx,
  documentId: number,
): Promise<Consultation | undefined> {
  const { rows } = await sql<Row>`${CONSULTATIONS} where c.document_id = ${documentId}`.execute(db)
  return rows[0] && toConsultation(rows[0])
}

export async function getConsultation(db: Db | Tx, documentId: number): Promise<Consultation> {
  const found = await findConsultation(db, documentId)
  if (!found) throw new Refusal('not-found', '没有找到这次征求意见。')
  return found
}

export async function listConsultations(db: Db, agencyId: number): Promise<Consultation[]> {
  const { rows } = await sql<Row>`${CONSULTATIONS} where c.agency_id = ${agencyId}
    order by c.closes_on desc, c.document_id desc limit 500`.execute(db)
  return rows.map(toConsultation)
}

/** Those that are public, of every body, those that close last first. */
export async function listPublicConsultations(db: Db): Promise<Consultation[]> {
  const { rows } = await sql<Row>`${CONSULTATIONS} where d.status = 'published'
    order by c.closes_on desc, c.document_id desc limit 500`.execute(db)
  return rows.map(toConsultation)
}

export async function listOpinions(db: Db | Tx, documentId: number): Promise<Opinion[]> {
  const rows = await db
    .selectFrom('consultation_opinions')
    .select(['id', 'received_at', 'channel', 'outcome', 'summary', 'response'])
    .where('consultation_id', '=', documentId)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    receivedAt: row.received_at,
    channel: row.channel as OpinionChannel,
    outcome: row.outcome as Outcome | null,
    summary: row.summary,
    response: row.response,
  }))
}
