/** 到期提醒: 180, 90 and 30 days before a normative document's term ends its drafter is told, each stage once. */
import { sql } from 'kysely'
import { EXPIRY_STAGES, expiryStageOf, type ExpiryStage } from '../../law/validity-terms.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import type { Officer } from '../accounts/officer.ts'

export interface ExpiryAlert {
  readonly id: number
  readonly documentId: number
  readonly indexNumber: string
  readonly title: string
  readonly documentNumber: string
  readonly expiresOn: Temporal.PlainDate
  readonly stage: ExpiryStage
}

interface Expiring {
  readonly document_id: number
  readonly expires_on: Temporal.PlainDate
  readonly user_id: number
}

/**
 * Writes down what is to be told today. The drafter of the newest public edition is told; where they have left, the
 * newest clerk of the body. What ends earlier by repeal is not announced.
 * @returns how many alerts are new
 */
export async function tellExpiries(db: Db, today: Temporal.PlainDate): Promise<number> {
  const { rows } = await sql<Expiring>`
    select v.document_id, v.expires_on, coalesce(
      (select u.id from users u where u.id = e.drafted_by and u.active and u.agency_id = v.agency_id),
      (select max(u.id) from users u where u.agency_id = v.agency_id and u.active and 'clerk' = any(u.roles))
    ) as user_id
    from document_validity v
    join editions e on e.document_id = v.document_id and e.state = 'published'
    where v.normative_kind is not null and v.ended_on = v.expires_on + 1
      and v.expires_on between ${today}::date and ${today}::date + ${EXPIRY_STAGES[0]}::int
  `.execute(db)
  const due = rows.flatMap((row) => {
    const stage = expiryStageOf(row.expires_on, today)
    return stage === undefined || row.user_id === null ? [] : [{ ...row, stage, told_on: today }]
  })
  if (due.length === 0) return 0
  const written = await db
    .insertInto('expiry_alerts')
    .values(due)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  return written.length
}

/** What this person was told and has not yet put aside, the nearest end first; ended and prolonged terms are left out. */
export async function listExpiryAlerts(
  db: Db,
  officer: Officer,
  today: Temporal.PlainDate,
): Promise<ExpiryAlert[]> {
  const { rows } = await sql<ExpiryAlert>`
    select * from (
      select distinct on (a.document_id) a.id, a.document_id as "documentId", d.index_number as "indexNumber", e.title,
        e.document_number as "documentNumber", a.expires_on as "expiresOn", a.stage
      from expiry_alerts a
      join document_validity v on v.document_id = a.document_id and v.ended_on = a.expires_on + 1
      join documents d on d.id = a.document_id
      join editions e on e.document_id = d.id and e.state = 'published'
      where a.user_id = ${officer.id} and a.seen_at is null and a.expires_on >= ${today}::date
      order by a.document_id, a.stage
    ) newest order by "expiresOn", id
  `.execute(db)
  return rows
}

/** @param upTo the newest alert that was on the screen */
export async function markExpiriesSeen(
  db: Db,
  officer: Officer,
  upTo: number,
  now: Temporal.Instant,
): Promise<void> {
  await db
    .updateTable('expiry_alerts')
    .set({ seen_at: now })
    .where('user_id', '=', officer.id)
    .where('seen_at', 'is', null)
    .where('id', '<=', upTo)
    .execute()
}

/** For the daily digest: whom there is something new to tell. */
export async function listExpiryReaders(db: Db, agencyId: number): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('expiry_alerts as a')
    .innerJoin('users as u', 'u.id', 'a.user_id')
    .select('a.user_id')
    .distinct()
    .where('a.mailed', '=', false)
    .where('a.seen_at', 'is', null)
    .where('u.agency_id', '=', agencyId)
    .execute()
  return rows.map(({ user_id: id }) => id)
}

/** The sentences for these people; each alert stands in one letter only. */
export async function takeExpiryLines(
  tx: Tx,
  userIds: readonly number[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ stage: number; count: number }>`
    with taken as (
      update expiry_alerts set mailed = true
      where not mailed and user_id = any(${[...userIds]}::integer[]) returning stage
    )
    select stage, count(*) as count from taken group by stage order by stage
  `.execute(tx)
  return rows.map(({ stage, count }) => `有效期在${stage}日内届满的规范性文件：${count}件`)
}
