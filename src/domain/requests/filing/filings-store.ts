import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { Officer } from '../../accounts/officer.ts'
import { assertMay, assertMaySupervise } from '../../accounts/permissions.ts'
import { formatRegisterNumber } from '../case-state.ts'
import type { Filing, FilingReview, UnitTotals } from './filing.ts'

/** The units that file with the officer's body, with their numbers. @throws Refusal `forbidden` */
export async function listUnits(
  db: Db,
  officer: Officer,
  year: number,
  today: Temporal.PlainDate,
): Promise<UnitTotals[]> {
  assertMaySupervise(officer, 'filings.read', { supervisorId: officer.agencyId })
  const first = Temporal.PlainDate.from({ year, month: 1, day: 1 })
  const last = Temporal.PlainDate.from({ year, month: 12, day: 31 })
  const { rows } = await sql<UnitTotals>`
    select unit.id, unit.name, received.*, pending.*
    from agencies unit
    cross join lateral (
      select count(*) as received,
        count(*) filter (where answered_in_time) as "inTime",
        count(*) filter (where not answered_in_time) as late
      from requests
      where agency_id = unit.id and kind = 'application'
        and coalesce(received_on, 'infinity') between ${first}::date and ${last}::date
    ) received
    cross join lateral (
      select count(*) filter (where r.concluded_on is null or r.owes_answer) as open,
        count(*) filter (where (r.concluded_on is null or r.owes_answer) and r.reply_due_on < ${today}::date) as overdue,
        count(*) filter (where not exists (
          select from filing_reviews f where f.request_id = r.id and f.supervisor_id = ${officer.agencyId}
        )) as unseen
      from requests r
      where r.agency_id = unit.id and (r.register_year >= ${year - 1}::integer or r.concluded_on is null or r.owes_answer)
    ) pending
    where unit.supervisor_id = ${officer.agencyId}
    order by unit.position, unit.id
  `.execute(db)
  return rows
}

export interface FilingQuery {
  /** all units when absent: then only what needs to be looked at, the newest of each */
  readonly unitId?: number | undefined
  readonly only?: 'unseen' | 'overdue' | undefined
  /** `next` of the page before */
  readonly after?: string | undefined
}

export const FILINGS_A_PAGE = 50

/**
 * Cases of the units, newest first. A unit's own list is paged by register number; over all units the newest of each
 * are put together without further pages.
 * @throws Refusal `forbidden`; `not-found` for a unit that files elsewhere
 */
export async function listFilings(
  db: Db,
  officer: Officer,
  query: FilingQuery,
  today: Temporal.PlainDate,
): Promise<{ readonly filings: readonly Filing[]; readonly next: string | undefined }> {
  assertMaySupervise(officer, 'filings.read', { supervisorId: officer.agencyId })
  if (query.unitId !== undefined) await assertUnit(db, officer, query.unitId)
  const place = /^(\d{4})\.(\d{1,9})$/.exec(query.after ?? '')
  const rest = place
    ? sql`and (r.register_year, r.register_number) < (${Number(place[1])}::integer, ${Number(place[2])}::integer)`
    : sql``
  const rows = await readFilings(db, officer, today, {
    units: query.unitId === undefined ? sql`true` : sql`unit.id = ${query.unitId}`,
    cases: sql`${onlyOf(query, today)} ${query.unitId === undefined ? sql`` : rest}`,
  })
  const filings = rows.slice(0, FILINGS_A_PAGE)
  const last =
    query.unitId !== undefined && rows.length > FILINGS_A_PAGE ? filings.at(-1) : undefined
  return {
    filings: filings.map(toFiling),
    next: last && `${last.register_year}.${last.register_number}`,
  }
}

/** @throws Refusal `not-found` for a case of a body that does not file here, `forbidden` */
export async function getFiling(
  db: Db,
  officer: Officer,
  id: number,
  today: Temporal.PlainDate,
): Promise<Filing> {
  assertMaySupervise(officer, 'filings.read', { supervisorId: officer.agencyId })
  const [row] = await readFilings(db, officer, today, {
    units: sql`unit.id = (select agency_id from requests where id = ${id})`,
    cases: sql`and r.id = ${id}`,
  })
  if (!row) throw new Refusal('not-found', '没有找到这件备案。')
  return toFiling(row)
}

