import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { inTransaction, json } from './database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

async function echo(type: string, value: unknown): Promise<unknown> {
  const { rows } = await sql<{ value: unknown }>`
    select ${value}::${sql.raw(type)} as value`.execute(database.db)
  return rows[0]?.value
}

test('a legal day goes to the database and comes back as the same day', async () => {
  const day = Temporal.PlainDate.from('2020-08-17')
  expect(await echo('date', day)).toEqual(day)
  expect(String(await echo('text', day))).toBe('2020-08-17')
})

test('a moment comes back to the microsecond, also before China had one time zone', async () => {
  for (const text of ['2020-08-17T05:56:00.123456Z', '1880-01-01T00:00:00Z']) {
    const moment = Temporal.Instant.from(text)
    expect(String(await echo('timestamptz', moment))).toBe(moment.toString())
  }
})

test('a moment falls on the day that it was in China', async () => {
  const lateEvening = Temporal.Instant.from('2020-08-16T16:30:00Z')
  const { rows } = await sql<{ day: Temporal.PlainDate }>`
    select ${lateEvening}::timestamptz::date as day`.execute(database.db)
  expect(String(rows[0]?.day)).toBe('2020-08-17')
})

test('arrays of days and moments go both ways, with gaps', async () => {
  const days = [Temporal.PlainDate.from('2020-02-29'), null]
  expect(await echo('date[]', days)).toEqual(days)
  const moments = [Temporal.Instant.from('2020-08-17T05:56:00Z')]
  expect(await echo('timestamptz[]', moments)).toEqual(moments)
})

test('counts are numbers, amounts of money stay exact text', async () => {
  expect(await echo('int8', 9_007_199_254_740_991)).toBe(9_007_199_254_740_991)
  expect(await echo('int8[]', [1, 2])).toEqual([1, 2])
  expect(await echo('numeric(16,2)', '12345678901234.50')).toBe('12345678901234.50')
  await expect(echo('int8', '9007199254740993')).rejects.toThrow('does not fit')
})

test('an array reaches a JSONB column as JSON', async () => {
  const { rows } = await sql<{
    value: unknown
  }>`select ${json([1, { on: '2020-08-17' }])} as value`.execute(database.db)
  expect(rows[0]?.value).toEqual([1, { on: '2020-08-17' }])
})

test('work that fails writes nothing', async () => {
  await sql`create table scratch (id integer primary key)`.execute(database.db)
  const failing = inTransaction(database.db, async (tx) => {
    await sql`insert into scratch values (1)`.execute(tx)
    throw new Error('changed my mind')
  })
  await expect(failing).rejects.toThrow('changed my mind')
  const { rows } = await sql`select * from scratch`.execute(database.db)
  expect(rows).toEqual([])
})

test('work that PostgreSQL asks to repeat is repeated, as often as allowed', async () => {
  let runs = 0
  const conflict = Object.assign(new Error('could not serialize access'), { code: '40001' })
  const work = async () => {
    runs += 1
    if (runs < 3) throw conflict
    return runs
  }
  expect(await inTransaction(database.db, work, { retries: 2 })).toBe(3)
  runs = 0
  await expect(inTransaction(database.db, work, { retries: 1 })).rejects.toBe(conflict)
})
