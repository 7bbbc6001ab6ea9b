import type { Db } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/database.ts'
import { recordAudit } from '../../platform/audit/audit-log.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { NOBODYS_HASH, verifyPassword } from './passwords.ts'
import { openSession } from './sessions.ts'

const ATTEMPTS_BEFORE_LOCK = 5
const LOCKED_FOR = { minutes: 15 } as const

/** One sentence for every way of failing: a stranger learns neither which names exist nor which are locked. */
const WRONG = '用户名或密码不正确；连续五次错误后账号锁定15分钟。'

/**
 * Signs a person in.
 * @returns the session token for the cookie
 * @throws Refusal `forbidden` for a wrong name, a wrong password, a locked or inactive account alike
 */
export async function signIn(
  db: Db,
  credentials: { readonly username: string; readonly password: string },
  now: Temporal.Instant,
): Promise<string> {
  const user = await db
    .selectFrom('users')
    .select(['id', 'display_name', 'password_hash', 'active', 'locked_until'])
    .where('username', '=', credentials.username.trim().toLowerCase())
    .executeTakeFirst()
  const matches = await verifyPassword(credentials.password, user?.password_hash ?? NOBODYS_HASH)
  if (!user) throw new Refusal('forbidden', WRONG)
  const locked = user.locked_until !== null && Temporal.Instant.compare(user.locked_until, now) > 0
  if (locked || !user.active) throw new Refusal('forbidden', WRONG)
  if (!matches) {
    await recordFailure(db, user.id, now)
    throw new Refusal('forbidden', WRONG)
  }
  return inTransaction(db, async (tx) => {
    await tx
      .updateTable('users')
      .set({ failed_sign_ins: 0, locked_until: null })
      .where('id', '=', user.id)
      .execute()
    await recordAudit(tx, now, {
      actor: { id: user.id, name: user.display_name },
      action: 'account.signed-in',
      subject: `user:${user.id}`,
    })
    return openSession(tx, user.id, now)
  })
}

async function recordFailure(db: Db, userId: number, now: Temporal.Instant): Promise<void> {
  await inTransaction(db, async (tx) => {
    const { failed_sign_ins: failed } = await tx
      .updateTable('users')
      .set((eb) => ({ failed_sign_ins: eb('failed_sign_ins', '+', 1) }))
      .where('id', '=', userId)
      .returning('failed_sign_ins')
      .executeTakeFirstOrThrow()
    if (failed < ATTEMPTS_BEFORE_LOCK) return
    await tx
      .updateTable('users')
      .set({ failed_sign_ins: 0, locked_until: now.add(LOCKED_FOR) })
      .where('id', '=', userId)
      .execute()
    await recordAudit(tx, now, {
      actor: { id: null, name: '系统' },
      action: 'account.locked',
      subject: `user:${userId}`,
    })
  })
}
