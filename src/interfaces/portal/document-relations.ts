import type { PublicRelation } from '../../domain/publications/public-document.ts'
import type { RelationKind } from '../../domain/publications/relations.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'
import { documentPath } from './paths.ts'
import { validityTag } from './validity-tag.ts'

/** What stands over a list of linked documents, told from this document's side. */
const HEADINGS = {
  interprets: { from: '解读的文件', to: '政策解读' },
  amends: { from: '修改的文件', to: '被以下文件修改' },
  repeals: { from: '废止的文件', to: '被以下文件废止' },
  forwards: { from: '转发的文件', to: '被以下文件转发' },
  'based-on': { from: '依据', to: '以本文件为依据' },
  'result-of': { from: '对应的征求意见', to: '结果' },
  answers: { from: '问答针对的文件', to: '政策问答' },
  contains: { from: '包含的事项', to: '所属的服务包' },
  keeps: { from: '继续有效的文件', to: '经清理继续有效' },
  'to-be-amended': { from: '拟修改的文件', to: '经清理拟修改' },
  lapses: { from: '宣布失效的文件', to: '被以下文件宣布失效' },
} as const satisfies Record<RelationKind, Record<PublicRelation['end'], string>>

/** @param today the day for which the other documents' validity is shown */
export function relatedDocuments(
  relations: readonly PublicRelation[],
  today: Temporal.PlainDate,
): Html {
  if (relations.length === 0) return nothing
  const groups = Map.groupBy(relations, ({ kind, end }) => HEADINGS[kind][end])
  return html`${[...groups].map(
    ([heading, members]) =>
      html`<h2 class="govuk-heading-s">${heading}</h2>
        <ul class="govuk-list mq-links">
          ${members.map((one) => relatedLine(one, today))}
        </ul> `,
  )}`
}

function relatedLine(related: PublicRelation, today: Temporal.PlainDate): Html {
  const { title, documentNumber, indexNumber, appliesFrom, normativeKind, validity } = related
  return html`<li>
    <a class="govuk-link" href="${documentPath(indexNumber)}">${title}</a>
    ${validityTag({ ...validity, normativeKind }, today, 'lapsed-only')}
    ${documentNumber !== '' && html`<span class="mq-list__facts">${documentNumber}</span>`}
    ${appliesFrom && html`<span class="mq-list__facts">自${appliesFrom.toString()}起</span>`}
  </li> `
}
