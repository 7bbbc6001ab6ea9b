import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import type { Sealer } from '../../platform/sealing/sealer.ts'
import type { Officer } from '../accounts/officer.ts'
import { assertMay } from '../accounts/permissions.ts'
import { hashOfReceipt, type CorrectionKind, type CorrectionOutcome } from './correction.ts'

export interface OfficeCorrection {
  readonly id: number
  readonly agencyId: number
  readonly kind: CorrectionKind
  readonly place: string
  /** empty once it was erased */
  readonly text: string
  readonly hasContact: boolean
  readonly receivedAt: Temporal.Instant
  readonly dueOn: Temporal.PlainDate
  readonly outcome: CorrectionOutcome | null
  readonly note: string
  readonly settledAt: Temporal.Instant | null
  readonly settledBy: string | null
  readonly erasedAt: Temporal.Instant | null
  readonly documentId: number | null
  readonly documentTitle: string | null
  /** of a document that still is public */
  readonly indexNumber: string | null
}

const SELECTED = sql`
  select c.id, c.agency_id as "agencyId", c.kind, c.place, c.text, c.contact_sealed is not null as "hasContact",
    c.received_at as "receivedAt", c.due_on as "dueOn", c.outcome, c.note, c.settled_at as "settledAt",
    u.display_name as "settledBy", c.erased_at as "erasedAt", c.document_id as "documentId", e.title as "documentTitle",
    case when d.status = 'published' then d.index_number end as "indexNumber"
  from corrections c
  left join users u on u.id = c.settled_by
  left join documents d on d.id = c.document_id
  left join lateral (select title from editions where document_id = d.id order by number desc limit 1) e on true`

const MOST = 200

/** The body's reports: the open ones by term, or the newest of those settled. @throws Refusal `forbidden` */
export async function listCorrections(
  db: Db | Tx,
  officer: Officer,
  which: 'open' | 'settled',
): Promise<OfficeCorrection[]> {
  assertMay(officer, 'corrections.read', officer.agencyId)
  const isOpen = sql`c.settled_at is null`
  const { rows } = await sql<OfficeCorrection>`
    ${SELECTED}
    where c.agency_id = ${officer.agencyId} and ${which === 'open' ? isOpen : sql`not (${isOpen})`}
    order by ${which === 'open' ? sql`c.due_on, c.id` : sql`c.id desc`} limit ${MOST}
  `.execute(db)
  return rows
}

/** @throws Refusal `not-found`, `forbidden` */
export async function getCorrection(
  db: Db | Tx,
  officer: Officer,
  id: number,
): Promise<OfficeCorrection> {
  const { rows } = await sql<OfficeCorrection>`${SELECTED} where c.id = ${id}`.execute(db)
  const [row] = rows
  if (!row) throw new Refusal('not-found', '没有找到这条纠错。')
  assertMay(officer, 'corrections.read', row.agencyId)
  return row
}

/** How many wait for an answer; late: past the day it was due. */
export async function countOpenCorrections(
  db: Db | Tx,
  agencyId: number,
  today: Temporal.PlainDate,
): Promise<{ readonly open: number; readonly late: number }> {
  const { rows } = await sql<{ open: number; late: number }>`
    select count(*) as open, count(*) filter (where due_on < ${today}) as late
    from corrections where agency_id = ${agencyId} and settled_at is null
  `.execute(db)
  return rows[0]!
}

/** What a reader who has the number is told: never what was written. */
export interface TrackedCorrection {
  readonly kind: CorrectionKind
  readonly receivedAt: Temporal.Instant
  readonly dueOn: Temporal.PlainDate
  readonly outcome: CorrectionOutcome | null
  readonly note: string
  readonly settledAt: Temporal.Instant | null
}

export async function findByReceipt(
  { db, sealer }: { readonly db: Db; readonly sealer: Sealer },
  receipt: string,
): Promise<TrackedCorrection | undefined> {
  const { rows } = await sql<TrackedCorrection>`
    select kind, received_at as "receivedAt", due_on as "dueOn", outcome, note, settled_at as "settledAt"
    from corrections where receipt_hash = ${hashOfReceipt(receipt, sealer)}
  `.execute(db)
  return rows[0]
}
