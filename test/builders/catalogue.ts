import type { Officer } from '../../src/domain/accounts/officer.ts'
import { getAdjustment } from '../../src/domain/catalogue/adjustments-store.ts'
import { changeCatalogue, startAdjustment } from '../../src/domain/catalogue/handling/adjusting.ts'
import { adoptAdjustment } from '../../src/domain/catalogue/handling/adopt.ts'
import { addVillage } from '../../src/domain/catalogue/handling/villages.ts'
import { RowForm, type RowContent } from '../../src/domain/catalogue/row.ts'
import type { Db } from '../../src/platform/database/database.ts'

export function rowContent(given: Partial<RowForm> & { readonly ownerId: number }): RowContent {
  return RowForm.parse({
    part: 'statutory',
    branch: '20.7',
    levelOne: '财政预算、决算',
    limitWords: '20个工作日内',
    channels: { website: 'must', 'notice-board': 'may' },
    levels: ['county', 'village'],
    ...given,
  })
}

/** An adjustment with one new row, waiting to be adopted. */
export async function buildAdjustment(
  db: Db,
  clerk: Officer,
  now: Temporal.Instant,
  given: { readonly code?: string; readonly effectiveOn?: string } = {},
): Promise<number> {
  const id = await startAdjustment(
    db,
    clerk,
    {
      title: '目录调整',
      reason: '示例理由',
      effectiveOn: Temporal.PlainDate.from(given.effectiveOn ?? '2020-01-01'),
    },
    now,
  )
  const content = rowContent({ ownerId: clerk.agencyId })
  const code = given.code ?? `示例-${id}`
  await changeCatalogue(db, clerk, id, [{ act: 'add', code, content }], now)
  return id
}

/** A row in force. Returns its item. */
export async function buildCatalogueItem(
  db: Db,
  people: { readonly clerk: Officer; readonly head: Officer },
  now: Temporal.Instant,
): Promise<number> {
  const id = await buildAdjustment(db, people.clerk, now)
  const { version } = await getAdjustment(db, id)
  await adoptAdjustment(db, people.head, id, version, now)
  const { item_id } = await db
    .selectFrom('catalogue_rows')
    .select('item_id')
    .where('adjustment_id', '=', id)
    .executeTakeFirstOrThrow()
  return item_id
}

let villages = 0

export async function buildVillage(
  db: Db,
  clerk: Officer,
  now: Temporal.Instant,
  slug?: string,
): Promise<number> {
  villages += 1
  const form = {
    name: `示例${villages}村`,
    slug: slug ?? `village-${villages}`,
    boardPlace: '村委会门口',
  }
  return addVillage(db, clerk, form, now)
}
