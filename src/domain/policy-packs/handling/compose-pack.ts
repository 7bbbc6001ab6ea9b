import type { Db } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { Officer } from '../../accounts/officer.ts'
import { assertMay } from '../../accounts/permissions.ts'
import { draftDocument, editDraft } from '../../publications/handling/drafting.ts'
import { listEditionsOfDocument } from '../../publications/editions-store.ts'
import { packEdition, packOf, type PackForm } from '../pack-form.ts'
import { policyPackOf, type PolicyPack } from '../pack.ts'

/**
 * Starts a pack: a document like every other.
 * @returns the edition's id
 * @throws Refusal `forbidden`; `invalid` when it names what is no item of this body
 */
export async function draftPack(
  db: Db,
  officer: Officer,
  form: PackForm,
  now: Temporal.Instant,
): Promise<number> {
  const pack = packOf(form)
  const titles = await readItemTitles(db, officer, pack)
  return draftDocument(db, officer, packEdition(form, pack, titles), now)
}

/**
 * Changes a pack that is not yet public.
 * @param edition with the version the editor started from
 * @throws Refusal `stale`, `wrong-state`, `invalid`
 */
export async function editPack(
  db: Db,
  officer: Officer,
  edition: { readonly id: number; readonly version: number },
  form: PackForm,
  now: Temporal.Instant,
): Promise<void> {
  const pack = packOf(form)
  const titles = await readItemTitles(db, officer, pack)
  await editDraft(db, officer, edition.id, edition.version, packEdition(form, pack, titles), now)
}

/**
 * 沿用上一年的服务包: a new pack with the groups and items of an earlier one. Items that were taken down stay behind.
 * @returns the new edition's id
 * @throws Refusal `not-found`, `forbidden`
 */
export async function copyPack(
  db: Db,
  officer: Officer,
  documentId: number,
  now: Temporal.Instant,
): Promise<number> {
  const [latest] = await listEditionsOfDocument(db, documentId)
  if (!latest || latest.kind !== 'policy-pack')
    throw new Refusal('not-found', '没有找到这个服务包。')
  assertMay(officer, 'publications.draft', latest.agencyId)
  const from = policyPackOf(latest.structure)
  const present = await readOwnItems(db, officer, from)
  const pack: PolicyPack = {
    ...from,
    year: from.year + 1,
    groups: from.groups.map((group) => ({
      ...group,
      items: group.items.filter((id) => present.get(id)?.isRemoved === false),
    })),
  }
  const title = latest.title.includes(String(from.year))
    ? latest.title.replace(String(from.year), String(pack.year))
    : `${pack.year}年${latest.title}`
  const header = { title, publisher: latest.publisher, publicNote: '' }
  return draftDocument(db, officer, packEdition(header, pack, publicTitles(present)), now)
}

async function readItemTitles(
  db: Db,
  officer: Officer,
  pack: PolicyPack,
): Promise<ReadonlyMap<number, string>> {
  const own = await readOwnItems(db, officer, pack)
  if (pack.groups.some(({ items }) => items.some((id) => !own.has(id))))
    throw new Refusal('invalid', '服务包里有本机构没有的事项，请刷新页面后再保存。')
  return publicTitles(own)
}

interface OwnItem {
  readonly isRemoved: boolean
  readonly publicTitle: string | null
}

function publicTitles(own: ReadonlyMap<number, OwnItem>): ReadonlyMap<number, string> {
  return new Map(
    [...own].flatMap(([id, { publicTitle }]) => (publicTitle === null ? [] : [[id, publicTitle]])),
  )
}

async function readOwnItems(
  db: Db,
  officer: Officer,
  pack: PolicyPack,
): Promise<ReadonlyMap<number, OwnItem>> {
  const ids = pack.groups.flatMap(({ items }) => items)
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('documents as d')
    .innerJoin('editions as e', 'e.document_id', 'd.id')
    .select((eb) => [
      'd.id',
      'd.status',
      eb.fn
        .max('e.title')
        .filterWhere((where) =>
          where.and([where('e.state', '=', 'published'), where('d.status', '=', 'published')]),
        )
        .as('title'),
    ])
    .where('d.agency_id', '=', officer.agencyId)
    .where('d.id', 'in', ids)
    .where('e.kind', '=', 'policy-item')
    .groupBy('d.id')
    .execute()
  return new Map(
    rows.map(({ id, status, title }) => [
      id,
      { isRemoved: status === 'removed', publicTitle: title },
    ]),
  )
}
