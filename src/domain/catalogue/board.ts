import { sql } from 'kysely'
import { rowStanding, type RowStanding, type RowState } from '../../law/catalogue/fulfilment.ts'
import type { WorkingCalendar } from '../../law/calendar/calendar.ts'
import type { Db } from '../../platform/database/database.ts'
import { dayOf } from '../../platform/kernel/time.ts'
import { listBoundDocuments, type BoundDocument } from './bindings-store.ts'
import type { CatalogueRow } from './row.ts'
import { listRowsOn, type RowFilter } from './rows-store.ts'

/** A row of the fulfilment board: 条目、最近一次公开、是否按时. */
export interface BoardLine {
  readonly row: CatalogueRow
  readonly standing: RowStanding
  /** how many documents stand under it */
  readonly published: number
  readonly newest: BoundDocument | undefined
  /** first day the item was in force, in whatever wording */
  readonly since: Temporal.PlainDate
}

export interface BoardQuestion {
  readonly today: Temporal.PlainDate
  readonly calendar: WorkingCalendar
  readonly filter?: RowFilter
  /** The public board counts nothing that is not public. */
  readonly publicOnly: boolean
}

/** 目录兑现: each row in force today with its last content and what is owed. */
export async function readBoard(db: Db, question: BoardQuestion): Promise<BoardLine[]> {
  const rows = await listRowsOn(db, question.today, question.filter)
  const itemIds = rows.map(({ itemId }) => itemId)
  const [documents, offline, since] = await Promise.all([
    listBoundDocuments(db, itemIds, question),
    listOfflineDays(db, itemIds),
    listFirstDays(db, itemIds),
  ])
  const byItem = Map.groupBy(documents, ({ itemId }) => itemId)
  const offlineByItem = Map.groupBy(offline, ({ item_id }) => item_id)
  return rows.map((row) => {
    const bound = byItem.get(row.itemId) ?? []
    const contents = [
      ...bound.map(({ formedOn, publishedAt }) => ({
        formedOn,
        publishedOn: publishedAt && dayOf(publishedAt),
      })),
      ...(offlineByItem.get(row.itemId) ?? []).map(({ done_on }) => ({
        formedOn: null,
        publishedOn: done_on,
      })),
    ]
    const start = since.get(row.itemId) ?? row.validFrom
    const duty = { ...row, since: start }
    const published = bound.filter(({ publishedAt }) => publishedAt !== null)
    return {
      row,
      since: start,
      standing: rowStanding(duty, contents, question.today, question.calendar),
      published: published.length,
      newest: published[0],
    }
  })
}

/** What was shown on boards, by visit or on air counts where the row asks for no website. */
async function listOfflineDays(
  db: Db,
  itemIds: readonly number[],
): Promise<{ item_id: number; done_on: Temporal.PlainDate }[]> {
  if (itemIds.length === 0) return []
  return db
    .selectFrom('catalogue_evidence as v')
    .innerJoin('catalogue_rows as r', (join) =>
      join.onRef('r.item_id', '=', 'v.item_id').on('r.valid_to', 'is', null),
    )
    .select(['v.item_id', 'v.done_on'])
    .where('v.item_id', 'in', itemIds)
    .where('v.voided_at', 'is', null)
    .where(sql<boolean>`not r.channels ? 'website'`)
    .execute()
}

async function listFirstDays(
  db: Db,
  itemIds: readonly number[],
): Promise<Map<number, Temporal.PlainDate>> {
  if (itemIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('catalogue_rows')
    .select(['item_id', 'valid_from'])
    .where('item_id', 'in', itemIds)
    .where('number', '=', 1)
    .execute()
  return new Map(rows.map((row) => [row.item_id, row.valid_from]))
}

export function countStates(lines: readonly BoardLine[]): Readonly<Record<RowState, number>> {
  const counts = { kept: 0, due: 0, overdue: 0, never: 0 }
  for (const { standing } of lines) counts[standing.state] += 1
  return counts
}
