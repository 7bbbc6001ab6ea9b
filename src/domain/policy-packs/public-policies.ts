/** What everybody may see of packs and items: published editions only, as they stand on the day of reading. */
import type { Db } from '../../platform/database/database.ts'
import type { EditionStructure } from '../publications/structures/kinds.ts'
import { readBasisStates } from './basis-states.ts'
import { flagsOf, type BasisState, type Flag } from './flags.ts'
import { policyItemOf, type PolicyItem } from './item.ts'
import { policyPackOf, type PolicyPack } from './pack.ts'

interface PublicPolicy {
  readonly documentId: number
  readonly agencyId: number
  readonly agencyName: string
  readonly indexNumber: string
  readonly title: string
  readonly publisher: string
  readonly publishedAt: Temporal.Instant
  /** of the edition shown: the same as `publishedAt` for the first */
  readonly changedAt: Temporal.Instant
}

export interface PublicItem extends PublicPolicy {
  readonly item: PolicyItem
  readonly validUntil: Temporal.PlainDate | null
  /** by number of the document; what was never public is not in it */
  readonly basisStates: ReadonlyMap<number, BasisState>
  readonly flags: readonly Flag[]
  readonly isFlagged: boolean
}

export interface PublicPack extends PublicPolicy {
  readonly pack: PolicyPack
}

/** All items that are public, by the number of their document. */
export async function listPublicItems(
  db: Db,
  today: Temporal.PlainDate,
): Promise<ReadonlyMap<number, PublicItem>> {
  const rows = await published(db, 'policy-item').execute()
  const parsed = rows.map((row) => ({ row, item: policyItemOf(structureOf(row.structure)) }))
  const named = parsed.flatMap(({ item }) =>
    item.basis.flatMap(({ documentId }) => (documentId === null ? [] : [documentId])),
  )
  const states = await readBasisStates(db, named, today)
  return new Map(
    parsed.map(({ row, item }) => [row.id, toPublicItem(row, item, states, today)] as const),
  )
}

/** Newest year first. */
export async function listPublicPacks(db: Db): Promise<PublicPack[]> {
  const rows = await published(db, 'policy-pack').execute()
  return rows
    .map((row) => ({ ...toPolicy(row), pack: policyPackOf(structureOf(row.structure)) }))
    .toSorted(
      (a, b) => b.pack.year - a.pack.year || Temporal.Instant.compare(b.publishedAt, a.publishedAt),
    )
}

function published(db: Db, kind: 'policy-item' | 'policy-pack') {
  return db
    .selectFrom('editions as e')
    .innerJoin('documents as d', 'd.id', 'e.document_id')
    .innerJoin('agencies as a', 'a.id', 'd.agency_id')
    .select([
      'd.id',
      'd.agency_id',
      'a.short_name',
      'd.index_number',
      'd.published_at',
      'e.published_at as changed_at',
      'e.title',
      'e.publisher',
      'e.expires_on',
      'e.structure',
    ])
    .where('e.kind', '=', kind)
    .where('e.state', '=', 'published')
    .where('d.status', '=', 'published')
    .orderBy('d.published_at')
    .orderBy('d.id')
}

type Row = Awaited<ReturnType<ReturnType<typeof published>['execute']>>[number]

const structureOf = (structure: unknown) => structure as EditionStructure | null

function toPolicy(row: Row): PublicPolicy {
  return {
    documentId: row.id,
    agencyId: row.agency_id,
    agencyName: row.short_name,
    // what is published has both, by the tables' own checks
    indexNumber: row.index_number!,
    publishedAt: row.published_at!,
    changedAt: row.changed_at!,
    title: row.title,
    publisher: row.publisher,
  }
}

function toPublicItem(
  row: Row,
  item: PolicyItem,
  states: ReadonlyMap<number, BasisState>,
  today: Temporal.PlainDate,
): PublicItem {
  const own = item.basis.flatMap(({ documentId }) => {
    const state = documentId === null ? undefined : states.get(documentId)
    return state === undefined ? [] : [state]
  })
  const flags = flagsOf(row.expires_on, own, today)
  return {
    ...toPolicy(row),
    item,
    validUntil: row.expires_on,
    basisStates: new Map(own.map((state) => [state.documentId, state])),
    flags,
    isFlagged: flags.length > 0,
  }
}
