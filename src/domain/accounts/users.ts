import { z } from 'zod'
import type { Db, Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/database.ts'
import { recordAudit, type AuditActor } from '../../platform/audit/audit-log.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { hasRole, Role, type Officer } from './officer.ts'
import { hashPassword, passwordProblem } from './passwords.ts'
import { MailAddress } from './profile.ts'
import { closeSessionsOf } from './sessions.ts'
import { assertMay } from './permissions.ts'

export const NewUserForm = z.object({
  username: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9._-]{2,40}$/, '用户名只用小写字母、数字、点、下划线和连字符，2至40个字符'),
  displayName: z.string().trim().min(1, '请填写姓名').max(40),
  password: z.string().superRefine((value, context) => {
    const problem = passwordProblem(value)
    if (problem) context.addIssue({ code: 'custom', message: problem })
  }),
  roles: z.array(Role).min(1, '请至少选择一个角色'),
  email: MailAddress,
})
export type NewUserForm = z.infer<typeof NewUserForm>

/** Whoever sets up a body may not know everybody's address yet. */
export type NewUser = Omit<NewUserForm, 'email'> & { readonly email?: string }

export interface UserSummary {
  readonly id: number
  readonly username: string
  readonly displayName: string
  readonly roles: readonly Role[]
  readonly email: string
  readonly active: boolean
  readonly lockedUntil: Temporal.Instant | null
}

/** Creates a person in a transaction that is already open (setup, demo, CLI). @throws Refusal `invalid` when the username is taken */
export async function insertUser(
  tx: Tx,
  agencyId: number,
  form: NewUser,
  actor: AuditActor,
  now: Temporal.Instant,
): Promise<number> {
  const row = await tx
    .insertInto('users')
    .values({
      agency_id: agencyId,
      username: form.username,
      display_name: form.displayName,
      password_hash: await hashPassword(form.password),
      roles: [...form.roles],
      email: form.email ?? '',
    })
    .onConflict((conflict) => conflict.column('username').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!row) {
    const message = '这个用户名已有人使用，请换一个'
    throw new Refusal('invalid', message, [{ at: 'username', message }])
  }
  await recordAudit(tx, now, {
    actor,
    action: 'account.created',
    subject: `user:${row.id}`,
    detail: { roles: [...form.roles] },
  })
  return row.id
}

/** 系统管理员 adds a colleague. Three administrators apart: who manages people neither handles cases nor audits. */
export async function addUser(
  db: Db,
  officer: Officer,
  form: NewUser,
  now: Temporal.Instant,
): Promise<number> {
  assertMay(officer, 'accounts.manage', officer.agencyId)
  assertSeparateAdministrators(form.roles)
  return inTransaction(db, (tx) =>
    insertUser(tx, officer.agencyId, form, { id: officer.id, name: officer.displayName }, now),
  )
}

/** 系统管理员 and 审计员 hold no other role (三员分立). */
export function assertSeparateAdministrators(roles: readonly Role[]): void {
  const apart = roles.filter((role) => role === 'admin' || role === 'auditor')
  if (apart.length === 0 || roles.length === 1) return
  const message = '系统管理员、审计员不得兼任其他角色'
  throw new Refusal('invalid', message, [{ at: 'roles', message }])
}

/** Switches a person off or on; nobody is ever deleted, because the records name them. */
export async function setUserActive(
  db: Db,
  officer: Officer,
  userId: number,
  active: boolean,
  now: Temporal.Instant,
): Promise<void> {
  assertMay(officer, 'accounts.manage', officer.agencyId)
  if (userId === officer.id) throw new Refusal('wrong-state', '不能停用本人的账号。')
  await inTransaction(db, async (tx) => {
    const changed = await tx
      .updateTable('users')
      .set({ active, failed_sign_ins: 0, locked_until: null })
      .where('id', '=', userId)
      .where('agency_id', '=', officer.agencyId)
      .returning('id')
      .executeTakeFirst()
    if (!changed) throw new Refusal('not-found', '没有这个用户。')
    await closeSessionsOf(tx, userId)
    await recordAudit(tx, now, {
      actor: { id: officer.id, name: officer.displayName },
      action: active ? 'account.activated' : 'account.deactivated',
      subject: `user:${userId}`,
    })
  })
}

export async function listUsers(db: Db, officer: Officer): Promise<UserSummary[]> {
  if (!hasRole(officer, 'admin', 'auditor'))
    throw new Refusal('forbidden', '只有系统管理员和审计员可以查看用户。')
  const rows = await db
    .selectFrom('users')
    .select(['id', 'username', 'display_name', 'roles', 'email', 'active', 'locked_until'])
    .where('agency_id', '=', officer.agencyId)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    username: row.username,
    displayName: row.display_name,
    roles: row.roles as Role[],
    email: row.email,
    active: row.active,
    lockedUntil: row.locked_until,
  }))
}

/** Display names by id, for pages that say who did what. */
export async function listNames(
  db: Db | Tx,
  ids: readonly (number | null)[],
): Promise<ReadonlyMap<number, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  if (wanted.length === 0) return new Map()
  const rows = await db
    .selectFrom('users')
    .select(['id', 'display_name'])
    .where('id', 'in', wanted)
    .execute()
  return new Map(rows.map((row) => [row.id, row.display_name]))
}

export async function getOfficer(db: Db | Tx, userId: number): Promise<Officer> {
  const row = await db
    .selectFrom('users')
    .select(['id', 'agency_id', 'username', 'display_name', 'roles'])
    .where('id', '=', userId)
    .executeTakeFirst()
  if (!row) throw new Refusal('not-found', '没有这个用户。')
  return {
    id: row.id,
    agencyId: row.agency_id,
    username: row.username,
    displayName: row.display_name,
    roles: new Set(row.roles as Role[]),
  }
}

/** One person of the administrator's body. @throws Refusal `forbidden`; `not-found` also across agencies */
export async function getUserMail(
  db: Db,
  officer: Officer,
  userId: number,
): Promise<{ readonly id: number; readonly displayName: string; readonly email: string }> {
  assertMay(officer, 'accounts.manage', officer.agencyId)
  const row = await db
    .selectFrom('users')
    .select(['id', 'display_name as displayName', 'email'])
    .where('id', '=', userId)
    .where('agency_id', '=', officer.agencyId)
    .executeTakeFirst()
  if (!row) throw new Refusal('not-found', '没有这个用户。')
  return row
}
