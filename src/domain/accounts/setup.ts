import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Db } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { AgencyForm } from '../organisations/agency.ts'
import { completeAgency, findLeadAgency, insertAgency } from '../organisations/agencies-store.ts'
import { NO_PASSWORD } from './passwords.ts'
import { insertUser, NewUserForm } from './users.ts'

const hashToken = (token: string) => createHash('sha256').update(token).digest()

/** What the first page of an empty installation asks: the body, and its first administrator. */
export const SetupForm = z.object({
  agency: AgencyForm,
  administrator: NewUserForm.omit({ roles: true }),
})
export type SetupForm = z.infer<typeof SetupForm>

/** Whether there is nobody yet who could sign in. Documents may already have been imported. */
export async function isInstallationEmpty(db: Db): Promise<boolean> {
  const user = await db
    .selectFrom('users')
    .select('id')
    .where('password_hash', '<>', NO_PASSWORD)
    .limit(1)
    .executeTakeFirst()
  return user === undefined
}

/** A one-time link for an installation without people: printed once at the start, void as soon as it was used or replaced. */
export async function createSetupToken(db: Db, now: Temporal.Instant): Promise<string> {
  if (!(await isInstallationEmpty(db)))
    throw new Refusal('wrong-state', '系统已有用户，不再提供初始化链接。')
  const token = randomBytes(24).toString('base64url')
  await inTransaction(db, async (tx) => {
    await tx.deleteFrom('setup_tokens').where('used_at', 'is', null).execute()
    await tx
      .insertInto('setup_tokens')
      .values({ token_hash: hashToken(token), created_at: now })
      .execute()
  })
  return token
}

export async function isSetupTokenValid(db: Db, token: string): Promise<boolean> {
  const row = await db
    .selectFrom('setup_tokens')
    .select('token_hash')
    .where('token_hash', '=', hashToken(token))
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined && (await isInstallationEmpty(db))
}

/** Creates the first body and its administrator, and spends the link. @throws Refusal `not-found` when the link is spent or false */
export async function setUpInstallation(
  db: Db,
  token: string,
  form: SetupForm,
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const spent = await tx
      .updateTable('setup_tokens')
      .set({ used_at: now })
      .where('token_hash', '=', hashToken(token))
      .where('used_at', 'is', null)
      .returning('token_hash')
      .executeTakeFirst()
    if (!spent) throw new Refusal('not-found', '初始化链接无效或已用过。')
    // documents may have been imported before anybody signed in: their body is the one that is set up now
    const imported = await findLeadAgency(tx)
    if (imported) await completeAgency(tx, imported.id, form.agency)
    const agencyId = imported?.id ?? (await insertAgency(tx, form.agency))
    await insertUser(
      tx,
      agencyId,
      { ...form.administrator, roles: ['admin'] },
      { id: null, name: '初始化' },
      now,
    )
  })
}
