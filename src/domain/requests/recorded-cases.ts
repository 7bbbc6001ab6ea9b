/** Every case as it is stored: its row, its chained events, its proceedings; and what its events say the rest must be. */
import type { Selectable } from 'kysely'
import { canonicalJson, type Json } from '../../platform/audit/hash-chain.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import type { RemedyProceedings, Requests } from '../../platform/database/schema.ts'
import type { CaseEvent } from './case.ts'
import { remedyRowsOf, rowOf } from './case-row.ts'
import type { CaseState } from './case-state.ts'
import { contentHashOf } from './content-hash.ts'
import { hashOf, parseStoredEvent, type StoredEvent } from './event-chain.ts'
import { BrokenCase, fold } from './fold.ts'

export type CaseRecord = Selectable<Requests>
type StoredCaseEvent = StoredEvent & { readonly request_id: number }
type StoredRemedy = Selectable<RemedyProceedings>

export interface Recorded {
  readonly row: CaseRecord
  readonly events: readonly StoredCaseEvent[]
  readonly remedies: readonly StoredRemedy[]
}

export const BATCH = 500

/** The next cases after `after` by id, at most `BATCH`; with `hold` their rows are locked for the transaction. */
export async function readBatch(db: Db | Tx, after: number, hold = false): Promise<Recorded[]> {
  const batch = db.selectFrom('requests').selectAll().where('id', '>', after).orderBy('id')
  const rows = await (hold ? batch.forUpdate() : batch).limit(BATCH).execute()
  const last = rows.at(-1)
  if (!last) return []
  const within = { first: rows[0]!.id, last: last.id }
  const events = Map.groupBy(await eventsOf(db, within), (event) => event.request_id)
  const remedies = Map.groupBy(await remediesOf(db, within), (one) => one.request_id)
  return rows.map((row) => ({
    row,
    events: events.get(row.id) ?? [],
    remedies: remedies.get(row.id) ?? [],
  }))
}

interface Range {
  readonly first: number
  readonly last: number
}

function eventsOf(db: Db | Tx, { first, last }: Range): Promise<StoredCaseEvent[]> {
  return db
    .selectFrom('request_events')
    .selectAll()
    .where('request_id', '>=', first)
    .where('request_id', '<=', last)
    .orderBy('request_id')
    .orderBy('seq')
    .execute()
}

function remediesOf(db: Db | Tx, { first, last }: Range): Promise<StoredRemedy[]> {
  return db
    .selectFrom('remedy_proceedings')
    .selectAll()
    .where('request_id', '>=', first)
    .where('request_id', '<=', last)
    .orderBy('number_in_case')
    .execute()
}

export interface Broken {
  readonly message: string
  readonly event?: StoredEvent
}

function findBrokenLink(events: readonly StoredEvent[]): Broken | undefined {
  if (events.length === 0) return { message: '没有任何事件' }
  let previous: Buffer | null = null
  for (const [index, event] of events.entries()) {
    if (event.seq !== index + 1) return { message: `第${index + 1}个事件缺失`, event }
    const linked = previous ? event.previous_hash?.equals(previous) : event.previous_hash === null
    if (!linked) return { message: '没有接在前一事件之后，前一事件可能被改动或者抽换', event }
    if (!hashOf(event, previous).equals(event.hash)) return { message: '内容与散列不符', event }
    previous = event.hash
  }
  return undefined
}

/** The chain holds, so the payloads are as recorded; was what was signed what was written? */
function checkContent(events: readonly StoredEvent[]): Broken | undefined {
  for (const event of events) {
    if (event.type !== 'reply-drafted') continue
    const parsed = parseStoredEvent(event)
    if (parsed.type !== 'reply-drafted') continue
    const { draft, contentHash } = parsed.payload
    if (contentHashOf(draft) !== contentHash) return { message: '拟稿与其散列不符', event }
  }
  return undefined
}

type Folding = { readonly state: CaseState } | { readonly broken: Broken }

/** The state that the events of a case add up to, or the first of them that does not hold. */
export function refold({ events }: Recorded): Folding {
  const broken = findBrokenLink(events) ?? checkContent(events)
  return broken ? { broken } : foldRecorded(events)
}

function foldRecorded(stored: readonly StoredEvent[]): Folding {
  const events: CaseEvent[] = []
  for (const event of stored) {
    try {
      events.push(parseStoredEvent(event))
    } catch {
      return { broken: { message: '内容不是一个可以读懂的事件', event } }
    }
  }
  try {
    return { state: fold(events) }
  } catch (error) {
    if (!(error instanceof BrokenCase)) throw error
    const event = stored.find(({ seq }) => seq === error.seq)
    return { broken: { message: error.message, ...(event && { event }) } }
  }
}

/** What of a stored case is not as its events say; undefined when all of it is. */
export function findDifference(
  { row, events, remedies }: Recorded,
  state: CaseState,
): string | undefined {
  const column = findDifferentColumn(row, state, events.at(-1)!)
  if (column) return `台账行与事件不一致：${column}`
  const expected = remedyRowsOf(state).map(comparable)
  const stored = remedies.map(({ id: _id, request_id: _request, ...rest }) => comparable(rest))
  return expected.join('\n') === stored.join('\n') ? undefined : '复议、诉讼记录与事件不一致'
}

function findDifferentColumn(
  row: CaseRecord,
  state: CaseState,
  last: StoredEvent,
): string | undefined {
  const expected: Record<string, unknown> = { ...rowOf(state), last_hash: last.hash }
  const actual: Record<string, unknown> = row
  return Object.keys(expected).find(
    (name) => comparable(expected[name]) !== comparable(actual[name]),
  )
}

/** One text per value: days as ISO, bytes as hexadecimal, JSON in its one spelling. */
function comparable(value: unknown): string {
  return canonicalJson(JSON.parse(JSON.stringify(value, hexadecimal)) as Json)
}

function hexadecimal(this: unknown, key: string, value: unknown): unknown {
  const original = (this as Record<string, unknown>)[key]
  return Buffer.isBuffer(original) ? original.toString('hex') : value
}
