import type { Conversion } from '../../../domain/requests/conversion/conversions.ts'
import { formatMinute } from '../../../platform/kernel/time.ts'
import { button, buttonGroup, link, linkButton } from '../../../platform/web/components/button.ts'
import { radios } from '../../../platform/web/components/choices.ts'
import { errorSummary, form } from '../../../platform/web/components/form.ts'
import { textarea } from '../../../platform/web/components/inputs.ts'
import { inset } from '../../../platform/web/components/notices.ts'
import { table } from '../../../platform/web/components/table.ts'
import { tag } from '../../../platform/web/components/tag.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'

export interface ConversionSection {
  readonly requestId: number
  readonly conversions: readonly Conversion[]
  readonly maySuggest: boolean
  readonly mayDecide: boolean
  readonly mayDraft: boolean
  readonly csrf: string
}

/** 转主动公开, on the page of its case; nothing where nothing is open and nothing was given. */
export function conversionSection(props: ConversionSection): Html {
  const { requestId, conversions, maySuggest } = props
  if (conversions.length === 0 && !maySuggest) return html``
  return html`<section>
    <h2 class="govuk-heading-m">转主动公开</h2>
    ${
      conversions.length > 0 &&
      table<Conversion>({
        caption: '转主动公开的建议',
        captionHidden: true,
        columns: [
          {
            heading: '提出',
            rowHeader: true,
            nowrap: true,
            cell: ({ suggestedBy, suggesterName, suggestedAt }) =>
              html`${suggestedBy === 'applicant' ? '申请人' : suggesterName}<br />${formatMinute(suggestedAt)}`,
          },
          {
            heading: '理由',
            wide: true,
            cell: ({ suggestion }) => html`<span class="mq-as-typed">${suggestion}</span>`,
          },
          { heading: '决定', cell: decisionCell },
          { heading: '办理', nowrap: true, cell: (one) => action(one, props) },
        ],
        rows: conversions,
      })
    }
    ${maySuggest && html`<p class="govuk-body">${link('建议转为主动公开', officePaths.requestAct(requestId, 'suggest-conversion'))}</p>`}
  </section>`
}

function decisionCell({ decision, reason, deciderName }: Conversion): Html {
  if (decision === null) return html`${tag('待负责人决定', 'waiting')}`
  const word = decision === 'approved' ? tag('同意', 'good') : tag('不转为主动公开', 'quiet')
  return html`${word} ${deciderName}${reason !== '' && html`<br />${reason}`}`
}

function action({ id, decision, editionId }: Conversion, props: ConversionSection): Html {
  if (decision === null)
    return props.mayDecide
      ? linkButton('决定', officePaths.conversionDecide(id), { small: true })
      : html``
  if (editionId !== null) return link('打开文稿', officePaths.edition(editionId))
  if (decision === 'declined' || !props.mayDraft) return html``
  return form({
    action: officePaths.conversionDraft(id),
    csrf: props.csrf,
    className: 'mq-inline-form',
    label: '起草公开的文稿',
    body: button('起草文稿', { small: true }),
  })
}

export function suggestPage(requestId: number, view: FormView, csrf: string): Html {
  return html`${errorSummary(view)}
    <h2 class="govuk-heading-l">建议转为主动公开</h2>
    ${inset('多个申请人申请相同信息、该信息可以公开的，可以纳入主动公开（条例 第四十四条）。由负责人决定，同意后另行起草文稿，仍经保密审查。')}
    ${form({
      action: officePaths.requestAct(requestId, 'suggest-conversion'),
      csrf,
      body: html`${textarea({ name: 'text', label: '转主动公开的理由', form: view, rows: 4, max: 1000 })}
      ${buttonGroup([button('提出建议'), link('返回案件', officePaths.request(requestId))])}`,
    })}`
}

export function decidePage(
  id: number,
  suggested: Pick<Conversion, 'suggestion'> & {
    readonly subject: string
    readonly requestId: number
  },
  view: FormView,
  csrf: string,
): Html {
  return html`${errorSummary(view)}
    <h1 class="govuk-heading-l">决定是否转为主动公开</h1>
    <p class="govuk-body">${link(suggested.subject, officePaths.request(suggested.requestId))}</p>
    ${inset(suggested.suggestion)}
    ${form({
      action: officePaths.conversionDecide(id),
      csrf,
      body: html`${radios({
        name: 'decision',
        label: '决定',
        form: view,
        options: [
          { value: 'approved', text: '同意转为主动公开' },
          { value: 'declined', text: '不转为主动公开' },
        ],
      })}
      ${textarea({ name: 'reason', label: '理由', hint: '不同意的必填', form: view, rows: 3, max: 1000, optional: true })}
      ${button('签署')}`,
    })}`
}
