/** What the applicant can do now, each a form of its own; the urgent one stands open. */
import type { ApplicantAct, TrackedCase } from '../../../domain/requests/online/track.ts'
import { button } from '../../../platform/web/components/button.ts'
import { checkbox } from '../../../platform/web/components/choices.ts'
import { form } from '../../../platform/web/components/form.ts'
import { textarea, textInput } from '../../../platform/web/components/inputs.ts'
import { details, inset } from '../../../platform/web/components/notices.ts'
import { emptyForm, formView, valueOf, type FormView } from '../../../platform/web/forms.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import * as paths from '../paths.ts'
import { hiddenField } from './form-state.ts'

interface Props {
  readonly tracked: TrackedCase
  readonly view: FormView
  readonly pass: string
}

/** What is being typed when somebody switches to 长者版. */
export const CORRECTION_FORM = 'act-correct'

export function applicantForms(props: Props): Html {
  const { may } = props.tracked
  return html`${may.has('correct') ? correction(props) : nothing} ${feeNotice(props.tracked)}
  ${reasonsAsked(props.tracked)} ${may.has('download') ? download(props) : nothing}
  ${may.has('suggest') ? suggestion(props) : nothing}
  ${may.has('rectify') ? rectification(props) : nothing}
  ${may.has('withdraw') ? withdrawal(props) : nothing}`
}

function act(pass: string, name: ApplicantAct, label: string, body: Html): Html {
  return form({
    action: paths.TRACK,
    id: `act-${name}`,
    label,
    body: html`${hiddenField('pass', pass)} ${hiddenField('act', name)} ${body}`,
  })
}

/** What was sent goes back into the form it came from, and into no other. */
function viewFor(name: ApplicantAct, view: FormView): FormView {
  return valueOf(view, 'act') === name ? view : emptyForm
}

function correction({ tracked, view, pass }: Props): Html {
  const { subject, description, correction: asked } = tracked
  const sent = viewFor('correct', view)
  const shown = sent === emptyForm ? formView({ subject, description }) : sent
  return html`<section class="mq-act">
    <h2 class="govuk-heading-m">补正申请</h2>
    <p class="govuk-body">需要补正的是：</p>
    <ol class="govuk-list govuk-list--number">
      ${asked?.items.map((item) => html`<li>${item}</li> `)}
    </ol>
    ${act(
      pass,
      'correct',
      '补正申请',
      html`${textInput({ name: 'subject', label: '所需信息的名称', form: shown, width: 'full' })}
      ${textarea({ name: 'description', label: '具体描述', hint: '在原来写的基础上改', form: shown, rows: 7 })}
      ${button('提交补正')}`,
    )}
  </section>`
}

function feeNotice({ fee, status }: TrackedCase): Html {
  if (!fee) return nothing
  const what =
    fee.basis === 'items' ? `按件计收，第${fee.quantity}件` : `按量计收，${fee.quantity}页`
  const paid = fee.paidOn ? `已于${fee.paidOn.toString()}缴清。` : ''
  return inset(
    html`<h2 class="govuk-heading-s">收费通知</h2>
      <p class="govuk-body">
        信息处理费${fee.amountYuan}元（${what}），依据《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）。通知书${fee.noticedOn.toString()}送达，缴纳方式见通知书。${paid}
      </p>
      ${
        status === 'awaiting-payment'
          ? html`<p class="govuk-body">
              对收费有异议的，不能单就收费决定申请复议或者起诉；可以在缴费期满后，对不再处理的行为投诉、申请行政复议或者提起行政诉讼。
            </p>`
          : nothing
      }`,
  )
}

function reasonsAsked({ reasonsAsked: facts }: TrackedCase): Html {
  return facts === null ? nothing : inset(html`<p class="govuk-body mq-typed">${facts}</p>`)
}

function download({ pass }: Props): Html {
  return html`<section class="mq-act">
    <h2 class="govuk-heading-m">下载答复</h2>
    ${act(pass, 'download', '下载答复', button('下载答复书'))}
    <p class="govuk-body">第一次下载会记在案卷里，作为您收到答复的证明。</p>
  </section>`
}

function folded(title: string, name: ApplicantAct, view: FormView, body: Html): Html {
  return details(title, body, valueOf(view, 'act') === name && view.problems.length > 0)
}

/** 条例 第四十四条第二款 */
function suggestion({ view, pass }: Props): Html {
  const shown = viewFor('suggest', view)
  return folded(
    '建议主动公开这项信息',
    'suggest',
    view,
    html`<p class="govuk-body">
        认为这项信息涉及公众利益调整、需要公众广泛知晓或者参与决策的，可以建议本机关主动公开（条例
        第四十四条）。
      </p>
      ${act(
        pass,
        'suggest',
        '建议主动公开',
        html`${textarea({ name: 'text', label: '建议主动公开的理由', form: shown, rows: 4, max: 1000 })}
        ${button('提出建议', { style: 'secondary' })}`,
      )}`,
  )
}

/** 条例 第四十一条 */
function rectification({ view, pass }: Props): Html {
  const shown = viewFor('rectify', view)
  const field = (name: string, label: string) =>
    textarea({ name, label, form: shown, rows: 3, max: 1000 })
  return folded(
    '要求更正与自己有关的记录',
    'rectify',
    view,
    html`<p class="govuk-body">
        有证据证明提供的、与您自身相关的信息记录不准确的，可以要求更正（条例
        第四十一条）。更正不是新的公开申请，不收费。
      </p>
      ${act(
        pass,
        'rectify',
        '要求更正',
        html`${field('wrong', '哪一处记录不准确')} ${field('right', '应当怎样记录')}
        ${field('evidence', '能够证明的材料')} ${button('提出更正', { style: 'secondary' })}`,
      )}`,
  )
}

function withdrawal({ view, pass }: Props): Html {
  const shown = viewFor('withdraw', view)
  return folded(
    '撤回申请',
    'withdraw',
    view,
    html`<p class="govuk-body">撤回后不再办理，也不能恢复；以后可以重新申请。</p>
      ${act(
        pass,
        'withdraw',
        '撤回申请',
        html`${textarea({ name: 'reason', label: '说明', form: shown, rows: 2, optional: true })}
        ${checkbox({ name: 'confirmed', label: '我要撤回这件申请', form: shown })}
        ${button('撤回申请', { style: 'warning' })}`,
      )}`,
  )
}
