import type { Agency } from '../../../domain/organisations/agency.ts'
import {
  ANSWER_WORKING_DAYS,
  CORRECTION_KIND_WORDS,
  CORRECTION_KINDS,
  KEPT_DAYS,
} from '../../../domain/corrections/correction.ts'
import { button, link } from '../../../platform/web/components/button.ts'
import { radios } from '../../../platform/web/components/choices.ts'
import { errorSummary, form } from '../../../platform/web/components/form.ts'
import { pageHeading, twoThirds } from '../../../platform/web/components/grid.ts'
import { textarea, textInput } from '../../../platform/web/components/inputs.ts'
import { inset } from '../../../platform/web/components/notices.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { portalPage, type PortalFrame } from '../layout.ts'
import { contactList } from '../office-contact.ts'
import * as paths from '../paths.ts'
import { trap } from '../trap.ts'

export interface CorrectionPageProps {
  readonly agency: Agency
  /** The public document the reader came from. */
  readonly about: { readonly title: string; readonly indexNumber: string } | undefined
  readonly view: FormView
  readonly ticket: string
}

export function correctionPage(frame: PortalFrame, props: CorrectionPageProps): Html {
  const { agency, about, view, ticket } = props
  return portalPage(frame, {
    title: view.problems.length > 0 ? '有内容需要改正：信息纠错' : '信息纠错',
    current: 'none',
    breadcrumbs: [{ text: '信息纠错' }],
    meta: { kind: 'site' },
    body: twoThirds(
      html`${errorSummary(view)} ${pageHeading('信息纠错')}
      ${
        about &&
        inset(
          html`有关文件：${link(about.title, paths.documentPath(about.indexNumber))}（索引号${about.indexNumber}）`,
        )
      }
      ${form({
        action: paths.CORRECTION,
        label: '信息纠错',
        body: html`${
            about && html`<input type="hidden" name="about" value="${about.indexNumber}" />`
          }<input type="hidden" name="ticket" value="${ticket}" /> ${trap()}
          ${
            about === undefined &&
            textInput({
              name: 'place',
              label: '哪个页面或者文件',
              hint: '网址、标题或者索引号，任写一样',
              form: view,
              width: 'full',
            })
          }
          ${radios({
            name: 'kind',
            label: '哪一类差错',
            form: view,
            options: CORRECTION_KINDS.map((kind) => ({
              value: kind,
              text: CORRECTION_KIND_WORDS[kind],
            })),
          })}
          ${
            about &&
            textInput({
              name: 'place',
              label: '在文件的什么地方',
              hint: '如 第三条、附件2、发布日期',
              form: view,
              width: 'full',
              optional: true,
            })
          }
          ${textarea({
            name: 'text',
            label: '哪里错了，应当怎样改',
            hint: '请不要写身份证号和别人的个人情况。',
            form: view,
            rows: 5,
            max: 1000,
          })}
          ${textInput({
            name: 'contact',
            label: '联系方式',
            hint: '电话或者电子邮箱，只在需要向您核实时使用，加密保存，不公开',
            form: view,
            width: 'half',
            optional: true,
            autocomplete: 'off',
          })}
          ${button('提交')}`,
      })}`,
      html`<h2 class="govuk-heading-s">怎样答复</h2>
        <p class="govuk-body">
          提交后得到一个受理号。一般在${ANSWER_WORKING_DAYS}个工作日内办结，凭受理号${link('查看办理情况', paths.CORRECTION_STATE)}。
        </p>
        <p class="govuk-body">您写的内容和联系方式不公开，办结${KEPT_DAYS}天后从系统中删除。</p>
        <h2 class="govuk-heading-s">这里不办的事</h2>
        <p class="govuk-body">
          政府信息记录您自己的情况不准确、要求更正的，请持证据向公开工作机构提出；想要没有公开的信息，走${link('依申请公开', paths.APPLY)}。
        </p>
        <h2 class="govuk-heading-s">公开工作机构</h2>
        ${contactList(agency, { compact: true })}`,
    ),
  })
}
