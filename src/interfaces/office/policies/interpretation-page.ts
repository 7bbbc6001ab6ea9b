import { checkInterpretation } from '../../../domain/policies/interpretations/check-interpretation.ts'
import { getInterpretation } from '../../../domain/policies/interpretations/draft-interpretation.ts'
import {
  ELEMENTS,
  INTERPRETATION_FORMS,
  type Element,
} from '../../../domain/policies/interpretations/interpretation.ts'
import type { Edition } from '../../../domain/publications/edition.ts'
import { textOfBody } from '../../../domain/publications/body.ts'
import { button, buttonGroup, link } from '../../../platform/web/components/button.ts'
import { select } from '../../../platform/web/components/choices.ts'
import { form } from '../../../platform/web/components/form.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { textarea, textInput } from '../../../platform/web/components/inputs.ts'
import { details } from '../../../platform/web/components/notices.ts'
import { formView, valueOf, type FormView } from '../../../platform/web/forms.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { policyPaths } from './paths.ts'
import { ELEMENT_LABELS, FORM_NAMES } from './words.ts'

export interface InterpretationPage {
  readonly action: string
  /** the newest edition of the document it explains */
  readonly policy: Edition
  readonly view: FormView
  readonly csrf: string
  readonly version?: number
}

/** A stored interpretation in its fields: what stands before the first element is the text. */
export function interpretationView(edition: Edition): FormView {
  const { form: kind, link: address, speaker, elements } = getInterpretation(edition)
  const first = ELEMENTS.find((name) => elements[name] !== '')
  const [before = ''] =
    first === undefined
      ? [edition.bodyHtml]
      : edition.bodyHtml.split(`<h2>${ELEMENT_LABELS[first]}</h2>`)
  return formView({
    title: edition.title,
    form: kind,
    link: address,
    speaker,
    text: textOfBody(before),
    ...Object.fromEntries(ELEMENTS.map((name) => [`elements.${name}`, elements[name]])),
  })
}

export function interpretationPage({
  action,
  policy,
  view,
  csrf,
  version,
}: InterpretationPage): Html {
  return html`${pageHeading(version === undefined ? '起草解读' : '修改解读', policy.title)}
  ${version !== undefined && hints(view, policy)}
  ${form({
    action,
    csrf,
    body: html`${version !== undefined && html`<input type="hidden" name="version" value="${version}" />`}
    ${textInput({ name: 'title', label: '标题', form: view, width: 'full' })}
    ${select({
      name: 'form',
      label: '解读形式',
      form: view,
      options: INTERPRETATION_FORMS.map((value) => ({ value, text: FORM_NAMES[value] })),
    })}
    ${textInput({
      name: 'link',
      label: '视频、实录的网址',
      hint: '视频、新闻发布会、在线访谈必填',
      form: view,
      width: 'full',
      type: 'url',
      optional: true,
    })}
    ${textInput({ name: 'speaker', label: '解读人', form: view, width: '20', optional: true })}
    ${textarea({ name: 'text', label: '开头的话，或者全文', form: view, rows: 6, optional: true })}
    ${ELEMENTS.map((name) =>
      textarea({
        name: `elements.${name}`,
        label: ELEMENT_LABELS[name],
        form: view,
        rows: 4,
        optional: true,
      }),
    )}
    ${buttonGroup([button('保存解读稿'), link('返回', policyPaths.document(policy.documentId))])}`,
  })}`
}

/** What is missing or copied, told and never in the way. */
function hints(view: FormView, policy: Edition): Html {
  const found = checkInterpretation(
    {
      form: valueOf(view, 'form') as (typeof INTERPRETATION_FORMS)[number],
      text: valueOf(view, 'text'),
      elements: Object.fromEntries(
        ELEMENTS.map((name) => [name, valueOf(view, `elements.${name}`)]),
      ) as Record<Element, string>,
    },
    policy.bodyText,
  )
  if (found.length === 0) return nothing
  return details(
    `提示${found.length}条，不影响保存`,
    html`<ul class="govuk-list govuk-list--bullet">
      ${found.map(({ message }) => html`<li>${message}</li>`)}
    </ul>`,
    true,
  )
}
