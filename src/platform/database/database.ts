import { sql, type Kysely, type RawBuilder, type Transaction } from 'kysely'
import type { DB as Schema } from './schema.ts'

export type Db = Kysely<Schema>
export type Tx = Transaction<Schema>

export interface TransactionOptions {
  readonly isolation?: 'read committed' | 'repeatable read' | 'serializable'
  /** How often `work` may run again when PostgreSQL asks for it. It must then have no effect outside the database. */
  readonly retries?: number
}

const SERIALIZATION_FAILURE = '40001'
const DEADLOCK_DETECTED = '40P01'

/** Runs `work` in one transaction: all of it is written, or none. Inside one that is open it becomes part of that. */
export async function inTransaction<T>(
  db: Db | Tx,
  work: (tx: Tx) => Promise<T>,
  { isolation = 'read committed', retries = 0 }: TransactionOptions = {},
): Promise<T> {
  if (isTransaction(db)) return work(db)
  for (let left = retries; ; left -= 1) {
    try {
      return await db.transaction().setIsolationLevel(isolation).execute(work)
    } catch (error) {
      const code = sqlState(error)
      const mayRetry = code === SERIALIZATION_FAILURE || code === DEADLOCK_DETECTED
      if (!mayRetry || left <= 0) throw error
    }
  }
}

const isTransaction = (db: Db | Tx): db is Tx => db.isTransaction

/** PostgreSQL's five-character error code, if the error came from there. */
export function sqlState(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined
}

/** A value for a JSONB column. Needed for arrays, which `pg` would send as PostgreSQL arrays. */
export function json<T>(value: T): RawBuilder<T> {
  return sql<T>`${JSON.stringify(value)}::jsonb`
}

/** Whether a write met a row that has the same key already. */
export const isUniqueViolation = (error: unknown): boolean => sqlState(error) === '23505'
