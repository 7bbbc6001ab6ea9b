import { button } from '../../platform/web/components/button.ts'
import { errorSummary, form } from '../../platform/web/components/form.ts'
import { pageHeading } from '../../platform/web/components/grid.ts'
import { textInput, type TextInputProps } from '../../platform/web/components/inputs.ts'
import { importantBanner, inset } from '../../platform/web/components/notices.ts'
import type { FormView } from '../../platform/web/forms.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { officePaths } from './paths.ts'
import { settingsTabs } from './settings-tabs.ts'

export interface SitePage {
  readonly view: FormView
  /** what stood in the fields when the page was made, in one word */
  readonly seen: string
  readonly csrf: string
  /** The portal bears this body's name; of others only the contact is shown. */
  readonly isLead: boolean
  readonly agencyName: string
  readonly refused?: string
}

export function sitePage(page: SitePage): Html {
  const { view, seen, csrf, isLead, refused } = page
  return html`${errorSummary(view)} ${pageHeading('网站与联系方式')} ${settingsTabs('site')}
  ${refused && importantBanner(refused)}
  ${inset(
    '这些资料写在公开平台上，保存后所有页面随即更新。没有填写的项目不显示。每次修改都记入操作日志。',
  )}
  ${form({
    action: officePaths.siteSettings,
    csrf,
    body: html`<input type="hidden" name="seen" value="${seen}" />
      ${isLead && siteFields(page)}
      <h2 class="govuk-heading-m">联系方式</h2>
      <p class="govuk-body">公开指南必须写明公开工作机构的这些事项（条例 第十二条）。</p>
      ${contactFields(view)} ${button('保存')}`,
  })}`
}

type Given = Pick<TextInputProps, 'hint' | 'width' | 'type' | 'autocomplete'>

const field = (view: FormView) => (name: string, label: string, given: Given) =>
  textInput({ name, label, form: view, optional: true, ...given })

function siteFields({ view, agencyName }: SitePage): Html {
  const text = field(view)
  return html`<h2 class="govuk-heading-m">网站</h2>
    ${text('name', '网站名称', {
      hint: `页头显示为“网站名称 · 政府信息公开”。不填则用机构全称：${agencyName}`,
    })}
    ${text('sponsor', '主办单位', { hint: '不填则用机构全称' })}
    ${text('siteCode', '网站标识码', {
      hint: '10个字符。填写后，每页底部有“政府网站找错”的链接',
      width: '20',
    })}
    ${text('icpFiling', 'ICP备案号', {
      hint: '如鲁ICP备12345678号-1；链接到工业和信息化部备案管理系统',
      width: '30',
    })}
    ${text('policeFiling', '公安备案号', {
      hint: '如鲁公网安备37100000000001号；链接到全国互联网安全管理服务平台',
      width: '30',
    })}
    ${text('partyGovernmentMark', '党政机关网站标识', {
      hint: '标识链接中“id=”后面的32位标识码，也可以粘贴整个链接',
    })}`
}

function contactFields(view: FormView): Html {
  const text = field(view)
  return html`${text('address', '办公地址', {})} ${text('officeHours', '办公时间', {})}
  ${text('phone', '联系电话', { hint: '带区号', width: '30', type: 'tel' })}
  ${text('fax', '传真号码', { width: '30', type: 'tel' })}
  ${text('email', '电子邮箱', { hint: '公开的工作邮箱，也是信息纠错的去处', type: 'email' })}
  ${text('postcode', '邮政编码', { width: '10' })}
  ${text('website', '网站地址', {
    hint: '域名或者网址；部署时没有指定域名的，页面标签里的域名取自这里',
  })}`
}
