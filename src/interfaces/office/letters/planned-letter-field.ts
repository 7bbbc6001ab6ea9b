/** On the form of an act whose letter was drawn up before: it is made final with the act unless somebody unticks it. */
import { checkbox } from '../../../platform/web/components/choices.ts'
import { valueOf, type FormView } from '../../../platform/web/forms.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'

export function plannedLetterField(view: FormView): Html {
  const seen = valueOf(view, 'seenLetter')
  if (seen === '') return nothing
  const [id = ''] = seen.split(':')
  return html`<input type="hidden" name="seenLetter" value="${seen}" /> ${checkbox({
      name: 'issueLetter',
      label: '文书已经拟好，随这一步一并定稿编号',
      hint: html`办理以前请先<a class="govuk-link" href="letters/${id}">看一遍文书</a
        >，上面的内容须与文书一致`,
      form: view,
    })}`
}
