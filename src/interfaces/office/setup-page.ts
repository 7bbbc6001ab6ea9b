import { button } from '../../platform/web/components/button.ts'
import { select } from '../../platform/web/components/choices.ts'
import { errorSummary, form } from '../../platform/web/components/form.ts'
import { pageHeading } from '../../platform/web/components/grid.ts'
import { passwordInput, textInput } from '../../platform/web/components/inputs.ts'
import type { FormView } from '../../platform/web/forms.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { AGENCY_KIND_NAMES } from './words.ts'

/** The first page of an empty installation: the body, and its first administrator. */
export function setupBody(view: FormView, action: string): Html {
  return html`${errorSummary(view)} ${pageHeading('初始化')}
    <p class="govuk-body">
      这个链接只能用一次。填写本机构和第一位系统管理员；其他同事和角色由系统管理员登录后添加。
    </p>
    ${form({
      action,
      body: html`<h2 class="govuk-heading-m">本机构</h2>
        ${textInput({ name: 'agency.name', label: '机构全称', form: view, width: 'full' })}
        ${textInput({ name: 'agency.shortName', label: '机构简称', form: view, width: '20' })}
        ${select({
          name: 'agency.kind',
          label: '机构类别',
          form: view,
          options: Object.entries(AGENCY_KIND_NAMES).map(([value, text]) => ({ value, text })),
        })}
        ${textInput({
          name: 'agency.uscc',
          label: '统一社会信用代码',
          hint: '18位，用于编制索引号；可以以后补登',
          form: view,
          width: '20',
        })}
        ${textInput({
          name: 'agency.slug',
          label: '网址名',
          hint: '小写字母、数字和连字符，出现在本机构页面的网址里，如 dzb',
          form: view,
          width: '20',
        })}
        <h2 class="govuk-heading-m">系统管理员</h2>
        ${textInput({
          name: 'administrator.username',
          label: '用户名',
          hint: '小写字母、数字、点、下划线和连字符',
          form: view,
          width: '20',
          autocomplete: 'username',
        })}
        ${textInput({ name: 'administrator.displayName', label: '姓名', form: view, width: '20' })}
        ${passwordInput({
          name: 'administrator.password',
          label: '密码',
          hint: '至少10个字符',
          form: view,
          autocomplete: 'new-password',
        })}
        ${button('建立')}`,
    })}`
}
