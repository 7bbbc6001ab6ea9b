/** 今日待办: the next lawful step of every case that is not archived, whose it is, by when and why. */
import { sql } from 'kysely'
import type { WorkingCalendar } from '../../law/calendar/calendar.ts'
import { hasRole, standsInFor, type Officer, type Role } from '../accounts/officer.ts'
import { assertMay } from '../accounts/permissions.ts'
import type { CaseRoom } from './case-room.ts'
import type { Folded } from './case-row.ts'
import { formatRegisterNumber } from './case-state.ts'
import { findTransition, NEXT_STEP, type Step } from './lifecycle.ts'
import { STATUSES, type Status } from './status.ts'

/** Why a case is on the list; the sentence for it stands in the interface. */
export type TodoReason =
  | 'receipt-unconfirmed'
  | 'reply-due'
  | 'rectification-due'
  | 'correction-awaited'
  | 'correction-overdue'
  | 'reasons-awaited'
  | 'opinion-awaited'
  | 'opinion-overdue'
  | 'payment-awaited'
  | 'payment-overdue'
  | 'secrecy-review-due'
  | 'legal-review-due'
  | 'sign-off-due'
  | 'number-due'
  | 'service-due'
  | 'service-chased'
  | 'third-party-untold'
  | 'filing-due'

export interface TodoItem {
  readonly id: number
  readonly registerNumber: string
  readonly subject: string
  readonly status: Status
  readonly step: Step
  readonly by: readonly Role[]
  readonly reason: TodoReason
  readonly article: string
  readonly dueOn: Temporal.PlainDate | null
  /** Working days left, 0 on the last day, negative when it is over; null without a date. */
  readonly workingDaysLeft: number | null
  readonly dueIsProvisional: boolean
  /** the officer's own turn: their role, and not a draft of their own */
  readonly isMine: boolean
  /** a clerk's turn, and the case is in the hands of another 经办人, for whom the officer does not stand in */
  readonly isColleagues: boolean
  readonly handlerId: number | null
}

/** What a list of things to do reads of a row. */
export interface TodoRow {
  readonly id: number
  readonly kind: string
  readonly register_year: number
  readonly register_number: number
  readonly subject: string
  readonly status: string
  readonly arrived_on: Temporal.PlainDate
  readonly reply_due_on: Temporal.PlainDate | null
  readonly due_is_provisional: boolean
  readonly handler_id: number | null
  readonly folded: unknown
}

export const TODO_COLUMNS = [
  'id',
  'kind',
  'register_year',
  'register_number',
  'subject',
  'status',
  'arrived_on',
  'reply_due_on',
  'due_is_provisional',
  'handler_id',
  'folded',
] as const satisfies readonly (keyof TodoRow)[]

export interface TodoQuery {
  /** only the cases this person handles */
  readonly handlerId?: number | undefined
  readonly limit?: number
}

/**
 * The most urgent first: letters whose receipt is unconfirmed, then by date, then what has none. At most `limit`; the
 * numbers of all are `countTodo`'s. @throws Refusal `forbidden`
 */
export async function listTodo(
  room: CaseRoom,
  officer: Officer,
  today: Temporal.PlainDate,
  { handlerId, limit = 200 }: TodoQuery = {},
): Promise<TodoItem[]> {
  assertMay(officer, 'requests.read', officer.agencyId)
  const open = room.db
    .selectFrom('requests')
    .select(TODO_COLUMNS)
    .where('agency_id', '=', officer.agencyId)
    .where('closed_on', 'is', null)
  const rows = await (handlerId === undefined ? open : open.where('handler_id', '=', handlerId))
    .orderBy(sql`status <> 'awaiting-confirmation'`)
    .orderBy(
      sql`coalesce(case status when 'consulting' then (folded ->> 'consultationDueOn')::date end,
        case when status not in ('delivered', 'ended') then reply_due_on end,
        (folded ->> 'correctionDueOn')::date, (folded ->> 'paymentDueOn')::date)`,
      (order) => order.asc().nullsLast(),
    )
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.flatMap((row) => todoOf(row, officer, today, room.calendar) ?? [])
}

/** Unarchived cases of the agency by status. */
export async function countTodo(
  room: CaseRoom,
  officer: Officer,
): Promise<ReadonlyMap<Status, number>> {
  assertMay(officer, 'requests.read', officer.agencyId)
  const rows = await room.db
    .selectFrom('requests')
    .select((eb) => ['status', eb.fn.countAll<number>().as('count')])
    .where('agency_id', '=', officer.agencyId)
    .where('closed_on', 'is', null)
    .groupBy('status')
    .execute()
  const counts = new Map(rows.map(({ status, count }) => [status, count]))
  return new Map(STATUSES.map((status) => [status, counts.get(status) ?? 0]))
}

