/** Rows of a form that repeat, without a script: the form is sent to be shown again with more of them. */
import { html, type Html } from '../../../platform/web/html.ts'
import type { FormView } from '../../../platform/web/forms.ts'

/** A group of fields `name.0.field`, `name.1.field` … */
export interface RowSection {
  readonly name: string
  readonly fields: readonly string[]
}

const ADDED = 3
/** Shown beyond what is filled in. */
const SPARE = 1
const AT_LEAST = 2

/** The form with blank rows left out and the others counted anew, as its schema and its page both take it. */
export function withRowsClosedUp(
  body: unknown,
  sections: readonly RowSection[],
): Record<string, unknown> {
  const closed: Record<string, unknown> = {}
  const rows = new Map<string, Map<number, Record<string, unknown>>>()
  for (const [name, value] of Object.entries((body ?? {}) as Record<string, unknown>)) {
    const [, section = '', at = '', field = ''] =
      /^([a-z]+)\.(\d{1,3})\.([a-zA-Z]+)$/i.exec(name) ?? []
    if (!sections.some((one) => one.name === section)) closed[name] = value
    else {
      const own = rows.get(section) ?? new Map<number, Record<string, unknown>>()
      own.set(Number(at), { ...own.get(Number(at)), [field]: value })
      rows.set(section, own)
    }
  }
  for (const [section, own] of rows) {
    const filled = [...own]
      .toSorted(([a], [b]) => a - b)
      .filter(([, row]) => Object.values(row).some(isFilled))
    for (const [at, [, row]] of filled.entries())
      for (const [field, value] of Object.entries(row)) closed[`${section}.${at}.${field}`] = value
  }
  return closed
}

const isFilled = (value: unknown) => typeof value === 'string' && value.trim() !== ''

/** How many rows of a section the page shows. @param more name of the section that somebody asked more rows of */
export function rowsShown(view: FormView, { name, fields }: RowSection, more: string): number {
  let filled = 0
  while (fields.some((field) => `${name}.${filled}.${field}` in view.values)) filled += 1
  return Math.max(filled + (more === name ? ADDED : SPARE), AT_LEAST)
}

/** Sends the whole form back to itself, and the page scrolls to where the rows are. */
export function moreRows(action: string, section: string, text: string): Html {
  return html`<button
    type="submit"
    class="govuk-button govuk-button--secondary mq-button--small"
    name="more"
    value="${section}"
    formaction="${action}#${section}"
  >
    ${text}
  </button>`
}

/** What Enter in a field presses: saving, not the first button that happens to stand in the form. */
export function saveOnEnter(): Html {
  return html`<button
    type="submit"
    class="govuk-visually-hidden"
    tabindex="-1"
    aria-hidden="true"
  ></button>`
}
