import { button, link } from '../../../platform/web/components/button.ts'
import { errorSummary, form } from '../../../platform/web/components/form.ts'
import { pageHeading, twoThirds } from '../../../platform/web/components/grid.ts'
import { textInput } from '../../../platform/web/components/inputs.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { portalPage, type PortalFrame } from '../layout.ts'
import * as paths from '../paths.ts'

export function lookupPage(frame: PortalFrame, view: FormView): Html {
  return portalPage(frame, {
    title: view.problems.length > 0 ? '有内容需要改正：查询申请进度' : '查询申请进度',
    current: 'apply',
    breadcrumbs: [{ text: '依申请公开', href: paths.APPLY }, { text: '查询申请进度' }],
    meta: { kind: 'site' },
    body: twoThirds(
      html`${errorSummary(view)} ${pageHeading('查询申请进度')}
        <p class="govuk-body">在网上提交的申请，可以在这里查看进度、补正、下载答复、撤回。</p>
        ${form({
          action: paths.TRACK,
          label: '查询申请进度',
          body: html`${textInput({
            name: 'code',
            label: '查询码',
            hint: '在登记回执上，12个字母和数字，不分大小写',
            form: view,
            width: '20',
            autocomplete: 'off',
          })}
          ${textInput({
            name: 'contact',
            label: '联系电话或者电子邮箱',
            hint: '申请时填写的任意一个',
            form: view,
            width: '20',
            autocomplete: 'off',
          })}
          ${button('查询')}`,
        })}`,
      html`<h2 class="govuk-heading-s">查询码丢了</h2>
        <p class="govuk-body">
          为保护您的信息，查询码在网上找不回来。请持身份证件联系公开工作机构查询，联系方式见${link('依申请公开', `${paths.APPLY}#channels`)}。
        </p>
        <h2 class="govuk-heading-s">不是网上提交的</h2>
        <p class="govuk-body">当面、邮寄、传真、电子邮件提交的申请，请直接联系公开工作机构。</p>`,
    ),
  })
}
