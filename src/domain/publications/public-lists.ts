import type { Db } from '../../platform/database/database.ts'
import { toAgency } from '../organisations/agencies-store.ts'
import type { Agency } from '../organisations/agency.ts'

/** The bodies that have published anything: between them the public list can be switched. */
export async function listPublishingAgencies(db: Db): Promise<Agency[]> {
  const rows = await db
    .selectFrom('agencies as a')
    .selectAll('a')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('documents as d')
          .select('d.id')
          .whereRef('d.agency_id', '=', 'a.id')
          .where('d.status', '=', 'published'),
      ),
    )
    .orderBy('a.position')
    .orderBy('a.id')
    .execute()
  return rows.map(toAgency)
}

/** Whether anything of this 组配分类 is public: an entry to an empty list is a promise not kept. */
export async function isCategoryPublic(
  db: Db,
  category: string,
  agencyId?: number,
): Promise<boolean> {
  const row = await db
    .selectFrom('documents as d')
    .innerJoin('editions as e', (join) =>
      join.onRef('e.document_id', '=', 'd.id').on('e.state', '=', 'published'),
    )
    .select('d.id')
    .where('d.status', '=', 'published')
    .where('e.category', '=', category)
    .$if(agencyId !== undefined, (query) => query.where('d.agency_id', '=', agencyId!))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
