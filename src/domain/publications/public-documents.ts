import { sql } from 'kysely'
import type { RecordedValidity } from '../../law/validity.ts'
import type { Db } from '../../platform/database/database.ts'
import type { NormativeKind } from './edition.ts'

/** Its validity is told from the days kept in `document_validity`, acts of other documents among them. */
export interface ListedDocument extends RecordedValidity {
  readonly documentId: number
  readonly indexNumber: string
  readonly title: string
  readonly publisher: string
  readonly category: string
  readonly documentNumber: string
  readonly publishedAt: Temporal.Instant
  readonly normativeKind: NormativeKind | null
}

export interface PublicListFilter {
  readonly agencyId?: number
  readonly category?: string
  readonly year?: number
  readonly normative?: boolean
}

const PAGE_SIZE = 20

/** A page of the public list, newest first, and how many there are in all. Pages count from 1. */
export async function listPublicDocuments(
  db: Db,
  filter: PublicListFilter,
  page: number,
): Promise<{ documents: ListedDocument[]; total: number; pages: number }> {
  let query = db
    .selectFrom('documents as d')
    .innerJoin('editions as e', (join) =>
      join.onRef('e.document_id', '=', 'd.id').on('e.state', '=', 'published'),
    )
    .innerJoin('document_validity as v', 'v.document_id', 'd.id')
    .where('d.status', '=', 'published')
  if (filter.agencyId !== undefined) query = query.where('d.agency_id', '=', filter.agencyId)
  if (filter.category !== undefined) query = query.where('e.category', '=', filter.category)
  if (filter.normative) query = query.where('e.normative_kind', 'is not', null)
  if (filter.year !== undefined) {
    const start = (year: number) =>
      Temporal.PlainDate.from({ year, month: 1, day: 1 })
        .toZonedDateTime('Asia/Shanghai')
        .toInstant()
    query = query
      .where('d.published_at', '>=', start(filter.year))
      .where('d.published_at', '<', start(filter.year + 1))
  }
  const { total } = await query
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await query
    .select([
      'd.id',
      'd.index_number',
      'd.published_at',
      'e.title',
      'e.publisher',
      'e.category',
      'e.document_number',
      'v.effective_on',
      'v.expires_on',
      'v.repealed_on',
      'v.lapsed_on',
      'v.amended_on',
      'e.normative_kind',
    ])
    .orderBy('d.published_at', 'desc')
    .orderBy('d.id', 'desc')
    .limit(PAGE_SIZE)
    .offset((page - 1) * PAGE_SIZE)
    .execute()
  return {
    total,
    pages: Math.max(1, Math.ceil(total / PAGE_SIZE)),
    documents: rows.map((row) => ({
      documentId: row.id,
      indexNumber: row.index_number!, // published
      title: row.title,
      publisher: row.publisher,
      category: row.category,
      documentNumber: row.document_number,
      publishedAt: row.published_at!, // published
      effectiveFrom: row.effective_on,
      expiresOn: row.expires_on,
      repealedOn: row.repealed_on,
      lapsedOn: row.lapsed_on,
      amendedOn: row.amended_on,
      normativeKind: row.normative_kind as NormativeKind | null,
    })),
  }
}

/**
 * The categories and years that have something published, with how many: the facets of the list. Each facet counts
 * what is left under the choice made in the other, so that no number leads to an empty list.
 */
export async function listPublicFacets(
  db: Db,
  agencyId?: number,
  chosen: Pick<PublicListFilter, 'category' | 'year'> = {},
): Promise<{
  categories: { category: string; count: number }[]
  years: { year: number; count: number }[]
}> {
  const ofAgency = agencyId === undefined ? sql`true` : sql`agency_id = ${agencyId}`
  const inYear = chosen.year === undefined ? sql`true` : sql`year = ${chosen.year}`
  const inCategory = chosen.category === undefined ? sql`true` : sql`category = ${chosen.category}`
  const { rows } = await sql<{ category: string | null; year: number | null; count: number }>`
    with published as (
      select e.category, extract(year from d.published_at at time zone 'Asia/Shanghai')::int as year
      from documents d join editions e on e.document_id = d.id and e.state = 'published'
      where d.status = 'published' and ${ofAgency}
    )
    select category, null::int as year, count(*) as count from published where ${inYear} group by category
    union all
    select null, year, count(*) from published where ${inCategory} group by year
  `.execute(db)
  return {
    categories: rows
      .flatMap(({ category, count }) => (category === null ? [] : [{ category, count }]))
      .sort((a, b) => b.count - a.count || a.category.localeCompare(b.category, 'zh-CN')),
    years: rows
      .flatMap(({ year, count }) => (year === null ? [] : [{ year, count }]))
      .sort((a, b) => b.year - a.year),
  }
}
