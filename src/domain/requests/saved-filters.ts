/** Filters of the ledger that an officer keeps for themselves, as the address of the ledger writes them. */
import { z } from 'zod'
import { inTransaction, type Db } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { requiredText } from '../../platform/web/form-fields.ts'
import type { Officer } from '../accounts/officer.ts'
import { assertMay } from '../accounts/permissions.ts'

export interface SavedFilter {
  readonly id: number
  readonly name: string
  /** `status=examining&sort=due`, without a question mark */
  readonly query: string
}

export const SavedFilterForm = z.object({ name: requiredText('筛选的名称', { max: 30 }) })
export type SavedFilterForm = z.output<typeof SavedFilterForm>

const MOST = 30

export async function listSavedFilters(db: Db, officer: Officer): Promise<SavedFilter[]> {
  return db
    .selectFrom('ledger_views')
    .select(['id', 'name', 'query'])
    .where('user_id', '=', officer.id)
    .orderBy('name')
    .execute()
}

/**
 * Keeps a filter under a name; the same name is overwritten.
 * @param query as the ledger's own address writes it: parsed by the caller, so that nothing foreign is kept
 * @throws Refusal `forbidden`; `invalid` beyond thirty
 */
export async function saveFilter(
  db: Db,
  officer: Officer,
  { name }: SavedFilterForm,
  query: string,
  now: Temporal.Instant,
): Promise<void> {
  assertMay(officer, 'requests.read', officer.agencyId)
  await inTransaction(db, async (tx) => {
    await tx
      .insertInto('ledger_views')
      .values({ user_id: officer.id, name, query, created_at: now })
      .onConflict((conflict) => conflict.columns(['user_id', 'name']).doUpdateSet({ query }))
      .execute()
    const { kept } = await tx
      .selectFrom('ledger_views')
      .select((eb) => eb.fn.countAll<number>().as('kept'))
      .where('user_id', '=', officer.id)
      .executeTakeFirstOrThrow()
    if (kept > MOST) {
      const message = `最多保存${MOST}个筛选，请先删去不用的`
      throw new Refusal('invalid', `${message}。`, [{ at: 'name', message }])
    }
  })
}

/** @throws Refusal `not-found` also for somebody else's */
export async function removeSavedFilter(db: Db, officer: Officer, id: number): Promise<void> {
  const { numDeletedRows } = await db
    .deleteFrom('ledger_views')
    .where('id', '=', id)
    .where('user_id', '=', officer.id)
    .executeTakeFirst()
  if (numDeletedRows === 0n) throw new Refusal('not-found', '没有找到这个筛选。')
}
