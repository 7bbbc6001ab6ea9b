/** 经办人: whom a case may be given to, and whose cases a list may be narrowed to. */
import { sql } from 'kysely'
import type { Db } from '../../platform/database/database.ts'
import type { Officer } from '../accounts/officer.ts'
import { assertMay } from '../accounts/permissions.ts'

export interface Handler {
  readonly id: number
  readonly name: string
  /** who stands in for them as 经办人 today */
  readonly deputyNames: readonly string[]
}

/** The 经办人 of the officer's agency, by name. @throws Refusal `forbidden` */
export async function listHandlers(
  db: Db,
  officer: Officer,
  today: Temporal.PlainDate,
): Promise<Handler[]> {
  assertMay(officer, 'requests.read', officer.agencyId)
  const { rows } = await sql<{ id: number; name: string; deputies: string[] }>`
    select u.id, u.display_name as name, coalesce(array_agg(deputy.display_name order by d.id)
      filter (where deputy.id is not null), '{}') as deputies
    from users u
    left join deputies d on d.person_id = u.id and d.role = 'clerk' and d.revoked_at is null
      and ${today.toString()}::date between d.from_on and d.until_on
    left join users deputy on deputy.id = d.deputy_id
    where u.agency_id = ${officer.agencyId} and u.active and 'clerk' = any (u.roles)
    group by u.id
    order by u.display_name collate "C", u.id`.execute(db)
  return rows.map(({ id, name, deputies }) => ({ id, name, deputyNames: deputies }))
}
