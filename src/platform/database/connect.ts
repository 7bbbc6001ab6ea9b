import { Client, Pool as PgPool, TypeOverrides, types as pgTypes, type ClientConfig } from 'pg'
import { Kysely, PostgresDialect } from 'kysely'
import { CHINA_TIME_ZONE } from '../kernel/time.ts'
import type { Db } from './database.ts'
import { PreparedClient } from './prepared-client.ts'
import type { DB as Schema } from './schema.ts'

/** How to reach a PostgreSQL server. */
export interface ConnectionSettings {
  readonly host?: string
  readonly port?: number
  readonly user?: string
  readonly password?: string
  readonly database?: string
  readonly connectionString?: string
}

export interface Pool {
  readonly db: Db
  /** A connection of its own, outside the pool, for COPY and session locks. The caller ends it. */
  connect(): Promise<Client>
  close(): Promise<void>
}

const { builtins } = pgTypes
const DATE_ARRAY = 1182
const TIMESTAMPTZ_ARRAY = 1185
const INT8_ARRAY = 1016
const TEXT_ARRAY = 1009

const parseDate = (text: string) => Temporal.PlainDate.from(text)
const parseInstant = (text: string) => Temporal.Instant.from(text)

function parseCount(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error(`bigint ${text} does not fit a number`)
  return value
}

/** What arrives: DATE → PlainDate, TIMESTAMPTZ → Instant, INT8 → number, NUMERIC → string, JSONB parsed. */
function typeParsers(): TypeOverrides {
  const types = new TypeOverrides()
  types.setTypeParser(builtins.DATE, parseDate)
  types.setTypeParser(builtins.TIMESTAMPTZ, parseInstant)
  types.setTypeParser(builtins.INT8, parseCount)
  const parseTexts = types.getTypeParser(TEXT_ARRAY) as unknown as (
    text: string,
  ) => (string | null)[]
  const each =
    <T>(parse: (text: string) => T) =>
    (text: string) =>
      parseTexts(text).map((item) => (item === null ? null : parse(item)))
  types.setTypeParser(DATE_ARRAY, each(parseDate))
  types.setTypeParser(TIMESTAMPTZ_ARRAY, each(parseInstant))
  types.setTypeParser(INT8_ARRAY, each(parseCount))
  return types
}

// `pg` asks a parameter for `toPostgres` and otherwise sends JSON, which is no date: Temporal values answer it here.
for (const prototype of [Temporal.PlainDate.prototype, Temporal.Instant.prototype]) {
  Object.defineProperty(prototype, 'toPostgres', {
    value(this: Temporal.PlainDate | Temporal.Instant) {
      return this.toString()
    },
    configurable: true,
  })
}

function clientConfig(settings: ConnectionSettings): ClientConfig {
  return {
    ...settings,
    types: typeParsers(),
    application_name: 'mingqu',
    connectionTimeoutMillis: 10_000,
    options: `-c TimeZone=${CHINA_TIME_ZONE} -c DateStyle=ISO`,
  }
}

/** A single connection with our type parsers. */
export async function connectClient(settings: ConnectionSettings): Promise<Client> {
  const client = new Client(clientConfig(settings))
  // a connection that breaks while idle must not bring the process down; its next query reports it
  client.on('error', () => {})
  await client.connect()
  return client
}

/** A pool that opens connections as they are needed. */
export function openPool(settings: ConnectionSettings, connections = 10): Pool {
  const pool = new PgPool({
    ...clientConfig(settings),
    Client: PreparedClient,
    max: connections,
    idleTimeoutMillis: 30_000,
  })
  // also while in use: without a listener a connection that breaks in mid-query would end the process
  pool.on('connect', (client) => client.on('error', () => {}))
  pool.on('error', () => {})
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  return { db, connect: () => connectClient(settings), close: () => db.destroy() }
}
