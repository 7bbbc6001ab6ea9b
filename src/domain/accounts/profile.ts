/** 本人信息: what somebody may read and change of their own account. */
import { sql } from 'kysely'
import { z } from 'zod'
import { recordAudit } from '../../platform/audit/audit-log.ts'
import { inTransaction, type Db, type Tx } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { parseMailAddress } from '../../platform/mail/mail-address.ts'
import { Role, type Officer } from './officer.ts'
import { assertMay } from './permissions.ts'

/** Where somebody's daily digest goes; empty when they have none. */
export const MailAddress = z
  .string()
  .trim()
  .refine((text) => text === '' || parseMailAddress(text) !== undefined, {
    message: '电子邮箱应写作name@example.cn这样的格式',
  })
  .default('')

export const ProfileForm = z.object({ email: MailAddress })
export type ProfileForm = z.output<typeof ProfileForm>

export interface Profile {
  readonly username: string
  readonly displayName: string
  readonly roles: readonly Role[]
  readonly email: string
  /** who stands in for this person, today or later */
  readonly deputies: readonly {
    readonly role: Role
    readonly deputyName: string
    readonly fromOn: string
    readonly untilOn: string
  }[]
}

export async function getProfile(
  db: Db,
  officer: Officer,
  today: Temporal.PlainDate,
): Promise<Profile> {
  const row = await db
    .selectFrom('users')
    .select(['username', 'display_name', 'roles', 'email'])
    .where('id', '=', officer.id)
    .executeTakeFirstOrThrow()
  const deputies = await db
    .selectFrom('deputies')
    .innerJoin('users as deputy', 'deputy.id', 'deputies.deputy_id')
    .select(['role', 'deputy.display_name as deputyName'])
    .select([
      sql<string>`deputies.from_on::text`.as('fromOn'),
      sql<string>`deputies.until_on::text`.as('untilOn'),
    ])
    .where('person_id', '=', officer.id)
    .where('revoked_at', 'is', null)
    .where('until_on', '>=', today)
    .orderBy('deputies.from_on')
    .execute()
  return {
    username: row.username,
    displayName: row.display_name,
    roles: row.roles.map((role) => Role.parse(role)),
    email: row.email,
    deputies: deputies.map((one) => ({ ...one, role: Role.parse(one.role) })),
  }
}

/** Somebody changes where their own digest goes. */
export async function changeOwnMail(
  db: Db,
  officer: Officer,
  { email }: ProfileForm,
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(db, (tx) => writeMail(tx, officer, officer.id, email, now))
}

/** 系统管理员 changes where a colleague's digest goes. @throws Refusal `forbidden`; `not-found` also across agencies */
export async function changeMailOf(
  db: Db,
  officer: Officer,
  userId: number,
  { email }: ProfileForm,
  now: Temporal.Instant,
): Promise<void> {
  assertMay(officer, 'accounts.manage', officer.agencyId)
  await inTransaction(db, (tx) => writeMail(tx, officer, userId, email, now))
}

/** The address itself is personal and stays out of the log. */
async function writeMail(
  tx: Tx,
  officer: Officer,
  userId: number,
  email: string,
  now: Temporal.Instant,
): Promise<void> {
  const changed = await tx
    .updateTable('users')
    .set({ email })
    .where('id', '=', userId)
    .where('agency_id', '=', officer.agencyId)
    .returning('id')
    .executeTakeFirst()
  if (!changed) throw new Refusal('not-found', '没有这个用户。')
  await recordAudit(tx, now, {
    actor: { id: officer.id, name: officer.displayName },
    action: 'account.mail-changed',
    subject: `user:${userId}`,
  })
}
