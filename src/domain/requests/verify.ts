/** Proves that the records are what was recorded: every chain, every fold, every row, every number of the register. */
import type { Selectable } from 'kysely'
import { canonicalJson, type Json } from '../../platform/audit/hash-chain.ts'
import type { Db } from '../../platform/database/database.ts'
import type { RemedyProceedings, Requests } from '../../platform/database/schema.ts'
import type { CaseEvent } from './case.ts'
import { remedyRowsOf, rowOf } from './case-row.ts'
import { formatRegisterNumber, type CaseState } from './case-state.ts'
import { contentHashOf } from './content-hash.ts'
import { hashOf, parseStoredEvent, type StoredEvent } from './event-chain.ts'
import { BrokenCase, fold } from './fold.ts'

export interface VerifyProgress {
  readonly kind: 'progress'
  readonly checked: number
  readonly total: number
}

export interface VerifyFinding {
  readonly kind: 'finding'
  readonly agencyId: number
  /** 〔2020〕7号, as the row says */
  readonly registerNumber: string
  readonly requestId: number | null
  /** The first event that does not hold; null when the events hold and something else does not. */
  readonly seq: number | null
  readonly type: string | null
  readonly message: string
}

type CaseRecord = Selectable<Requests>
type StoredCaseEvent = StoredEvent & { readonly request_id: number }
type StoredRemedy = Selectable<RemedyProceedings>

const BATCH = 500

/** Reads every case once, in batches, in constant memory; at most one finding a case. */
export async function* verifyRequests(db: Db): AsyncGenerator<VerifyProgress | VerifyFinding> {
  const { total } = await db
    .selectFrom('requests')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  let checked = 0
  let after = 0
  for (;;) {
    const batch = await readBatch(db, after)
    for (const one of batch) {
      const finding = verifyCase(one)
      if (finding) yield finding
      after = one.row.id
    }
    checked += batch.length
    yield { kind: 'progress', checked, total }
    if (batch.length < BATCH) break
  }
  yield* verifyRegister(db)
}

interface Recorded {
  readonly row: CaseRecord
  readonly events: readonly StoredCaseEvent[]
  readonly remedies: readonly StoredRemedy[]
}

async function readBatch(db: Db, after: number): Promise<Recorded[]> {
  const rows = await db
    .selectFrom('requests')
    .selectAll()
    .where('id', '>', after)
    .orderBy('id')
    .limit(BATCH)
    .execute()
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

function eventsOf(db: Db, { first, last }: Range): Promise<StoredCaseEvent[]> {
  return db
    .selectFrom('request_events')
    .selectAll()
    .where('request_id', '>=', first)
    .where('request_id', '<=', last)
    .orderBy('request_id')
    .orderBy('seq')
    .execute()
}

function remediesOf(db: Db, { first, last }: Range): Promise<StoredRemedy[]> {
  return db
    .selectFrom('remedy_proceedings')
    .selectAll()
    .where('request_id', '>=', first)
    .where('request_id', '<=', last)
    .orderBy('number_in_case')
    .execute()
}

function verifyCase({ row, events, remedies }: Recorded): VerifyFinding | undefined {
  const broken = findBrokenLink(events) ?? checkContent(events)
  if (broken) return found(row, broken.message, broken.event)
  const folded = foldRecorded(events)
  if ('broken' in folded) return found(row, folded.broken, folded.event)
  const column = findDifferentColumn(row, folded.state, events.at(-1)!)
  if (column) return found(row, `台账行与事件不一致：${column}`)
  const expected = remedyRowsOf(folded.state).map(comparable)
  const stored = remedies.map(({ id: _id, request_id: _request, ...rest }) => comparable(rest))
  if (expected.join('\n') !== stored.join('\n')) return found(row, '复议、诉讼记录与事件不一致')
  return undefined
}

interface Broken {
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

type Folding =
  | { readonly state: CaseState }
  | { readonly broken: string; readonly event?: StoredEvent }

function foldRecorded(stored: readonly StoredEvent[]): Folding {
  const events: CaseEvent[] = []
  for (const event of stored) {
    try {
      events.push(parseStoredEvent(event))
    } catch {
      return { broken: '内容不是一个可以读懂的事件', event }
    }
  }
  try {
    return { state: fold(events) }
  } catch (error) {
    if (!(error instanceof BrokenCase)) throw error
    const event = stored.find(({ seq }) => seq === error.seq)
    return { broken: error.message, ...(event && { event }) }
  }
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

function found(row: CaseRecord, message: string, event?: StoredEvent): VerifyFinding {
  return {
    kind: 'finding',
    agencyId: row.agency_id,
    registerNumber: formatRegisterNumber(row.register_year, row.register_number),
    requestId: row.id,
    seq: event?.seq ?? null,
    type: event?.type ?? null,
    message,
  }
}

/** Numbers run from 1 without gaps: a case that was taken out whole leaves its number behind. */
async function* verifyRegister(db: Db): AsyncGenerator<VerifyFinding> {
  const rows = await db
    .selectFrom('request_counters as counter')
    .leftJoin('requests as request', (join) =>
      join
        .onRef('request.agency_id', '=', 'counter.agency_id')
        .onRef('request.register_year', '=', 'counter.year'),
    )
    .select((eb) => [
      'counter.agency_id',
      'counter.year',
      'counter.last_number',
      eb.fn.count<number>('request.id').as('cases'),
    ])
    .groupBy(['counter.agency_id', 'counter.year', 'counter.last_number'])
    .execute()
  for (const { agency_id, year, last_number, cases } of rows) {
    if (cases === last_number) continue
    const message = `${year}年登记号编到${last_number}号，台账中有${cases}件，有登记号缺失`
    const registerNumber = formatRegisterNumber(year, last_number)
    const nowhere = { requestId: null, seq: null, type: null } as const
    yield { kind: 'finding', agencyId: agency_id, registerNumber, ...nowhere, message }
  }
}
