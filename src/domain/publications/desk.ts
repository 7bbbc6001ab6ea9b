import { sql } from 'kysely'
import type { Db } from '../../platform/database/database.ts'
import type { Officer } from '../accounts/officer.ts'
import { assertMay } from '../accounts/permissions.ts'
import type { Disclosure, EditionState } from './edition.ts'
import type { ClockFacts } from './publication-clock.ts'
import type { EditionKind } from './structures/kinds.ts'

/** A line of the editors' list: the newest edition of each document of the officer's own body. */
export interface DeskLine extends ClockFacts {
  readonly editionId: number
  readonly documentId: number
  readonly title: string
  readonly kind: EditionKind
  readonly category: string
  readonly documentNumber: string
  readonly indexNumber: string | null
  readonly drafterName: string
  readonly publishAt: Temporal.Instant | null
  readonly updatedAt: Temporal.Instant
}

const PAGE_SIZE = 50

export interface DeskFilter {
  readonly state?: EditionState
  /** part of a title, a document number or an index number */
  readonly text?: string
  /** only what is not public yet and was formed on this day or before: see `overdueFormedOn` */
  readonly formedBy?: Temporal.PlainDate
}

const OPEN_STATES: readonly EditionState[] = [
  'draft',
  'in-review',
  'referred',
  'returned',
  'reviewed',
  'scheduled',
]

// the same day as `publicationClock` starts from
const startedOn = sql<Temporal.PlainDate>`coalesce(
  case when e.number = 1 then e.formed_on end, (e.created_at at time zone 'Asia/Shanghai')::date)`

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
      'e.kind',
      'e.category',
      'e.document_number',
      'e.disclosure',
      'e.formed_on',
      'e.publish_at',
      'e.created_at',
      'e.updated_at',
      'd.index_number',
      'u.display_name',
    ])
    .where('d.agency_id', '=', officer.agencyId)
    .where('e.state', '!=', 'superseded')
  if (filter.state) query = query.where('e.state', '=', filter.state)
  if (filter.formedBy)
    query = query
      .where('e.state', 'in', [...OPEN_STATES])
      .where('e.disclosure', '=', 'proactive')
      .where(startedOn, '<=', filter.formedBy)
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
      kind: row.kind as EditionKind,
      category: row.category,
      documentNumber: row.document_number,
      disclosure: row.disclosure as Disclosure,
      formedOn: row.formed_on,
      indexNumber: row.index_number,
      drafterName: row.display_name,
      publishAt: row.publish_at,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
    })),
  }
}

export interface DeskCounts {
  readonly inReview: number
  readonly referred: number
  readonly reviewed: number
  /** sent back to whoever drafted: the officer's own */
  readonly returned: number
  /** past the twenty working days of 条例 第二十六条 */
  readonly overdue: number
}

/**
 * How many editions wait for whom: the numbers of 今日待办.
 * @param formedBy `overdueFormedOn` of today
 */
export async function countDesk(
  db: Db,
  officer: Officer,
  formedBy: Temporal.PlainDate,
): Promise<DeskCounts> {
  const { rows } = await sql<DeskCounts>`
    select
      count(*) filter (where e.state = 'in-review' and not ${officer.id} = any (e.contributors)) as "inReview",
      count(*) filter (where e.state = 'referred') as referred,
      count(*) filter (where e.state = 'reviewed' and not ${officer.id} = any (e.contributors)) as reviewed,
      count(*) filter (where e.state = 'returned' and e.drafted_by = ${officer.id}) as returned,
      count(*) filter (where e.disclosure = 'proactive' and ${startedOn} <= ${formedBy}::date) as overdue
    from editions e join documents d on d.id = e.document_id
    where d.agency_id = ${officer.agencyId} and e.state in (${sql.join(OPEN_STATES)})
  `.execute(db)
  return rows[0]!
}
