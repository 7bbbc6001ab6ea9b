import {
  isValidSignature,
  lacksSecrecyReview,
  type CaseState,
  type Signature,
} from '../../../domain/requests/case-state.ts'
import type { Draft, Evidence } from '../../../domain/requests/draft.ts'
import { recordForms } from '../../../law/conclusion-records.ts'
import { DISPOSITIONS, type DispositionCode } from '../../../law/dispositions.ts'
import { GROUNDS } from '../../../law/grounds.ts'
import { importantBanner } from '../../../platform/web/components/notices.ts'
import { summaryList } from '../../../platform/web/components/summary-list.ts'
import { table } from '../../../platform/web/components/table.ts'
import { tag } from '../../../platform/web/components/tag.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { signedText } from '../letters/letter-links.ts'

/** The reply as it stands and the signatures that cover it. */
export function replySection(state: CaseState): Html {
  const { reply } = state
  if (!reply) return html``
  const { draft } = reply
  const { label, article } = DISPOSITIONS[draft.disposition]
  return html`<section class="mq-panel" aria-labelledby="reply-heading">
    <h2 class="govuk-heading-m" id="reply-heading">答复</h2>
    ${reply.returned && importantBanner(`已退回：${reply.returned.opinion}`)}
    ${summaryList(
      [
        { key: '答复类型', value: `${label}（${article}）` },
        {
          key: '依据',
          value:
            draft.grounds
              .map((code) => `${GROUNDS[code].label}（${GROUNDS[code].article}）`)
              .join('；') || undefined,
        },
        { key: '答复内容', value: paragraphs(draft.text) },
        { key: '理由', value: paragraphs(draft.reasons) },
        { key: '内容散列', value: html`<code class="mq-hash">${reply.contentHash}</code>` },
      ],
      { compact: true },
    )}
    ${signedText(draft)} ${withheld(draft)}
    ${draft.evidence.map((one) => evidence(one, draft.disposition))}
    ${summaryList(
      [
        {
          key: '保密审查',
          value: signature(state, reply.secrecy, lacksSecrecyReview(state) ? '未审查' : '不要求'),
        },
        { key: '法律审核', value: signature(state, reply.legal, '未审核') },
        { key: '签发', value: signature(state, reply.signOff, '未签发') },
      ],
      { compact: true },
    )}
  </section>`
}

function signature(state: CaseState, signed: Signature | null, none: string): Html {
  if (!signed) return tag(none, 'quiet')
  const valid = isValidSignature(state, signed)
  return html`${valid ? tag('有效', 'good') : tag('已作废', 'late')} ${signed.on.toString()}
  ${signed.opinion}`
}

function paragraphs(text: string): Html {
  return html`${text.split('\n').map((line) => html`<p class="govuk-body">${line}</p>`)}`
}

function withheld({ withheld: parts }: Draft): Html {
  if (parts.length === 0) return html``
  return table<Draft['withheld'][number]>({
    caption: '不予公开的部分',
    columns: [
      { heading: '内容', rowHeader: true, cell: ({ part }) => part },
      {
        heading: '依据',
        cell: ({ ground }) => `${GROUNDS[ground].label}（${GROUNDS[ground].article}）`,
      },
      { heading: '理由', cell: ({ reason }) => reason },
    ],
    rows: parts,
  })
}

function evidence(one: Evidence, code: DispositionCode): Html {
  if (one.kind !== 'search-record') {
    const form = recordForms(code).find(({ kind }) => kind === one.kind)
    const rows = form?.fields.map(({ id, label }) => ({ key: label, value: one.facts?.[id] }))
    return summaryList(
      one.facts && rows ? rows : [{ key: '结论依据', value: paragraphs(one.text) }],
      { compact: true },
    )
  }
  return summaryList(
    [
      { key: '检索范围', value: one.places },
      { key: '检索用词', value: one.terms },
      { key: '时间范围', value: one.period },
      { key: '检索人、日期', value: `${one.searchedBy}，${one.searchedOn.toString()}` },
      { key: '检索结果', value: one.result },
    ],
    { compact: true },
  )
}
