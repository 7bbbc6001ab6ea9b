import { html, nothing, type Html } from '../../../platform/web/html.ts'
import * as paths from '../paths.ts'
import type { SearchQuery } from '../paths.ts'
import type { SearchPageProps } from './props.ts'

const VALIDITY_WORDS = { 'in-force': '现行有效', lapsed: '已废止、失效' } as const

/** What the results can be narrowed to; each choice counts what is left under the others, and can be taken back. */
export function searchFacets({ query, agencies, found }: SearchPageProps): Html {
  const { facets } = found
  const bodies = facets.agencies.flatMap(({ value, count }) => {
    const agency = agencies.find(({ id }) => id === value)
    return agency ? [{ text: agency.name, count, change: { agency: agency.slug } }] : []
  })
  return html`${found.totalIsLeast && html`<p class="govuk-hint">结果很多，下面的件数只计其中一部分。</p>`}
  ${facet(query, {
    title: '公开机构',
    name: 'agency',
    items: bodies,
  })}
  ${facet(query, {
    title: '发布年份',
    name: 'year',
    items: facets.years.map(({ value, count }) => ({
      text: `${value}年`,
      count,
      change: { year: value },
    })),
  })}
  ${facet(query, {
    title: '组配分类',
    name: 'category',
    items: facets.categories.map(({ value, count }) => ({
      text: value,
      count,
      change: { category: value },
    })),
  })}
  ${facet(query, {
    title: '主题',
    name: 'theme',
    items: facets.themes.map(({ value, count }) => ({
      text: value,
      count,
      change: { theme: value },
    })),
  })}
  ${facet(query, {
    title: '体裁',
    name: 'genre',
    items: facets.genres.map(({ value, count }) => ({
      text: value,
      count,
      change: { genre: value },
    })),
  })}
  ${facet(query, {
    title: '有效性',
    name: 'validity',
    items: facets.validities.map(({ value, count }) => ({
      text: VALIDITY_WORDS[value],
      count,
      change: { validity: value },
    })),
  })}`
}

interface FacetItem {
  readonly text: string
  readonly count: number
  readonly change: Partial<SearchQuery>
}

interface FacetProps {
  readonly title: string
  readonly name: 'agency' | 'year' | 'category' | 'theme' | 'genre' | 'validity'
  readonly items: readonly FacetItem[]
}

const MOST_SHOWN = 12

/** A choice between one and nothing is none. */
function facet(query: SearchQuery, { title, name, items }: FacetProps): Html {
  const chosen = query[name] !== undefined
  if (items.length < 2 && !chosen) return nothing
  const isCurrent = ({ change }: FacetItem) => change[name] === query[name]
  const shown = items.filter((item, index) => index < MOST_SHOWN || isCurrent(item))
  const address = (change: Partial<SearchQuery>) =>
    paths.searchPath({ ...query, ...change, page: 1 })
  return html`<nav class="mq-facet" aria-label="按${title}筛选">
    <h2 class="govuk-heading-s">${title}</h2>
    <ul class="govuk-list mq-links">
      ${chosen && html`<li><a class="govuk-link" href="${address({ [name]: undefined })}">全部</a></li> `}
      ${shown.map(
        (item) =>
          html`<li>
            <a
              class="govuk-link"
              href="${address(item.change)}"
              ${chosen && isCurrent(item) && html`aria-current="true"`}
              >${item.text}</a
            >
            <span class="mq-facet__count">${item.count}件</span>
          </li> `,
      )}
    </ul>
  </nav>`
}
