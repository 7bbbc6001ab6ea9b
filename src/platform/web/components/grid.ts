/**
 *   twoThirds(text, relations)     the reading column, and what belongs to it beside it
 *   pageHeading('信息公开年报', '威海火炬高技术产业开发区')   h1 with an optional caption above
 */
import { html, type Content, type Html } from '../html.ts'

export function twoThirds(main: Content, side?: Content): Html {
  return html`<div class="govuk-grid-row">
    <div class="govuk-grid-column-two-thirds">${main}</div>
    ${side !== undefined && html`<div class="govuk-grid-column-one-third mq-side">${side}</div>`}
  </div>`
}

export function pageHeading(text: string, caption?: string): Html {
  return html`${caption && html`<p class="govuk-caption-l">${caption}</p>`}
    <h1 class="govuk-heading-l">${text}</h1>`
}
