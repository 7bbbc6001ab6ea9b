/**
 * For statements that everybody must run one after another, such as taking the next number of a register: the lock is
 * let go before the disk has answered, the caller is answered after.
 *
 * A statement `with quick as (select ${COMMIT_WITHOUT_WAITING}) …` commits without waiting for the write-ahead log.
 * `waitUntilDurable` then commits something tiny that does wait: the log is written in order, so what it proves to be
 * on disk includes the statement before, and everybody's waits are shared. Whatever another transaction builds on the
 * statement meanwhile lies later in the same log, so it can never be kept without it.
 */
import { sql } from 'kysely'
import type { Db } from './database.ts'

/** Must be selected from within the statement that it is to speed up; holds for that transaction only. */
export const COMMIT_WITHOUT_WAITING = sql`set_config('synchronous_commit', 'off', true)`

/** Returns when everything committed before is on disk. Nothing may be acknowledged earlier. */
export async function waitUntilDurable(db: Db): Promise<void> {
  await sql`select pg_logical_emit_message(true, 'mingqu', '')`.execute(db)
}
