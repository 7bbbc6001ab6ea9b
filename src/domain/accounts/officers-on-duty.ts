import type { Db } from '../../platform/database/database.ts'
import { deputyshipsOn } from './deputies.ts'
import { Role, type Officer } from './officer.ts'

/** Everybody in use at a body, with the roles they hold on a day: their own and those of whom they stand in for. */
export async function listOfficersOn(
  db: Db,
  agencyId: number,
  day: Temporal.PlainDate,
): Promise<Officer[]> {
  const rows = await db
    .selectFrom('users')
    .select(deputyshipsOn(day).as('deputy_of'))
    .select(['id', 'agency_id', 'username', 'display_name', 'roles'])
    .where('agency_id', '=', agencyId)
    .where('active', '=', true)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    agencyId: row.agency_id,
    username: row.username,
    displayName: row.display_name,
    roles: new Set([
      ...row.roles.map((role) => Role.parse(role)),
      ...row.deputy_of.map(({ role }) => role),
    ]),
    ...(row.deputy_of.length > 0 && { deputyOf: row.deputy_of }),
  }))
}
