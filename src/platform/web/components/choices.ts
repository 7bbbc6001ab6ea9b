/**
 * Fields one chooses in.
 *
 *   select({ name: 'year', label: '年度', form, options: [{ value: '2020', text: '2020年' }], blank: '请选择' })
 *   radios({ name: 'channel', label: '收到方式', form, options: [{ value: 'post', text: '邮寄', hint: '以签收日为准' }] })
 *   checkboxes({ name: 'topics', label: '主题', form, options })
 */
import { attributes, html, joined, type Content, type Html } from '../html.ts'
import { emptyForm, fieldId, valueOf, valuesOf } from '../forms.ts'
import {
  describedBy,
  fieldParts,
  formGroup,
  group,
  hintAndError,
  labelClass,
  labelText,
  type FieldProps,
} from './field.ts'

export interface Option {
  readonly value: string
  readonly text: string
  readonly hint?: Content
  readonly disabled?: boolean
}

export interface SelectProps extends FieldProps {
  readonly options: readonly Option[]
  /** The text of the empty first choice. */
  readonly blank?: string
}

export function select(props: SelectProps): Html {
  const { control, value, invalid } = fieldParts(props)
  const option = ({ value: own, text, disabled }: Option) =>
    html`<option${attributes({ value: own, selected: own === value, disabled })}>${text}</option>`
  const blank = props.blank === undefined ? [] : [{ value: '', text: props.blank }]
  return formGroup(
    props,
    html`<select class="${joined('govuk-select', invalid && 'govuk-select--error')}" ${control}>
      ${[...blank, ...props.options].map(option)}
    </select>`,
  )
}

export interface ChoiceProps extends FieldProps {
  readonly options: readonly Option[]
  readonly inline?: boolean
  /** Large boxes, for a page that asks one question. */
  readonly large?: boolean
}

export function radios(props: ChoiceProps): Html {
  const chosen = valueOf(props.form ?? emptyForm, props.name)
  return fieldset(props, 'radios', 'radio', (option) => option.value === chosen)
}

export function checkboxes(props: ChoiceProps): Html {
  const chosen = valuesOf(props.form ?? emptyForm, props.name)
  return fieldset(props, 'checkboxes', 'checkbox', (option) => chosen.includes(option.value))
}

/** One box on its own: `checkbox({ name: 'confirmed', label: '我已核对', form })`; sends `yes`. */
export function checkbox(props: FieldProps): Html {
  const { id, control, value } = fieldParts(props)
  return group(
    props,
    html`${hintAndError(props)}
      <div class="govuk-checkboxes govuk-checkboxes--small">
        <div class="govuk-checkboxes__item">
          <input
            class="govuk-checkboxes__input"
            type="checkbox"
            value="yes"
            ${control}${attributes({ checked: value !== '' })}
          />
          <label class="govuk-label govuk-checkboxes__label" for="${id}">${labelText(props)}</label>
        </div>
      </div>`,
  )
}

function fieldset(
  props: ChoiceProps,
  block: 'radios' | 'checkboxes',
  type: 'radio' | 'checkbox',
  isChosen: (option: Option) => boolean,
): Html {
  const blockClass = joined(
    `govuk-${block}`,
    props.inline && `govuk-${block}--inline`,
    !props.large && `govuk-${block}--small`,
  )
  const items = props.options.map((option, index) =>
    choiceItem(props, block, type, option, index, isChosen(option)),
  )
  return group(
    props,
    html`<fieldset class="govuk-fieldset" ${attributes({ 'aria-describedby': describedBy(props) })}>
      <legend class="${labelClass('govuk-fieldset__legend', props)}">${labelText(props)}</legend>
      ${hintAndError(props)}
      <div class="${blockClass}">${items}</div>
    </fieldset>`,
  )
}

function choiceItem(
  props: ChoiceProps,
  block: 'radios' | 'checkboxes',
  type: 'radio' | 'checkbox',
  option: Option,
  index: number,
  checked: boolean,
): Html {
  // The first choice carries the field's own id, so that the error summary's link lands on it.
  const id = index === 0 ? fieldId(props.name) : `${fieldId(props.name)}-${index + 1}`
  const hintId = option.hint === undefined ? undefined : `${id}-item-hint`
  return html`<div class="govuk-${block}__item">
    <input
      class="govuk-${block}__input"
      ${attributes({
        id,
        name: props.name,
        type,
        value: option.value,
        checked,
        disabled: option.disabled,
        'aria-describedby': hintId,
      })}
    />
    <label class="govuk-label govuk-${block}__label" for="${id}">${option.text}</label>
    ${hintId && html`<div id="${hintId}" class="govuk-hint govuk-${block}__hint">${option.hint}</div>`}
  </div>`
}
