/** 代理: during an absence somebody else holds a role. What they do is theirs, and says for whom. */
import { sql } from 'kysely'
import { z } from 'zod'
import { recordAudit } from '../../platform/audit/audit-log.ts'
import { inTransaction, type Db, type Tx } from '../../platform/database/database.ts'
import type { Problem } from '../../platform/kernel/problem.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { dayOf } from '../../platform/kernel/time.ts'
import { choice, requiredDay, requiredInteger } from '../../platform/web/form-fields.ts'
import { Role, type Deputyship, type Officer } from './officer.ts'
import { assertMay } from './permissions.ts'

/** 系统管理员 and 审计员 stand apart (三员分立): nobody stands in for them, and they for nobody. */
export const DEPUTISED_ROLES = ['clerk', 'secrecy-reviewer', 'legal-adviser', 'head'] as const

/** Longer than any leave; a longer absence is a change of office. */
const MOST_DAYS = 366

export const DeputyForm = z.object({
  personId: requiredInteger('不在岗的人', { min: 1, max: 2_147_483_647 }),
  deputyId: requiredInteger('代理人', { min: 1, max: 2_147_483_647 }),
  role: choice('代行的角色', DEPUTISED_ROLES),
  fromOn: requiredDay('起始日期'),
  untilOn: requiredDay('截止日期'),
})
export type DeputyForm = z.output<typeof DeputyForm>

/**
 * Appoints a deputy for an absence; both days are included.
 * @throws Refusal `forbidden` for everybody but head and administrator; `invalid` with the problems of the form
 */
