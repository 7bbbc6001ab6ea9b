import { DEADLINES, type MovedClock } from '../../../domain/requests/moved-clocks.ts'
import type { HolidayNotice } from '../../../law/calendar/notice.ts'
import { button, link } from '../../../platform/web/components/button.ts'
import { errorSummary, form } from '../../../platform/web/components/form.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { textarea } from '../../../platform/web/components/inputs.ts'
import { details } from '../../../platform/web/components/notices.ts'
import { table } from '../../../platform/web/components/table.ts'
import { tag } from '../../../platform/web/components/tag.ts'
import type { FormView } from '../../../platform/web/forms.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'

export interface CalendarNoticesPage {
  readonly notices: readonly HolidayNotice[]
  /** years that came with the product or were imported since */
  readonly imported: ReadonlySet<number>
  readonly moved: readonly MovedClock[]
  readonly hasMore: boolean
  readonly readsCases: boolean
  readonly mayImport: boolean
  readonly maySign: boolean
  readonly view: FormView
  readonly csrf: string
}

/** 节假日安排: the notices that deadlines rest on, and the open cases whose days a new one moves. */
export function calendarNoticesPage(props: CalendarNoticesPage): Html {
  const { view, mayImport, readsCases } = props
  return html`${errorSummary(view)} ${pageHeading('节假日安排', '答复期限按工作日计算的依据')}
  ${readsCases && movedSection(props)} ${mayImport && importForm(props)} ${noticeTable(props)}`
}

const DEADLINE_NAMES = {
  correctionNoticeDueOn: '补正告知最迟',
  correctionDueOn: '补正期限',
  consultationDueOn: '征求意见期限',
  paymentDueOn: '缴费期限',
  replyDueOn: '答复期限',
} as const satisfies Record<(typeof DEADLINES)[number], string>

function movedSection({ moved, hasMore, maySign, notices, csrf }: CalendarNoticesPage): Html {
  return html`<section>
    <h2 class="govuk-heading-m">期限因此变动的在办申请</h2>
    <p class="govuk-body">
      新的放假通知不会自动改动已经告知申请人的期限；由机构负责人逐件签署后重算，并记入办理经过。已办结的不再改动。
    </p>
    ${hasMore && html`<p class="govuk-body">只列出前${moved.length}件，签署后再列其余。</p>`}
    ${table<MovedClock>({
      caption: '期限变动的申请',
      captionHidden: true,
      columns: [
        {
          heading: '登记号',
          rowHeader: true,
          nowrap: true,
          cell: ({ registerNumber, id }) => link(registerNumber, officePaths.request(id)),
        },
        { heading: '申请内容', wide: true, cell: ({ subject }) => subject },
        { heading: '变动', cell: changes },
        {
          heading: '负责人签署',
          nowrap: true,
          cell: (one) => (maySign ? signForm(one, notices, csrf) : tag('待负责人签署', 'waiting')),
        },
      ],
      rows: moved,
      empty: '没有。在办申请的期限都与现有的放假安排一致。',
    })}
  </section>`
}

function changes({ from, to }: MovedClock): Html {
  const changed = DEADLINES.filter((name) => String(from[name]) !== String(to[name]))
  const day = (date: Temporal.PlainDate | null) => date?.toString() ?? '未定'
  if (changed.length === 0) return html`期限不变，由暂定转为确定`
  return html`${changed.map(
    (name) => html`<div>${DEADLINE_NAMES[name]}：${day(from[name])} → ${day(to[name])}</div>`,
  )}`
}

function signForm(
  { id, seenSeq, registerNumber, to }: MovedClock,
  notices: readonly HolidayNotice[],
  csrf: string,
): Html {
  const year = to.replyDueOn?.year ?? to.receivedOn?.year
  const notice = notices.find((one) => one.year === year) ?? notices.at(-1)
  return form({
    action: officePaths.calendarSign(id),
    csrf,
    className: 'mq-inline-form',
    label: `签署：${registerNumber}`,
    body: html`<input type="hidden" name="seenSeq" value="${seenSeq}" />
      <input type="hidden" name="notice" value="${notice ? documentsOf(notice) : ''}" />
      ${button('同意重算', { small: true, about: registerNumber })}`,
  })
}

const documentsOf = ({ documents }: HolidayNotice) =>
  documents.map(({ number }) => number).join('、')

function importForm({ view, csrf }: CalendarNoticesPage): Html {
  return html`<section>
    <h2 class="govuk-heading-m">导入放假通知</h2>
    ${form({
      action: officePaths.calendarNotices,
      csrf,
      body: html`${textarea({
        name: 'notice',
        label: '通知内容（JSON）',
        hint: '国务院办公厅每年发布的放假安排，全年一份；对已有年份的调整，按调整后的全年重新导入',
        form: view,
        rows: 8,
      })}
      ${details(
        '怎样填写',
        html`<pre class="mq-code">${EXAMPLE}</pre>
          <p class="govuk-body">
            off列放假的日期，makeUp列调休上班的周末。缺少法定节日、日期重复或者把平日列为调休的，不予导入。
          </p>`,
      )}
      ${button('检查并导入')}`,
    })}
  </section>`
}

const EXAMPLE = `{
  "year": 2027,
  "document": "国办发明电〔2026〕1号",
  "blocks": [
    { "name": "元旦", "off": ["2027-01-01"], "makeUp": [] }
  ]
}`

function noticeTable({ notices, imported }: CalendarNoticesPage): Html {
  return table<HolidayNotice>({
    caption: '已有的放假安排',
    columns: [
      { heading: '年份', rowHeader: true, nowrap: true, cell: ({ year }) => `${year}` },
      { heading: '通知', cell: documentsOf },
      {
        heading: '放假',
        cell: ({ blocks }) =>
          blocks.map(({ name, off }) => `${name}${off.at(0)}至${off.at(-1)}`).join('；'),
      },
      { heading: '来源', nowrap: true, cell: ({ year }) => (imported.has(year) ? '导入' : '内置') },
    ],
    rows: notices.toReversed(),
  })
}
