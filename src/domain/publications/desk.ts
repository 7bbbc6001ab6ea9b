import type { Db } from '../../platform/database/database.ts'
import type { Officer } from '../accounts/officer.ts'
import { assertMay } from '../accounts/permissions.ts'
import type { Disclosure, EditionState } from './edition.ts'

/** A line of the editors' list: the newest edition of each document of the officer's own body. */
export interface DeskLine {
  readonly editionId: number
  readonly documentId: number
  readonly number: number
  readonly state: EditionState
  readonly title: string
  readonly category: string
  readonly documentNumber: string
  readonly disclosure: Disclosure
  readonly indexNumber: string | null
  readonly drafterName: string
  readonly updatedAt: Temporal.Instant
}

const PAGE_SIZE = 50

export interface DeskFilter {
  readonly state?: EditionState
  /** part of a title, a document number or an index number */
  readonly text?: string
}

/** @throws Refusal `forbidden` */
export async function listDesk(
  db: Db,
  officer: Officer,
  filter: DeskFilter,
  page: number,
): Promise<{ lines: DeskLine[]; hasMore: boolean }> {
  assertMay(officer, 'publications.read', officer.agencyId)
  let query = db
    .selectFrom('editions as e')
    .innerJoin('documents as d', 'd.id', 'e.document_id')
    .innerJoin('users as u', 'u.id', 'e.drafted_by')
    .select([
      'e.id',
      'e.document_id',
      'e.number',
      'e.state',
      'e.title',
      'e.category',
      'e.document_number',
      'e.disclosure',
      'd.index_number',
      'u.display_name',
      'e.updated_at',
    ])
    .where('d.agency_id', '=', officer.agencyId)
    .where('e.state', '!=', 'superseded')
  if (filter.state) query = query.where('e.state', '=', filter.state)
  if (filter.text) {
    const pattern = `%${filter.text.replace(/[%_\\]/g, '\\$&')}%`
    query = query.where((eb) =>
      eb.or([
        eb('e.title', 'ilike', pattern),
        eb('e.document_number', 'ilike', pattern),
        eb('d.index_number', 'ilike', pattern),
      ]),
    )
  }
  const rows = await query
    .orderBy('e.updated_at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(PAGE_SIZE + 1)
    .offset((page - 1) * PAGE_SIZE)
    .execute()
  return {
    hasMore: rows.length > PAGE_SIZE,
    lines: rows.slice(0, PAGE_SIZE).map((row) => ({
      editionId: row.id,
      documentId: row.document_id,
      number: row.number,
      state: row.state as EditionState,
      title: row.title,
      category: row.category,
      documentNumber: row.document_number,
      disclosure: row.disclosure as Disclosure,
      indexNumber: row.index_number,
      drafterName: row.display_name,
      updatedAt: row.updated_at,
    })),
  }
}

/** How many editions wait for a review and for publication: the numbers beside the navigation. */
export async function countDesk(
  db: Db,
  officer: Officer,
): Promise<{ inReview: number; reviewed: number }> {
  const rows = await db
    .selectFrom('editions as e')
    .innerJoin('documents as d', 'd.id', 'e.document_id')
    .select((eb) => ['e.state', eb.fn.countAll<number>().as('count')])
    .where('d.agency_id', '=', officer.agencyId)
    .where('e.state', 'in', ['in-review', 'reviewed'])
    .groupBy('e.state')
    .execute()
  const of = (state: EditionState) => rows.find((row) => row.state === state)?.count ?? 0
  return { inReview: of('in-review'), reviewed: of('reviewed') }
}
