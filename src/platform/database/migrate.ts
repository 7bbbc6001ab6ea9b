import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Client } from 'pg'
import { Refusal } from '../kernel/refusal.ts'

export interface Migration {
  readonly number: number
  readonly name: string
  readonly sql: string
  readonly checksum: string
}

export interface AppliedMigration {
  readonly number: number
  readonly name: string
  readonly checksum: string
}

const MIGRATIONS_FOLDER = resolve(import.meta.dirname, '../../../migrations')
const MIGRATION_LOCK = 7_300_100

/**
 * The `NNNN_name.sql` files in order. They only ever go forward. A database knows a migration by its place in that
 * order, so that work done side by side may leave numbers free.
 */
export function readMigrations(folder = MIGRATIONS_FOLDER): Migration[] {
  const migrations = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => readMigration(folder, file))
  return migrations.map((migration, index) => {
    if (migration.number === migrations[index - 1]?.number) {
      throw new Error(`two migrations have the number ${migration.number}`)
    }
    return { ...migration, number: index + 1 }
  })
}

function readMigration(folder: string, file: string): Migration {
  const match = /^(\d{4})_([a-z0-9_]+)\.sql$/.exec(file)
  if (match === null) throw new Error(`migration ${file} is not named NNNN_name.sql`)
  const sql = readFileSync(join(folder, file), 'utf8')
  const checksum = createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex')
  return { number: Number(match[1]), name: match[2]!, sql, checksum }
}

/**
 * Brings the database to the newest schema and says which migrations it ran; each is one transaction.
 * Refuses a database that a newer release wrote, and one whose past migrations are not ours.
 */
export async function migrate(client: Client, migrations = readMigrations()): Promise<Migration[]> {
  // two servers starting at once: the second waits, then finds nothing to do
  await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
  try {
    await createLedger(client)
    const pending = pendingMigrations(await listApplied(client), migrations)
    for (const migration of pending) await apply(client, migration)
    return pending
  } finally {
    await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK])
  }
}

/** The table that says which migrations a database has seen. */
export async function createLedger(client: Client): Promise<void> {
  await client.query(`create table if not exists schema_migrations (
    number integer primary key, name text not null, checksum text not null,
    applied_at timestamptz not null default now())`)
}

/** How far a database is: the number of its last migration, 0 for an empty one. */
export async function schemaVersion(client: Client): Promise<number> {
  const { rows } = await client.query<{ there: boolean }>(
    `select to_regclass('schema_migrations') is not null as there`,
  )
  return rows[0]?.there === true ? ((await listApplied(client)).at(-1)?.number ?? 0) : 0
}

export async function listApplied(client: Client): Promise<AppliedMigration[]> {
  const { rows } = await client.query<AppliedMigration>(
    'select number, name, checksum from schema_migrations order by number',
  )
  return rows
}

function pendingMigrations(
  applied: readonly AppliedMigration[],
  known: readonly Migration[],
): Migration[] {
  const newest = applied.at(-1)?.number ?? 0
  if (newest > known.length) {
    throw new Refusal(
      'unavailable',
      `数据库是更新版本的明渠写的（结构第 ${newest} 版，本程序只到第 ${known.length} 版）。请用新版本打开；数据没有改动。`,
    )
  }
  for (const { number, name, checksum } of applied) {
    const ours = known[number - 1]
    if (ours?.checksum !== checksum) {
      throw new Refusal(
        'unavailable',
        `数据库结构第 ${number} 版（${name}）与本程序的不一致，不能在其上继续。数据没有改动。`,
      )
    }
  }
  return known.slice(newest)
}

async function apply(client: Client, migration: Migration): Promise<void> {
  await client.query('begin')
  try {
    await runMigration(client, migration)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

/** One step, inside the transaction that the caller has open. */
export async function runMigration(client: Client, migration: Migration): Promise<void> {
  const { number, name, sql, checksum } = migration
  await client.query(sql)
  await client.query('insert into schema_migrations (number, name, checksum) values ($1, $2, $3)', [
    number,
    name,
    checksum,
  ])
}
