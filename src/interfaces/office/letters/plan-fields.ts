/** The fields of an act that is decided and not yet served, on the page that draws up its letter. */
import { EXTENSION_MAX } from '../../../law/clock/timeline.ts'
import type { LetterId } from '../../../law/letters.ts'
import type { CaseState } from '../../../domain/requests/case-state.ts'
import { settingsOf } from '../../../domain/requests/case-state.ts'
import {
  KIND_OF_LETTER,
  stepOfPlan,
  type PlanFields,
  type PlannedStep,
} from '../../../domain/requests/letters/plan-letter.ts'
import { checkbox, radios } from '../../../platform/web/components/choices.ts'
import { dateInput, textarea, textInput } from '../../../platform/web/components/inputs.ts'
import { valueOf, type FormView } from '../../../platform/web/forms.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'

const NAMES = {
  'ask-correction': ['days', 'items'],
  'ask-reasons': ['facts', 'replyWithinDays'],
  'notice-fee': ['basis', 'quantity', 'amountYuan'],
  extend: ['days', 'reason'],
  delay: ['untilOn', 'reason'],
  consult: ['kind', 'to', 'isPerson', 'about'],
} as const satisfies Record<PlannedStep, readonly string[]>

/** What was typed of it; nothing for a letter that is not planned. */
export function planOf(about: string, view: FormView): PlanFields {
  const step = stepOfPlan(about)
  // the letter says whom it asks
  const kind = KIND_OF_LETTER[valueOf(view, 'letter') as LetterId]
  if (step === 'consult') return { ...typedOf('consult', view), kind: kind ?? '' }
  return step ? typedOf(step, view) : {}
}

function typedOf(step: PlannedStep, view: FormView): PlanFields {
  return Object.fromEntries(NAMES[step].map((name) => [name, valueOf(view, name)]))
}

/** What the office usually sets. */
export function presetOf(about: string, state: CaseState): PlanFields {
  switch (stepOfPlan(about)) {
    case 'ask-correction':
      return { days: String(settingsOf(state).correctionPresetDays) }
    case 'ask-reasons':
      return { replyWithinDays: '10' }
    case 'extend':
      return { days: String(EXTENSION_MAX) }
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
    case 'extend':
      return html`${days('days', '延长')}
      ${textarea({ name: 'reason', label: '延长的理由', form: view, rows: 3 })}`
    case 'delay':
      return html`${dateInput({ name: 'untilOn', label: '延迟到哪一天', form: view })}
      ${textarea({ name: 'reason', label: '不能按期答复的理由', form: view, rows: 3 })}`
    case 'consult':
      return html`${textInput({ name: 'to', label: '被征求意见方的姓名或者名称', form: view, width: '20' })}
      ${checkbox({ name: 'isPerson', label: '对方是自然人，姓名在页面上遮盖', form: view })}
      ${textarea({ name: 'about', label: '涉及的信息', form: view, rows: 4 })}`
    default:
      return nothing
  }
}
