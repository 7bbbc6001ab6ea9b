import { sql, type RawBuilder } from 'kysely'
import { inTransaction, type Db } from '../../../platform/database/database.ts'

/**
 * For statements that go by the index of pairs. The planner takes reading a whole table for cheap, because it does not
 * know what unpacking each vector costs.
 */
export async function byIndex<T>(db: Db, statement: RawBuilder<T>): Promise<T[]> {
  return inTransaction(db, async (tx) => {
    await sql`set local enable_seqscan = off`.execute(tx)
    return (await statement.execute(tx)).rows
  })
}

// Begins with a comment, so that the statement is not kept prepared: its plan depends on how common the words are.
export const PLANNED_EACH_TIME = sql.raw('/* planned for its words */')
