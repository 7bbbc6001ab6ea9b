/**
 * Fields one types into.
 *
 *   textInput({ name: 'title', label: '标题', form, width: 'full' })
 *   textInput({ name: 'pages', label: '页数', form, inputmode: 'numeric', width: '5', suffix: '页' })
 *   passwordInput({ name: 'password', label: '口令', autocomplete: 'current-password' })
 *   dateInput({ name: 'receivedOn', label: '收到日期', form })
 *   textarea({ name: 'content', label: '申请内容', form, rows: 8, max: 2000 })
 */
import { attributes, html, joined, type Html } from '../html.ts'
import { fieldId } from '../forms.ts'
import { fieldParts, formGroup, type FieldProps } from './field.ts'

export interface TextInputProps extends FieldProps {
  readonly type?: 'text' | 'search' | 'email' | 'tel' | 'url'
  readonly inputmode?: 'numeric' | 'decimal' | 'tel' | 'email'
  readonly autocomplete?: string
  /** In characters, or the whole column. */
  readonly width?: '3' | '5' | '10' | '20' | '30' | 'half' | 'full'
  readonly suffix?: string
  /** Offered while one types; anything else may be typed as well. */
  readonly suggestions?: readonly string[]
}

export function textInput(props: TextInputProps): Html {
  const { control, value, invalid } = fieldParts(props)
  const input = html`<input
      class="${inputClass(props.width, invalid)}"
      ${control}${attributes({
        type: props.type ?? 'text',
        value: value === '' ? undefined : value,
        inputmode: props.inputmode,
        autocomplete: props.autocomplete,
        spellcheck: 'false',
        list: props.suggestions && `${fieldId(props.name)}-list`,
      })}
    />${props.suggestions && suggestionList(props.name, props.suggestions)}`
  if (props.suffix === undefined) return formGroup(props, input)
  return formGroup(
    props,
    html`<div class="govuk-input__wrapper">
      ${input}
      <div class="govuk-input__suffix" aria-hidden="true">${props.suffix}</div>
    </div>`,
  )
}

function suggestionList(name: string, words: readonly string[]): Html {
  return html`<datalist id="${fieldId(name)}-list">
    ${words.map((word) => html`<option value="${word}"></option>`)}
  </datalist>`
}

export interface PasswordInputProps extends FieldProps {
  readonly autocomplete: 'current-password' | 'new-password' | 'one-time-code'
}

/** Never shows again what was typed. */
export function passwordInput(props: PasswordInputProps): Html {
  const { control, invalid } = fieldParts(props)
  return formGroup(
    props,
    html`<input
      class="${inputClass('20', invalid)}"
      ${control}${attributes({
        type: 'password',
        autocomplete: props.autocomplete,
        spellcheck: 'false',
        autocapitalize: 'none',
      })}
    />`,
  )
}

export interface DateInputProps extends FieldProps {
  readonly min?: Temporal.PlainDate
  readonly max?: Temporal.PlainDate
}

/** One ISO date. A browser's date field would throw away a text it cannot read, so such a text gets a plain field. */
export function dateInput(props: DateInputProps): Html {
  const withHint = props.hint === undefined ? { ...props, hint: '例如 2020-08-17' } : props
  const { control, value, invalid } = fieldParts(withHint)
  const readable = value === '' || /^\d{4}-\d{2}-\d{2}$/.test(value)
  return formGroup(
    withHint,
    html`<input
      class="${inputClass('10', invalid)} mq-date"
      ${control}${attributes({
        type: readable ? 'date' : 'text',
        value: value === '' ? undefined : value,
        min: props.min?.toString(),
        max: props.max?.toString(),
        autocomplete: 'off',
      })}
    />`,
  )
}

export interface TextareaProps extends FieldProps {
  readonly rows?: number
  /** Shown as a hint; the schema enforces it. */
  readonly max?: number
}

export function textarea(props: TextareaProps): Html {
  const withHint =
    props.hint === undefined && props.max !== undefined
      ? { ...props, hint: `不超过${props.max}个字` }
      : props
  const { control, value, invalid } = fieldParts(withHint)
  // A newline straight after <textarea> is dropped by browsers: print one so that a leading blank line survives.
  return formGroup(
    withHint,
    html`<textarea
      class="${joined('govuk-textarea', invalid && 'govuk-textarea--error')}"
      ${control}
      rows="${props.rows ?? 5}"
    >
${value}</textarea>`,
  )
}

function inputClass(width: TextInputProps['width'], invalid: boolean): string | undefined {
  const widthClass = {
    full: undefined,
    half: 'govuk-!-width-one-half',
    '3': 'govuk-input--width-3',
    '5': 'govuk-input--width-5',
    '10': 'govuk-input--width-10',
    '20': 'govuk-input--width-20',
    '30': 'govuk-input--width-30',
  }[width ?? 'full']
  return joined('govuk-input', widthClass, invalid && 'govuk-input--error')
}
