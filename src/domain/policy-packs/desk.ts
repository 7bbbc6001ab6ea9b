/** What the office sees of its items and packs: the newest edition of each, whatever its state, with what is wrong today. */
import type { Db } from '../../platform/database/database.ts'
import type { Officer } from '../accounts/officer.ts'
import { assertMay } from '../accounts/permissions.ts'
import type { EditionState } from '../publications/edition.ts'
import type { EditionStructure } from '../publications/structures/kinds.ts'
import { readBasisStates } from './basis-states.ts'
import { flagsOf, type BasisState, type Flag } from './flags.ts'
import { policyItemOf, type PolicyItem } from './item.ts'
import { policyPackOf, type PackGroup, type PolicyPack } from './pack.ts'

interface DeskEntry {
  readonly documentId: number
  /** the newest */
  readonly editionId: number
  readonly state: EditionState
  readonly title: string
  readonly indexNumber: string | null
  /** some edition of it is online */
  readonly isPublic: boolean
  readonly isRemoved: boolean
}

export interface DeskItem extends DeskEntry {
  readonly item: PolicyItem
  readonly validUntil: Temporal.PlainDate | null
  readonly flags: readonly Flag[]
  /** titles of the packs that hold it */
  readonly packs: readonly string[]
}

export interface DeskPack extends DeskEntry {
  readonly pack: PolicyPack
  readonly groups: readonly GroupCount[]
}

export interface GroupCount {
  readonly name: string
  readonly items: number
  /** the basis has lapsed or the time is over */
  readonly flagged: number
  /** not online, or no longer */
  readonly unpublished: number
}

export interface PackDesk {
  /** newest year first */
  readonly packs: readonly DeskPack[]
  readonly items: readonly DeskItem[]
}

/** @throws Refusal `forbidden` */
export async function readPackDesk(
  db: Db,
  officer: Officer,
  today: Temporal.PlainDate,
): Promise<PackDesk> {
  assertMay(officer, 'publications.read', officer.agencyId)
  const rows = await newestEditions(db, officer.agencyId)
  const packs = rows
    .filter(({ kind }) => kind === 'policy-pack')
    .map((row) => ({ ...entryOf(row), pack: policyPackOf(structureOf(row)) }))
  const items = await deskItems(
    db,
    rows.filter(({ kind }) => kind === 'policy-item'),
    packs,
    today,
  )
  const byId = new Map(items.map((item) => [item.documentId, item]))
  return {
    items,
    packs: packs
      .toSorted((a, b) => b.pack.year - a.pack.year || b.documentId - a.documentId)
      .map((one) => ({ ...one, groups: one.pack.groups.map((group) => countOf(group, byId)) })),
  }
}

function countOf({ name, items }: PackGroup, byId: ReadonlyMap<number, DeskItem>): GroupCount {
  const known = items.flatMap((id) => byId.get(id) ?? [])
  return {
    name,
    items: items.length,
    flagged: known.filter(({ flags }) => flags.length > 0).length,
    unpublished: items.length - known.filter(({ isPublic }) => isPublic).length,
  }
}

async function deskItems(
  db: Db,
  rows: readonly Row[],
  packs: readonly { readonly title: string; readonly pack: PolicyPack }[],
  today: Temporal.PlainDate,
): Promise<DeskItem[]> {
  const parsed = rows.map((row) => ({ row, item: policyItemOf(structureOf(row)) }))
  const named = parsed.flatMap(({ item }) => linkedBasis(item))
  const states = await readBasisStates(db, named, today)
  return parsed.map(({ row, item }) => ({
    ...entryOf(row),
    item,
    validUntil: row.expires_on,
    flags: flagsOf(row.expires_on, statesOf(item, states), today),
    packs: packs
      .filter(({ pack }) => pack.groups.some(({ items }) => items.includes(row.document_id)))
      .map(({ title }) => title),
  }))
}

const linkedBasis = (item: PolicyItem): number[] =>
  item.basis.flatMap(({ documentId }) => (documentId === null ? [] : [documentId]))

const statesOf = (item: PolicyItem, states: ReadonlyMap<number, BasisState>): BasisState[] =>
  linkedBasis(item).flatMap((id) => states.get(id) ?? [])

function newestEditions(db: Db, agencyId: number) {
  return db
    .selectFrom('editions as e')
    .innerJoin('documents as d', 'd.id', 'e.document_id')
    .distinctOn('e.document_id')
    .select([
      'e.document_id',
      'e.id',
      'e.state',
      'e.kind',
      'e.title',
      'e.expires_on',
      'e.structure',
      'd.index_number',
      'd.status',
    ])
    .where('d.agency_id', '=', agencyId)
    .where('e.kind', 'in', ['policy-item', 'policy-pack'])
    .orderBy('e.document_id')
    .orderBy('e.number', 'desc')
    .execute()
}

type Row = Awaited<ReturnType<typeof newestEditions>>[number]

const structureOf = (row: Row) => row.structure as EditionStructure | null

function entryOf(row: Row): DeskEntry {
  return {
    documentId: row.document_id,
    editionId: row.id,
    state: row.state as EditionState,
    title: row.title,
    indexNumber: row.index_number,
    isPublic: row.status === 'published',
    isRemoved: row.status === 'removed',
  }
}
