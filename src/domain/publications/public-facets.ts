import { sql } from 'kysely'
import type { Db } from '../../platform/database/database.ts'
import {
  hasEnded,
  publicListConditions,
  type PublicListFilter,
  type PublicValidity,
} from './public-documents.ts'
import type { EditionKind } from './structures/kinds.ts'

export interface PublicFacets {
  readonly categories: readonly { readonly category: string; readonly count: number }[]
  readonly years: readonly { readonly year: number; readonly count: number }[]
  readonly genres: readonly { readonly genre: string; readonly count: number }[]
  readonly validities: readonly { readonly validity: PublicValidity; readonly count: number }[]
}

type FacetName = 'category' | 'year' | 'genre' | 'validity'

/**
 * What the list can be narrowed to, with how many. Each facet counts what is left under the choices made in the others,
 * so that no number leads to an empty list.
 * @param on the day for which validity is told
 */
export async function listPublicFacets(
  db: Db,
  filter: PublicListFilter,
  on: Temporal.PlainDate,
): Promise<PublicFacets> {
  const counted = (name: FacetName) => {
    const { [name]: _own, ...others } = filter
    return sql`select ${name}::text as facet, ${VALUE_OF[name](on)} as value, count(*) as count
      from documents d join editions e on e.document_id = d.id and e.state = 'published'
      join document_validity v on v.document_id = d.id
      where ${sql.join(publicListConditions(others), sql` and `)} group by 2`
  }
  const { rows } = await sql<{ facet: FacetName; value: string; count: number }>`
    ${counted('category')} union all ${counted('year')} union all ${counted('genre')}
    union all ${counted('validity')}`.execute(db)
  const of = (name: FacetName) => rows.filter(({ facet, value }) => facet === name && value !== '')
  return {
    categories: of('category')
      .map(({ value: category, count }) => ({ category, count }))
      .sort((a, b) => b.count - a.count || a.category.localeCompare(b.category, 'zh-CN')),
    years: of('year')
      .map(({ value, count }) => ({ year: Number(value), count }))
      .sort((a, b) => b.year - a.year),
    genres: of('genre')
      .map(({ value: genre, count }) => ({ genre, count }))
      .sort((a, b) => b.count - a.count || a.genre.localeCompare(b.genre, 'zh-CN')),
    validities: of('validity')
      .map(({ value, count }) => ({ validity: value as PublicValidity, count }))
      .sort((a, b) => a.validity.localeCompare(b.validity)),
  }
}

const VALUE_OF = {
  category: () => sql`e.category`,
  year: () => sql`extract(year from d.published_at at time zone 'Asia/Shanghai')::int::text`,
  genre: () => sql`e.genre`,
  validity: (on: Temporal.PlainDate) =>
    sql`case when ${hasEnded(on)} then 'lapsed' else 'in-force' end`,
} as const

/** How many of each kind are public: a column is named only where something stands in it. */
export async function countPublicKinds(db: Db): Promise<ReadonlyMap<EditionKind, number>> {
  const rows = await db
    .selectFrom('documents as d')
    .innerJoin('editions as e', (join) =>
      join.onRef('e.document_id', '=', 'd.id').on('e.state', '=', 'published'),
    )
    .where('d.status', '=', 'published')
    .select((eb) => ['e.kind', eb.fn.countAll<number>().as('count')])
    .groupBy('e.kind')
    .execute()
  return new Map(rows.map(({ kind, count }) => [kind as EditionKind, count]))
}
