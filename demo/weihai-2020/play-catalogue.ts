import type { Officer } from '../../src/domain/accounts/officer.ts'
import { getAdjustment } from '../../src/domain/catalogue/adjustments-store.ts'
import { replaceBindings } from '../../src/domain/catalogue/bindings-store.ts'
import { changeCatalogue, startAdjustment } from '../../src/domain/catalogue/handling/adjusting.ts'
import { adoptAdjustment } from '../../src/domain/catalogue/handling/adopt.ts'
import { addVillage } from '../../src/domain/catalogue/handling/villages.ts'
import { RowForm } from '../../src/domain/catalogue/row.ts'
import { listRowsOn } from '../../src/domain/catalogue/rows-store.ts'
import { GRASSROOTS_FIELDS } from '../../src/law/catalogue/grassroots.ts'
import { inTransaction, type Db } from '../../src/platform/database/database.ts'
import { chinaMoment, dayOf } from '../../src/platform/kernel/time.ts'
import { CATALOGUE, KEPT_BY, VILLAGES, type DemoRow } from './catalogue.ts'
import type { Act } from './replay.ts'

export interface CatalogueDesk {
  readonly clerk: Officer
  readonly head: Officer
}

/** The catalogue is drawn up in spring, adjusted once in autumn; at the end documents are hung on their rows. */
export function catalogueActs(
  db: Db,
  desk: CatalogueDesk,
  unitIds: ReadonlyMap<string, number>,
): Act[] {
  const later = new Set(['市政-02', '规划-02'])
  const first = CATALOGUE.filter(({ code }) => !later.has(code))
  const second = CATALOGUE.filter(({ code }) => later.has(code))
  const owner = (row: DemoRow) => unitIds.get(row.owner ?? '') ?? desk.clerk.agencyId
  const adjust = (at: string, title: string, reason: string, rows: readonly DemoRow[]): Act => ({
    at: chinaMoment(at),
    run: (now) => adopt(db, desk, { title, reason, rows, owner }, now),
  })
  return [
    adjust('2020-03-05T10:00', '编制25个领域基层政务公开目录（示例）', '按上级标准指引编制', first),
    adjust('2020-09-07T16:00', '目录动态调整（示例）', '补充市政服务和国土空间规划的条目', second),
    ...VILLAGES.map((village) => ({
      at: chinaMoment('2020-09-08T09:00'),
      run: (now: Temporal.Instant) => addVillage(db, desk.clerk, village, now),
    })),
    { at: chinaMoment('2026-11-01T09:00'), run: (now) => bindByCategory(db, desk.clerk, now) },
  ]
}

interface Adjusting {
  readonly title: string
  readonly reason: string
  readonly rows: readonly DemoRow[]
  readonly owner: (row: DemoRow) => number
}

async function adopt(
  db: Db,
  { clerk, head }: CatalogueDesk,
  { title, reason, rows, owner }: Adjusting,
  now: Temporal.Instant,
): Promise<void> {
  const id = await startAdjustment(db, clerk, { title, reason, effectiveOn: dayOf(now) }, now)
  const changes = rows.map((row) => {
    const position = CATALOGUE.indexOf(row)
    const isField = GRASSROOTS_FIELDS.some((field) => field === row.branch)
    const content = RowForm.parse({
      part: isField ? 'grassroots' : 'statutory',
      branch: row.branch,
      levelOne: row.events[0],
      levelTwo: row.events[1],
      content: row.content,
      basis: [...row.basis],
      limitWords: row.limit,
      atLeastEveryMonths: row.everyMonths ?? '',
      ownerId: owner(row),
      channels: row.channels,
      levels: [...(row.levels ?? [])],
      position,
    })
    return { act: 'add', code: row.code, content } as const
  })
  await changeCatalogue(db, clerk, id, changes, now)
  const { version } = await getAdjustment(db, id)
  await adoptAdjustment(db, head, id, version, now)
}

async function bindByCategory(db: Db, clerk: Officer, now: Temporal.Instant): Promise<void> {
  const rows = await listRowsOn(db, dayOf(now), { agencyId: clerk.agencyId })
  const itemOf = new Map(rows.map(({ code, itemId }) => [code, itemId]))
  const documents = await db
    .selectFrom('documents as d')
    .innerJoin('editions as e', 'e.document_id', 'd.id')
    .select(['d.id', 'e.category'])
    .where('e.state', '=', 'published')
    .execute()
  await inTransaction(db, async (tx) => {
    for (const { id, category } of documents) {
      const item = itemOf.get(KEPT_BY[category] ?? '')
      if (item !== undefined) await replaceBindings(tx, id, [item], { officerId: clerk.id, now })
    }
  })
}
