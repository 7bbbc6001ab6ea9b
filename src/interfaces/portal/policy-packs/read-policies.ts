import {
  listPublicItems,
  listPublicPacks,
  type PublicItem,
  type PublicPack,
} from '../../../domain/policy-packs/public-policies.ts'
import type { PortalServices } from '../services.ts'

/** Everything about packs and items that is public on a day. */
export interface Policies {
  readonly items: ReadonlyMap<number, PublicItem>
  /** newest year first */
  readonly packs: readonly PublicPack[]
}

interface Remembered {
  readonly version: number
  readonly today: string
  readonly policies: Policies
}

const remembered = new WeakMap<PortalServices, Remembered>()

/** Read again only when something public has changed, or the day has. */
export async function readPolicies(
  services: PortalServices,
  today: Temporal.PlainDate,
): Promise<Policies> {
  const { db, pages } = services
  const { version, paused } = pages
  const known = remembered.get(services)
  if (known && !paused && known.version === version && known.today === today.toString())
    return known.policies
  const [items, packs] = await Promise.all([listPublicItems(db, today), listPublicPacks(db)])
  const policies = { items, packs }
  if (!paused) remembered.set(services, { version, today: today.toString(), policies })
  return policies
}

export function itemsOfGroup(
  items: ReadonlyMap<number, PublicItem>,
  members: readonly number[],
): PublicItem[] {
  return members.flatMap((id) => items.get(id) ?? [])
}

/** The pack in which an item is best read: the newest that holds it. */
export function packsOf({ packs }: Policies, { documentId }: PublicItem): readonly PublicPack[] {
  return packs.filter(({ pack }) => pack.groups.some(({ items }) => items.includes(documentId)))
}
