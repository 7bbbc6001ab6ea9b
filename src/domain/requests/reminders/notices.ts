/** What the daily round told an officer, until they say that they have seen it. */
import type { Db } from '../../../platform/database/database.ts'
import type { Officer } from '../../accounts/officer.ts'
import { formatAssistanceNumber } from '../assistance/assistance.ts'
import { formatRegisterNumber } from '../case-state.ts'
import { REMINDER_KINDS, type ReminderKind } from './reminder.ts'

export interface OfficeNotice {
  readonly id: number
  readonly onDay: Temporal.PlainDate
  readonly kind: ReminderKind
  readonly requestId: number | null
  readonly assistanceId: number | null
  readonly registerNumber: string
  readonly subject: string
  readonly dueOn: Temporal.PlainDate | null
}

const MOST = 50

/** The newest of each case only, what is late first; cases archived meanwhile are left out. */
export async function listUnseenNotices(db: Db, officer: Officer): Promise<OfficeNotice[]> {
  const rows = await db
    .selectFrom('office_notices as notice')
    .leftJoin('requests as request', 'request.id', 'notice.request_id')
    .leftJoin('assistance_cases as assistance', 'assistance.id', 'notice.assistance_id')
    .distinctOn(['notice.request_id', 'notice.assistance_id'])
    .select([
      'notice.id',
      'notice.on_day',
      'notice.kind',
      'notice.request_id',
      'notice.assistance_id',
      'notice.due_on',
      'request.register_year',
      'request.register_number',
      'request.subject',
      'assistance.register_year as assistance_year',
      'assistance.register_number as assistance_number',
      'assistance.about',
    ])
    .where('notice.user_id', '=', officer.id)
    .where('notice.seen_at', 'is', null)
    .where('request.closed_on', 'is', null)
    .where('assistance.replied_on', 'is', null)
    .orderBy('notice.request_id')
    .orderBy('notice.assistance_id')
    .orderBy('notice.id', 'desc')
    .execute()
  return rows
    .map((row) => ({
      id: row.id,
      onDay: row.on_day,
      kind: row.kind as ReminderKind,
      requestId: row.request_id,
      assistanceId: row.assistance_id,
      registerNumber: numberOf(row),
      subject: row.subject ?? row.about ?? '',
      dueOn: row.due_on,
    }))
    .toSorted((a, b) => urgencyOf(a) - urgencyOf(b) || a.id - b.id)
    .slice(0, MOST)
}

function numberOf(row: {
  readonly register_year: number | null
  readonly register_number: number | null
  readonly assistance_year: number | null
  readonly assistance_number: number | null
}): string {
  return row.register_year === null
    ? formatAssistanceNumber(row.assistance_year ?? 0, row.assistance_number ?? 0)
    : formatRegisterNumber(row.register_year, row.register_number ?? 0)
}

const urgencyOf = ({ kind }: OfficeNotice) => REMINDER_KINDS.indexOf(kind)

export async function markNoticesSeen(
  db: Db,
  officer: Officer,
  upTo: number,
  now: Temporal.Instant,
): Promise<void> {
  await db
    .updateTable('office_notices')
    .set({ seen_at: now })
    .where('user_id', '=', officer.id)
    .where('seen_at', 'is', null)
    .where('id', '<=', upTo)
    .execute()
}
