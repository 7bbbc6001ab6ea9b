import { ROLES } from '../../domain/accounts/officer.ts'
import type { UserSummary } from '../../domain/accounts/users.ts'
import type { Agency } from '../../domain/organisations/agency.ts'
import { formatMinute } from '../../platform/kernel/time.ts'
import { button, buttonGroup, link } from '../../platform/web/components/button.ts'
import { checkboxes } from '../../platform/web/components/choices.ts'
import { errorSummary, form } from '../../platform/web/components/form.ts'
import { pageHeading } from '../../platform/web/components/grid.ts'
import { passwordInput, textInput } from '../../platform/web/components/inputs.ts'
import { summaryList } from '../../platform/web/components/summary-list.ts'
import { table } from '../../platform/web/components/table.ts'
import { tag } from '../../platform/web/components/tag.ts'
import type { FormView } from '../../platform/web/forms.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { officePaths } from './paths.ts'
import { AGENCY_KIND_NAMES, ROLE_NAMES } from './words.ts'

export interface PeoplePage {
  readonly agency: Agency
  readonly users: readonly UserSummary[]
  readonly view: FormView
  readonly csrf: string
  readonly mayManage: boolean
  readonly now: Temporal.Instant
}

export function peoplePage(props: PeoplePage): Html {
  return html`${errorSummary(props.view)} ${pageHeading('用户与机构')}
    <h2 class="govuk-heading-m">本机构</h2>
    ${agencyFacts(props.agency)}
    <h2 class="govuk-heading-m">用户</h2>
    ${table<UserSummary>({
      caption: '用户',
      captionHidden: true,
      columns: [
        { heading: '姓名', rowHeader: true, cell: (user) => user.displayName },
        { heading: '用户名', cell: (user) => user.username },
        { heading: '角色', cell: (user) => user.roles.map((role) => ROLE_NAMES[role]).join('、') },
        { heading: '电子邮箱', cell: (user) => mailCell(user, props.mayManage) },
        { heading: '状态', cell: (user) => userState(user, props.now) },
        { heading: '办理', cell: (user) => (props.mayManage ? switchForm(user, props.csrf) : '') },
      ],
      rows: props.users,
    })}
    ${props.mayManage && addForm(props)}`
}

function mailCell({ id, email }: UserSummary, mayManage: boolean): Html {
  const change =
    mayManage && link(email === '' ? '登记' : '更改', officePaths.personAct(id, 'mail'))
  return html`${email} ${change}`
}

/** One field, for one person. */
export function personMailPage(
  { id, displayName }: { readonly id: number; readonly displayName: string },
  view: FormView,
  csrf: string,
): Html {
  return html`${errorSummary(view)} ${pageHeading(`${displayName}的电子邮箱`)}
  ${form({
    action: officePaths.personAct(id, 'mail'),
    csrf,
    body: html`${mailField(view)} ${buttonGroup([button('保存'), link('返回', officePaths.people)])}`,
  })}`
}

const mailField = (view: FormView): Html =>
  textInput({
    name: 'email',
    label: '电子邮箱',
    hint: '每个工作日的待办提醒寄到这里；留空的，提醒寄到本机构的公用邮箱',
    form: view,
    width: '20',
    type: 'email',
    optional: true,
  })

function agencyFacts(agency: Agency): Html {
  return summaryList(
    [
      { key: '全称', value: agency.name },
      { key: '类别', value: AGENCY_KIND_NAMES[agency.kind] },
      { key: '统一社会信用代码', value: agency.uscc ?? '未登记' },
      { key: '索引号前段', value: agency.indexPrefix ?? '未登记：登记以前不能发布文件' },
      { key: '办公地址', value: agency.address },
      { key: '联系电话', value: agency.phone },
      { key: '电子邮箱', value: agency.email },
    ],
    { compact: true },
  )
}

function userState(user: UserSummary, now: Temporal.Instant): Html {
  if (!user.active) return tag('已停用', 'quiet')
  const locked = user.lockedUntil && Temporal.Instant.compare(user.lockedUntil, now) > 0
  if (locked && user.lockedUntil) return tag(`锁定至${formatMinute(user.lockedUntil)}`, 'urgent')
  return tag('在用', 'good')
}

function switchForm(user: UserSummary, csrf: string): Html {
  const act = user.active ? 'deactivate' : 'activate'
  return form({
    action: officePaths.personAct(user.id, act),
    csrf,
    className: 'mq-inline-form',
    label: `${user.active ? '停用' : '启用'}${user.displayName}`,
    body: button(user.active ? '停用' : '启用', { style: 'secondary', small: true }),
  })
}

function addForm({ view, csrf }: PeoplePage): Html {
  return html`<h2 class="govuk-heading-m">添加用户</h2>
    ${form({
      action: officePaths.people,
      csrf,
      body: html`${textInput({ name: 'username', label: '用户名', hint: '小写字母、数字、点、下划线和连字符', form: view, width: '20' })}
      ${textInput({ name: 'displayName', label: '姓名', form: view, width: '20' })}
      ${mailField(view)}
      ${passwordInput({ name: 'password', label: '初始密码', hint: '至少10个字符', form: view, autocomplete: 'new-password' })}
      ${checkboxes({
        name: 'roles',
        label: '角色',
        hint: '系统管理员、审计员不得兼任其他角色',
        form: view,
        options: ROLES.map((value) => ({ value, text: ROLE_NAMES[value] })),
      })}
      ${button('添加')}`,
    })}`
}
