import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  answerAndClose,
  at,
  buildCase,
  buildOffice,
  buildRoom,
  draftOf,
  type OfficeStaff,
} from '../../../test/builders/requests.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import type { CaseRoom } from './case-room.ts'
import { fileRemedy } from './handling/remedies.ts'
import type { Handled } from './handling/take-step.ts'
import { rebuildRows } from './rebuild-rows.ts'
import { verifyRequests, type VerifyFinding } from './verify.ts'

let database: TestDatabase
let room: CaseRoom
let staff: OfficeStaff
let victim: Handled
beforeAll(async () => {
  database = await createTestDatabase()
  room = buildRoom(database.db)
})
afterAll(() => database.close())
beforeEach(async () => {
  await tamper(sql`truncate requests, request_events, remedy_proceedings, request_counters cascade`)
  staff = await buildOffice(database.db)
  await buildCase(room, staff.clerk, '2024-03-01')
  const one = await buildCase(room, staff.clerk, '2024-03-01')
  const closed = await answerAndClose(room, staff, one, draftOf('D1a'), at('2024-03-20'))
  const filing = { kind: 'reconsideration', body: '示例政府' } as const
  const filed = { ...filing, happenedOn: Temporal.PlainDate.from('2024-04-01') }
  victim = await fileRemedy(room, staff.clerk, closed, filed, at('2024-04-02'))
  await buildCase(room, staff.clerk, '2024-03-01')
})

const GUARDED = ['request_events', 'letters', 'letter_versions']

/** As somebody with the database password would: with every trigger off. */
async function tamper(statement: ReturnType<typeof sql>): Promise<void> {
  await database.db.transaction().execute(async (tx) => {
    for (const table of GUARDED)
      await sql`alter table ${sql.table(table)} disable trigger user`.execute(tx)
    await statement.execute(tx)
    for (const table of GUARDED)
      await sql`alter table ${sql.table(table)} enable trigger user`.execute(tx)
  })
}

async function findings(): Promise<VerifyFinding[]> {
  const found: VerifyFinding[] = []
  for await (const one of verifyRequests(database.db)) if (one.kind === 'finding') found.push(one)
  return found
}

const only = (seq: number | null) => [
  expect.objectContaining({ requestId: victim.id, registerNumber: '〔2024〕2号', seq }),
]

test('untouched records verify, and the progress reaches the total', async () => {
  const seen = []
  for await (const one of verifyRequests(database.db)) seen.push(one)
  expect(seen).toEqual([{ kind: 'progress', checked: 3, total: 3 }])
})

describe('a changed byte is found and located, also when every trigger was off', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('in the payload of event %i', async (seq) => {
    await tamper(
      sql`update request_events set payload = payload || '{"extra": 1}' where request_id = ${victim.id} and seq = ${seq}`,
    )
    expect(await findings()).toEqual(only(seq))
  })

  test('in its day, its moment, its actor, its type', async () => {
    for (const change of [
      sql`happened_on = happened_on - 1`,
      sql`recorded_at = recorded_at - interval '1 millisecond'`,
      sql`actor_id = null`,
      sql`type = 'noted'`,
    ]) {
      await tamper(
        sql`update request_events set ${change} where request_id = ${victim.id} and seq = 3`,
      )
      expect(await findings()).toEqual(only(3))
      await tamper(
        sql`truncate requests, request_events, remedy_proceedings, request_counters cascade`,
      )
      await buildCase(room, staff.clerk, '2024-03-01')
      const one = await buildCase(room, staff.clerk, '2024-03-01')
      victim = await answerAndClose(room, staff, one, draftOf('D1a'), at('2024-03-20'))
    }
  })

  test('an event taken out is missed at its place', async () => {
    await tamper(sql`delete from request_events where request_id = ${victim.id} and seq = 3`)
    expect(await findings()).toEqual(only(4))
  })

  test('the last event taken out is missed by the row', async () => {
    await tamper(sql`delete from request_events where request_id = ${victim.id} and seq = 8`)
    expect(await findings()).toEqual(only(null))
  })

  test('a whole case taken out leaves its number behind', async () => {
    await tamper(sql`
      with gone as (delete from remedy_proceedings where request_id = ${victim.id}),
        events as (delete from request_events where request_id = ${victim.id}),
        texts as (delete from letter_versions v using letters l
          where l.id = v.letter_id and l.request_id = ${victim.id}),
        sent as (delete from letters where request_id = ${victim.id})
      delete from requests where id = ${victim.id}`)
    expect(await findings()).toEqual([expect.objectContaining({ requestId: null, seq: null })])
  })
})

describe('a row that says something else than its events', () => {
  test.each([
    ["disposition = 'A2'", 'disposition'],
    ['received_on = received_on + 1', 'received_on'],
    ['answered_in_time = false', 'answered_in_time'],
    ["applicant_class = 'company'", 'applicant_class'],
    ['folded = folded || \'{"letterNumber": "x"}\'', 'folded'],
    ["applicant_key = '\\x00'", 'applicant_key'],
  ])('%s', async (change, column) => {
    await sql`update requests set ${sql.raw(change)} where id = ${victim.id}`.execute(database.db)
    const [finding] = await findings()
    expect(finding).toMatchObject({ requestId: victim.id, seq: null })
    expect(finding?.message).toContain(column)
  })

  test('a remedy that was never filed', async () => {
    await sql`update remedy_proceedings set filed_on = filed_on + 1`.execute(database.db)
    expect(await findings()).toEqual(only(null))
  })
})

describe('rebuilding', () => {
  async function rebuild() {
    const steps = []
    for await (const one of rebuildRows(database.db, at('2024-05-06'))) {
      if (one.kind !== 'progress') steps.push(one)
    }
    return steps
  }

  test('a row that disagrees with its events is written anew, its proceedings too, and the log says so', async () => {
    await tamper(
      sql`update requests set subject = '改过', disposition = 'A1' where id = ${victim.id}`,
    )
    await tamper(sql`update remedy_proceedings set body = '改过'`)
    expect(await findings()).toHaveLength(1)
    expect(await rebuild()).toEqual([
      expect.objectContaining({ kind: 'rebuilt', requestId: victim.id }),
    ])
    expect(await findings()).toEqual([])
    const { detail } = await database.db
      .selectFrom('audit_log')
      .select('detail')
      .where('action', '=', 'requests.rebuilt')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
    expect(detail).toEqual({ requests: [victim.id] })
  })

  test('rows of an earlier release, without the facts of the ledger, get them', async () => {
    await tamper(sql`update requests set folded = folded - 'facts'`)
    expect(await findings()).toHaveLength(3)
    expect(await rebuild()).toHaveLength(3)
    expect(await findings()).toEqual([])
    expect(await rebuild()).toEqual([])
  })

  test('a case whose events do not hold is reported and left as it is', async () => {
    await tamper(sql`
      update request_events set payload = jsonb_set(payload, '{subject}', '"改过"')
      where request_id = ${victim.id} and seq = 1`)
    await tamper(sql`update requests set subject = '也改过' where id = ${victim.id}`)
    expect(await rebuild()).toEqual([
      expect.objectContaining({ kind: 'finding', requestId: victim.id, seq: 1 }),
    ])
    const { subject } = await database.db
      .selectFrom('requests')
      .select('subject')
      .where('id', '=', victim.id)
      .executeTakeFirstOrThrow()
    expect(subject).toBe('也改过')
  })
})
