import type { Profile } from '../../domain/accounts/profile.ts'
import { button } from '../../platform/web/components/button.ts'
import { errorSummary, form } from '../../platform/web/components/form.ts'
import { pageHeading } from '../../platform/web/components/grid.ts'
import { textInput } from '../../platform/web/components/inputs.ts'
import { summaryList } from '../../platform/web/components/summary-list.ts'
import type { FormView } from '../../platform/web/forms.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { officePaths } from './paths.ts'
import { ROLE_NAMES } from './words.ts'

export interface ProfilePage {
  readonly profile: Profile
  readonly view: FormView
  readonly csrf: string
}

export function profilePage({ profile, view, csrf }: ProfilePage): Html {
  const deputies = profile.deputies.map(
    ({ role, deputyName, fromOn, untilOn }) =>
      html`${deputyName}代行${ROLE_NAMES[role]}，${fromOn}至${untilOn}<br />`,
  )
  return html`${errorSummary(view)} ${pageHeading('本人信息')}
  ${summaryList(
    [
      { key: '姓名', value: profile.displayName },
      { key: '用户名', value: profile.username },
      { key: '角色', value: profile.roles.map((role) => ROLE_NAMES[role]).join('、') },
      { key: '不在岗时由谁代理', value: deputies.length > 0 ? html`${deputies}` : '没有指定' },
    ],
    { compact: true },
  )}
  ${form({
    action: officePaths.profile,
    csrf,
    body: html`${textInput({
      name: 'email',
      label: '电子邮箱',
      hint: '每个工作日的待办提醒寄到这里，只写件数，不写内容；留空的，提醒寄到本机构的公用邮箱',
      form: view,
      width: '20',
      type: 'email',
      autocomplete: 'email',
      optional: true,
    })}
    ${button('保存')}`,
  })}`
}