/** What the supervising body said about a case: for itself, and for the unit whose case it is. */
export async function listFilingReviews(
  db: Db,
  officer: Officer,
  requestId: number,
): Promise<FilingReview[]> {
  const owner = await db
    .selectFrom('requests as r')
    .innerJoin('agencies as unit', 'unit.id', 'r.agency_id')
    .select(['r.agency_id', 'unit.supervisor_id'])
    .where('r.id', '=', requestId)
    .executeTakeFirst()
  if (!owner) throw new Refusal('not-found', '没有找到这件备案。')
  if (owner.agency_id === officer.agencyId) assertMay(officer, 'requests.read', owner.agency_id)
  else assertMaySupervise(officer, 'filings.read', { supervisorId: owner.supervisor_id })
  const rows = await db
    .selectFrom('filing_reviews as f')
    .innerJoin('agencies as body', 'body.id', 'f.supervisor_id')
    .innerJoin('users as u', 'u.id', 'f.reviewer_id')
    .select(['f.conclusion', 'f.opinion', 'f.reviewed_at', 'body.name', 'u.display_name'])
    .where('f.request_id', '=', requestId)
    .orderBy('f.id', 'desc')
    .execute()
  return rows.map((row) => ({
    conclusion: row.conclusion as FilingReview['conclusion'],
    opinion: row.opinion,
    supervisorName: row.name,
    reviewerName: row.display_name,
    reviewedAt: row.reviewed_at,
  }))
}

async function assertUnit(db: Db, officer: Officer, unitId: number): Promise<void> {
  const unit = await db
    .selectFrom('agencies')
    .select('supervisor_id')
    .where('id', '=', unitId)
    .executeTakeFirst()
  assertMaySupervise(officer, 'filings.read', { supervisorId: unit?.supervisor_id ?? null })
}

const NOT_SEEN = sql`(f.seen_seq is null or (r.concluded_on is not null and f.seen_seq < r.last_seq))`

function onlyOf({ only, unitId }: FilingQuery, today: Temporal.PlainDate): RawBuilder<unknown> {
  const overdue = sql`((r.concluded_on is null or r.owes_answer) and r.reply_due_on < ${today}::date)`
  if (only === 'overdue') return sql`and ${overdue}`
  if (only === 'unseen') return sql`and ${NOT_SEEN}`
  return unitId === undefined ? sql`and (${NOT_SEEN} or ${overdue})` : sql``
}

type FilingRow = Omit<Filing, 'registerNumber'> & {
  readonly register_year: number
  readonly register_number: number
}

/** Each unit's newest by its register's own index; the columns are all that leaves the unit. */
async function readFilings(
  db: Db,
  { agencyId }: Officer,
  today: Temporal.PlainDate,
  { units, cases }: { readonly units: RawBuilder<unknown>; readonly cases: RawBuilder<unknown> },
): Promise<FilingRow[]> {
  const { rows } = await sql<FilingRow>`
    select filed.* from agencies unit
    cross join lateral (
      select r.id, unit.id as "unitId", unit.name as "unitName", r.kind, r.register_year, r.register_number,
        r.applicant_class as "applicantClass", r.subject, r.channel, r.arrived_on as "arrivedOn",
        r.received_on as "receivedOn", r.status, r.reply_due_on as "replyDueOn",
        coalesce((r.concluded_on is null or r.owes_answer) and r.reply_due_on < ${today}::date, false) as "isOverdue",
        r.disposition, r.concluded_on as "concludedOn", r.answered_in_time as "answeredInTime",
        r.folded ->> 'letterNumber' as "letterNumber", r.last_seq as "lastSeq",
        case when f.seen_seq is null then 'new' when ${NOT_SEEN} then 'concluded-since'
          else f.conclusion end as mark
      from requests r
      left join lateral (
        select seen_seq, conclusion from filing_reviews
        where request_id = r.id and supervisor_id = ${agencyId} order by id desc limit 1
      ) f on true
      where r.agency_id = unit.id ${cases}
      order by r.register_year desc, r.register_number desc
      limit ${FILINGS_A_PAGE + 1}
    ) filed
    where unit.supervisor_id = ${agencyId} and ${units}
    order by filed.register_year desc, filed."arrivedOn" desc, filed.register_number desc
    limit ${FILINGS_A_PAGE + 1}
  `.execute(db)
  return rows
}

function toFiling({ register_year, register_number, ...filing }: FilingRow): Filing {
  return { ...filing, registerNumber: formatRegisterNumber(register_year, register_number) }
}