export async function appointDeputy(
  db: Db,
  officer: Officer,
  form: DeputyForm,
  now: Temporal.Instant,
): Promise<number> {
  assertMay(officer, 'deputies.appoint', officer.agencyId)
  return inTransaction(db, async (tx) => {
    const problems = await checkDeputy(tx, officer.agencyId, form, dayOf(now))
    if (problems.length > 0) throw new Refusal('invalid', '代理不能这样指定。', problems)
    const { id } = await tx
      .insertInto('deputies')
      .values({
        agency_id: officer.agencyId,
        person_id: form.personId,
        deputy_id: form.deputyId,
        role: form.role,
        from_on: form.fromOn,
        until_on: form.untilOn,
        appointed_by: officer.id,
        appointed_at: now,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await recordAudit(tx, now, {
      actor: { id: officer.id, name: officer.displayName },
      action: 'deputy.appointed',
      subject: `user:${form.deputyId}`,
      detail: {
        for: form.personId,
        role: form.role,
        from: form.fromOn.toString(),
        until: form.untilOn.toString(),
      },
    })
    return id
  })
}

/** What keeps this from being an appointment. */
async function checkDeputy(
  tx: Tx,
  agencyId: number,
  { personId, deputyId, role, fromOn, untilOn }: DeputyForm,
  today: Temporal.PlainDate,
): Promise<Problem[]> {
  const problems: Problem[] = []
  const add = (at: string, message: string) => problems.push({ at, message })
  const people = await tx
    .selectFrom('users')
    .select(['id', 'roles', 'active'])
    .where('agency_id', '=', agencyId)
    .where('id', 'in', [personId, deputyId])
    .execute()
  const person = people.find(({ id }) => id === personId)
  const deputy = people.find(({ id }) => id === deputyId)
  if (!person?.roles.includes(role)) add('personId', '此人没有这个角色，不能由他人代行')
  if (!deputy?.active) add('deputyId', '没有这个在用的用户')
  else if (deputy.roles.some((one) => one === 'admin' || one === 'auditor')) {
    add('deputyId', '系统管理员、审计员不得代行其他角色')
  } else if (deputy.roles.includes(role)) add('deputyId', '此人本来就有这个角色，无需代理')
  if (personId === deputyId) add('deputyId', '代理人不能是本人')
  if (Temporal.PlainDate.compare(fromOn, today) < 0) add('fromOn', '起始日期不能早于今天')
  if (Temporal.PlainDate.compare(untilOn, fromOn) < 0) add('untilOn', '截止日期不能早于起始日期')
  else if (fromOn.until(untilOn).days >= MOST_DAYS) add('untilOn', '代理期间最长一年')
  return problems
}

/** Ends a deputyship before its day. @throws Refusal `forbidden`, `not-found`; `wrong-state` when it is over already */
export async function revokeDeputy(
  db: Db,
  officer: Officer,
  id: number,
  now: Temporal.Instant,
): Promise<void> {
  assertMay(officer, 'deputies.appoint', officer.agencyId)
  return inTransaction(db, async (tx) => {
    const found = await tx
      .selectFrom('deputies')
      .select(['deputy_id', 'revoked_at'])
      .where('id', '=', id)
      .where('agency_id', '=', officer.agencyId)
      .forUpdate()
      .executeTakeFirst()
    if (!found) throw new Refusal('not-found', '没有这条代理记录。')
    if (found.revoked_at !== null) throw new Refusal('wrong-state', '这条代理已经终止。')
    const revoked = { revoked_by: officer.id, revoked_at: now }
    await tx.updateTable('deputies').set(revoked).where('id', '=', id).execute()
    await recordAudit(tx, now, {
      actor: { id: officer.id, name: officer.displayName },
      action: 'deputy.revoked',
      subject: `user:${found.deputy_id}`,
      detail: { deputyship: id },
    })
  })
}

export interface DeputySummary {
  readonly id: number
  readonly personName: string
  readonly deputyName: string
  readonly role: Role
  readonly fromOn: Temporal.PlainDate
  readonly untilOn: Temporal.PlainDate
  readonly appointedBy: string
  readonly isRevoked: boolean
}

/** The newest first. @throws Refusal `forbidden` */
export async function listDeputies(db: Db, officer: Officer): Promise<DeputySummary[]> {
  assertMay(officer, 'deputies.appoint', officer.agencyId)
  const rows = await db
    .selectFrom('deputies as d')
    .innerJoin('users as person', 'person.id', 'd.person_id')
    .innerJoin('users as deputy', 'deputy.id', 'd.deputy_id')
    .innerJoin('users as head', 'head.id', 'd.appointed_by')
    .select([
      'd.id',
      'd.role',
      'd.from_on',
      'd.until_on',
      'd.revoked_at',
      'person.display_name as person_name',
      'deputy.display_name as deputy_name',
      'head.display_name as appointed_by',
    ])
    .where('d.agency_id', '=', officer.agencyId)
    .orderBy('d.id', 'desc')
    .limit(200)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    personName: row.person_name,
    deputyName: row.deputy_name,
    role: Role.parse(row.role),
    fromOn: row.from_on,
    untilOn: row.until_on,
    appointedBy: row.appointed_by,
    isRevoked: row.revoked_at !== null,
  }))
}

/** Who may be named on either side, with the roles they hold themselves. @throws Refusal `forbidden` */
export async function listColleagues(db: Db, officer: Officer) {
  assertMay(officer, 'deputies.appoint', officer.agencyId)
  const rows = await db
    .selectFrom('users')
    .select(['id', 'display_name as name', 'roles'])
    .where('agency_id', '=', officer.agencyId)
    .where('active', '=', true)
    .where(sql<boolean>`not roles && array['admin', 'auditor']`)
    .orderBy('id')
    .execute()
  return rows.map(({ id, name, roles }) => ({ id, name, roles: z.array(Role).parse(roles) }))
}

/** The deputyships of the person of a row of `users`, in force on a day: for the query that reads who somebody is. */
export function deputyshipsOn(day: Temporal.PlainDate) {
  return sql<Deputyship[]>`(
    select coalesce(jsonb_agg(jsonb_build_object(
      'role', d.role, 'personId', d.person_id, 'personName', person.display_name) order by d.id), '[]')
    from deputies d join users person on person.id = d.person_id
    where d.deputy_id = users.id and d.revoked_at is null
      and ${day.toString()}::date between d.from_on and d.until_on
      and not d.role = any (users.roles) and d.role = any (person.roles)
  )`
}
