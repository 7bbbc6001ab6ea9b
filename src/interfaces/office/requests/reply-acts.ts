/** Drafting the reply, taking it back, and the signatures over exactly its text. */
import type { CaseState } from '../../../domain/requests/case-state.ts'
import type { Step } from '../../../domain/requests/lifecycle.ts'
import {
  ApprovalForm,
  reviewLegally,
  reviewSecrecy,
  signOff,
} from '../../../domain/requests/handling/approve-reply.ts'
import { DraftForm, draftReply } from '../../../domain/requests/handling/draft-reply.ts'
import { takeBackDraft, TakeBackForm } from '../../../domain/requests/handling/take-back-draft.ts'
import { DISPOSITIONS, EVIDENCE_LABELS } from '../../../law/dispositions.ts'
import { GROUNDS } from '../../../law/grounds.ts'
import { radios, select } from '../../../platform/web/components/choices.ts'
import { dateInput, textarea, textInput } from '../../../platform/web/components/inputs.ts'
import { fieldId, problemOf, valuesOf, type FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { actForm, options, type ActForm } from './act-form.ts'

/** F3 has no reply: such cases are withdrawn or ended. */
const ANSWERS = Object.values(DISPOSITIONS).filter(({ letter }) => letter !== null)

const WITHHELD_ROWS = 3

function dispositionField(view: FormView): Html {
  return select({
    name: 'disposition',
    label: '答复类型',
    hint: '答复类型决定依据条款、告知的救济途径和年报的栏目',
    form: view,
    blank: '请选择',
    options: ANSWERS.map(({ code, label, article, evidence }) => ({
      value: code,
      text: `${label}（${article}）${evidence.length > 0 ? ' *' : ''}`,
    })),
  })
}

/** Three equally long columns: what is withheld, on which ground, why. */
function withheldFields(view: FormView): Html {
  const columns = ['withheldPart', 'withheldGround', 'withheldReason'].map((name) =>
    valuesOf(view, name),
  )
  const rows = Array.from(
    { length: Math.max(WITHHELD_ROWS, columns[0]!.length) },
    (_, index) => index,
  )
  const grounds = Object.values(GROUNDS)
  const problem = problemOf(view, 'withheldPart')
  return html`<fieldset class="govuk-fieldset mq-panel">
    <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">
      区分处理：不予公开的部分
    </legend>
    <p class="govuk-hint">只在“部分公开”时填写；每一部分都要有依据和理由（条例 第三十七条）。</p>
    ${problem && html`<p class="govuk-error-message">${problem.message}</p>`}
    ${rows.map(
      (index) =>
        html`<div class="mq-withheld">
          <label
            class="govuk-label"
            for="${index === 0 ? fieldId('withheldPart') : `withheld-part-${index}`}"
            >第${index + 1}部分</label
          >
          <input
            class="govuk-input"
            id="${index === 0 ? fieldId('withheldPart') : `withheld-part-${index}`}"
            name="withheldPart"
            value="${columns[0]![index] ?? ''}"
          />
          <label class="govuk-label" for="withheld-ground-${index}">依据</label>
          <select class="govuk-select" id="withheld-ground-${index}" name="withheldGround">
            <option value="">请选择</option>
            ${grounds.map(({ code, label, article }) =>
              columns[1]![index] === code
                ? html`<option value="${code}" selected>${label}（${article}）</option>`
                : html`<option value="${code}">${label}（${article}）</option>`,
            )}
          </select>
          <label class="govuk-label" for="withheld-reason-${index}">理由</label>
          <input
            class="govuk-input"
            id="withheld-reason-${index}"
            name="withheldReason"
            value="${columns[2]![index] ?? ''}"
          />
        </div>`,
    )}
  </fieldset>`
}

/** 检索记录: without it 不掌握 cannot be answered. */
function searchFields(view: FormView): Html {
  const text = (name: string, label: string) =>
    textInput({ name, label, form: view, width: 'full' })
  return html`<fieldset class="govuk-fieldset mq-panel">
    <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">检索记录</legend>
    <p class="govuk-hint">
      答复“没有所申请的信息”“需要另行制作”的必填（条例 第三十六条第（四）项）。
    </p>
    ${text('searchPlaces', '检索范围：系统、档案、科室')} ${text('searchTerms', '检索用词')}
    ${text('searchPeriod', '检索的时间范围')} ${text('searchedBy', '检索人')}
    ${dateInput({ name: 'searchedOn', label: '检索日期', form: view })}
    ${textarea({ name: 'searchResult', label: '检索结果', form: view, rows: 2 })}
  </fieldset>`
}

function draftFields(view: FormView): Html {
  return html`${dispositionField(view)}
  ${textarea({ name: 'text', label: '答复内容', hint: '申请人读到的正文', form: view, rows: 10 })}
  ${textarea({ name: 'reasons', label: '理由', hint: '事实认定和适用条款的说明', form: view, rows: 4 })}
  ${withheldFields(view)} ${searchFields(view)}
  ${textarea({
    name: 'evidence',
    label: '结论依据',
    hint: html`带 *
    的答复类型须有依据，例如${EVIDENCE_LABELS['duty-basis']}、${EVIDENCE_LABELS['earlier-reply']}；检索记录填在上面`,
    form: view,
    rows: 4,
  })}`
}

/** A returned or earlier draft is where the next one begins. */
function earlierDraft(state: CaseState): Record<string, string> {
  const draft = state.reply?.draft
  if (!draft) return {}
  const search = draft.evidence.find((one) => one.kind === 'search-record')
  const written = draft.evidence.find((one) => one.kind !== 'search-record')
  return {
    disposition: draft.disposition,
    text: draft.text,
    reasons: draft.reasons,
    evidence: written?.text ?? '',
    searchPlaces: search?.places ?? '',
    searchTerms: search?.terms ?? '',
    searchPeriod: search?.period ?? '',
    searchedBy: search?.searchedBy ?? '',
    searchedOn: search?.searchedOn.toString() ?? '',
    searchResult: search?.result ?? '',
  }
}

type ApprovalStep = Extract<Step, 'review-secrecy' | 'review-legally' | 'sign-off'>

/** The officer signs the hash of the text on this page, or returns it. */
function approvalAct(step: ApprovalStep, verb: typeof signOff): ActForm {
  return actForm(
    {
      step,
      initial: (state) => ({ contentHash: state.reply?.contentHash ?? '' }),
      fields: (view) =>
        html`<input
            type="hidden"
            name="contentHash"
            value="${valuesOf(view, 'contentHash')[0] ?? ''}"
          />
          ${radios({
            name: 'decision',
            label: '意见',
            form: view,
            options: options({ approved: '同意', returned: '退回' }),
          })}
          ${textarea({ name: 'opinion', label: '说明', hint: '退回时必填', form: view, rows: 3 })}`,
    },
    ApprovalForm,
    verb,
  )
}

export const REPLY_ACTS: readonly ActForm[] = [
  actForm(
    {
      step: 'draft-reply',
      initial: earlierDraft,
      fields: draftFields,
    },
    DraftForm,
    (room, officer, ref, form, now) =>
      draftReply(room, officer, ref, { ...form, attachments: [] }, now),
  ),
  actForm(
    {
      step: 'take-back-draft',
      initial: () => ({}),
      fields: (view) => textarea({ name: 'reason', label: '撤回拟稿的原因', form: view, rows: 3 }),
    },
    TakeBackForm,
    takeBackDraft,
  ),
  approvalAct('review-secrecy', reviewSecrecy),
  approvalAct('review-legally', reviewLegally),
  approvalAct('sign-off', signOff),
]
