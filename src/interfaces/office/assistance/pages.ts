import type { AssistanceCase } from '../../../domain/requests/assistance/assistance.ts'
import type { AssistanceCount } from '../../../domain/requests/assistance/assistance-store.ts'
import { button, buttonGroup, link, linkButton } from '../../../platform/web/components/button.ts'
import { radios, select } from '../../../platform/web/components/choices.ts'
import { errorSummary, form } from '../../../platform/web/components/form.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { dateInput, textarea, textInput } from '../../../platform/web/components/inputs.ts'
import { inset } from '../../../platform/web/components/notices.ts'
import { summaryList } from '../../../platform/web/components/summary-list.ts'
import { table } from '../../../platform/web/components/table.ts'
import { tag } from '../../../platform/web/components/tag.ts'
import { formView, type FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { ASSISTANCE_RESULT_NAMES, DIRECTION_NAMES, SHORT_DIRECTIONS } from './words.ts'

export interface AssistanceList {
  readonly year: number
  readonly years: readonly number[]
  readonly cases: readonly AssistanceCase[]
  readonly count: AssistanceCount
  readonly today: Temporal.PlainDate
  readonly mayRegister: boolean
}

const COUNTED_APART =
  '协助调查单独登记、单独编号，不是依申请公开，不计入年度报告表三；年度报告的文字部分可以写明件数。'

export function assistanceListPage(props: AssistanceList): Html {
  const { year, years, cases, count, today, mayRegister } = props
  return html`${pageHeading('协助调查', `${year}年`)}
    <div class="mq-steps">${mayRegister && linkButton('登记协助', officePaths.newAssistance)}</div>
    ${form({
      action: officePaths.assistance,
      method: 'get',
      label: '选择年度',
      className: 'mq-filter',
      body: html`${select({
        name: 'year',
        label: '年度',
        form: formView({ year }),
        options: years.map((value) => ({ value: String(value), text: `${value}年` })),
      })}
      ${button('查看', { style: 'secondary' })}`,
    })}
    <p class="govuk-body">
      ${year}年协助调查${count.incoming + count.outgoing}件：来函${count.incoming}件，去函${count.outgoing}件；未办结${count.open}件。
    </p>
    <p class="govuk-hint">${COUNTED_APART}</p>
    ${table<AssistanceCase>({
      caption: '协助调查登记簿',
      captionHidden: true,
      columns: [
        {
          heading: '编号',
          rowHeader: true,
          nowrap: true,
          cell: ({ registerNumber, id }) => link(registerNumber, officePaths.oneAssistance(id)),
        },
        { heading: '方向', nowrap: true, cell: ({ direction }) => SHORT_DIRECTIONS[direction] },
        { heading: '对方机关', cell: ({ organ }) => organ },
        { heading: '事项', wide: true, cell: ({ about }) => about },
        { heading: '收到、发出', nowrap: true, cell: ({ begunOn }) => begunOn.toString() },
        { heading: '期限', nowrap: true, cell: (one) => dueCell(one, today) },
        {
          heading: '结果',
          cell: ({ result, repliedOn }) =>
            result ? `${ASSISTANCE_RESULT_NAMES[result]}（${repliedOn?.toString() ?? ''}）` : '',
        },
        { heading: '经办人', nowrap: true, cell: ({ handlerName }) => handlerName },
      ],
      rows: cases,
      empty: '没有登记。',
    })}`
}

function dueCell({ dueOn, repliedOn }: AssistanceCase, today: Temporal.PlainDate): Html {
  const late = Temporal.PlainDate.compare(repliedOn ?? today, dueOn) > 0
  return html`${dueOn.toString()} ${late && tag(repliedOn ? '逾期办结' : '已逾期', 'late')}`
}

export function newAssistancePage(view: FormView, csrf: string): Html {
  return html`${errorSummary(view)} ${pageHeading('登记协助')} ${inset(COUNTED_APART)}
  ${form({
    action: officePaths.newAssistance,
    csrf,
    body: html`${radios({
      name: 'direction',
      label: '来函还是去函',
      form: view,
      options: Object.entries(DIRECTION_NAMES).map(([value, text]) => ({ value, text })),
    })}
    ${textInput({ name: 'organ', label: '对方机关', form: view, width: 'half' })}
    ${textInput({ name: 'organLetter', label: '来函文号', form: view, width: '20', optional: true })}
    ${textarea({ name: 'about', label: '协助事项', form: view, rows: 4, max: 500 })}
    ${dateInput({ name: 'begunOn', label: '收到或者发出的日期', form: view })}
    ${dateInput({ name: 'dueOn', label: '办结期限', hint: '不填的，为十五个工作日', form: view, optional: true })}
    ${textInput({ name: 'requestNumber', label: '相关申请的登记号', hint: '例如〔2024〕7号', form: view, width: '20', optional: true })}
    ${buttonGroup([button('登记'), link('返回', officePaths.assistance)])}`,
  })}`
}

export interface AssistancePage {
  readonly one: AssistanceCase
  readonly today: Temporal.PlainDate
  readonly mayReply: boolean
  readonly view: FormView
  readonly csrf: string
}

export function assistancePage({ one, today, mayReply, view, csrf }: AssistancePage): Html {
  return html`${errorSummary(view)}
    ${pageHeading(`协助调查 ${one.registerNumber}`, SHORT_DIRECTIONS[one.direction])}
    ${summaryList(
      [
        { key: '对方机关', value: one.organ },
        { key: '来函文号', value: one.organLetter },
        { key: '协助事项', value: one.about },
        { key: '收到、发出', value: one.begunOn.toString() },
        { key: '办结期限', value: dueCell(one, today) },
        {
          key: '相关申请',
          value:
            one.requestId === null
              ? undefined
              : link(one.requestNumber ?? '打开', officePaths.request(one.requestId)),
        },
        { key: '经办人', value: one.handlerName },
        { key: '复函日期', value: one.repliedOn?.toString() },
        { key: '办理结果', value: one.result ? ASSISTANCE_RESULT_NAMES[one.result] : undefined },
        { key: '复函内容', value: one.reply === '' ? undefined : one.reply },
      ],
      { compact: true },
    )}
    ${mayReply && one.repliedOn === null && replyForm(one.id, view, csrf)}
    <p class="govuk-body">${link('返回登记簿', officePaths.assistance)}</p>`
}

function replyForm(id: number, view: FormView, csrf: string): Html {
  return html`<h2 class="govuk-heading-m">登记复函</h2>
    ${form({
      action: officePaths.assistanceReply(id),
      csrf,
      body: html`${dateInput({ name: 'repliedOn', label: '复函日期', form: view })}
      ${radios({
        name: 'result',
        label: '办理结果',
        form: view,
        options: Object.entries(ASSISTANCE_RESULT_NAMES).map(([value, text]) => ({ value, text })),
      })}
      ${textarea({ name: 'reply', label: '复函内容摘要', form: view, rows: 4, max: 2000 })}
      ${button('办结')}`,
    })}`
}
