/** The fields of an act that is decided and not yet served, on the page that draws up its letter. */
import type { CaseState } from '../../../domain/requests/case-state.ts'
import { settingsOf } from '../../../domain/requests/case-state.ts'
import {
  stepOfPlan,
  type PlanFields,
  type PlannedStep,
} from '../../../domain/requests/letters/plan-letter.ts'
import { radios } from '../../../platform/web/components/choices.ts'
import { textarea, textInput } from '../../../platform/web/components/inputs.ts'
import { valueOf, type FormView } from '../../../platform/web/forms.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'

const NAMES = {
  'ask-correction': ['days', 'items'],
  'ask-reasons': ['facts', 'replyWithinDays'],
  'notice-fee': ['basis', 'quantity', 'amountYuan'],
} as const satisfies Record<PlannedStep, readonly string[]>

/** What was typed of it; nothing for a letter that is not planned. */
export function planOf(about: string, view: FormView): PlanFields {
  const step = stepOfPlan(about)
  return step ? Object.fromEntries(NAMES[step].map((name) => [name, valueOf(view, name)])) : {}
}

/** What the office usually sets. */
export function presetOf(about: string, state: CaseState): PlanFields {
  switch (stepOfPlan(about)) {
    case 'ask-correction':
      return { days: String(settingsOf(state).correctionPresetDays) }
    case 'ask-reasons':
      return { replyWithinDays: '10' }
    default:
      return {}
  }
}

export function planFields(about: string, view: FormView): Html {
  const days = (name: string, label: string) =>
    textInput({ name, label, form: view, width: '3', inputmode: 'numeric', suffix: '个工作日' })
  switch (stepOfPlan(about)) {
    case 'ask-correction':
      return html`${days('days', '补正期限')}
      ${textarea({ name: 'items', label: '需要补正的事项', hint: '每项一行，一次说全', form: view, rows: 5 })}`
    case 'ask-reasons':
      return html`${textarea({ name: 'facts', label: '申请的数量、频次', form: view, rows: 4 })}
      ${days('replyWithinDays', '说明理由的期限')}`
    case 'notice-fee':
      return html`${radios({
        name: 'basis',
        label: '计收方式',
        form: view,
        options: [
          { value: 'items', text: '按件' },
          { value: 'pages', text: '按量（页）' },
        ],
      })}
      ${textInput({ name: 'quantity', label: '件数或者页数', form: view, width: '5', inputmode: 'numeric' })}
      ${textInput({ name: 'amountYuan', label: '应缴金额', form: view, width: '10', inputmode: 'numeric', suffix: '元' })}`
    default:
      return nothing
  }
}