/** The next step of one case; undefined when it is archived. Pure. */
export function todoOf(
  row: TodoRow,
  officer: Officer,
  today: Temporal.PlainDate,
  calendar: WorkingCalendar,
): TodoItem | undefined {
  const status = STATUSES.find((one) => one === row.status)
  const next = status && (secrecyNext(status, row, officer) ?? nextOf(status, row, today))
  const transition = next && findTransition(status, next.step)
  if (!transition) return undefined
  const folded = row.folded as Folded
  const isOwnDraft =
    transition.needs.includes('not-the-drafter') && folded.drafters.includes(officer.id)
  const isChased = next.reason === 'service-due' && isUnserved(folded, today, calendar)
  return {
    id: row.id,
    registerNumber: formatRegisterNumber(row.register_year, row.register_number),
    subject: row.subject,
    status,
    ...next,
    ...(isChased ? { reason: 'service-chased' as const } : {}),
    by: transition.by,
    article: transition.article,
    workingDaysLeft: next.dueOn && workingDaysLeft(next.dueOn, today, calendar),
    dueIsProvisional: row.due_is_provisional,
    isMine: hasRole(officer, ...transition.by) && !isOwnDraft,
    isColleagues: transition.by.includes('clerk') && isHandledByAnother(row, officer),
    handlerId: row.handler_id,
  }
}

function isHandledByAnother({ handler_id: handlerId }: TodoRow, officer: Officer): boolean {
  if (handlerId === null || handlerId === officer.id) return false
  return !standsInFor(officer, handlerId)
}

/** Working days after which an issued letter that was not served is chased. */
const SERVED_WITHIN = 2

/** A letter whose number was given some working days ago and which has not been served. */
function isUnserved(
  { issuedOn }: Folded,
  today: Temporal.PlainDate,
  calendar: WorkingCalendar,
): boolean {
  if (issuedOn === null) return false
  const days = calendar.whenMissing('by-weekday')
  return days.workingDaysBetween(Temporal.PlainDate.from(issuedOn), today) >= SERVED_WITHIN
}

interface Next {
  readonly step: Step
  readonly reason: TodoReason
  readonly dueOn: Temporal.PlainDate | null
}

const REASONS = {
  examining: 'reply-due',
  'awaiting-reasons': 'reasons-awaited',
  drafted: 'legal-review-due',
  'legally-reviewed': 'sign-off-due',
  'signed-off': 'number-due',
  issued: 'service-due',
} as const satisfies Partial<Record<Status, TodoReason>>

function nextOf(status: Status, row: TodoRow, today: Temporal.PlainDate): Next | undefined {
  const { correctionDueOn, consultationDueOn, paymentDueOn, untoldThirdParty } =
    row.folded as Folded
  switch (status) {
    case 'closed':
      return undefined
    case 'delivered':
      // 第三十二条 sets no day; the answer is out, so it is due now
      if (untoldThirdParty) {
        return { step: 'tell-third-party', reason: 'third-party-untold', dueOn: null }
      }
      return { step: NEXT_STEP[status], reason: 'filing-due', dueOn: null }
    case 'ended':
      return { step: NEXT_STEP[status], reason: 'filing-due', dueOn: null }
    case 'awaiting-confirmation':
      // 第三十一条: an ordinary letter is confirmed the day it arrives
      return { step: NEXT_STEP[status], reason: 'receipt-unconfirmed', dueOn: row.arrived_on }
    case 'awaiting-correction':
      return awaited(correctionDueOn, today, {
        awaited: { step: 'receive-correction', reason: 'correction-awaited' },
        overdue: { step: 'draft-reply', reason: 'correction-overdue' },
      })
    case 'awaiting-payment':
      return awaited(paymentDueOn, today, {
        awaited: { step: 'record-payment', reason: 'payment-awaited' },
        overdue: { step: 'draft-reply', reason: 'payment-overdue' },
      })
    case 'consulting':
      return awaited(consultationDueOn, today, {
        awaited: { step: 'record-opinion', reason: 'opinion-awaited' },
        overdue: { step: 'record-silence', reason: 'opinion-overdue' },
      })
    default:
      if (status === 'examining' && row.kind === 'rectification') {
        return { step: 'decide-rectification', reason: 'rectification-due', dueOn: null }
      }
      return { step: NEXT_STEP[status], reason: REASONS[status], dueOn: row.reply_due_on }
  }
}

/** 保密审查 where it is demanded: before anything else, or beside legal review for whoever reviews only secrecy. */
function secrecyNext(status: Status, row: TodoRow, officer: Officer): Next | undefined {
  const { awaitsSecrecy } = row.folded as Folded
  if (awaitsSecrecy === undefined) return undefined
  const isTheirs = hasRole(officer, 'secrecy-reviewer') && !hasRole(officer, 'legal-adviser')
  if (status !== 'legally-reviewed' && awaitsSecrecy === 'beside' && !isTheirs) return undefined
  return { step: 'review-secrecy', reason: 'secrecy-review-due', dueOn: row.reply_due_on }
}

type Move = Omit<Next, 'dueOn'>

/** Somebody outside is awaited until a day; after it the office moves on. */
function awaited(
  until: string | null,
  today: Temporal.PlainDate,
  moves: { readonly awaited: Move; readonly overdue: Move },
): Next {
  const dueOn = until === null ? null : Temporal.PlainDate.from(until)
  const isOver = dueOn !== null && Temporal.PlainDate.compare(today, dueOn) > 0
  return { ...(isOver ? moves.overdue : moves.awaited), dueOn }
}

/** 0 on the last day, negative when it is over. */
export function workingDaysLeft(
  dueOn: Temporal.PlainDate,
  today: Temporal.PlainDate,
  calendar: WorkingCalendar,
): number {
  const days = calendar.whenMissing('by-weekday')
  if (Temporal.PlainDate.compare(today, dueOn) <= 0) return days.workingDaysBetween(today, dueOn)
  // over is over, also when only days off have passed since
  return -Math.max(1, days.workingDaysBetween(dueOn, today))
}
