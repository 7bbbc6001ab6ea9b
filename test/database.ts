import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import {
  connectClient,
  openPool,
  type ConnectionSettings,
} from '../src/platform/database/connect.ts'
import type { Db } from '../src/platform/database/database.ts'

export interface TestDatabase {
  readonly db: Db
  /** For a second pool or a raw connection to the same database. */
  readonly connection: ConnectionSettings
  close(): Promise<void>
}

/**
 * A database of its own with every migration applied and no rows, cloned in some 50 ms. Make one per test file:
 * `beforeAll(async () => { database = await createTestDatabase() })`, `afterAll(() => database.close())`.
 */
export function createTestDatabase(): Promise<TestDatabase> {
  return cloneDatabase(inject('testCluster').template)
}

/** An empty database without even the schema, for tests of migration and restore. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return cloneDatabase('template0')
}

async function cloneDatabase(template: string): Promise<TestDatabase> {
  const { superuser } = inject('testCluster')
  const name = `test_${randomBytes(6).toString('hex')}`
  await asSuperuser(superuser, `create database ${name} owner mingqu template ${template}`)
  const connection = { ...superuser, user: 'mingqu', database: name }
  const pool = openPool(connection, 6)
  return {
    db: pool.db,
    connection,
    async close() {
      await pool.close()
      await asSuperuser(superuser, `drop database ${name} with (force)`)
    },
  }
}

async function asSuperuser(superuser: ConnectionSettings, statement: string): Promise<void> {
  const client = await connectClient(superuser)
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
