/** The ways to narrow and order the list of documents: a form above it, and facets with counts beside it. */
import type { PublicFacets } from '../../domain/publications/public-facets.ts'
import type { Agency } from '../../domain/organisations/agency.ts'
import { attributes, html, nothing, type Html } from '../../platform/web/html.ts'
import { button, link } from '../../platform/web/components/button.ts'
import { select, type Option } from '../../platform/web/components/choices.ts'
import { form } from '../../platform/web/components/form.ts'
import { formView, valueOf } from '../../platform/web/forms.ts'
import * as paths from './paths.ts'
import { isCombination, type AskedContent } from './content-query.ts'
import type { ContentQuery } from './paths.ts'
import { normativePath } from './policies/addresses.ts'

export interface FilterProps {
  readonly query: AskedContent
  /** Bodies that have published anything; the switch is shown when there are two or more. */
  readonly agencies: readonly Agency[]
  readonly facets: PublicFacets
}

const VALIDITY_WORDS = { 'in-force': '现行有效', lapsed: '已废止、失效' } as const

export function contentForm({ query, agencies, facets }: FilterProps): Html {
  const { agency, category, year, genre, theme, kind, normative, validity, item, sort } = query
  const kept = { kind, normative: normative && 1, item, sort }
  const view = formView({ agency, category, year, genre, theme, validity })
  /** A field of one choice is none, unless it is chosen. */
  const field = (name: string, label: string, blank: string, options: readonly Option[]) =>
    (options.length > 1 || valueOf(view, name) !== '') &&
    select({ name, label, form: view, blank, options })
  return form({
    action: paths.CONTENT,
    method: 'get',
    label: '筛选文件',
    className: 'mq-filters',
    body: html`${field(
      'agency',
      '公开机构',
      '全部机构',
      agencies.map(({ slug, name }) => ({ value: slug, text: name })),
    )}
    ${field(
      'category',
      '组配分类',
      '全部分类',
      withChosen(
        facets.categories.map((one) => one.category),
        category,
      ),
    )}
    ${field(
      'theme',
      '主题',
      '全部主题',
      withChosen(
        facets.themes.map((one) => one.theme),
        theme,
      ),
    )}
    ${field(
      'genre',
      '体裁',
      '全部体裁',
      withChosen(
        facets.genres.map((one) => one.genre),
        genre,
      ),
    )}
    ${field(
      'year',
      '发布年份',
      '全部年份',
      withChosen(
        facets.years.map((one) => String(one.year)),
        year && String(year),
      ),
    )}
    ${field(
      'validity',
      '有效性',
      '全部',
      facets.validities.map((one) => ({ value: one.validity, text: VALIDITY_WORDS[one.validity] })),
    )}
    ${Object.entries(kept).map(
      ([name, value]) =>
        value !== undefined && html`<input${attributes({ type: 'hidden', name, value })} />`,
    )}
    ${button('筛选', { style: 'secondary' })}`,
  })
}

/** A choice that came with the address stays visible even when nothing is published under it. */
function withChosen(values: readonly string[], chosen: string | number | undefined) {
  const known = chosen === undefined || chosen === '' || values.includes(String(chosen))
  return [...values, ...(known ? [] : [String(chosen)])].map((value) => ({ value, text: value }))
}

export function contentOrder(query: FilterProps['query']): Html {
  const choice = (text: string, sort: ContentQuery['sort']) =>
    query.sort === sort
      ? html`<strong aria-current="true">${text}</strong>`
      : link(text, paths.contentPath({ ...query, sort, page: 1 }))
  return html`<p class="govuk-body mq-order">
    排序：${choice('新的在前', undefined)} ${choice('旧的在前', 'oldest')}
  </p>`
}

type FacetName = 'category' | 'year' | 'genre' | 'theme' | 'validity'

interface FacetItem {
  readonly text: string
  readonly count: number
  readonly value: string | number
}

export function contentFacets({ query, facets }: FilterProps): Html {
  const { categories, years, genres, themes, validities } = facets
  const one = (name: FacetName, title: string, items: readonly FacetItem[]) =>
    facet(query, name, title, items)
  return html`${one(
      'category',
      '按分类',
      categories.map(({ category, count }) => ({ text: category, count, value: category })),
    )}
    ${one(
      'year',
      '按年份',
      years.map(({ year, count }) => ({ text: `${year}年`, count, value: year })),
    )}
    ${one(
      'theme',
      '按主题',
      themes.map(({ theme, count }) => ({ text: theme, count, value: theme })),
    )}
    ${one(
      'genre',
      '按体裁',
      genres.map(({ genre, count }) => ({ text: genre, count, value: genre })),
    )}
    ${one(
      'validity',
      '按有效性',
      validities.map(({ validity, count }) => ({
        text: VALIDITY_WORDS[validity],
        count,
        value: validity,
      })),
    )}
    <p class="govuk-body">${link('规范性文件一览', normativePath())}</p>`
}

/** What is chosen can be taken back where it was chosen. */
function facet(
  query: FilterProps['query'],
  name: FacetName,
  title: string,
  items: readonly FacetItem[],
): Html {
  if (items.length === 0) return nothing
  const address = (value: string | number | undefined) =>
    paths.contentPath({ ...query, [name]: value, page: 1 })
  return html`<nav class="mq-facet" aria-label="${title}查看">
    <h2 class="govuk-heading-s">${title}</h2>
    <ul class="govuk-list mq-links">
      ${
        query[name] !== undefined &&
        html`<li><a class="govuk-link" href="${address(undefined)}">全部</a></li> `
      }
      ${items.map(
        ({ text, count, value }) =>
          html`<li>
            <a
              class="govuk-link"
              href="${address(value)}"
              ${attributes({
                rel: isCombination({ ...query, [name]: value }) && 'nofollow',
                'aria-current': value === query[name] && 'true',
              })}
              >${text}</a
            >
            <span class="mq-facet__count">${count}件</span>
          </li> `,
      )}
    </ul>
  </nav>`
}
