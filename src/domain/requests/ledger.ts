/**
 * 台账: one page of the register at a time, by keyset. Every order has an index that ends in its keyset, and every
 * filter of few values leads one (migration 0005), so that page 100 costs what page 1 costs.
 */
import { sql, type SelectQueryBuilder } from 'kysely'
import { CHANNELS } from '../../law/clock/case.ts'
import { APPLICANT_CLASSES } from '../../law/applicants.ts'
import { DISPOSITION_CODES, type DispositionCode } from '../../law/dispositions.ts'
import type { DB } from '../../platform/database/schema.ts'
import { parseDay } from '../../platform/kernel/time.ts'
import type { Officer } from '../accounts/officer.ts'
import { assertMay } from '../accounts/permissions.ts'
import type { CaseRoom } from './case-room.ts'
import type { Folded } from './case-row.ts'
import { formatRegisterNumber } from './case-state.ts'
import { STATUSES, type Status } from './status.ts'

export const LEDGER_SORTS = ['register', 'due', 'received'] as const
export type LedgerSort = (typeof LEDGER_SORTS)[number]

/** Absent: not filtered by. Days are computed for the day of asking, never stored. */
export interface LedgerFilter {
  readonly status?: Status | undefined
  readonly applicantClass?: (typeof APPLICANT_CLASSES)[number] | undefined
  readonly channel?: (typeof CHANNELS)[number] | undefined
  readonly disposition?: DispositionCode | undefined
  readonly registerYear?: number | undefined
  readonly handlerId?: number | undefined
  /** `overdue`: the reply period is over and no answer has left; `soon`: it ends within `SOON_WORKING_DAYS` */
  readonly due?: 'overdue' | 'soon' | undefined
  /** part of the subject, or a register number such as 〔2020〕7号, 2020-7 */
  readonly text?: string | undefined
}

export interface LedgerQuery {
  readonly filter: LedgerFilter
  readonly sort: LedgerSort
  readonly descending: boolean
  /** `next` of the page before; anything that is none begins anew */
  readonly after?: string | undefined
  readonly limit: number
}

export interface LedgerEntry {
  readonly id: number
  readonly registerNumber: string
  readonly channel: (typeof CHANNELS)[number]
  readonly status: Status
  readonly arrivedOn: Temporal.PlainDate
  readonly receivedOn: Temporal.PlainDate | null
  readonly applicantClass: (typeof APPLICANT_CLASSES)[number]
  readonly applicantShown: string
  readonly subject: string
  readonly replyDueOn: Temporal.PlainDate | null
  readonly dueIsProvisional: boolean
  readonly disposition: DispositionCode | null
  readonly concludedOn: Temporal.PlainDate | null
  readonly answeredInTime: boolean | null
  readonly closedOn: Temporal.PlainDate | null
  readonly letterNumber: string | null
  readonly handlerName: string | null
}

export interface LedgerPage {
  readonly entries: readonly LedgerEntry[]
  readonly next: string | undefined
}

export const SOON_WORKING_DAYS = 5

/** One page of the officer's agency. @throws Refusal `forbidden` */
export async function listLedger(
  room: CaseRoom,
  officer: Officer,
  query: LedgerQuery,
  today: Temporal.PlainDate,
): Promise<LedgerPage> {
  assertMay(officer, 'requests.read', officer.agencyId)
  const found = filtered(room, officer, query.filter, today)
  const rows = await pageOf(isFoundFirst(query) ? foundFirst(room, found) : found, query)
    .leftJoin('users', 'users.id', 'requests.handler_id')
    .select('users.display_name as handler_name')
    .execute()
  const entries = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? entries.at(-1) : undefined
  return { entries: entries.map(toEntry), next: last && cursorOf(last, query.sort) }
}

/** How many cases the filter finds, counted up to `cap`: a number beyond says "at least". */
export async function countLedger(
  room: CaseRoom,
  officer: Officer,
  filter: LedgerFilter,
  today: Temporal.PlainDate,
  cap = 1000,
): Promise<{ readonly count: number; readonly capped: boolean }> {
  assertMay(officer, 'requests.read', officer.agencyId)
  const found = filtered(room, officer, filter, today)
    .select('requests.id')
    .limit(cap + 1)
  const { count } = await room.db
    .selectFrom(found.as('found'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return { count: Math.min(count, cap), capped: count > cap }
}

type Requests = SelectQueryBuilder<DB, 'requests', object>

function filtered(
  room: CaseRoom,
  officer: Officer,
  filter: LedgerFilter,
  today: Temporal.PlainDate,
): Requests {
  const { status, applicantClass, channel, disposition, registerYear, handlerId } = filter
  let query = filter.due
    ? dueWithin(room, officer, filter.due, today)
    : room.db.selectFrom('requests').where('requests.agency_id', '=', officer.agencyId)
  if (status) query = query.where('status', '=', status)
  if (applicantClass) query = query.where('applicant_class', '=', applicantClass)
  if (channel) query = query.where('channel', '=', channel)
  if (disposition) query = query.where('disposition', '=', disposition)
  if (registerYear) query = query.where('register_year', '=', registerYear)
  if (handlerId) query = query.where('handler_id', '=', handlerId)
  return filter.text ? matching(query, filter.text) : query
}

/** Open cases by their due day, few among very many, which have an index of their own. */
function dueWithin(
  { db, calendar }: CaseRoom,
  officer: Officer,
  due: 'overdue' | 'soon',
  today: Temporal.PlainDate,
): Requests {
  const open = db
    .selectFrom('requests')
    .where('requests.agency_id', '=', officer.agencyId)
    .where('concluded_on', 'is', null)
  if (due === 'overdue') return open.where('reply_due_on', '<', today)
  const soon = calendar.whenMissing('by-weekday').addWorkingDays(today, SOON_WORKING_DAYS)
  return open.where('reply_due_on', '>=', today).where('reply_due_on', '<=', soon)
}

/** Open cases in another order than by due day: all of them are recent, and a walk through that order is long. */
function isFoundFirst({ filter, sort }: LedgerQuery): boolean {
  return filter.due !== undefined && sort !== 'due'
}

/** `offset` keeps the planner from merging the search into the sorted walk. */
function foundFirst({ db }: CaseRoom, found: Requests): Requests {
  return db.selectFrom(found.selectAll('requests').offset(0).as('requests'))
}

const REGISTER_NUMBER = /^\D{0,8}(\d{4})\s*[〕\])）年—-]\s*第?(\d{1,7})号?$/

