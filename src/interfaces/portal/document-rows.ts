import type { ListedDocument } from '../../domain/publications/public-documents.ts'
import { dayOf } from '../../platform/kernel/time.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { documentPath } from './paths.ts'
import { validityTag } from './validity-tag.ts'

/** Documents as a reader scans them: title, the mark of one no longer (or not yet) in force, number, date. */
export function documentRows(
  documents: readonly ListedDocument[],
  today: Temporal.PlainDate,
): Html {
  return html`<ul class="mq-list">
    ${documents.map((document) => documentRow(document, today))}
  </ul>`
}

function documentRow(document: ListedDocument, today: Temporal.PlainDate): Html {
  const day = dayOf(document.publishedAt).toString()
  return html`<li>
    <div>
      <a class="govuk-link" href="${documentPath(document.indexNumber)}">${document.title}</a>
      ${validityTag(document, today, 'lapsed-only')}
      <span class="mq-list__facts"
        >${document.documentNumber !== '' && html`<span>${document.documentNumber}</span> `}<span
          >${document.publisher}</span
        ></span
      >
    </div>
    <time datetime="${day}">${day}</time>
  </li>`
}
