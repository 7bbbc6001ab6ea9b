/**
 *   stepPagination({ label: '台账翻页', previous: '?before=…', next: '?after=…' })        keyset: no numbers, no counts
 *   pagination({ label: '文件列表翻页', page: 3, pages: 12, href: (n) => `?page=${n}` })   few pages, numbered
 */
import { html, nothing, type Html } from '../html.ts'

export interface StepPaginationProps {
  readonly label: string
  readonly previous?: string | undefined
  readonly next?: string | undefined
}

export function stepPagination({ label, previous, next }: StepPaginationProps): Html {
  if (previous === undefined && next === undefined) return nothing
  return html`<nav class="govuk-pagination" aria-label="${label}">
    ${step('prev', previous)}${step('next', next)}
  </nav>`
}

export interface PaginationProps {
  readonly label: string
  readonly page: number
  readonly pages: number
  readonly href: (page: number) => string
}

export function pagination({ label, page, pages, href }: PaginationProps): Html {
  if (pages <= 1) return nothing
  const item = (number: number | undefined) => {
    if (number === undefined) {
      return html`<li class="govuk-pagination__item govuk-pagination__item--ellipsis">…</li>`
    }
    const isCurrent = number === page
    return html`<li
      class="govuk-pagination__item${isCurrent && ' govuk-pagination__item--current'}"
    >
      <a
        class="govuk-link govuk-pagination__link"
        href="${href(number)}"
        aria-label="第${number}页"
        ${isCurrent && html` aria-current="page"`}
        >${number}</a
      >
    </li>`
  }
  return html`<nav class="govuk-pagination" aria-label="${label}">
    ${step('prev', page > 1 ? href(page - 1) : undefined)}
    <ul class="govuk-pagination__list">
      ${shownPages(page, pages).map(item)}
    </ul>
    ${step('next', page < pages ? href(page + 1) : undefined)}
  </nav>`
}

/** First, last, and the neighbours of the current page; `undefined` stands for a gap. */
export function shownPages(page: number, pages: number): readonly (number | undefined)[] {
  const near = [1, page - 1, page, page + 1, pages].filter((n) => n >= 1 && n <= pages)
  const sorted = [...new Set(near)].sort((a, b) => a - b)
  return sorted.flatMap((number, index) => {
    const gap = number - (sorted[index - 1] ?? number - 1)
    if (gap === 2) return [number - 1, number]
    return gap > 2 ? [undefined, number] : [number]
  })
}

function step(kind: 'prev' | 'next', href: string | undefined): Html | undefined {
  if (href === undefined) return undefined
  const [text, sign] = kind === 'prev' ? ['上一页', '‹'] : ['下一页', '›']
  const arrow = html`<span class="mq-arrow" aria-hidden="true">${sign}</span>`
  return html`<div class="govuk-pagination__${kind}">
    <a class="govuk-link govuk-pagination__link" href="${href}" rel="${kind}"
      >${kind === 'prev' && arrow}<span class="govuk-pagination__link-title">${text}</span
      >${kind === 'next' && arrow}</a
    >
  </div>`
}
