import type { ExpiryAlert } from '../../../domain/policies/expiry-alerts.ts'
import { button, link } from '../../../platform/web/components/button.ts'
import { form } from '../../../platform/web/components/form.ts'
import { tag } from '../../../platform/web/components/tag.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { policyPaths } from './paths.ts'

/** 到期提醒 of the person at the desk: on 今日待办 and above the list. */
export function expiryNotices(
  alerts: readonly ExpiryAlert[],
  today: Temporal.PlainDate,
  csrf: string,
): Html {
  if (alerts.length === 0) return nothing
  const line = ({ title, documentId, expiresOn, stage }: ExpiryAlert) => {
    const left = today.until(expiresOn, { largestUnit: 'day' }).days
    return html`<li>
      ${tag(`还有${left}日`, stage === 30 ? 'late' : stage === 90 ? 'urgent' : 'waiting')}
      ${link(title, policyPaths.document(documentId))}，有效期至${expiresOn.toString()}
    </li>`
  }
  return html`<section class="mq-notices">
    <h2 class="govuk-heading-m">有效期将满的规范性文件</h2>
    <ul class="govuk-list">
      ${alerts.map(line)}
    </ul>
    ${form({
      action: policyPaths.expiriesSeen,
      csrf,
      className: 'mq-inline-form',
      body: html`<input
          type="hidden"
          name="upTo"
          value="${Math.max(...alerts.map(({ id }) => id))}"
        />
        ${button('都看到了', { style: 'secondary', small: true })}`,
    })}
  </section>`
}
