import type { CaseFile } from '../../../domain/requests/case-file.ts'
import { button, buttonGroup, link } from '../../../platform/web/components/button.ts'
import type { Option } from '../../../platform/web/components/choices.ts'
import { errorSummary, form } from '../../../platform/web/components/form.ts'
import { importantBanner } from '../../../platform/web/components/notices.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { attachmentLink } from '../letters/letter-links.ts'
import { officePaths } from '../paths.ts'
import type { ActForm } from './act-form.ts'
import { caseHead } from './case-page.ts'
import { clockSection } from './clock-section.ts'
import { examinationBanner } from './examination-banner.ts'
import { replySection } from './reply-section.ts'
import { stepHelp } from './step-help.ts'
import { STEP_NAMES } from './words.ts'

export interface ActPage {
  readonly file: CaseFile
  readonly act: ActForm
  readonly view: FormView
  readonly csrf: string
  readonly today: Temporal.PlainDate
  readonly choices: readonly Option[]
  /** why the step was not taken, when it was refused */
  readonly refused?: string
}

const SHOWS_REPLY = new Set(['review-secrecy', 'review-legally', 'sign-off', 'issue', 'deliver'])

/** One step before it is taken: what it does, under which rule, what it needs, and what it will act on. */
export function actPage({ file, act, view, csrf, today, choices, refused }: ActPage): Html {
  const action = officePaths.requestAct(file.id, act.step)
  return html`${errorSummary(view)} ${caseHead(file)}
    <h2 class="govuk-heading-l">${STEP_NAMES[act.step]}</h2>
    ${refused && importantBanner(refused)} ${stepHelp(act.step)}
    ${act.step === 'draft-reply' && html`${attachmentLink(file)} ${examinationBanner(file, view)}`}
    ${SHOWS_REPLY.has(act.step) && replySection(file.state)}
    ${form({
      action,
      csrf,
      body: html`<input type="hidden" name="seenSeq" value="${file.state.lastSeq}" />
        ${act.fields(view, file.state, today, choices)}
        ${buttonGroup([button(STEP_NAMES[act.step]), link('返回案件', officePaths.request(file.id))])}`,
    })}
    ${clockSection(file, today)}`
}
