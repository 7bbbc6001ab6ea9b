/**
 * The form around the fields, and the summary of what is wrong with it.
 *
 *   ${errorSummary(view)}
 *   ${form({ action: '/office/requests', csrf, body: html`${textInput(…)}${button('登记')}` })}
 *
 * `csrf` is the token of the signed-in session (`reply.csrfToken()` in an office route). Anonymous forms of the portal
 * stand on cached pages and carry none: they are guarded by the Origin check of `same-origin.ts`.
 */
import { attributes, html, nothing, type Html } from '../html.ts'
import { fieldId, type FormView } from '../forms.ts'

export interface FormProps {
  readonly action: string
  readonly method?: 'post' | 'get'
  readonly csrf?: string | undefined
  /** True when the form sends files. */
  readonly files?: boolean
  /** Files large enough to show how much has been sent; in the office, whose script knows how. */
  readonly showsProgress?: boolean
  readonly label?: string
  /** For a button that stands outside the form. */
  readonly id?: string
  readonly className?: string
  readonly body: Html
}

export function form(props: FormProps): Html {
  const shape = attributes({
    id: props.id,
    action: props.action,
    method: props.method ?? 'post',
    enctype: props.files ? 'multipart/form-data' : undefined,
    'data-upload-progress': props.showsProgress,
    'aria-label': props.label,
    class: props.className,
    // Our own messages, in Chinese and beside the field, instead of the browser's bubbles.
    novalidate: true,
  })
  return html`<form${shape}>
${csrfField(props.csrf)}${props.body}
</form>`
}

export function csrfField(token: string | undefined): Html {
  return token === undefined ? nothing : html`<input type="hidden" name="csrf" value="${token}" />`
}

/** Everything wrong with the form, each linked to its field; nothing when all is well. */
export function errorSummary(view: FormView): Html {
  if (view.problems.length === 0) return nothing
  return html`<div
    class="govuk-error-summary"
    role="alert"
    aria-labelledby="error-summary-title"
    tabindex="-1"
    data-module="govuk-error-summary"
  >
    <h2 class="govuk-error-summary__title" id="error-summary-title">
      有${view.problems.length}处需要改正
    </h2>
    <div class="govuk-error-summary__body">
      <ul class="govuk-list govuk-error-summary__list">
        ${view.problems.map(
          ({ at, message }) =>
            html`<li>${at === '' ? message : html`<a href="#${fieldId(at)}">${message}</a>`}</li>`,
        )}
      </ul>
    </div>
  </div>`
}
