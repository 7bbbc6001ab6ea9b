/** One letter a day to everybody who has something to do: how many of what, and nothing about whom. */
import { sql } from 'kysely'
import { inTransaction, type Db, type Tx } from '../../../platform/database/database.ts'
import { formatChineseDate } from '../../../platform/kernel/time.ts'
import { parseMailAddress } from '../../../platform/mail/mail-address.ts'
import { isMailConfigured, queueMail, type Outbox } from '../../../platform/mail/outbox.ts'
import { getAgency } from '../../organisations/agencies-store.ts'
import { REMINDER_KINDS, type ReminderKind } from './reminder.ts'

const LINES = {
  unconfirmed: '与申请人确认收到',
  overdue: '已逾期未办结',
  'due-soon': '即将到期',
  unserved: '已发文未送达',
  'move-on': '等待期已过，可以继续办理',
  'assistance-overdue': '协助调查已逾期',
  'assistance-due': '协助调查即将到期',
} as const satisfies Record<ReminderKind, string>

/** What another room has to tell; handed over by `app.ts`, so that this room knows none of them. */
export interface DigestSource {
  /** who of a body has something new to be told */
  readonly listReaders: (db: Db, agencyId: number) => Promise<readonly number[]>
  /** the sentences for these people, which then count as told */
  readonly takeLines: (tx: Tx, userIds: readonly number[]) => Promise<readonly string[]>
}

/**
 * Queues today's digests unless they were queued before: to each person at their own address, and one to the body's
 * mailbox for all those who have none. Nothing where no mail goes out from here, or there is nothing to say.
 * @returns how many were queued
 */
export async function mailDigests(
  db: Db,
  outbox: Outbox,
  agencyId: number,
  today: Temporal.PlainDate,
  now: Temporal.Instant,
  sources: readonly DigestSource[] = [],
): Promise<number> {
  if (!isMailConfigured(outbox)) return 0
  const { email, shortName } = await getAgency(db, agencyId)
  let queued = 0
  const others = await Promise.all(sources.map((source) => source.listReaders(db, agencyId)))
  const readers = await listReaders(db, { agencyId, ofBody: email, today, others: others.flat() })
  for (const { userId, to, userIds } of readers) {
    const counts = await countsOf(db, userIds, today)
    const digest = { agencyId, userId, to, userIds, shortName, counts, today, sources }
    if (await queueDigest(db, outbox, digest, now)) queued += 1
  }
  return queued
}

interface Reader {
  /** null: the body's mailbox */
  readonly userId: number | null
  readonly to: string
  /** whose notices the digest counts */
  readonly userIds: readonly number[]
}

interface Asked {
  readonly agencyId: number
  readonly ofBody: string
  readonly today: Temporal.PlainDate
  /** people whom other rooms have something to tell */
  readonly others: readonly number[]
}

async function listReaders(db: Db, { agencyId, ofBody, today, others }: Asked): Promise<Reader[]> {
  const told = await db
    .selectFrom('users')
    .select(['id', 'email'])
    .where('agency_id', '=', agencyId)
    .where('active', '=', true)
    .where(({ eb, or, exists, selectFrom }) =>
      or([
        exists(
          selectFrom('office_notices')
            .select('office_notices.id')
            .whereRef('office_notices.user_id', '=', 'users.id')
            .where('on_day', '=', today),
        ),
        eb('id', '=', sql<number>`any(${[...others]}::integer[])`),
      ]),
    )
    .orderBy('id')
    .execute()
  const [reached, unreached] = partition(told, ({ email }) => parseMailAddress(email) !== undefined)
  const own = reached.map(({ id, email }) => ({ userId: id, to: email, userIds: [id] }))
  if (unreached.length === 0 || parseMailAddress(ofBody) === undefined) return own
  return [...own, { userId: null, to: ofBody, userIds: unreached.map(({ id }) => id) }]
}

function partition<T>(list: readonly T[], holds: (one: T) => boolean): readonly [T[], T[]] {
  return [list.filter(holds), list.filter((one) => !holds(one))]
}

interface Digest {
  readonly agencyId: number
  readonly userId: number | null
  readonly to: string
  readonly shortName: string
  readonly userIds: readonly number[]
  readonly counts: ReadonlyMap<string, number>
  readonly today: Temporal.PlainDate
  readonly sources: readonly DigestSource[]
}

function queueDigest(
  db: Db,
  outbox: Outbox,
  { agencyId, userId, to, userIds, shortName, counts, today, sources }: Digest,
  now: Temporal.Instant,
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const first = await tx
      .insertInto('reminder_mails')
      .values({ agency_id: agencyId, on_day: today, user_id: userId })
      .onConflict((conflict) => conflict.doNothing())
      .returning('agency_id')
      .executeTakeFirst()
    if (!first) return false
    const lines: string[] = REMINDER_KINDS.filter((kind) => counts.has(kind)).map(
      (kind) => `${LINES[kind]}：${counts.get(kind)}件`,
    )
    for (const source of sources) lines.push(...(await source.takeLines(tx, userIds)))
    const subject = `${shortName}信息公开待办提醒（${formatChineseDate(today)}）`
    const body = `${lines.join('\n')}\n\n请登录信息公开工作台，在“今日待办”中查看和办理。`
    await queueMail(outbox, tx, { to, subject, body }, now)
    return true
  })
}

/** By kind; a case told to several of them counts once. */
async function countsOf(
  db: Db,
  userIds: readonly number[],
  today: Temporal.PlainDate,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ kind: string; count: number }>`
    select kind, count(distinct (request_id, assistance_id)) as count
    from office_notices
    where user_id = any(${userIds}::integer[]) and on_day = ${today}::date
    group by kind`.execute(db)
  return new Map(rows.map(({ kind, count }) => [kind, count]))
}
