import type { PublicDocument } from '../../../domain/publications/public-document.ts'
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
import { ASK } from './addresses.ts'

export interface AskPage {
  readonly document: PublicDocument
  readonly view: FormView
  readonly ticket: string
}

const crumbs = ({ title, indexNumber }: PublicDocument) => [
  { text: '法定主动公开内容', href: paths.CONTENT },
  { text: title, href: paths.documentPath(indexNumber) },
  { text: '提问' },
]

export function askPage(frame: PortalFrame, { document, view, ticket }: AskPage): Html {
  return portalPage(frame, {
    title: view.problems.length > 0 ? '有内容需要改正：就这份文件提问' : '就这份文件提问',
    current: 'documents',
    breadcrumbs: crumbs(document),
    meta: { kind: 'site' },
    canonical: false,
    indexed: false,
    body: twoThirds(
      html`${errorSummary(view)} ${pageHeading('就这份文件提问', document.title)}
      ${form({
        action: ASK,
        label: '提问',
        body: html`<input type="hidden" name="about" value="${document.indexNumber}" />
          <input type="hidden" name="ticket" value="${ticket}" />
          ${trap()}
          ${textarea({
            name: 'question',
            label: '您的问题',
            hint: '请只写与这份文件有关的事，不要写姓名、身份证号和别人的情况。',
            form: view,
            rows: 6,
            max: 500,
          })}
          ${textInput({
            name: 'contact',
            label: '联系方式',
            hint: '电话或者电子邮箱，只用来告诉您已经答复，加密保存，不公开',
            form: view,
            width: 'half',
            optional: true,
            autocomplete: 'off',
          })}
          ${buttonGroup([button('提交'), link('返回文件', paths.documentPath(document.indexNumber))])}`,
      })}`,
      html`<h2 class="govuk-heading-s">怎样答复</h2>
        <p class="govuk-body">起草单位答复，经审查后在文件页面公开。您写的原文不公开。</p>
        <h2 class="govuk-heading-s">这里不办的事</h2>
        <p class="govuk-body">
          申请政府信息请走${link('依申请公开', paths.APPLY)}；投诉、举报、信访请走相应的渠道。
        </p>`,
    ),
  })
}

export interface AskedPage {
  readonly document: PublicDocument
  readonly questionDays: number
  readonly leftContact: boolean
}

export function askedPage(
  frame: PortalFrame,
  { document, questionDays, leftContact }: AskedPage,
): Html {
  return portalPage(frame, {
    title: '问题已经提交',
    current: 'documents',
    breadcrumbs: crumbs(document),
    meta: { kind: 'site' },
    canonical: false,
    indexed: false,
    body: twoThirds(
      html`${successBanner('问题已经提交。')} ${pageHeading('问题已经提交', document.title)}
        <p class="govuk-body">
          起草单位一般在${questionDays}个工作日内答复。答复经审查后，会出现在文件页面的“政策问答”里。${leftContact ? '我们会用您留下的联系方式告诉您。' : '您没有留联系方式，请过几天来看。'}
        </p>
        <p class="govuk-body">${link('返回文件', paths.documentPath(document.indexNumber))}</p>`,
    ),
  })
}
