import type { Consultation } from '../../../domain/participation/consultations/consultation.ts'
import { button, buttonGroup, link } from '../../../platform/web/components/button.ts'
import { errorSummary, form } from '../../../platform/web/components/form.ts'
import { pageHeading, twoThirds } from '../../../platform/web/components/grid.ts'
import { textarea, textInput } from '../../../platform/web/components/inputs.ts'
import { successBanner } from '../../../platform/web/components/notices.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { portalPage, type PortalFrame } from '../layout.ts'
import * as paths from '../paths.ts'
import { trap } from '../trap.ts'
import { participationPaths } from './paths.ts'

export interface OpinionPageProps {
  readonly consultation: Consultation
  readonly view: FormView
  readonly ticket: string
}

const crumbs = ({ title, indexNumber }: Consultation) => [
  { text: '征求意见', href: participationPaths.consultations },
  { text: title, href: paths.documentPath(indexNumber!) }, // public
  { text: '提意见' },
]

export function opinionPage(frame: PortalFrame, props: OpinionPageProps): Html {
  const { consultation, view, ticket } = props
  return portalPage(frame, {
    title: view.problems.length > 0 ? '有内容需要改正：提意见' : '提意见',
    current: 'documents',
    breadcrumbs: crumbs(consultation),
    meta: { kind: 'site' },
    canonical: false,
    indexed: false,
    body: twoThirds(
      html`${errorSummary(view)} ${pageHeading('提意见', consultation.title)}
      ${form({
        action: participationPaths.opinion,
        label: '提意见',
        body: html`<input type="hidden" name="about" value="${consultation.indexNumber}" />
          <input type="hidden" name="ticket" value="${ticket}" />
          ${trap()}
          ${textarea({ name: 'opinion', label: '您的意见', form: view, rows: 8, max: 3000, hint: '可以写明针对哪一条。请不要写别人的个人情况。' })}
          ${textInput({ name: 'contact', label: '联系方式', form: view, width: 'half', optional: true, autocomplete: 'off', hint: '只用来向您核实，加密保存，不公开' })}
          ${buttonGroup([button('提交'), link('返回文件', paths.documentPath(consultation.indexNumber!))])}`,
      })}`,
      html`<h2 class="govuk-heading-s">意见怎样处理</h2>
        <p class="govuk-body">
          截止日期是${consultation.closesOn.toString()}。起草单位逐条研究，在${consultation.resultDueOn.toString()}前公布采纳情况和不采纳的理由。您写的原文和联系方式不公开。
        </p>`,
    ),
  })
}

export function opinionSentPage(frame: PortalFrame, consultation: Consultation): Html {
  return portalPage(frame, {
    title: '意见已经提交',
    current: 'documents',
    breadcrumbs: crumbs(consultation),
    meta: { kind: 'site' },
    canonical: false,
    indexed: false,
    body: twoThirds(
      html`${successBanner('意见已经提交。')} ${pageHeading('意见已经提交', consultation.title)}
        <p class="govuk-body">采纳情况将在${consultation.resultDueOn.toString()}前公布。</p>
        <p class="govuk-body">
          ${link('返回文件', paths.documentPath(consultation.indexNumber!))}
        </p>`,
    ),
  })
}
