import type { Selectable } from 'kysely'
import type { Db, Tx } from '../../platform/database/database.ts'
import type { Villages } from '../../platform/database/schema.ts'

/** 村居: where the catalogue's village level is shown, on a board and on a page of its own. */
export interface Village {
  readonly id: number
  readonly agencyId: number
  readonly name: string
  readonly boardPlace: string
  readonly slug: string
  readonly closedOn: Temporal.PlainDate | null
}

function toVillage(row: Selectable<Villages>): Village {
  return {
    id: row.id,
    agencyId: row.agency_id,
    name: row.name,
    boardPlace: row.board_place,
    slug: row.slug,
    closedOn: row.closed_on,
  }
}

/** Those that exist today, of one body or of all. */
export async function listVillages(db: Db, agencyId?: number): Promise<Village[]> {
  const rows = await db
    .selectFrom('villages')
    .selectAll()
    .where('closed_on', 'is', null)
    .$if(agencyId !== undefined, (query) => query.where('agency_id', '=', agencyId!))
    .orderBy('agency_id')
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map(toVillage)
}

export async function findVillage(db: Db, slug: string): Promise<Village | undefined> {
  if (!/^[a-z0-9-]{2,40}$/.test(slug)) return undefined
  const row = await db
    .selectFrom('villages')
    .selectAll()
    .where('slug', '=', slug)
    .where('closed_on', 'is', null)
    .executeTakeFirst()
  return row && toVillage(row)
}

export async function findVillageById(tx: Tx, id: number): Promise<Village | undefined> {
  const row = await tx.selectFrom('villages').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toVillage(row)
}

export async function insertVillage(
  tx: Tx,
  village: Omit<Village, 'id' | 'closedOn'>,
): Promise<number> {
  const { id } = await tx
    .insertInto('villages')
    .values({
      agency_id: village.agencyId,
      name: village.name,
      board_place: village.boardPlace,
      slug: village.slug,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function setVillageClosed(
  tx: Tx,
  id: number,
  closedOn: Temporal.PlainDate,
): Promise<void> {
  await tx.updateTable('villages').set({ closed_on: closedOn }).where('id', '=', id).execute()
}
