import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/database.ts'
import { dayOf } from '../../platform/kernel/time.ts'
import { deputyshipsOn } from './deputies.ts'
import type { Officer, Role } from './officer.ts'

/** A working day at the desk; an hour away from it ends the session. */
const SESSION_LIFETIME = { hours: 12 } as const
const SESSION_IDLE_SECONDS = 60 * 60
/** How stale `last_seen_at` may grow before it is written again: one write a minute, not one a page. */
const SEEN_GRANULARITY_SECONDS = 60

const hashToken = (token: string) => createHash('sha256').update(token).digest()

/** @returns the token for the cookie; only its hash is stored. */
export async function openSession(tx: Tx, userId: number, now: Temporal.Instant): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await tx
    .insertInto('sessions')
    .values({
      token_hash: hashToken(token),
      user_id: userId,
      created_at: now,
      last_seen_at: now,
      expires_at: now.add(SESSION_LIFETIME),
    })
    .execute()
  await tx.deleteFrom('sessions').where('expires_at', '<', now).execute()
  return token
}

/** The signed-in officer behind a cookie, or undefined when the session is unknown, idle, expired or its person inactive. */
export async function findOfficerBySession(
  db: Db,
  token: string,
  now: Temporal.Instant,
): Promise<Officer | undefined> {
  const hash = hashToken(token)
  const row = await db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .select(deputyshipsOn(dayOf(now)).as('deputy_of'))
    .select([
      'users.id',
      'users.agency_id',
      'users.username',
      'users.display_name',
      'users.roles',
      'sessions.last_seen_at',
    ])
    .where('sessions.token_hash', '=', hash)
    .where('sessions.expires_at', '>', now)
    .where('sessions.last_seen_at', '>', now.subtract({ seconds: SESSION_IDLE_SECONDS }))
    .where('users.active', '=', true)
    .executeTakeFirst()
  if (!row) return undefined
  if (now.since(row.last_seen_at).total('seconds') > SEEN_GRANULARITY_SECONDS) {
    await db
      .updateTable('sessions')
      .set({ last_seen_at: now })
      .where('token_hash', '=', hash)
      .execute()
  }
  return {
    id: row.id,
    agencyId: row.agency_id,
    username: row.username,
    displayName: row.display_name,
    roles: new Set([...(row.roles as Role[]), ...row.deputy_of.map(({ role }) => role)]),
    ...(row.deputy_of.length > 0 && { deputyOf: row.deputy_of }),
  }
}

export async function closeSession(db: Db | Tx, token: string): Promise<void> {
  await db.deleteFrom('sessions').where('token_hash', '=', hashToken(token)).execute()
}

/** After a password change, a change of roles or a deactivation nobody stays signed in on the old terms. */
export async function closeSessionsOf(tx: Tx, userId: number): Promise<void> {
  await sql`delete from sessions where user_id = ${userId}`.execute(tx)
}
