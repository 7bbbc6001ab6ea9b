import type { CaseState, Consultation } from '../../../domain/requests/case-state.ts'
import { isMasked } from '../../../domain/requests/read-consulted.ts'
import { link } from '../../../platform/web/components/button.ts'
import { table } from '../../../platform/web/components/table.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { CONSULTATION_NAMES, OPINION_NAMES } from './words.ts'

/**
 * The correspondence with third parties as the case recorded it: it need not be typed again.
 * @param requestId for who may open masked names: where they are opened
 */
export function consultationList({ consultations }: CaseState, requestId?: number): Html {
  if (consultations.length === 0) return html`<p class="govuk-body">还没有征求过意见。</p>`
  return table<Consultation>({
    caption: '征求意见的往来',
    columns: [
      {
        heading: '对象',
        rowHeader: true,
        cell: (one) =>
          html`${CONSULTATION_NAMES[one.kind]}：${one.toShown} ${nameLink(one, requestId)}`,
      },
      { heading: '发出', nowrap: true, cell: ({ sentOn }) => sentOn.toString() },
      { heading: '对方收到', nowrap: true, cell: ({ servedOn }) => servedOn?.toString() ?? '' },
      { heading: '结果', cell: resultOf },
    ],
    rows: consultations,
  })
}

function nameLink({ number, toShown }: Consultation, requestId: number | undefined): Html {
  if (requestId === undefined || !isMasked(toShown)) return html``
  return link('查看姓名', officePaths.consultedName(requestId, number))
}

function resultOf({ opinion, opinionOn, lapsedOn }: Consultation): string {
  if (opinion && opinionOn) return `${OPINION_NAMES[opinion]}（${opinionOn.toString()}）`
  return lapsedOn ? `逾期未答复（${lapsedOn.toString()}）` : '等待答复'
}
