import type { DueAssistance } from '../../../domain/requests/assistance/due-assistance.ts'
import type { DatedTodo } from '../../../domain/requests/todo-calendar.ts'
import type { WorkingCalendar } from '../../../law/calendar/calendar.ts'
import { link } from '../../../platform/web/components/button.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { scrollRegion } from '../../../platform/web/components/table.ts'
import { tag, type Tone } from '../../../platform/web/components/tag.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officePaths } from '../paths.ts'
import { STEP_NAMES } from '../requests/words.ts'

export interface MonthPage {
  readonly month: Temporal.PlainYearMonth
  readonly today: Temporal.PlainDate
  readonly due: readonly DatedTodo[]
  /** 协助调查, from us and to us */
  readonly assistance: readonly DueAssistance[]
  readonly calendar: WorkingCalendar
}

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日']
const URGENT_DAYS = 3

/** 到期日历: what is due on which day of the month, days off greyed. */
export function monthPage(props: MonthPage): Html {
  const { month, due, assistance } = props
  const title = `${month.year}年${month.month}月`
  const step = (months: number, text: string) =>
    link(text, `${officePaths.calendar}?month=${month.add({ months }).toString()}`)
  return html`${pageHeading('到期日历', title)}
    <p class="govuk-body mq-no-print">
      ${step(-1, '上个月')}　${link('本月', officePaths.calendar)}　${step(1, '下个月')}　共${due.length + assistance.length}件到期
    </p>
    ${scrollRegion(`${title}到期的申请`, grid(props, title))}
    <p class="govuk-hint">
      只列没有归档的申请和没有答复的协助调查；点登记号打开。灰色为休息日，期限不会落在休息日。
    </p>`
}

function grid(props: MonthPage, title: string): Html {
  return html`<table class="govuk-table mq-month">
    <caption class="govuk-table__caption govuk-visually-hidden">
      ${title}到期的申请
    </caption>
    <thead>
      <tr>
        ${WEEKDAYS.map((name) => html`<th scope="col">星期${name}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${weeksOf(props.month).map(
        (week) =>
          html`<tr>
            ${week.map((day) => cell(day, props))}
          </tr> `,
      )}
    </tbody>
  </table>`
}

function weeksOf(month: Temporal.PlainYearMonth): Temporal.PlainDate[][] {
  const first = month.toPlainDate({ day: 1 })
  const last = month.toPlainDate({ day: month.daysInMonth })
  const start = first.subtract({ days: first.dayOfWeek - 1 })
  const weeks = Math.ceil((start.until(last).days + 1) / 7)
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (_day, day) => start.add({ days: week * 7 + day })),
  )
}

function cell(day: Temporal.PlainDate, props: MonthPage): Html {
  const { month, today, calendar } = props
  if (day.month !== month.month) return html`<td class="mq-month__outside"></td>`
  const isOff = !calendar.whenMissing('by-weekday').isWorkingDay(day)
  const isToday = day.equals(today)
  const due = props.due.filter(({ dueOn }) => dueOn.equals(day))
  const assistance = props.assistance.filter(({ dueOn }) => dueOn.equals(day))
  return html`<td class="${isOff ? 'mq-month__off' : 'mq-month__work'}">
    <span class="mq-month__day"
      >${day.day}${isOff && html`<span class="mq-month__rest"> 休</span>`}${
        isToday && html` <strong>今天</strong>`
      }</span
    >
    ${
      due.length + assistance.length > 0 &&
      html`<ul class="mq-month__items">
        ${due.map(entry)} ${assistance.map(assistanceEntry)}
      </ul>`
    }
  </td>`
}

function entry({ id, registerNumber, subject, step, workingDaysLeft: left }: DatedTodo): Html {
  return html`<li>
    ${link(registerNumber, officePaths.request(id))} ${tag(STEP_NAMES[step], toneOf(left))}
    <span class="mq-month__subject">${subject}</span>
  </li>`
}

function assistanceEntry(one: DueAssistance): Html {
  const what = one.direction === 'incoming' ? '答复协助' : '等待协助'
  return html`<li>
    ${link(one.registerNumber, officePaths.oneAssistance(one.id))}
    ${tag(what, toneOf(one.workingDaysLeft))}
    <span class="mq-month__subject">${one.organ}：${one.about}</span>
  </li>`
}

function toneOf(left: number | null): Tone {
  if (left === null) return 'quiet'
  if (left < 0) return 'late'
  return left <= URGENT_DAYS ? 'urgent' : 'quiet'
}
