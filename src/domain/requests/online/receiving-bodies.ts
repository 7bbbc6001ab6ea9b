/** 受理机关: the bodies that applications over the internet may be addressed to. */
import { sql } from 'kysely'
import { toAgency } from '../../organisations/agencies-store.ts'
import type { Agency } from '../../organisations/agency.ts'
import type { Db } from '../../../platform/database/database.ts'

/**
 * Bodies whose 公开工作机构 is here: somebody takes applications in, and an applicant can reach them. The one whose
 * portal this is stands first. A body that nobody works for here would never read what it is sent.
 */
export async function listReceivingBodies(db: Db): Promise<Agency[]> {
  const rows = await db
    .selectFrom('agencies as a')
    .selectAll('a')
    .where((eb) =>
      eb.or([
        eb('a.phone', '<>', ''),
        eb('a.address', '<>', ''),
        eb('a.supervisor_id', 'is', null),
      ]),
    )
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('users as u')
          .select('u.id')
          .whereRef('u.agency_id', '=', 'a.id')
          .where('u.active', '=', true)
          .where(sql<boolean>`'clerk' = any (u.roles)`),
      ),
    )
    .orderBy(sql`a.supervisor_id is not null`)
    .orderBy('a.position')
    .orderBy('a.id')
    .execute()
  return rows.map(toAgency)
}
