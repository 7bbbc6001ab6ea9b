/** The SQL of cases. Events are appended and the row that follows from them is written in the same statement. */
import { sql, type Insertable } from 'kysely'
import type { Db, Tx } from '../../platform/database/database.ts'
import { json } from '../../platform/database/database.ts'
import { COMMIT_WITHOUT_WAITING } from '../../platform/database/durability.ts'
import type { Requests } from '../../platform/database/schema.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import type { CaseEvent } from './case.ts'
import { remedyRowsOf, rowOf } from './case-row.ts'
import type { CaseState } from './case-state.ts'
import type { EnteredForm } from './entered-form.ts'
import { parseStoredEvent, recordText, type StoredEvent } from './event-chain.ts'
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

/** Several cases in one query, by id; those that are not there are left out. */
export async function listOpenCases(db: Db | Tx, ids: readonly number[]): Promise<OpenCase[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('request_events')
    .select(['request_id', ...EVENT_COLUMNS])
    .where('request_id', 'in', ids)
    .orderBy('request_id')
    .orderBy('seq')
    .execute()
  return [...Map.groupBy(rows, ({ request_id }) => request_id)].map(([id, events]) => ({
    id,
    state: fold(events.map(parseStoredEvent)),
    lastHash: events.at(-1)!.hash,
  }))
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
  'deputy_for',
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

/** The next number of a letter series of the year, without gaps. Whoever has it holds the series until the transaction ends. */
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

export interface NewCase {
  readonly id: number
  readonly registerNumber: number
}

/**
 * Writes a new case in one statement that is its own transaction: the next number of the register, 〔year〕n号, without
 * gaps; the row; the first event with the hash that binds the number. Everybody who registers in an agency waits for
 * the same counter, so it is held for no round trip and for no disk.
 *
 * @param state folded from the registration with any number; the number given is returned
 * @param form the form it was typed into: a second entry of it breaks `entered_forms_pkey`, and nothing is written
 */
export async function insertCase(
  db: Db,
  state: CaseState,
  registered: StoredEvent,
  now: Temporal.Instant,
  form?: EnteredForm,
): Promise<NewCase> {
  const [before, after] = aroundRegisterNumber(recordText(registered))
  const row = { ...rowOf(state), applicant_key: `\\x${state.applicant.key}`, registered_at: now }
  const { rows } = await sql<{ id: number; register_number: number }>`
    with quick as (
      select ${COMMIT_WITHOUT_WAITING}
    ), counted as (
      insert into request_counters (agency_id, year, last_number)
      select ${state.agencyId}::integer, ${state.registerYear}::integer, 1 from quick
      on conflict (agency_id, year) do update set last_number = request_counters.last_number + 1
      returning last_number
    ), numbered as (
      select last_number, sha256(convert_to(${before}::text || last_number || ${after}::text, 'UTF8')) as hash
      from counted
    ), added as (
      insert into requests (${sql.join(NEW_COLUMNS.map((name) => sql.ref(name)))}, register_number, last_hash)
      select ${sql.join(NEW_COLUMNS.map((name) => sql.ref(`given.${name}`)))}, last_number, hash
      from numbered, jsonb_populate_record(null::requests, ${JSON.stringify(row)}::jsonb) as given
      returning id, register_number, last_hash
    ), written as (
      insert into request_events (request_id, seq, type, happened_on, recorded_at, actor_id, deputy_for, payload, hash)
      select id, 1, ${registered.type}, ${registered.happened_on}::date, ${registered.recorded_at}::timestamptz,
        ${registered.actor_id}::integer, ${registered.deputy_for ?? null}::integer,
        jsonb_set(${JSON.stringify(registered.payload)}::jsonb, '{registerNumber}', to_jsonb(register_number)),
        last_hash
      from added
    )${form ? entered(form, now) : sql``}
    select id, register_number from added
  `.execute(db)
  const { id, register_number: registerNumber } = rows[0]!
  return { id, registerNumber }
}

const entered = ({ token, contentHash }: EnteredForm, now: Temporal.Instant) => sql`, entered as (
      insert into entered_forms (token, content_hash, request_id, entered_at)
      select ${token}::bytea, ${contentHash}::bytea, id, ${now}::timestamptz from added
    )`

const NEW_COLUMNS = [
  'kind',
  'agency_id',
  'register_year',
  'channel',
  'status',
  'arrived_on',
  'received_on',
  'applicant_class',
  'applicant_shown',
  'applicant_key',
  'subject',
  'reply_due_on',
  'due_is_provisional',
  'handler_id',
  'folded',
  'last_seq',
  'registered_at',
] as const

/** The hashed text left and right of the number. A quotation mark inside a text is escaped, so the key occurs once. */
function aroundRegisterNumber(text: string): [string, string] {
  const [before, after, ...more] = text.split(/(?<="registerNumber":)\d+/)
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error('the text of a registration holds its register number exactly once')
  }
  return [before, after]
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
        .set(columnsOf(next, stored.at(-1)!.hash))
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

/** Writes the row and the proceedings of a case anew, from a state folded from all of its events. */
export async function rewriteCase(
  tx: Tx,
  id: number,
  state: CaseState,
  lastHash: Buffer,
): Promise<void> {
  await tx.updateTable('requests').set(columnsOf(state, lastHash)).where('id', '=', id).execute()
  await tx.deleteFrom('remedy_proceedings').where('request_id', '=', id).execute()
  if (state.remedies.length > 0) await writeRemedies(tx, id, state)
}

function columnsOf(state: CaseState, lastHash: Buffer) {
  const { folded, ...row } = rowOf(state)
  const columns = { ...row, folded: json<unknown>(folded), last_hash: lastHash }
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
      deputy_for integer, payload jsonb, previous_hash bytea, hash bytea
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
