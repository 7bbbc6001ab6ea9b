import type { Client } from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createEmptyDatabase, type TestDatabase } from '../../../test/database.ts'
import { connectClient } from './connect.ts'
import { migrate, readMigrations, schemaVersion, type Migration } from './migrate.ts'

let database: TestDatabase
let client: Client

beforeEach(async () => {
  database = await createEmptyDatabase()
  client = await connectClient(database.connection)
})
afterEach(async () => {
  await client.end()
  await database.close()
})

function step(number: number, sql: string): Migration {
  return { number, name: `step_${number}`, sql, checksum: sql }
}

const first = step(1, 'create table a (id integer)')
const second = step(2, 'create table b (id integer)')

test('an empty database gets every migration once', async () => {
  expect(await schemaVersion(client)).toBe(0)
  const all = readMigrations()
  expect(await migrate(client, all)).toEqual(all)
  expect(await migrate(client, all)).toEqual([])
  expect(await schemaVersion(client)).toBe(all.length)
})

test('a database of an earlier release gets only what is new', async () => {
  await migrate(client, [first])
  expect(await migrate(client, [first, second])).toEqual([second])
})

test('a database that a newer release wrote is refused and left as it was', async () => {
  await migrate(client, [first, second])
  await expect(migrate(client, [first])).rejects.toThrow('更新版本')
  expect(await schemaVersion(client)).toBe(2)
})

test('a past migration that differs from ours is refused', async () => {
  await migrate(client, [first])
  await expect(migrate(client, [step(1, 'create table other (id integer)')])).rejects.toThrow(
    '不一致',
  )
})

test('a migration that fails halfway leaves nothing of itself', async () => {
  const broken = step(2, 'create table b (id integer); select 1 / 0')
  await expect(migrate(client, [first, broken])).rejects.toThrow('division by zero')
  expect(await schemaVersion(client)).toBe(1)
  expect(await migrate(client, [first, second])).toEqual([second])
})

test('of two servers that start at once one migrates and the other waits', async () => {
  const other = await connectClient(database.connection)
  const slow = step(1, 'create table a (id integer); select pg_sleep(0.2)')
  const ran = await Promise.all([migrate(client, [slow]), migrate(other, [slow])])
  await other.end()
  expect(ran.map((applied) => applied.length).sort()).toEqual([0, 1])
})
