import { sql, type Selectable } from 'kysely'
import type { Db, Tx } from '../../platform/database/database.ts'
import type { CatalogueRows } from '../../platform/database/schema.ts'
import type { CatalogueRow, Part, RowContent } from './row.ts'
import { StoredRow } from './row.ts'

type Joined = Selectable<CatalogueRows> & {
  agency_id: number
  code: string
  owner_name: string
}

export function toRow(row: Joined): CatalogueRow {
  const content = StoredRow.parse({
    part: row.part,
    branch: row.branch,
    levelOne: row.level_one,
    levelTwo: row.level_two,
    content: row.content,
    basis: row.basis,
    limitWords: row.limit_words,
    limit: row.limit_rule,
    atLeastEveryMonths: row.at_least_every_months,
    ownerId: row.owner_id,
    ownerWords: row.owner_words,
    channels: row.channels,
    audience: row.audience,
    manner: row.manner,
    levels: row.levels,
    note: row.note,
    position: row.position,
  })
  return {
    ...content,
    itemId: row.item_id,
    agencyId: row.agency_id,
    code: row.code,
    number: row.number,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    ownerName: row.owner_name,
  }
}

function selectRows(db: Db | Tx) {
  return db
    .selectFrom('catalogue_rows as r')
    .innerJoin('catalogue_items as i', 'i.id', 'r.item_id')
    .innerJoin('agencies as o', 'o.id', 'r.owner_id')
    .selectAll('r')
    .select(['i.agency_id', 'i.code', 'o.short_name as owner_name'])
}

export interface RowFilter {
  readonly agencyId?: number
  readonly part?: Part
  readonly branch?: string
  readonly ownerId?: number
}

/** The catalogue as it stood on a day, in its own order. */
export async function listRowsOn(
  db: Db | Tx,
  day: Temporal.PlainDate,
  filter: RowFilter = {},
): Promise<CatalogueRow[]> {
  let query = selectRows(db)
    .where('r.valid_from', '<=', day)
    .where((eb) => eb.or([eb('r.valid_to', 'is', null), eb('r.valid_to', '>=', day)]))
  if (filter.agencyId !== undefined) query = query.where('i.agency_id', '=', filter.agencyId)
  if (filter.part !== undefined) query = query.where('r.part', '=', filter.part)
  if (filter.branch !== undefined) query = query.where('r.branch', '=', filter.branch)
  if (filter.ownerId !== undefined) query = query.where('r.owner_id', '=', filter.ownerId)
  const rows = await query
    .orderBy('r.part', 'desc') // 法定内容 before 领域
    .orderBy('r.position')
    .orderBy('i.id')
    .execute()
  return rows.map(toRow)
}

/** Whether this body, or the one it files with, has a catalogue at all. */
export async function hasCatalogue(db: Db, agencyId: number): Promise<boolean> {
  const row = await db
    .selectFrom('catalogue_items as i')
    .select('i.id')
    .where((eb) =>
      eb.or([
        eb('i.agency_id', '=', agencyId),
        eb(
          'i.agency_id',
          '=',
          eb.selectFrom('agencies').select('supervisor_id').where('id', '=', agencyId),
        ),
      ]),
    )
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Every state an item has had, newest first. */
export async function listItemHistory(db: Db | Tx, itemId: number): Promise<CatalogueRow[]> {
  const rows = await selectRows(db)
    .where('r.item_id', '=', itemId)
    .orderBy('r.number', 'desc')
    .execute()
  return rows.map(toRow)
}

export async function findItem(
  db: Db | Tx,
  itemId: number,
): Promise<{ agencyId: number; code: string } | undefined> {
  const row = await db
    .selectFrom('catalogue_items')
    .select(['agency_id', 'code'])
    .where('id', '=', itemId)
    .executeTakeFirst()
  return row && { agencyId: row.agency_id, code: row.code }
}

/** The item's newest row, locked with it, so that two adjustments follow one another. */
export async function findRowInForce(tx: Tx, itemId: number): Promise<CatalogueRow | undefined> {
  await sql`select id from catalogue_items where id = ${itemId} for update`.execute(tx)
  const row = await selectRows(tx)
    .where('r.item_id', '=', itemId)
    .where('r.valid_to', 'is', null)
    .executeTakeFirst()
  return row && toRow(row)
}

export async function insertItem(tx: Tx, agencyId: number, code: string): Promise<number> {
  const { id } = await tx
    .insertInto('catalogue_items')
    .values({ agency_id: agencyId, code })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export interface NewRow {
  readonly itemId: number
  readonly number: number
  readonly adjustmentId: number
  readonly validFrom: Temporal.PlainDate
  readonly content: RowContent
}

export async function insertRow(tx: Tx, row: NewRow): Promise<void> {
  const { content } = row
  await tx
    .insertInto('catalogue_rows')
    .values({
      item_id: row.itemId,
      number: row.number,
      adjustment_id: row.adjustmentId,
      valid_from: row.validFrom,
      part: content.part,
      branch: content.branch,
      level_one: content.levelOne,
      level_two: content.levelTwo,
      content: content.content,
      basis: [...content.basis],
      limit_words: content.limitWords,
      limit_rule: JSON.stringify(content.limit),
      at_least_every_months: content.atLeastEveryMonths,
      owner_id: content.ownerId,
      owner_words: content.ownerWords,
      channels: JSON.stringify(content.channels),
      audience: content.audience,
      manner: content.manner,
      levels: [...content.levels],
      note: content.note,
      position: content.position,
    })
    .execute()
}

export async function endRow(tx: Tx, itemId: number, lastDay: Temporal.PlainDate): Promise<void> {
  await tx
    .updateTable('catalogue_rows')
    .set({ valid_to: lastDay })
    .where('item_id', '=', itemId)
    .where('valid_to', 'is', null)
    .execute()
}
