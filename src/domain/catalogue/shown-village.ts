import type { WorkingCalendar } from '../../law/calendar/calendar.ts'
import type { Db } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { getAgency } from '../organisations/agencies-store.ts'
import type { Agency } from '../organisations/agency.ts'
import { listBoundDocuments, type BoundDocument } from './bindings-store.ts'
import { readBoard, type BoardLine } from './board.ts'
import { findVillage, type Village } from './villages-store.ts'

/** What a village's page and its board show: everything here is public. */
export interface ShownVillage {
  readonly village: Village
  readonly township: Agency
  readonly lines: readonly BoardLine[]
  /** newest first */
  readonly documents: readonly BoundDocument[]
  readonly today: Temporal.PlainDate
}

/**
 * A village's rows are those of its township's catalogue, and of the body above it, that reach down to it.
 * @throws Refusal `not-found`
 */
export async function getShownVillage(
  db: Db,
  slug: string,
  today: Temporal.PlainDate,
  calendar: WorkingCalendar,
): Promise<ShownVillage> {
  const village = await findVillage(db, slug)
  if (!village) throw new Refusal('not-found', '没有找到这个村居。')
  const township = await getAgency(db, village.agencyId)
  const bodies = [township.id, ...(township.supervisorId === null ? [] : [township.supervisorId])]
  const question = { today, calendar, publicOnly: true }
  const boards = await Promise.all(
    bodies.map((agencyId) => readBoard(db, { ...question, filter: { agencyId } })),
  )
  const lines = boards.flat().filter(({ row }) => row.levels.includes('village'))
  const itemIds = lines.map(({ row }) => row.itemId)
  const documents = await listBoundDocuments(db, itemIds, { publicOnly: true })
  return { village, township, lines, documents, today }
}
