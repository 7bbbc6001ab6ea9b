import type { StatutoryNode } from '../../domain/catalogue/statutory-tree.ts'
import { attributes, html, type Html } from '../../platform/web/html.ts'
import { link } from '../../platform/web/components/button.ts'
import { details } from '../../platform/web/components/notices.ts'
import * as paths from './paths.ts'

type Chosen = Pick<paths.ContentQuery, 'agency' | 'item'>

export const filled = (nodes: readonly StatutoryNode[]): readonly StatutoryNode[] =>
  nodes.filter(({ published }) => published > 0)

/**
 * 条例 第二十条、第二十一条 item by item. An empty column is a fault of a site (国办秘函〔2019〕19号): items without content
 * are no columns, but are named below, with the way to ask for them.
 */
export function statutoryTree(nodes: readonly StatutoryNode[], chosen: Chosen = {}): Html {
  const shown = nodes.filter(({ published, code }) => published > 0 || code === chosen.item)
  const rest = nodes.filter((node) => !shown.includes(node))
  return html`${
    shown.length > 0 &&
    html`<ul class="govuk-list mq-tree">
      ${shown.map((node) => line(node, chosen))}
    </ul>`
  }
  ${rest.length > 0 && missing(rest)}`
}

function line({ code, label, published }: StatutoryNode, { agency, item }: Chosen): Html {
  return html`<li>
    <a
      class="govuk-link"
      href="${paths.contentPath({ agency, item: code })}"
      ${attributes({ 'aria-current': code === item && 'true' })}
      >${label}</a
    >
    <span class="mq-facet__count">${published}件</span>
  </li> `
}

function missing(nodes: readonly StatutoryNode[]): Html {
  return details(
    `暂无内容的法定事项（${nodes.length}项）`,
    html`<ul class="govuk-list govuk-list--bullet">
        ${nodes.map(({ label }) => html`<li>${label}</li> `)}
      </ul>
      <p class="govuk-body">需要其中的信息，可以${link('申请公开', paths.APPLY)}。</p>`,
  )
}
