import type { StatutoryNode } from '../../domain/catalogue/statutory-tree.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'
import * as paths from './paths.ts'

/** 条例 第二十条、第二十一条 item by item; one without content says so and leads nowhere. */
export function statutoryTree(
  nodes: readonly StatutoryNode[],
  query: Pick<paths.ContentQuery, 'agency' | 'item'> = {},
): Html {
  if (nodes.length === 0) return nothing
  return html`<ul class="govuk-list mq-tree">
    ${nodes.map((node) => line(node, query))}
  </ul>`
}

function line(
  { code, label, published }: StatutoryNode,
  { agency, item }: Pick<paths.ContentQuery, 'agency' | 'item'>,
): Html {
  if (published === 0)
    return html`<li><span>${label}</span> <span class="mq-facet__count">暂无内容</span></li> `
  return html`<li>
    <a
      class="govuk-link"
      href="${paths.contentPath({ agency, item: code })}"
      ${code === item && html`aria-current="true"`}
      >${label}</a
    >
    <span class="mq-facet__count">${published}件</span>
  </li> `
}
