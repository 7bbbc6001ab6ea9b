/**
 * Things said to the reader.
 *
 *   successBanner('已登记，登记号〔2020〕第4号。')        after an act (the flash of the redirect)
 *   importantBanner(html`…`)                               something to know before going on
 *   warning('发布后不能撤回。')
 *   inset(html`<p>…</p>`)
 *   details('没找到需要的信息？', html`<p>…</p>`)
 */
import { attributes, html, type Content, type Html } from '../html.ts'

export function successBanner(content: Content): Html {
  return banner('办理结果', content, true)
}

export function importantBanner(content: Content, title = '请注意'): Html {
  return banner(title, content, false)
}

export function warning(content: Content): Html {
  return html`<div class="govuk-warning-text">
    <span class="govuk-warning-text__icon" aria-hidden="true">!</span
    ><strong class="govuk-warning-text__text"
      ><span class="govuk-visually-hidden">注意：</span>${content}</strong
    >
  </div>`
}

export function inset(content: Content): Html {
  return html`<div class="govuk-inset-text">${content}</div>`
}

export function details(summary: string, content: Content, open = false): Html {
  return html`<details class="govuk-details" ${attributes({ open })}>
    <summary class="govuk-details__summary">
      <span class="govuk-details__summary-text">${summary}</span>
    </summary>
    <div class="govuk-details__text">${content}</div>
  </details>`
}

function banner(title: string, content: Content, success: boolean): Html {
  const shape = attributes({
    class: success
      ? 'govuk-notification-banner govuk-notification-banner--success'
      : 'govuk-notification-banner',
    role: success ? 'alert' : 'region',
    'aria-labelledby': success ? 'result-banner-title' : 'notice-banner-title',
    'data-module': 'govuk-notification-banner',
    // Read out as an alert; taking the focus away from the page's beginning as well would be too much.
    'data-disable-auto-focus': 'true',
  })
  return html`<div${shape}><div class="govuk-notification-banner__header"><h2 class="govuk-notification-banner__title" id="${success ? 'result' : 'notice'}-banner-title">${title}</h2></div><div class="govuk-notification-banner__content"><div class="govuk-notification-banner__heading">${content}</div></div></div>`
}
