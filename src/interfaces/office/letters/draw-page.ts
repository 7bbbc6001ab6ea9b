import type { CaseFile } from '../../../domain/requests/case-file.ts'
import type { DrawnLetter } from '../../../domain/requests/letters/draw-letter.ts'
import { LETTER_KINDS, namesApplicant } from '../../../domain/requests/letters/letter-kinds.ts'
import { stepOfPlan } from '../../../domain/requests/letters/plan-letter.ts'
import { VOCABULARY } from '../../../domain/requests/letters/vocabulary.ts'
import { LETTERS } from '../../../law/letters.ts'
import { button, buttonGroup, link } from '../../../platform/web/components/button.ts'
import { errorSummary, form } from '../../../platform/web/components/form.ts'
import { dateInput, textarea, textInput } from '../../../platform/web/components/inputs.ts'
import { inset } from '../../../platform/web/components/notices.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { caseHead } from '../requests/case-page.ts'
import { planFields } from './plan-fields.ts'
import { TYPED_LABELS } from './words.ts'

export interface DrawPage {
  readonly file: CaseFile
  readonly letter: DrawnLetter
  readonly about: string
  readonly view: FormView
  readonly csrf: string
}

/** How the letter and its act come together. */
function planNote(about: string): Html {
  switch (stepOfPlan(about)) {
    case undefined:
      return nothing
    case 'extend':
    case 'delay':
      return inset(
        '先拟文书、后办理：拟好以后由机构负责人在案件页办理这一步，同意时告知书一并定稿编号（条例 第三十三条第二款、第三十五条）。',
      )
    case 'consult':
      return inset(
        '先拟文书、后办理：拟好以后到案件页办理“征求意见”，这里填写的内容会自动带过去，文书一并定稿编号。',
      )
    default:
      return inset(
        '先拟文书、后登记：送达以后到案件页登记这一步，这里填写的内容会自动带过去，期限从送达之日起算。',
      )
  }
}

/** What the records do not hold is asked here; everything else comes from the case. */
export function drawPage({ file, letter, about, view, csrf }: DrawPage): Html {
  const { title, ground } = LETTERS[letter]
  const fields = LETTER_KINDS[letter].typed.map(({ name, rows, max }) => {
    const isSheet = LETTER_KINDS[letter].frame === 'sheet'
    const hint = isSheet ? '不填的，取自案件记录，或者留空手写' : VOCABULARY[name]
    const props = { name, label: TYPED_LABELS[name], hint, form: view, optional: isSheet }
    return rows === 1 ? textInput({ ...props, width: 'half' }) : textarea({ ...props, rows, max })
  })
  return html`${errorSummary(view)} ${caseHead(file)}
    <h2 class="govuk-heading-l">生成${title}</h2>
    ${inset(
      namesApplicant(letter)
        ? `依据${ground}。文书从案件记录生成，将打开申请人的身份信息并记入操作日志。`
        : `依据${ground}。文书从案件记录生成。`,
    )}
    ${planNote(about)}
    ${form({
      action: officePaths.newLetter(file.id),
      csrf,
      body: html`<input type="hidden" name="letter" value="${letter}" />
        <input type="hidden" name="about" value="${about}" />
        ${dateInput({
          name: 'datedOn',
          label: '成文日期',
          hint: '按这一天有效的模板和法律生成',
          form: view,
        })}
        ${planFields(about, view)} ${fields}
        ${buttonGroup([button('生成'), link('返回文书', officePaths.letters(file.id))])}`,
    })}`
}
