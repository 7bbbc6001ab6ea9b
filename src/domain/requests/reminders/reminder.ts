/** Which of the things to do are worth telling somebody about today, and whom. Pure. */
import type { WorkingCalendar } from '../../../law/calendar/calendar.ts'
import { hasRole, type Officer } from '../../accounts/officer.ts'
import { todoOf, type TodoItem, type TodoRow } from '../todo.ts'

export const REMINDER_KINDS = [
  'unconfirmed', // 没有与申请人确认，期限没有起算（第三十一条）
  'overdue',
  'due-soon',
  'unserved', // 已发文而没有送达
  'move-on', // 等待别人的期限已过，该我们继续办
  'assistance-overdue',
  'assistance-due',
] as const
export type ReminderKind = (typeof REMINDER_KINDS)[number]

/** Working days left from which on a reply is called due soon. */
export const SOON = 3

export interface Reminder {
  readonly userId: number
  readonly kind: ReminderKind
  readonly requestId: number | null
  readonly assistanceId: number | null
  readonly dueOn: Temporal.PlainDate | null
  readonly workingDaysLeft: number | null
}

/** What the officers of one agency are told about one of its unarchived cases. */
export function remindersOf(
  row: TodoRow,
  officers: readonly Officer[],
  today: Temporal.PlainDate,
  calendar: WorkingCalendar,
): Reminder[] {
  return officers.flatMap((officer) => {
    const item = todoOf(row, officer, today, calendar)
    const kind = item && kindOf(item)
    if (!kind || !isTold(kind, item, officer, officers)) return []
    const { id, dueOn, workingDaysLeft } = item
    const about = { requestId: id, assistanceId: null, dueOn, workingDaysLeft }
    return [{ userId: officer.id, kind, ...about }]
  })
}

function kindOf({ reason, workingDaysLeft: left }: TodoItem): ReminderKind | undefined {
  switch (reason) {
    case 'receipt-unconfirmed':
      return 'unconfirmed'
    case 'correction-overdue':
    case 'payment-overdue':
    case 'opinion-overdue':
      return 'move-on'
    case 'correction-awaited':
    case 'payment-awaited':
    case 'opinion-awaited':
    case 'filing-due':
      return undefined
    default:
      break
  }
  if (left !== null && left < 0) return 'overdue'
  if (reason === 'service-chased') return 'unserved'
  return left !== null && left <= SOON ? 'due-soon' : undefined
}

/** The one who handles it and whoever stands in for them, or everybody whose turn it could be; what is late also the head. */
function isTold(
  kind: ReminderKind,
  item: TodoItem,
  officer: Officer,
  officers: readonly Officer[],
): boolean {
  if (kind === 'overdue' && hasRole(officer, 'head')) return true
  if (!item.isMine) return false
  const handler = officers.find(({ id }) => id === item.handlerId)
  const isForHandler =
    item.by.includes('clerk') && handler !== undefined && hasRole(handler, 'clerk')
  return !isForHandler || !item.isColleagues
}
