import { sql, type RawBuilder } from 'kysely'
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
  /** 主题分类 */
  readonly themes: readonly { readonly theme: string; readonly count: number }[]
  readonly validities: readonly { readonly validity: PublicValidity; readonly count: number }[]
}

type FacetName = 'category' | 'year' | 'genre' | 'theme' | 'validity'

/**
 * What the list can be narrowed to, with how many. Each facet counts what is left under the choices made in the others,
 * so that no number leads to an empty list. One walk over the table counts all of them.
 * @param on the day for which validity is told
 */
export async function listPublicFacets(
  db: Db,
  filter: PublicListFilter,
  on: Temporal.PlainDate,
): Promise<PublicFacets> {
  const { category, year, genre, theme, validity, ...base } = filter
  const chosen = { category, year, genre, theme, validity }
  const under = (facet: FacetName) =>
    FACETS.filter((other) => other !== facet).flatMap((other) =>
      publicListConditions({ [other]: chosen[other] }),
    )
  const values = FACETS.map((facet) => sql`${VALUE_OF[facet](on)} as ${sql.ref(facet)}`)
  const kept = FACETS.map(
    (facet) => sql`(${sql.join(under(facet), sql` and `)}) as ${sql.ref(`under_${facet}`)}`,
  )
  const perFacet = (expression: (facet: FacetName) => RawBuilder<unknown>) => {
    const cases = FACETS.map(
      (facet) => sql`when grouping(${sql.ref(facet)}) = 0 then ${expression(facet)}`,
    )
    return sql`case ${sql.join(cases, sql` `)} end`
  }
  const { rows } = await sql<{ facet: FacetName; value: string; count: number }>`
    select ${perFacet((facet) => sql.lit(facet))} as facet, ${perFacet((facet) => sql.ref(facet))} as value,
      ${perFacet((facet) => sql`count(*) filter (where ${sql.ref(`under_${facet}`)})`)} as count
    from (
      select ${sql.join([...values, ...kept])} from document_validity v
      where ${sql.join(publicListConditions(base), sql` and `)}
    ) listed
    group by grouping sets (${sql.join(FACETS.map((facet) => sql`(${sql.ref(facet)})`))})
  `.execute(db)
  const of = (name: FacetName) =>
    rows.filter(({ facet, value, count }) => facet === name && value !== '' && count > 0)
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
    themes: of('theme')
      .map(({ value: theme, count }) => ({ theme, count }))
      .sort((a, b) => b.count - a.count || a.theme.localeCompare(b.theme, 'zh-CN')),
    validities: of('validity')
      .map(({ value, count }) => ({ validity: value as PublicValidity, count }))
      .sort((a, b) => a.validity.localeCompare(b.validity)),
  }
}

const FACETS: readonly FacetName[] = ['category', 'year', 'genre', 'theme', 'validity']

const VALUE_OF = {
  category: () => sql`v.category`,
  year: () => sql`extract(year from v.published_on)::int::text`,
  genre: () => sql`v.genre`,
  theme: () => sql`v.subject_category`,
  validity: (on: Temporal.PlainDate) =>
    sql`case when ${hasEnded(on)} then 'lapsed' else 'in-force' end`,
} as const

/** How many of each kind are public: a column is named only where something stands in it. */
export async function countPublicKinds(
  db: Db,
  agencyId?: number,
): Promise<ReadonlyMap<EditionKind, number>> {
  const rows = await db
    .selectFrom('document_validity as v')
    .$if(agencyId !== undefined, (query) => query.where('v.agency_id', '=', agencyId!))
    .select((eb) => ['v.kind', eb.fn.countAll<number>().as('count')])
    .groupBy('v.kind')
    .execute()
  return new Map(rows.map(({ kind, count }) => [kind as EditionKind, count]))
}
