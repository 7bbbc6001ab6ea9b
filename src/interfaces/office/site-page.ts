import type { SiteFields } from '../../domain/organisations/site.ts'
import { button } from '../../platform/web/components/button.ts'
import { errorSummary, form } from '../../platform/web/components/form.ts'
import { pageHeading } from '../../platform/web/components/grid.ts'
import { textInput, type TextInputProps } from '../../platform/web/components/inputs.ts'
import { importantBanner, inset, warning } from '../../platform/web/components/notices.ts'
import { valueOf, type FormView } from '../../platform/web/forms.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'
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
  /** What a colleague entered meanwhile, where it is not what stands in the field. */
  readonly meanwhile?: Partial<SiteFields>
}

const LABELS: Readonly<Record<keyof SiteFields, string>> = {
  name: '网站名称',
  sponsor: '主办单位',
  siteCode: '网站标识码',
  icpFiling: 'ICP备案号',
  policeFiling: '公安备案号',
  partyGovernmentMark: '党政机关网站标识',
  address: '办公地址',
  officeHours: '办公时间',
  phone: '联系电话',
  fax: '传真号码',
  email: '电子邮箱',
  postcode: '邮政编码',
  website: '网站地址',
}

/** What 条例 第十二条 wants known of the office. */
const OWED = ['address', 'officeHours', 'phone', 'fax', 'email'] as const

export function sitePage(page: SitePage): Html {
  const { view, seen, csrf, isLead, refused, meanwhile = {} } = page
  return html`${errorSummary(view)} ${pageHeading('网站与联系方式')} ${settingsTabs('site')}
  ${refused && importantBanner(html`${refused} ${changes(meanwhile)}`)} ${owed(view)}
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

function changes(meanwhile: Partial<SiteFields>): Html {
  const names = (Object.keys(meanwhile) as (keyof SiteFields)[]).map(
    (name) => html`<li>${LABELS[name]}：${meanwhile[name] || '（空白）'}</li> `,
  )
  return names.length === 0
    ? nothing
    : html`<p class="govuk-body">现在的内容是：</p>
        <ul class="govuk-list govuk-list--bullet">
          ${names}
        </ul>`
}

function owed(view: FormView): Html {
  const missing = OWED.filter((name) => valueOf(view, name).trim() === '')
  if (missing.length === 0) return nothing
  return warning(`公开指南还缺：${missing.map((name) => LABELS[name]).join('、')}。`)
}

type Given = Pick<TextInputProps, 'hint' | 'width' | 'type' | 'autocomplete'>

const field = (view: FormView) => (name: keyof SiteFields, given: Given) =>
  textInput({ name, label: LABELS[name], form: view, optional: true, ...given })

function siteFields({ view, agencyName }: SitePage): Html {
  const text = field(view)
  return html`<h2 class="govuk-heading-m">网站</h2>
    ${text('name', {
      hint: `页头显示为“网站名称 · 政府信息公开”。不填则用机构全称：${agencyName}`,
    })}
    ${text('sponsor', { hint: '不填则用机构全称' })}
    ${text('siteCode', {
      hint: '10个字符。填写后，每页底部有“政府网站找错”的链接',
      width: '20',
    })}
    ${text('icpFiling', {
      hint: '如鲁ICP备12345678号-1；链接到工业和信息化部备案管理系统',
      width: '30',
    })}
    ${text('policeFiling', {
      hint: '如鲁公网安备37100000000001号；链接到全国互联网安全管理服务平台',
      width: '30',
    })}
    ${text('partyGovernmentMark', {
      hint: '标识链接中“id=”后面的32位标识码，也可以粘贴整个链接',
    })}`
}

function contactFields(view: FormView): Html {
  const text = field(view)
  return html`${text('address', {})} ${text('officeHours', {})}
  ${text('phone', { hint: '带区号', width: '30', type: 'tel' })}
  ${text('fax', { width: '30', type: 'tel' })}
  ${text('email', { hint: '公开的工作邮箱', type: 'email' })} ${text('postcode', { width: '10' })}
  ${text('website', {
    hint: '域名或者网址；部署时没有指定域名的，页面标签里的域名取自这里',
  })}`
}
