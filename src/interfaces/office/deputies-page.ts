import { DEPUTISED_ROLES, type DeputySummary } from '../../domain/accounts/deputies.ts'
import type { Role } from '../../domain/accounts/officer.ts'
import { button } from '../../platform/web/components/button.ts'
import { radios, select } from '../../platform/web/components/choices.ts'
import { errorSummary, form } from '../../platform/web/components/form.ts'
import { pageHeading } from '../../platform/web/components/grid.ts'
import { dateInput } from '../../platform/web/components/inputs.ts'
import { inset } from '../../platform/web/components/notices.ts'
import { table } from '../../platform/web/components/table.ts'
import { tag } from '../../platform/web/components/tag.ts'
import type { FormView } from '../../platform/web/forms.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { officePaths } from './paths.ts'
import { ROLE_NAMES } from './words.ts'

export interface DeputiesPage {
  readonly deputies: readonly DeputySummary[]
  readonly colleagues: readonly {
    readonly id: number
    readonly name: string
    readonly roles: readonly Role[]
  }[]
  readonly view: FormView
  readonly csrf: string
  readonly today: Temporal.PlainDate
}

export function deputiesPage(props: DeputiesPage): Html {
  const { deputies, view, csrf, today } = props
  return html`${errorSummary(view)} ${pageHeading('代理')}
    ${inset(
      '同事不在岗期间，可以指定他人代行其角色，到期自动终止。代理人办理的每一步都写明代谁办理；代理人拟的稿子，本人仍不能审核、签发。',
    )}
    ${table<DeputySummary>({
      caption: '代理记录',
      columns: [
        { heading: '不在岗的人', rowHeader: true, cell: ({ personName }) => personName },
        { heading: '代行的角色', cell: ({ role }) => ROLE_NAMES[role] },
        { heading: '代理人', cell: ({ deputyName }) => deputyName },
        { heading: '起', nowrap: true, cell: ({ fromOn }) => fromOn.toString() },
        { heading: '止', nowrap: true, cell: ({ untilOn }) => untilOn.toString() },
        { heading: '指定人', cell: ({ appointedBy }) => appointedBy },
        { heading: '状态', cell: (one) => stateOf(one, today) },
        { heading: '办理', cell: (one) => (isOver(one, today) ? '' : revokeForm(one, csrf)) },
      ],
      rows: deputies,
      empty: '没有指定过代理人。',
    })}
    <h2 class="govuk-heading-m">指定代理人</h2>
    ${appointForm(props)}`
}

function isOver({ isRevoked, untilOn }: DeputySummary, today: Temporal.PlainDate): boolean {
  return isRevoked || Temporal.PlainDate.compare(untilOn, today) < 0
}

function stateOf(one: DeputySummary, today: Temporal.PlainDate): Html {
  if (one.isRevoked) return tag('已终止', 'quiet')
  if (isOver(one, today)) return tag('已到期', 'quiet')
  const isToCome = Temporal.PlainDate.compare(one.fromOn, today) > 0
  return isToCome ? tag('未开始', 'waiting') : tag('代理中', 'active')
}

function revokeForm({ id, deputyName }: DeputySummary, csrf: string): Html {
  return form({
    action: officePaths.revokeDeputy(id),
    csrf,
    className: 'mq-inline-form',
    label: `终止${deputyName}的代理`,
    body: button('终止', { style: 'secondary', about: deputyName }),
  })
}

function appointForm({ colleagues, view, csrf }: DeputiesPage): Html {
  const options = colleagues.map(({ id, name, roles }) => ({
    value: String(id),
    text: `${name}（${roles.map((role) => ROLE_NAMES[role]).join('、')}）`,
  }))
  return form({
    action: officePaths.deputies,
    csrf,
    body: html`${select({ name: 'personId', label: '不在岗的人', form: view, blank: '请选择', options })}
    ${radios({
      name: 'role',
      label: '代行的角色',
      form: view,
      options: DEPUTISED_ROLES.map((role) => ({ value: role, text: ROLE_NAMES[role] })),
    })}
    ${select({ name: 'deputyId', label: '代理人', form: view, blank: '请选择', options })}
    ${dateInput({ name: 'fromOn', label: '起始日期', form: view })}
    ${dateInput({ name: 'untilOn', label: '截止日期', hint: '当日仍可代理', form: view })}
    ${button('指定')}`,
  })
}
