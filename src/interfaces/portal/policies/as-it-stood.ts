/** A document as it stood on a day: the edition that was public then, and its validity on that day. */
import type { EditionOnDay } from '../../../domain/policies/as-it-stood.ts'
import type { PublicDocument } from '../../../domain/publications/public-document.ts'
import { formatChineseDate, formatMinute } from '../../../platform/kernel/time.ts'
import { button, link } from '../../../platform/web/components/button.ts'
import { form } from '../../../platform/web/components/form.ts'
import { dateInput } from '../../../platform/web/components/inputs.ts'
import { importantBanner } from '../../../platform/web/components/notices.ts'
import { formView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { portalPage, type PortalFrame } from '../layout.ts'
import * as paths from '../paths.ts'
import { validityTag } from '../validity-tag.ts'
import { prose } from '../prose.ts'
import { hasValidity, standingOn } from './standing.ts'

export interface AsItStood {
  readonly document: PublicDocument
  readonly edition: EditionOnDay
  readonly on: Temporal.PlainDate
}

export function asItStoodPage(frame: PortalFrame, { document, edition, on }: AsItStood): Html {
  const title = `${edition.title}（${on.toString()}）`
  return portalPage(frame, {
    title,
    current: 'documents',
    breadcrumbs: [
      { text: '法定主动公开内容', href: paths.CONTENT },
      { text: document.title, href: paths.documentPath(document.indexNumber) },
      { text: on.toString() },
    ],
    meta: { kind: 'site' },
    body: html`${importantBanner(
        html`您看到的是${formatChineseDate(on)}的样子。${link('看现在的', paths.documentPath(document.indexNumber))}`,
        '历史状态',
      )}
      ${edition.documentNumber !== '' && html`<p class="govuk-caption-l">${edition.documentNumber}</p>`}
      <h1 class="govuk-heading-l">${edition.title}</h1>
      ${
        hasValidity(document) &&
        html`<p class="mq-validity">${validityTag(document, on, 'always')}</p>
          <p class="govuk-body">${standingOn(document, on)}</p>`
      }
      <p class="govuk-body">${whichEdition(edition)}</p>
      ${otherDay(document, on)}
      <div class="mq-prose mq-document__text">${prose(edition.bodyHtml)}</div>`,
  })
}

function whichEdition(edition: EditionOnDay): Html {
  const published = formatMinute(edition.publishedAt)
  if (edition.isBeforeFirst)
    return html`这一天本平台还没有发布这份文件，下面是${published}首次发布的文字。`
  const note = edition.publicNote === '' ? '' : `（${edition.publicNote}）`
  return edition.isCurrent
    ? html`这一天的文字与现在相同：第${edition.number}版，${published}发布${note}。`
    : html`这一天公开的是第${edition.number}版，${published}发布${note}，后来已经换成新的文字。`
}

/** Asks for another day; without script, by keyboard. */
export function otherDay({ indexNumber }: PublicDocument, on: Temporal.PlainDate): Html {
  return form({
    action: paths.documentPath(indexNumber),
    method: 'get',
    label: '看某一天的样子',
    className: 'mq-filters',
    body: html`${dateInput({ name: 'on', label: '看这份文件在某一天的样子', form: formView({ on: on.toString() }) })}
    ${button('查看', { style: 'secondary' })}`,
  })
}
