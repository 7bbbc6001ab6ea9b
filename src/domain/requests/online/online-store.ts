/** The SQL of what came in over the internet. */
import type { Db, Tx } from '../../../platform/database/database.ts'
import { formatRegisterNumber } from '../case-state.ts'

export interface NewSubmission {
  readonly ticketHash: Buffer
  readonly contentHash: Buffer
  readonly at: Temporal.Instant
}

/** Undefined when this form was submitted before; whoever submits it at the same moment waits here for the other. */
export async function insertSubmission(
  tx: Tx,
  { ticketHash, contentHash, at }: NewSubmission,
): Promise<number | undefined> {
  const row = await tx
    .insertInto('online_submissions')
    .values({ ticket_hash: ticketHash, content_hash: contentHash, submitted_at: at })
    .onConflict((conflict) => conflict.column('ticket_hash').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

export interface NewOnlineApplication {
  readonly requestId: number
  readonly submissionId: number
  readonly number: number
  readonly codeHash: Buffer
  readonly contactHashes: readonly Buffer[]
  readonly wantsMail: boolean
}

export async function insertOnlineApplication(tx: Tx, one: NewOnlineApplication): Promise<void> {
  await tx
    .insertInto('online_applications')
    .values({
      request_id: one.requestId,
      submission_id: one.submissionId,
      number_in_submission: one.number,
      code_hash: one.codeHash,
      contact_hashes: [...one.contactHashes],
      wants_mail: one.wantsMail,
    })
    .execute()
}

export interface SubmittedCase {
  readonly number: number
  readonly registerNumber: string
  readonly subject: string
  readonly receivedOn: Temporal.PlainDate | null
  readonly replyDueOn: Temporal.PlainDate | null
}

export interface Submission {
  readonly contentHash: Buffer
  readonly submittedAt: Temporal.Instant
  /** the body it was addressed to */
  readonly agencyId: number
  readonly cases: readonly SubmittedCase[]
}

export async function findSubmission(db: Db, ticketHash: Buffer): Promise<Submission | undefined> {
  const rows = await db
    .selectFrom('online_submissions as s')
    .innerJoin('online_applications as o', 'o.submission_id', 's.id')
    .innerJoin('requests as r', 'r.id', 'o.request_id')
    .select([
      's.content_hash',
      's.submitted_at',
      'r.agency_id',
      'o.number_in_submission',
      'r.register_year',
      'r.register_number',
      'r.subject',
      'r.received_on',
      'r.reply_due_on',
    ])
    .where('s.ticket_hash', '=', ticketHash)
    .orderBy('o.number_in_submission')
    .execute()
  const [first] = rows
  if (!first) return undefined
  return {
    contentHash: first.content_hash,
    submittedAt: first.submitted_at,
    agencyId: first.agency_id,
    cases: rows.map((row) => ({
      number: row.number_in_submission,
      registerNumber: formatRegisterNumber(row.register_year, row.register_number),
      subject: row.subject,
      receivedOn: row.received_on,
      replyDueOn: row.reply_due_on,
    })),
  }
}

export interface KnownApplication {
  readonly requestId: number
  readonly contactHashes: readonly Buffer[]
}

export async function findApplicationByCode(
  db: Db,
  codeHash: Buffer,
): Promise<KnownApplication | undefined> {
  const row = await db
    .selectFrom('online_applications')
    .select(['request_id', 'contact_hashes'])
    .where('code_hash', '=', codeHash)
    .executeTakeFirst()
  return row && { requestId: row.request_id, contactHashes: row.contact_hashes }
}
