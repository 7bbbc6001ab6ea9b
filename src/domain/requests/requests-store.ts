/** The SQL of cases. Events are appended and the row that follows from them is written in the same statement. */
import { sql, type Insertable } from 'kysely'
import type { Db, Tx } from '../../platform/database/database.ts'
import { json } from '../../platform/database/database.ts'
import type { Requests } from '../../platform/database/schema.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import type { CaseEvent } from './case.ts'
import { remedyRowsOf, rowOf } from './case-row.ts'
import type { CaseState } from './case-state.ts'
import { parseStoredEvent, type StoredEvent } from './event-chain.ts'
import { fold } from './fold.ts'

/** A case read for an act: its state and where its chain ends. */
export interface OpenCase {
  readonly id: number
  readonly state: CaseState
  readonly lastHash: Buffer
}

/** @throws Refusal `not-found` */
export async function getOpenCase(db: Db | Tx, id: number): Promise<OpenCase> {
  const rows = await listStoredEvents(db, id)
  const last = rows.at(-1)
  if (!last) throw new Refusal('not-found', '没有找到这件申请。')
  return { id, state: fold(rows.map(parseStoredEvent)), lastHash: last.hash }
}

export async function listEvents(db: Db | Tx, id: number): Promise<CaseEvent[]> {
  return (await listStoredEvents(db, id)).map(parseStoredEvent)
}

const EVENT_COLUMNS = [
  'seq',
  'type',
  'happened_on',
  'recorded_at',
  'actor_id',
  'payload',
  'previous_hash',
  'hash',
] as const

function listStoredEvents(db: Db | Tx, id: number): Promise<StoredEvent[]> {
  return db
    .selectFrom('request_events')
    .select(EVENT_COLUMNS)
    .where('request_id', '=', id)
    .orderBy('seq')
    .execute()
}

/**
 * The next number of the register, 〔year〕n号, without gaps: whoever holds it holds the agency's counter until the
 * transaction ends, so it is taken last.
 */
export async function takeRegisterNumber(tx: Tx, agencyId: number, year: number): Promise<number> {
  const { last_number } = await tx
    .insertInto('request_counters')
    .values({ agency_id: agencyId, year, last_number: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['agency_id', 'year'])
        .doUpdateSet((eb) => ({ last_number: eb('request_counters.last_number', '+', 1) })),
    )
    .returning('last_number')
    .executeTakeFirstOrThrow()
  return last_number
}

/** The next number of a letter series of the year, without gaps. Taken last, like the register number. */
export async function takeLetterNumber(
  tx: Tx,
  { agencyId, year, series }: { agencyId: number; year: number; series: string },
): Promise<number> {
  const { last_number } = await tx
    .insertInto('letter_counters')
    .values({ agency_id: agencyId, year, series, last_number: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['agency_id', 'year', 'series'])
        .doUpdateSet((eb) => ({ last_number: eb('letter_counters.last_number', '+', 1) })),
    )
    .returning('last_number')
    .executeTakeFirstOrThrow()
  return last_number
}

/** Writes a new case, row and first events in one statement. @returns its id */
export async function insertCase(
  tx: Tx,
  state: CaseState,
  stored: readonly StoredEvent[],
  now: Temporal.Instant,
): Promise<number> {
  const { id } = await tx
    .with('added', (db) =>
      db
        .insertInto('requests')
        .values({ ...columnsOf(state, stored), registered_at: now })
        .returning('id'),
    )
    .with('written', (db) =>
      db
        .insertInto('request_events')
        .columns(['request_id', ...EVENT_COLUMNS])
        .expression((eb) =>
          eb
            .selectFrom(['added', eventRows(stored).as('event')])
            .select(['added.id', ...EVENT_COLUMNS.map((name) => `event.${name}` as const)])
            .orderBy('event.seq'),
        )
        .returning('seq'),
    )
    .selectFrom('added')
    .select('added.id')
    .executeTakeFirstOrThrow()
  return id
}

/**
 * Appends events to a case and rewrites its row, provided nobody else was first.
 * @throws Refusal `stale` when the case has gone on since it was read; nothing is changed then
 */
export async function appendEvents(
  tx: Tx,
  { id, state: { lastSeq: seenSeq, remedies } }: OpenCase,
  next: CaseState,
  stored: readonly StoredEvent[],
): Promise<void> {
  const written = await tx
    .with('moved', (db) =>
      db
        .updateTable('requests')
        .set(columnsOf(next, stored))
        .where('id', '=', id)
        .where('last_seq', '=', seenSeq)
        .returning('id'),
    )
    .insertInto('request_events')
    .columns(['request_id', ...EVENT_COLUMNS])
    .expression((eb) =>
      eb
        .selectFrom(['moved', eventRows(stored).as('event')])
        .select(['moved.id', ...EVENT_COLUMNS.map((name) => `event.${name}` as const)])
        .orderBy('event.seq'),
    )
    .returning('seq')
    .execute()
  if (written.length !== stored.length) throw staleCase()
  if (next.remedies !== remedies) await writeRemedies(tx, id, next)
}

export function staleCase(): Refusal {
  return new Refusal('stale', '其他同事刚刚办理了这件申请，请刷新后再决定。您填写的内容没有保存。')
}

function columnsOf(state: CaseState, stored: readonly StoredEvent[]) {
  const { folded, ...row } = rowOf(state)
  const columns = { ...row, folded: json<unknown>(folded), last_hash: stored.at(-1)!.hash }
  return columns satisfies Omit<Insertable<Requests>, 'registered_at'>
}

/** The events as rows of a query, whatever their number in one parameter. */
function eventRows(stored: readonly StoredEvent[]) {
  const values = stored.map((event) => ({
    ...event,
    previous_hash: event.previous_hash && `\\x${event.previous_hash.toString('hex')}`,
    hash: `\\x${event.hash.toString('hex')}`,
  }))
  return sql<StoredEvent>`(
    select * from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as e (
      seq integer, type text, happened_on date, recorded_at timestamptz, actor_id integer,
      payload jsonb, previous_hash bytea, hash bytea
    )
  )`
}

async function writeRemedies(tx: Tx, requestId: number, state: CaseState): Promise<void> {
  await tx
    .insertInto('remedy_proceedings')
    .values(remedyRowsOf(state).map((row) => ({ request_id: requestId, ...row })))
    .onConflict((conflict) =>
      conflict.columns(['request_id', 'number_in_case']).doUpdateSet((eb) => ({
        decided_on: eb.ref('excluded.decided_on'),
        result: eb.ref('excluded.result'),
      })),
    )
    .execute()
}
