/** One letter a day to the office's own mailbox: how many of what, and nothing about whom. */
import { sql } from 'kysely'
import { inTransaction, type Db } from '../../../platform/database/database.ts'
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

/**
 * Queues today's digest unless it was queued before, there is nothing to say, or no mail goes out from here.
 * @returns whether it was queued
 */
export async function mailDigest(
  db: Db,
  outbox: Outbox,
  agencyId: number,
  today: Temporal.PlainDate,
  now: Temporal.Instant,
): Promise<boolean> {
  const { email, shortName } = await getAgency(db, agencyId)
  if (!isMailConfigured(outbox) || parseMailAddress(email) === undefined) return false
  const counts = await countsOf(db, agencyId, today)
  if (counts.size === 0) return false
  return inTransaction(db, async (tx) => {
    const first = await tx
      .insertInto('reminder_mails')
      .values({ agency_id: agencyId, on_day: today })
      .onConflict((conflict) => conflict.doNothing())
      .returning('agency_id')
      .executeTakeFirst()
    if (!first) return false
    const lines = REMINDER_KINDS.filter((kind) => counts.has(kind)).map(
      (kind) => `${LINES[kind]}：${counts.get(kind)}件`,
    )
    const subject = `${shortName}信息公开待办提醒（${formatChineseDate(today)}）`
    const body = `${lines.join('\n')}\n\n请登录信息公开工作台，在“今日待办”中查看和办理。`
    await queueMail(outbox, tx, { to: email, subject, body }, now)
    return true
  })
}

async function countsOf(
  db: Db,
  agencyId: number,
  today: Temporal.PlainDate,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ kind: string; count: number }>`
    select kind, count(distinct (request_id, assistance_id)) as count
    from office_notices n join users u on u.id = n.user_id
    where u.agency_id = ${agencyId} and n.on_day = ${today}::date
    group by kind`.execute(db)
  return new Map(rows.map(({ kind, count }) => [kind, count]))
}
