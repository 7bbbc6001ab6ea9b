/** What the applicant can do now, each a form of its own; the urgent one stands open. */
import type { TrackedAttachment } from '../../../domain/requests/online/take-attachment.ts'
import type { ApplicantAct, TrackedCase } from '../../../domain/requests/online/track.ts'
import { kindText, sizeText } from '../../../platform/files/file-words.ts'
import { formatChineseDate } from '../../../platform/kernel/time.ts'
import { button } from '../../../platform/web/components/button.ts'
import { checkbox } from '../../../platform/web/components/choices.ts'
import { form } from '../../../platform/web/components/form.ts'
import { textarea, textInput } from '../../../platform/web/components/inputs.ts'
import { details } from '../../../platform/web/components/notices.ts'
import { emptyForm, formView, valueOf, type FormView } from '../../../platform/web/forms.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import * as paths from '../paths.ts'
import { feeNotice } from './fee-section.ts'
import { hiddenField } from './form-state.ts'

export interface FormsProps {
  readonly tracked: TrackedCase
  readonly view: FormView
  readonly pass: string
  /** how fees are paid here, as the office says it */
  readonly payment: string | undefined
}
type Props = FormsProps

/** What is being typed when somebody switches to 长者版. */
export function typingForm({ may }: TrackedCase): string | undefined {
  if (may.has('correct')) return 'act-correct'
  return may.has('give-reasons') ? 'act-give-reasons' : undefined
}

export function applicantForms(props: Props): Html {
  const { may } = props.tracked
  return html`${may.has('correct') ? correction(props) : nothing}
  ${feeNotice(props.tracked, props.payment)} ${may.has('give-reasons') ? reasons(props) : nothing}
  ${may.has('download') ? download(props) : nothing} ${noticesSection(props)}
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

/** 条例 第三十五条: what was found excessive, and the field to answer it. */
function reasons({ tracked: { reasonsAsked: asked }, view, pass }: Props): Html {
  if (asked === null) return nothing
  return html`<section class="mq-act">
    <h2 class="govuk-heading-m">说明理由</h2>
    <p class="govuk-body">本机关认为申请的数量、频次明显超过合理范围：</p>
    <p class="govuk-body mq-typed">${asked.facts}</p>
    <p class="govuk-body">
      请在${formatChineseDate(asked.dueOn)}以前说明（告知书${formatChineseDate(asked.askedOn)}送达，${asked.withinDays}个工作日）。理由合理但来不及按期答复的，会另行确定期限并告知您；理由不合理的，告知不予处理。答复期限不因此停止计算。
    </p>
    ${act(
      pass,
      'give-reasons',
      '说明理由',
      html`${textarea({
        name: 'reasons',
        label: '申请数量、频次的理由',
        hint: '例如申请的信息之间有什么联系、为什么需要分多次申请',
        form: viewFor('give-reasons', view),
        rows: 7,
        max: 5000,
      })}
      ${button('提交说明')}`,
    )}
  </section>`
}

function download({ tracked, pass }: Props): Html {
  const attachments = tracked.answer?.attachments ?? []
  return html`<section class="mq-act">
    <h2 class="govuk-heading-m">下载答复</h2>
    ${act(pass, 'download', '下载答复', button('下载答复书'))}
    <p class="govuk-body">第一次下载会记在案卷里，作为您收到答复的证明。</p>
    ${attachments.length === 0 ? nothing : attachmentList(pass, attachments)}
  </section>`
}

function attachmentList(pass: string, attachments: readonly TrackedAttachment[]): Html {
  return html`<h3 class="govuk-heading-s">随答复提供的文件（${attachments.length}个）</h3>
    <ul class="govuk-list mq-fetch">
      ${attachments.map(
        ({ number, name, size, mediaType }) =>
          html`<li>
            <span
              >${name}<span class="govuk-hint"
                >${kindText(mediaType)}，${sizeText(size)}</span
              ></span
            >
            ${fetchForm(pass, 'attachment', number, name)}
          </li>`,
      )}
    </ul>
    <p class="govuk-body">
      答复书最后一页的附件清单列有每个文件的校验值，可以用来核对文件没有改动。
    </p>`
}

function fetchForm(pass: string, what: 'attachment' | 'notice', number: number, name: string) {
  return form({
    action: paths.TRACK,
    label: `下载${name}`,
    body: html`${hiddenField('pass', pass)} ${hiddenField('act', what)}
    ${hiddenField('number', String(number))}
    ${button('下载', { style: 'secondary', small: true, about: name })}`,
  })
}

/** Letters that came on the way: what the page says in short, and what to keep. */
function noticesSection({ tracked: { notices }, pass }: Props): Html {
  if (notices.length === 0) return nothing
  return html`<section class="mq-act">
    <h2 class="govuk-heading-m">本件的告知书</h2>
    <ul class="govuk-list mq-fetch">
      ${notices.map(({ id, name, number, datedOn }) => {
        const facts = [number, datedOn && formatChineseDate(datedOn)].filter(Boolean).join('，')
        return html`<li>
          <span>${name}<span class="govuk-hint">${facts}</span></span>
          ${fetchForm(pass, 'notice', id, name)}
        </li>`
      })}
    </ul>
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
