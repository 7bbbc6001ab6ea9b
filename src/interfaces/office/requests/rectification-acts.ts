import {
  decideRectification,
  RectificationDecisionForm,
} from '../../../domain/requests/rectification/decide-rectification.ts'
import { radios, select } from '../../../platform/web/components/choices.ts'
import { textarea, textInput } from '../../../platform/web/components/inputs.ts'
import { html } from '../../../platform/web/html.ts'
import { actForm, dayField, options, type ActForm } from './act-form.ts'
import { RECTIFICATION_NAMES } from './ledger-words.ts'
import { DELIVERY_NAMES } from './words.ts'

export const RECTIFICATION_ACTS: readonly ActForm[] = [
  actForm(
    {
      step: 'decide-rectification',
      fields: (view) =>
        html`${radios({ name: 'outcome', label: '处理决定', form: view, options: options(RECTIFICATION_NAMES) })}
        ${textInput({ name: 'forwardedTo', label: '有权更正的机关', hint: '转送的必填', form: view, width: 'half', optional: true })}
        ${textarea({ name: 'text', label: '更正的内容，或者不予更正、转送的理由', form: view, rows: 5, max: 3000 })}
        ${select({ name: 'way', label: '告知方式', form: view, blank: '请选择', options: options(DELIVERY_NAMES) })}
        ${dayField('告知申请人的日期', view)}`,
    },
    RectificationDecisionForm,
    decideRectification,
  ),
]
