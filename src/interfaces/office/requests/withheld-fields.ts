import { GROUNDS } from '../../../law/grounds.ts'
import { fieldId, problemOf, valuesOf, type FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'

const WITHHELD_ROWS = 3

/** Three equally long columns: what is withheld, on which ground, why. */
export function withheldFields(view: FormView): Html {
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
    <p class="govuk-hint">每一部分都要有依据和理由（条例 第三十七条）。</p>
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
