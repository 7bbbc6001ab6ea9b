/** What the pages of the application form share: the frame, the summary of what is wrong, the form with all it carries. */
import { errorSummary, form } from '../../../platform/web/components/form.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { portalPage, type PortalFrame } from '../layout.ts'
import * as paths from '../paths.ts'
import { trap } from '../trap.ts'
import { hiddenField, hiddenFields, type FormValues, type Page } from './form-state.ts'

export interface FormPage {
  readonly frame: PortalFrame
  readonly page: Page
  readonly heading: string
  /** Which of the pages that everybody sees; the last is the check before submitting. */
  readonly step: 1 | 2 | 3 | 4
  readonly view: FormView
  readonly body: Html
  /** What Enter does: the page's own continue, not the first button that happens to stand in it. */
  readonly go: string
  readonly files?: boolean
  /** Fields of this page that this applicant is not asked for. */
  readonly unasked?: readonly string[]
}

export const FORM_ID = 'application'

export function formPage(props: FormPage): Html {
  const { frame, page, heading, step, view, body, go, files } = props
  const values: FormValues = view.values
  const trouble = view.problems.length > 0 ? '有内容需要改正：' : ''
  return portalPage(frame, {
    title: `${trouble}${heading}（在线申请）`,
    current: 'apply',
    breadcrumbs: [{ text: '依申请公开', href: paths.APPLY }, { text: '在线申请' }],
    meta: { kind: 'site' },
    elderForm: { id: FORM_ID, enter: { name: 'go', value: go } },
    body: html`<div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        ${errorSummary(view)} ${pageHeading(heading, `在线申请，第${step}步，共4步`)}
        ${form({
          action: paths.APPLY_ONLINE,
          id: FORM_ID,
          label: heading,
          ...(files === undefined ? {} : { files }),
          body: html`${hiddenFields(values, page, props.unasked)} ${hiddenField('at', page)}
          ${trap()} ${body}`,
        })}
      </div>
    </div>`,
  })
}
