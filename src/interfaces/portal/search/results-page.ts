import { LAST_SEARCH_PAGE, SEARCH_PAGE } from '../../../domain/publications/search/search.ts'
import type { SearchHit } from '../../../domain/publications/search/show.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { button, link } from '../../../platform/web/components/button.ts'
import { form } from '../../../platform/web/components/form.ts'
import { pageHeading, twoThirds } from '../../../platform/web/components/grid.ts'
import { textInput } from '../../../platform/web/components/inputs.ts'
import { pagination } from '../../../platform/web/components/pagination.ts'
import { formView } from '../../../platform/web/forms.ts'
import { attributes, html, nothing, type Html } from '../../../platform/web/html.ts'
import { portalPage, type PortalFrame } from '../layout.ts'
import * as paths from '../paths.ts'
import { subscribableSearch } from '../subscriptions/feed-links.ts'
import { validityTag } from '../validity-tag.ts'
import { refinement } from './refinement.ts'
import { searchFacets } from './facets.ts'
import { marked } from './marked.ts'
import { pagesMeantLine } from './pages-meant.ts'
import type { SearchPageProps } from './props.ts'
import { isNarrowed } from './query.ts'

export function searchPage(frame: PortalFrame, props: SearchPageProps): Html {
  const { query, found } = props
  const title = query.q === '' ? '检索' : `检索：${query.q}`
  return portalPage(frame, {
    title: query.page > 1 ? `${title} 第${query.page}页` : title,
    current: 'none',
    breadcrumbs: [{ text: '检索' }],
    meta: { kind: 'site' },
    ...(query.q !== '' && { feed: subscribableSearch(frame, query).feed }),
    body: twoThirds(
      html`${pageHeading(query.q === '' ? '检索' : `检索“${query.q}”`)} ${searchForm(props)}
      ${pagesMeantLine(query.q)} ${query.q !== '' && results(props)}
      ${query.q !== '' && subscribableSearch(frame, query).line}`,
      found.facets.years.length > 0 ? html`<div id="facets">${searchFacets(props)}</div>` : nothing,
    ),
  })
}

function searchForm(props: SearchPageProps): Html {
  const { query } = props
  const { agency, category, year, sort } = query
  const kept = { agency, category, year, sort }
  return form({
    action: paths.SEARCH,
    method: 'get',
    label: '检索公开文件',
    className: 'mq-search-form',
    body: html`${textInput({
      name: 'q',
      label: '标题、文号、索引号、词语或者问题',
      form: formView({ q: query.q }),
      type: 'search',
      width: 'full',
      autocomplete: 'off',
    })}
    ${Object.entries(kept).map(
      ([name, value]) =>
        value !== undefined && html`<input${attributes({ type: 'hidden', name, value })} />`,
    )}
    ${button('检索')} ${query.q !== '' && refinement(props)}`,
  })
}

function results(props: SearchPageProps): Html {
  const { query, found } = props
  if (found.total === 0) return nothingFound(query)
  const pages = Math.min(LAST_SEARCH_PAGE, Math.ceil(found.total / SEARCH_PAGE))
  return html`${countLine(props, pages)} ${sortLinks(query)}
    <ol class="mq-results" start="${(query.page - 1) * SEARCH_PAGE + 1}">
      ${found.hits.map((hit) => result(hit, props.today))}
    </ol>
    ${pagination({
      label: '检索结果翻页',
      page: query.page,
      pages,
      href: (page) => paths.searchPath({ ...query, page }),
    })}
    ${found.partial || found.total < FEW ? askForIt(query.q) : nothing}`
}

/** So few that it may not be among them. */
const FEW = 5

function countLine({ query, found }: SearchPageProps, pages: number): Html {
  const count = found.totalIsLeast ? `${found.total}件以上` : `${found.total}件`
  const narrowed = isNarrowed(query)
    ? html`，${link('取消筛选', paths.searchPath({ q: query.q, sort: query.sort }))}`
    : nothing
  return html`<p class="govuk-body mq-count" role="status">
    ${found.partial ? `没有完全符合的文件，以下${count}与所查内容相近` : `找到${count}`}${
      pages > 1 && `，第${query.page}页，共${pages}页`
    }${narrowed}
  </p>`
}

function sortLinks(query: SearchPageProps['query']): Html {
  const byTime = query.sort === 'time'
  const choice = (text: string, sort: 'time' | undefined, current: boolean) =>
    current
      ? html`<strong aria-current="true">${text}</strong>`
      : link(text, paths.searchPath({ ...query, sort, page: 1 }))
  return html`<p class="govuk-body mq-order">
    排序：${choice('相关程度', undefined, !byTime)} ${choice('发布时间', 'time', byTime)}
    <a class="govuk-link mq-narrowing__below" href="#facets">按机构、年份、分类筛选</a>
  </p>`
}

function result(hit: SearchHit, today: Temporal.PlainDate): Html {
  const day = dayOf(hit.publishedAt).toString()
  return html`<li>
    <h2 class="mq-results__title">
      <a class="govuk-link" href="${paths.documentPath(hit.indexNumber)}"
        >${marked(hit.markedTitle)}</a
      >
      ${validityTag(hit, today, 'lapsed-only')}
    </h2>
    <p class="mq-list__facts">
      ${hit.documentNumber !== '' && html`<span>${hit.documentNumber}</span> `}<span
        >${hit.publisher}</span
      >
      <span>${hit.category}</span> <time datetime="${day}">${day}</time>
    </p>
    ${
      hit.passage.text.trim() !== '' &&
      html`<p class="mq-results__passage">
        ${hit.attachment && html`<span class="mq-results__where">${placeOf(hit.attachment)}</span>`}${marked(hit.passage)}
      </p>`
    }
  </li>`
}

const placeOf = ({ name, page }: NonNullable<SearchHit['attachment']>) =>
  `附件《${name}》${page === null ? '' : `第${page}页`}：`

function nothingFound(query: SearchPageProps['query']): Html {
  return html`<div class="mq-empty">
    <p class="govuk-body" role="status">没有找到与“${query.q}”有关的公开文件。</p>
    ${
      isNarrowed(query) &&
      html`<p class="govuk-body">
        ${link('取消筛选，在全部文件中检索', paths.searchPath({ q: query.q }))}
      </p>`
    }
    <ul class="govuk-list govuk-list--bullet">
      <li>换一个说法，或者只用其中最要紧的两三个字；</li>
      <li>文号可以只写年份和序号，如“〔2020〕13号”；</li>
      <li>也可以${link('按分类和年份查看全部文件', paths.CONTENT)}。</li>
    </ul>
    ${askForIt(query.q)}
  </div>`
}

/** What is not public can be asked for (条例 第二十七条). The form opens with the words already in it; nothing is sent yet. */
function askForIt(query: string): Html {
  return html`<section class="mq-ask" aria-labelledby="ask-for-it">
    <h2 class="govuk-heading-s" id="ask-for-it">没有您要的？</h2>
    <p class="govuk-body">没有主动公开的信息，任何人都可以申请公开，不需要说明用途。</p>
    ${form({
      action: paths.APPLY_ONLINE,
      label: '申请公开没有找到的信息',
      body: html`<input${attributes({ type: 'hidden', name: 'contents.0.subject', value: query })} />
        <input type="hidden" name="contents.0.description" value="" />
        ${button('申请公开这项信息', { style: 'secondary', name: 'go', value: 'edit-wanted' })}`,
    })}
  </section>`
}
