/** What every field shares: its group, label, hint and message. Page authors use the fields, not this file. */
import { attributes, html, joined, type Content, type Html } from '../html.ts'
import { emptyForm, fieldId, problemOf, valueOf, type FormView } from '../forms.ts'

export interface FieldProps {
  readonly name: string
  readonly label: string | Html
  readonly hint?: Content
  /** Where the value and the message come from; leave out on a blank form. */
  readonly form?: FormView | undefined
  /** Adds （选填） to the label: fields without it are required. */
  readonly optional?: boolean
  /** Smaller label, or none for the eye (a search box beside its button). */
  readonly labelStyle?: 'normal' | 'bold' | 'hidden'
}

/** The parts of a field that its control refers to. */
export interface FieldParts {
  readonly id: string
  readonly value: string
  readonly invalid: boolean
  /** For the control: id, name, aria-describedby, aria-invalid. */
  readonly control: Html
}

export function fieldParts(props: FieldProps): FieldParts {
  const form = props.form ?? emptyForm
  const id = fieldId(props.name)
  const invalid = problemOf(form, props.name) !== undefined
  const control = attributes({
    id,
    name: props.name,
    'aria-describedby': describedBy(props),
    'aria-invalid': invalid ? 'true' : undefined,
  })
  return { id, value: valueOf(form, props.name), invalid, control }
}

export function describedBy(props: FieldProps): string | undefined {
  const id = fieldId(props.name)
  const invalid = problemOf(props.form ?? emptyForm, props.name) !== undefined
  return joined(props.hint !== undefined && `${id}-hint`, invalid && `${id}-error`)
}

export function hintAndError(props: FieldProps): Html {
  const id = fieldId(props.name)
  const problem = problemOf(props.form ?? emptyForm, props.name)
  return html`${props.hint !== undefined && html`<div id="${id}-hint" class="govuk-hint">${props.hint}</div>`}${
    problem &&
    html`<p id="${id}-error" class="govuk-error-message">
      <span class="govuk-visually-hidden">错误：</span>${problem.message}
    </p>`
  }`
}

export function labelText(props: FieldProps): Html {
  return html`${props.label}${props.optional && html`<span class="mq-optional">（选填）</span>`}`
}

export function labelClass(base: string, props: FieldProps): string | undefined {
  const style = props.labelStyle ?? 'normal'
  return joined(
    base,
    style === 'bold' && `${base}--s`,
    style === 'hidden' && 'govuk-visually-hidden',
  )
}

export function formGroup(props: FieldProps, control: Html): Html {
  return group(
    props,
    html`<label class="${labelClass('govuk-label', props)}" for="${fieldId(props.name)}"
        >${labelText(props)}</label
      >
      ${hintAndError(props)} ${control}`,
  )
}

export function group(props: FieldProps, body: Html): Html {
  const invalid = problemOf(props.form ?? emptyForm, props.name) !== undefined
  return html`<div class="${joined('govuk-form-group', invalid && 'govuk-form-group--error')}">
    ${body}
  </div>`
}
