import type { DeskCounts } from '../../domain/publications/desk.ts'
import type { Handler } from '../../domain/requests/handlers.ts'
import type { OfficeNotice } from '../../domain/requests/reminders/notices.ts'
import type { TodoItem } from '../../domain/requests/todo.ts'
import { formatChineseDate } from '../../platform/kernel/time.ts'
import { button, link } from '../../platform/web/components/button.ts'
import { form } from '../../platform/web/components/form.ts'
import { pageHeading } from '../../platform/web/components/grid.ts'
import { table } from '../../platform/web/components/table.ts'
import { tag } from '../../platform/web/components/tag.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { officePaths } from './paths.ts'
import { STATUS_TAGS, STEP_NAMES, TODO_REASONS } from './requests/words.ts'
import { REMINDER_TAGS, ROLE_NAMES } from './words.ts'

export interface TodayPage {
  readonly today: Temporal.PlainDate
  readonly cases: readonly TodoItem[]
  readonly handlers: readonly Handler[]
  readonly readsCases: boolean
  readonly mayAssign: boolean
  /** only the cases in the person's own hands are listed */
  readonly onlyMine: boolean
  /** editions waiting for this person's review, their publication …; undefined for who reads none */
  readonly editions: DeskCounts | undefined
  readonly notices: readonly OfficeNotice[]
  /** what readers reported as wrong; undefined for who does not answer it */
  readonly corrections: { readonly open: number; readonly late: number } | undefined
  /** normative documents whose term ends */
  readonly policies: Html
  readonly csrf: string
}

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日']

export function todayPage(props: TodayPage): Html {
  const { today, cases, handlers, readsCases } = props
  // what somebody left behind is everybody's until it is given to somebody
  const isInOtherHands = ({ isColleagues, handlerId }: TodoItem) =>
    isColleagues && handlers.some(({ id }) => id === handlerId)
  const mine = cases.filter((one) => one.isMine && !isInOtherHands(one))
  const colleagues = cases.filter((one) => one.isMine && isInOtherHands(one))
  const others = cases.filter(({ isMine }) => !isMine)
  return html`${pageHeading('今日待办', `${formatChineseDate(today)} 星期${WEEKDAYS[today.dayOfWeek - 1] ?? ''}`)}
  ${noticeList(props)} ${props.policies} ${corrections(props)} ${editions(props)}
  ${
    readsCases &&
    html`${whoseLink(props)}
      <h2 class="govuk-heading-m">轮到我办的申请</h2>
      ${todoTable('轮到我办的申请', mine, '没有轮到您办的申请。', props)}
      ${
        colleagues.length > 0 &&
        html`<h2 class="govuk-heading-m">同事经办、我也可以办的申请</h2>
          ${todoTable('同事经办、我也可以办的申请', colleagues, '', props)}`
      }
      <h2 class="govuk-heading-m">等待其他同事和申请人的申请</h2>
      ${todoTable('等待其他同事和申请人的申请', others, '没有其他在办的申请。', props)}`
  }
  ${!readsCases && html`<p class="govuk-body">您的角色不办理案件，请从左边进入。</p>`}`
}

function noticeList({ notices, csrf }: TodayPage): Html {
  if (notices.length === 0) return html``
  const newest = Math.max(...notices.map(({ id }) => id))
  const line = ({
    kind,
    registerNumber,
    subject,
    dueOn,
    requestId,
    assistanceId,
  }: OfficeNotice) => {
    const { word, tone } = REMINDER_TAGS[kind]
    const address =
      requestId === null
        ? assistanceId && officePaths.oneAssistance(assistanceId)
        : officePaths.request(requestId)
    const number = address ? link(registerNumber, address) : registerNumber
    return html`<li>${tag(word, tone)} ${number} ${subject}${dueOn && `，${dueOn.toString()}`}</li>`
  }
  return html`<section class="mq-notices">
    <h2 class="govuk-heading-m">提醒</h2>
    <ul class="govuk-list">
      ${notices.map(line)}
    </ul>
    ${form({
      action: officePaths.noticesSeen,
      csrf,
      className: 'mq-inline-form',
      body: html`<input
          type="hidden"
          name="upTo"
          value="${newest}"
        />${button('都看到了', { style: 'secondary', small: true })}`,
    })}
  </section>`
}

