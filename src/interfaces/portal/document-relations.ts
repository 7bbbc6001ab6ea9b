import type { PublicRelation } from '../../domain/publications/public-document.ts'
import type { RelationKind } from '../../domain/publications/relations.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'
import { documentPath } from './paths.ts'

/** What stands over a list of linked documents, told from this document's side. */
const HEADINGS = {
  interprets: { from: '解读的文件', to: '政策解读' },
  amends: { from: '修改的文件', to: '被以下文件修改' },
  repeals: { from: '废止的文件', to: '被以下文件废止' },
  forwards: { from: '转发的文件', to: '被以下文件转发' },
  'based-on': { from: '依据', to: '以本文件为依据' },
  'result-of': { from: '有关的征求意见、清理', to: '结果' },
  answers: { from: '问答针对的文件', to: '政策问答' },
  contains: { from: '包含的事项', to: '所属的服务包' },
} as const satisfies Record<RelationKind, Record<PublicRelation['end'], string>>

export function relatedDocuments(relations: readonly PublicRelation[]): Html {
  if (relations.length === 0) return nothing
  const groups = Map.groupBy(relations, ({ kind, end }) => HEADINGS[kind][end])
  return html`${[...groups].map(
    ([heading, members]) =>
      html`<h2 class="govuk-heading-s">${heading}</h2>
        <ul class="govuk-list mq-links">
          ${members.map(relatedLine)}
        </ul> `,
  )}`
}

function relatedLine({ title, documentNumber, indexNumber, appliesFrom }: PublicRelation): Html {
  return html`<li>
    <a class="govuk-link" href="${documentPath(indexNumber)}">${title}</a>
    ${documentNumber !== '' && html`<span class="mq-list__facts">${documentNumber}</span>`}
    ${appliesFrom && html`<span class="mq-list__facts">自${appliesFrom.toString()}起</span>`}
  </li> `
}
