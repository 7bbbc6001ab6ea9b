import type { StatutoryNode } from '../../domain/catalogue/statutory-tree.ts'
import { attributes, html, type Html } from '../../platform/web/html.ts'
import { link } from '../../platform/web/components/button.ts'
import { details } from '../../platform/web/components/notices.ts'
import * as paths from './paths.ts'

type Chosen = Pick<paths.ContentQuery, 'agency' | 'item'>

/** 机构职能、地址、电话: where no document says them, the guide does. */
const IN_THE_GUIDE = '20.2'

/** What a body has, and what the catalogue holds it to; of the whole platform, every item. */
export function nodesOf(
  nodes: readonly StatutoryNode[],
  unit: { readonly shortName: string } | undefined,
): readonly StatutoryNode[] {
  if (!unit) return nodes
  return nodes.filter(
    ({ published, owners, code }) =>
      published > 0 || owners.includes(unit.shortName) || code === IN_THE_GUIDE,
  )
}

/**
 * 条例 第二十条、第二十一条 item by item. An empty column is a fault of a site (国办秘函〔2019〕19号): items without content
 * are no columns, but are named below, with who answers for them and the way to ask.
 */
export function statutoryTree(nodes: readonly StatutoryNode[], chosen: Chosen = {}): Html {
  const shown = nodes.filter(
    ({ published, code }) => published > 0 || code === chosen.item || code === IN_THE_GUIDE,
  )
  const rest = nodes.filter((node) => !shown.includes(node))
  return html`${
    shown.length > 0 &&
    html`<ul class="govuk-list mq-tree">
      ${shown.map((node) => line(node, chosen))}
    </ul>`
  }
  ${rest.length > 0 && missing(rest, chosen)}`
}

function line({ code, label, published }: StatutoryNode, { agency, item }: Chosen): Html {
  if (published === 0 && code === IN_THE_GUIDE)
    return html`<li>
      ${link(label, `${paths.guidePath(agency)}#office`)}
      <span class="mq-facet__count">见公开指南</span>
    </li> `
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

function missing(nodes: readonly StatutoryNode[], { agency }: Chosen): Html {
  return details(
    `暂无内容的法定事项（${nodes.length}项）`,
    html`<ul class="govuk-list govuk-list--bullet">
        ${nodes.map(
          ({ label, owners }) => html`<li>${label}（负责机构：${owners.join('、')}）</li> `,
        )}
      </ul>
      <p class="govuk-body">
        需要其中的信息，可以${link('申请公开', paths.ofUnit(paths.APPLY, agency))}。
      </p>`,
  )
}
