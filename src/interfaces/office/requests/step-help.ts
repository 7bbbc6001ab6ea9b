import type { Step } from '../../../domain/requests/lifecycle.ts'
import { HELP_READ_ON, HELP_SOURCES, STEP_HELP, type StepHelp } from '../../../law/help.ts'
import { details, inset } from '../../../platform/web/components/notices.ts'
import { html, type Html } from '../../../platform/web/html.ts'

/** Every step has its help, or this does not compile. */
const HELP: Readonly<Record<Step, StepHelp>> = STEP_HELP

/** Said before a step is taken: what to do, what it does to the period, under which article, and what went wrong elsewhere. */
export function stepHelp(step: Step): Html {
  const { what, clock, article, mistakes } = HELP[step]
  return html`${inset(
    html`<p class="govuk-body">${what}</p>
      <p class="govuk-body"><strong>期限：</strong>${clock}</p>
      <p class="govuk-body"><strong>依据：</strong>${article}</p>`,
  )}
  ${
    mistakes.length > 0 &&
    details(
      '容易出错的地方',
      html`<ul class="govuk-list govuk-list--bullet">
          ${mistakes.map((one) => html`<li>${one}</li>`)}
        </ul>
        <p class="govuk-hint">说明于${HELP_READ_ON}对照核对：${HELP_SOURCES.join('；')}。</p>`,
    )
  }`
}
