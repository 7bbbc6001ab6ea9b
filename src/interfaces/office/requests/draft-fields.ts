/** The form of a reply: what it asks depends on the disposition. */
import type { CaseState } from '../../../domain/requests/case-state.ts'
import { examinationFacts } from '../../../domain/requests/examination-facts.ts'
import { recordForms, type RecordField, type RecordForm } from '../../../law/conclusion-records.ts'
import { DISPOSITION_CODES, DISPOSITIONS, type DispositionCode } from '../../../law/dispositions.ts'
import { canConclude } from '../../../law/examination-path.ts'
import { button } from '../../../platform/web/components/button.ts'
import { select } from '../../../platform/web/components/choices.ts'
import { dateInput, textarea, textInput } from '../../../platform/web/components/inputs.ts'
import { valueOf, type FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { FIELDS_AGAIN } from './act-form.ts'
import { consultationList } from './consultation-list.ts'
import { withheldFields } from './withheld-fields.ts'

export function draftFields(view: FormView, state: CaseState, today: Temporal.PlainDate): Html {
  const code = DISPOSITION_CODES.find((one) => one === valueOf(view, 'disposition'))
  return html`${dispositionField(view, state, today, code)} ${code && fieldsOf(view, state, code)}`
}

/** Only what the course of the case allows may be chosen; F3 has no reply at all. */
function dispositionField(
  view: FormView,
  state: CaseState,
  today: Temporal.PlainDate,
  chosen: DispositionCode | undefined,
): Html {
  const facts = examinationFacts(state, today)
  const possible = Object.values(DISPOSITIONS).filter(
    ({ code, letter }) => letter !== null && (code === chosen || canConclude(code, facts)),
  )
  return html`${select({
    name: 'disposition',
    label: '答复类型',
    hint: '答复类型决定依据条款、告知的救济途径和年报的栏目；案件没有经过的，不在其中',
    form: view,
    blank: '请选择',
    options: possible.map(({ code, label, article }) => ({
      value: code,
      text: `${label}（${article}）`,
    })),
  })}
  ${button(chosen ? '按所选类型更新下面的表单' : '继续', {
    style: 'secondary',
    name: FIELDS_AGAIN,
    value: 'yes',
  })}`
}

function fieldsOf(view: FormView, state: CaseState, code: DispositionCode): Html {
  const { evidence, needsGround, ground } = DISPOSITIONS[code]
  return html`${textarea({ name: 'text', label: '答复内容', hint: '申请人读到的正文', form: view, rows: 10 })}
  ${textarea({ name: 'reasons', label: '理由', hint: '事实认定和适用条款的说明', form: view, rows: 4 })}
  ${needsGround && ground === undefined && withheldFields(view)}
  ${evidence.includes('search-record') && searchFields(view)}
  ${recordForms(code).map((form) => recordFields(view, state, form))}`
}

/** 检索记录: without it 不掌握 cannot be answered. */
function searchFields(view: FormView): Html {
  const text = (name: string, label: string) =>
    textInput({ name, label, form: view, width: 'full' })
  return html`<fieldset class="govuk-fieldset mq-panel">
    <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">检索记录</legend>
    <p class="govuk-hint">查过哪里、用什么词、查哪段时间（条例 第三十六条第（四）项）。</p>
    ${text('searchPlaces', '检索范围：系统、档案、科室')} ${text('searchTerms', '检索用词')}
    ${text('searchPeriod', '检索的时间范围')} ${text('searchedBy', '检索人')}
    ${dateInput({ name: 'searchedOn', label: '检索日期', form: view })}
    ${textarea({ name: 'searchResult', label: '检索结果', form: view, rows: 2 })}
  </fieldset>`
}

function recordFields(
  view: FormView,
  state: CaseState,
  { kind, title, article, fields }: RecordForm,
) {
  return html`<fieldset class="govuk-fieldset mq-panel">
    <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">${title}</legend>
    <p class="govuk-hint">留在案卷内，复议、诉讼时举证（${article}）。</p>
    ${kind === 'consultation-record' && consultationList(state)}
    ${fields.map((field) => recordField(view, field))}
  </fieldset>`
}

function recordField(view: FormView, field: RecordField): Html {
  const props = {
    name: `record.${field.id}`,
    label: field.label,
    form: view,
    ...(field.hint ? { hint: field.hint } : {}),
    ...(field.required === true ? {} : { optional: field.required === false }),
  }
  switch (field.kind) {
    case 'line':
      return textInput({ ...props, width: 'full' })
    case 'text':
      return textarea({ ...props, rows: 3 })
    case 'day':
      return dateInput(props)
    case 'choice':
      return select({
        ...props,
        blank: '请选择',
        options: (field.choices ?? []).map((one) => ({ value: one, text: one })),
      })
  }
}