function matching(query: Requests, text: string): Requests {
  const wanted = text.trim().toLowerCase()
  const number = REGISTER_NUMBER.exec(wanted)
  if (number) {
    return query
      .where('register_year', '=', Number(number[1]))
      .where('register_number', '=', Number(number[2]))
  }
  // the index finds rows with every pair of neighbouring characters; strpos keeps those with the whole text
  return query
    .where(sql<boolean>`subject_terms(subject) @> ${termsOf(wanted)}::text[]`)
    .where(sql<boolean>`strpos(lower(subject), ${wanted}) > 0`)
}

function termsOf(text: string): string[] {
  const characters = [...text]
  if (characters.length < 2) return characters
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`)
}

const FOREVER = sql<Temporal.PlainDate>`'infinity'::date`
const REGISTER_KEY = [sql.ref('register_year'), sql.ref('register_number')] as const
const RECEIVED_KEY = [sql`coalesce(received_on, ${FOREVER})`, sql.ref('requests.id')] as const
const DUE_KEY = [sql`coalesce(reply_due_on, ${FOREVER})`, sql.ref('requests.id')] as const
/** Whoever asks for overdue cases asks for none without a due day: the index of open cases is in this order. */
const OPEN_DUE_KEY = [sql.ref('reply_due_on'), sql.ref('requests.id')] as const

/** The expressions a page is ordered by, as its index has them. */
function keyOf({ sort, filter }: LedgerQuery) {
  if (sort === 'register') return REGISTER_KEY
  if (sort === 'received') return RECEIVED_KEY
  return filter.due ? OPEN_DUE_KEY : DUE_KEY
}

const COLUMNS = [
  'requests.id',
  'register_year',
  'register_number',
  'channel',
  'status',
  'arrived_on',
  'received_on',
  'applicant_class',
  'applicant_shown',
  'subject',
  'reply_due_on',
  'due_is_provisional',
  'disposition',
  'concluded_on',
  'answered_in_time',
  'closed_on',
  'folded',
] as const

function pageOf(query: Requests, page: LedgerQuery) {
  const [first, second] = keyOf(page)
  const direction = page.descending ? 'desc' : 'asc'
  const comparison = page.descending ? sql`<` : sql`>`
  const place = parseCursor(page.after, page.sort)
  const rest = place
    ? query.where(
        sql<boolean>`(${first}, ${second}) ${comparison} (${place.first}, ${place.second})`,
      )
    : query
  return rest
    .select(COLUMNS)
    .orderBy(first, direction)
    .orderBy(second, direction)
    .limit(page.limit + 1)
}

type Row = Awaited<ReturnType<ReturnType<typeof pageOf>['execute']>>[number]

function cursorOf(row: Row, sort: LedgerSort): string {
  if (sort === 'register') return `${row.register_year}.${row.register_number}`
  const day = sort === 'due' ? row.reply_due_on : row.received_on
  return `${day?.toString() ?? 'infinity'}.${row.id}`
}

function parseCursor(text: string | undefined, sort: LedgerSort) {
  const [, first = '', second = ''] = /^([\d-]{4,10}|infinity)\.(\d{1,9})$/.exec(text ?? '') ?? []
  if (second === '') return undefined
  if (sort === 'register') {
    if (!/^\d{4}$/.test(first)) return undefined
    return { first: sql`${Number(first)}::integer`, second: sql`${Number(second)}::integer` }
  }
  if (first !== 'infinity' && !parseDay(first)) return undefined
  return { first: sql`${first}::date`, second: sql`${Number(second)}::bigint` }
}

function toEntry(row: Row & { readonly handler_name: string | null }): LedgerEntry {
  return {
    id: row.id,
    registerNumber: formatRegisterNumber(row.register_year, row.register_number),
    channel: oneOf(CHANNELS, row.channel),
    status: oneOf(STATUSES, row.status),
    arrivedOn: row.arrived_on,
    receivedOn: row.received_on,
    applicantClass: oneOf(APPLICANT_CLASSES, row.applicant_class),
    applicantShown: row.applicant_shown,
    subject: row.subject,
    replyDueOn: row.reply_due_on,
    dueIsProvisional: row.due_is_provisional,
    disposition: row.disposition === null ? null : oneOf(DISPOSITION_CODES, row.disposition),
    concludedOn: row.concluded_on,
    answeredInTime: row.answered_in_time,
    closedOn: row.closed_on,
    letterNumber: (row.folded as Folded).letterNumber,
    handlerName: row.handler_name,
  }
}

function oneOf<T extends string>(values: readonly T[], text: string): T {
  const found = values.find((value) => value === text)
  if (found === undefined) throw new Error(`a row of requests holds the unknown value ${text}`)
  return found
}
