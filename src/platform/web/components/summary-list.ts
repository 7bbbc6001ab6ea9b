/**
 * Pairs of a name and its value: the header of a document, the facts of a case.
 *
 *   summaryList([
 *     { key: '索引号', value: document.indexNumber },
 *     { key: '申请人', value: applicant, action: { text: '更正', href: `/office/requests/${id}/rectify` } },
 *   ], { compact: true })
 *
 * A row whose value is undefined is left out; blank cells of the law's forms are passed as ''.
 */
import { html, joined, type Content, type Html } from '../html.ts'

export interface SummaryRow {
  readonly key: string
  readonly value: Content
  readonly action?: { readonly text: string; readonly href: string }
}

export function summaryList(
  rows: readonly SummaryRow[],
  { compact = false }: { readonly compact?: boolean } = {},
): Html {
  const shown = rows.filter(({ value }) => value !== undefined)
  const listClass = joined('govuk-summary-list', compact && 'mq-summary-list--compact')
  return html`<dl class="${listClass}">${shown.map(row)}</dl>`
}

function row({ key, value, action }: SummaryRow): Html {
  return html`<div
    class="govuk-summary-list__row${action === undefined && ' govuk-summary-list__row--no-actions'}"
  >
    <dt class="govuk-summary-list__key">${key}</dt>
    <dd class="govuk-summary-list__value">${value}</dd>
    ${
      action &&
      html`<dd class="govuk-summary-list__actions">
        <a class="govuk-link" href="${action.href}"
          >${action.text}<span class="govuk-visually-hidden">（${key}）</span></a
        >
      </dd>`
    }
  </div> `
}