function editions({ editions: counts }: TodayPage): Html {
  if (counts === undefined) return html``
  const lines = [
    [counts.overdue, '超过二十个工作日还没有公开', 'overdue=1'],
    [counts.inReview, '待保密审查', 'state=in-review'],
    [counts.referred, '报请上级确定，待登记答复', 'state=referred'],
    [counts.reviewed, '已审查，待发布', 'state=reviewed'],
    [counts.returned, '退回给您修改', 'state=returned'],
  ] as const
  const shown = lines.filter(([count]) => count > 0)
  if (shown.length === 0) return html``
  return html`<ul class="govuk-list">
    ${shown.map(([count, text, query]) => {
      return html`<li>${link(`${count}份文件${text}`, `${officePaths.publications}?${query}`)}</li>`
    })}
  </ul>`
}

function corrections({ corrections: counts }: TodayPage): Html {
  if (counts === undefined || counts.open === 0) return html``
  const late = counts.late > 0 ? `，其中${counts.late}条已过答复期限` : ''
  return html`<p class="govuk-body">
    ${link(`${counts.open}条读者纠错待办${late}`, officePaths.corrections)}
  </p>`
}

function whoseLink({ onlyMine }: TodayPage): Html {
  return html`<p class="govuk-body">
    ${
      onlyMine
        ? link('看全部在办的申请', officePaths.today)
        : link('只看我经办的', `${officePaths.today}?handler=me`)
    }
  </p>`
}

function todoTable(
  caption: string,
  rows: readonly TodoItem[],
  empty: string,
  props: TodayPage,
): Html {
  return table<TodoItem>({
    caption,
    captionHidden: true,
    stacks: true,
    columns: [
      { heading: '期限', nowrap: true, cell: dueCell },
      {
        heading: '登记号',
        nowrap: true,
        cell: (row) => link(row.registerNumber, officePaths.request(row.id)),
      },
      { heading: '申请内容', rowHeader: true, wide: true, cell: ({ subject }) => subject },
      {
        heading: '状态',
        nowrap: true,
        cell: ({ status }) => tag(STATUS_TAGS[status].word, STATUS_TAGS[status].tone),
      },
      { heading: '下一步', nowrap: true, cell: nextCell },
      {
        heading: '归谁',
        nowrap: true,
        cell: ({ by }) => by.map((role) => ROLE_NAMES[role]).join('、'),
      },
      { heading: '经办人', nowrap: true, cell: (row) => handlerCell(row, props) },
      {
        heading: '为什么',
        wide: true,
        cell: ({ reason, article }) =>
          html`${TODO_REASONS[reason]}<br /><span class="govuk-hint">${article}</span>`,
      },
    ],
    rows,
    empty,
  })
}

function nextCell({ id, step, isMine }: TodoItem): Html {
  return isMine
    ? link(STEP_NAMES[step], officePaths.requestAct(id, step))
    : html`${STEP_NAMES[step]}`
}

/** Who handles it and who stands in; a case left behind by somebody who is gone asks for a new 经办人. */
function handlerCell({ id, handlerId }: TodoItem, { handlers, mayAssign }: TodayPage): Html {
  const handler = handlers.find((one) => one.id === handlerId)
  if (handler) {
    const standIns = handler.deputyNames.join('、')
    return html`${handler.name}${standIns && `（今日由${standIns}代）`}`
  }
  const missing = tag(handlerId === null ? '未指定' : '已不在岗', 'urgent')
  return mayAssign
    ? html`${missing} ${link('转交', officePaths.requestAct(id, 'assign-handler'))}`
    : missing
}

const URGENT_DAYS = 3

function dueCell({ dueOn, workingDaysLeft: left, dueIsProvisional }: TodoItem): Html {
  if (!dueOn || left === null) return html``
  const date = html`${dueOn.toString()}${dueIsProvisional && '（暂定）'}<br />`
  if (left < 0) return html`${date}${tag(`逾期${-left}个工作日`, 'late')}`
  if (left === 0) return html`${date}${tag('今天到期', 'urgent')}`
  return html`${date}${tag(`剩${left}个工作日`, left <= URGENT_DAYS ? 'urgent' : 'quiet')}`
}
