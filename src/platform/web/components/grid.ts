/**
 *   twoThirds(text, relations)     the reading column, and what belongs to it beside it
 *   pageHeading('信息公开年报', '威海火炬高技术产业开发区')   h1 with an optional caption above
 */
import { html, type Content, type Html } from '../html.ts'

export interface SideOptions {
  /** What stands beside the text belongs to it, and is printed below it; else it is only for finding one's way on. */
  readonly printed?: boolean
}

export function twoThirds(
  main: Content,
  side?: Content,
  { printed = false }: SideOptions = {},
): Html {
  const place = `govuk-grid-column-one-third mq-side${printed ? ' mq-side--printed' : ''}`
  return html`<div class="govuk-grid-row">
    <div class="govuk-grid-column-two-thirds">${main}</div>
    ${side !== undefined && html`<div class="${place}">${side}</div>`}
  </div>`
}

export function pageHeading(text: string, caption?: string): Html {
  return html`${caption && html`<p class="govuk-caption-l">${caption}</p>`}
    <h1 class="govuk-heading-l">${text}</h1>`
}
