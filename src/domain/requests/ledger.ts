/**
 * 台账: one page of the register at a time, by keyset. Every order has an index that ends in its keyset, and every
 * filter of few values leads one (migration 0005), so that page 100 costs what page 1 costs.
 */
import { sql } from 'kysely'
import { CHANNELS } from '../../law/clock/case.ts'
import { APPLICANT_CLASSES } from '../../law/applicants.ts'
import { DISPOSITION_CODES, type DispositionCode } from '../../law/dispositions.ts'
import { inTransaction, type Db, type Tx } from '../../platform/database/database.ts'
import { parseDay } from '../../platform/kernel/time.ts'
import type { Officer } from '../accounts/officer.ts'
import { assertMay } from '../accounts/permissions.ts'
import type { CaseRoom } from './case-room.ts'
import type { Folded } from './case-row.ts'
import { formatRegisterNumber } from './case-state.ts'
import type { LedgerFacts } from './ledger-facts.ts'
import { REQUEST_KINDS, type RequestKind } from './request-kind.ts'
import { filtered, searchedWord, type LedgerFilter, type LedgerRows } from './ledger-filter.ts'
import { STATUSES, type Status } from './status.ts'
import { expectedHolders } from './subject-statistics.ts'

export const LEDGER_SORTS = ['register', 'due', 'received'] as const
export type LedgerSort = (typeof LEDGER_SORTS)[number]

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
  readonly kind: RequestKind
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
  /** overturned, and to be answered anew by `replyDueOn` */
  readonly owesAnswer: boolean
  readonly answeredInTime: boolean | null
  readonly closedOn: Temporal.PlainDate | null
  readonly letterNumber: string | null
  readonly issuedOn: string | null
  readonly archiveNumber: string | null
  readonly handlerName: string | null
  /** number of the last event */
  readonly lastSeq: number
  readonly facts: LedgerFacts | undefined
}

export interface LedgerPage {
  readonly entries: readonly LedgerEntry[]
  readonly next: string | undefined
}

/** One page of the officer's agency. @throws Refusal `forbidden` */
export async function listLedger(
  room: CaseRoom,
  officer: Officer,
  query: LedgerQuery,
  today: Temporal.PlainDate,
): Promise<LedgerPage> {
  assertMay(officer, 'requests.read', officer.agencyId)
  const rows = await plannedAnew(room.db, async (tx) => {
    const isTextRare = await isRare(tx, query.filter)
    const desk = { db: tx, calendar: room.calendar, isTextRare }
    const found = filtered(desk, officer, query.filter, today)
    return pageOf(isTextRare || isRecent(query) ? foundFirst(tx, found) : found, query)
      .leftJoin('users', 'users.id', 'requests.handler_id')
      .select('users.display_name as handler_name')
      .execute()
  })
  const entries = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? entries.at(-1) : undefined
  return { entries: entries.map(toEntry), next: last && cursorOf(last, query.sort) }
}

/** How far is counted: a text has to be looked for in each case. */
const countedUpTo = ({ text }: LedgerFilter) => (text === undefined ? 1000 : 300)

/** How many cases the filter finds, counted up to `cap`: a number beyond says "at least". */
export async function countLedger(
  room: CaseRoom,
  officer: Officer,
  filter: LedgerFilter,
  today: Temporal.PlainDate,
  cap = countedUpTo(filter),
): Promise<{ readonly count: number; readonly capped: boolean }> {
  assertMay(officer, 'requests.read', officer.agencyId)
  const { count } = await plannedAnew(room.db, async (tx) => {
    const isTextRare = await isRare(tx, filter)
    const found = filtered({ db: tx, calendar: room.calendar, isTextRare }, officer, filter, today)
    return tx
      .selectFrom(
        found
          .select('requests.id')
          .limit(cap + 1)
          .as('found'),
      )
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
  })
  return { count: Math.min(count, cap), capped: count > cap }
}

/**
 * One plan cannot serve a filter: what finds a rare word is slow for a common one. So these statements are planned for
 * the values they come with, although the pool keeps the plans of all others.
 */
function plannedAnew<T>(db: Db, query: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(db, async (tx) => {
    await sql`set local plan_cache_mode = force_custom_plan`.execute(tx)
    return query(tx)
  })
}

/** Open cases in another order than by due day: all of them are recent, and a walk through that order is long. */
function isRecent({ filter, sort }: LedgerQuery): boolean {
  return filter.due !== undefined && sort !== 'due'
}

const FEW = 2000

/** A text that few subjects hold: the walk through an order would meet it too late, however the planner guesses. */
async function isRare(tx: Tx, { text }: LedgerFilter): Promise<boolean> {
  const word = text === undefined ? undefined : searchedWord(text)
  return word !== undefined && (await expectedHolders(tx, word)) < FEW
}

/** `offset` keeps the planner from merging the search into the sorted walk. */
function foundFirst(db: Tx, found: LedgerRows): LedgerRows {
  return db.selectFrom(found.selectAll('requests').offset(0).as('requests'))
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
  'kind',
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
  'owes_answer',
  'answered_in_time',
  'closed_on',
  'folded',
  'last_seq',
] as const

function pageOf(query: LedgerRows, page: LedgerQuery) {
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
  const folded = row.folded as Folded
  return {
    id: row.id,
    kind: oneOf(REQUEST_KINDS, row.kind),
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
    owesAnswer: row.owes_answer,
    answeredInTime: row.answered_in_time,
    closedOn: row.closed_on,
    letterNumber: folded.letterNumber,
    issuedOn: folded.issuedOn,
    archiveNumber: folded.archiveNumber,
    handlerName: row.handler_name,
    lastSeq: row.last_seq,
    facts: folded.facts,
  }
}

function oneOf<T extends string>(values: readonly T[], text: string): T {
  const found = values.find((value) => value === text)
  if (found === undefined) throw new Error(`a row of requests holds the unknown value ${text}`)
  return found
}
