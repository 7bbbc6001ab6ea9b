import { fieldId } from '../../platform/web/forms.ts'
import { html, type Html } from '../../platform/web/html.ts'

/** A field for people to leave empty. */
export const TRAP = 'homepage'

/**
 * Out of everybody's way: not seen, not reached by keyboard, not read out, not filled in by the browser. Programs that fill in
 * everything fill it in.
 */
export function trap(): Html {
  return html`<div class="govuk-visually-hidden" aria-hidden="true">
    <label for="${fieldId(TRAP)}">此处请勿填写</label>
    <input id="${fieldId(TRAP)}" name="${TRAP}" type="text" tabindex="-1" autocomplete="off" />
  </div>`
}
