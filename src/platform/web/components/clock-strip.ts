/**
 * The clock of a case, day by day: which days were counted, which were not, and why.
 *
 *   clockStrip({
 *     label: '答复期限如何算出',
 *     days: [
 *       { on: day('2020-06-19'), kind: 'start', note: '收到' },
 *       { on: day('2020-06-20'), kind: 'skipped', note: '休息日' },
 *       { on: day('2020-06-22'), kind: 'counted', count: 1 },
 *       { on: day('2020-06-25'), kind: 'skipped', note: '端午节' },
 *       { on: day('2020-06-29'), kind: 'excluded', note: '征求意见' },
 *       { on: day('2020-07-20'), kind: 'due', count: 20, note: '期限届满' },
 *     ],
 *   })
 *
 * Every cell says its date and its number or reason in words; colour only repeats it.
 */
import { html, joined, type Html } from '../html.ts'

export interface ClockDay {
  readonly on: Temporal.PlainDate
  /** skipped: no working day; excluded: a working day that the law leaves out (consultation, correction …). */
  readonly kind: 'start' | 'counted' | 'skipped' | 'excluded' | 'due'
  /** The ordinal of a counted day. */
  readonly count?: number
  readonly note?: string
  readonly today?: boolean
}

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日']

export function clockStrip({
  label,
  days,
}: {
  readonly label: string
  readonly days: readonly ClockDay[]
}): Html {
  const week = WEEKDAYS.map((weekday) => html`<span>周${weekday}</span>`)
  const cells = days.map((day, index) => cell(day, days[index - 1]))
  return html`<div class="mq-clock__week" aria-hidden="true">${week}</div>
    <ol class="mq-clock" aria-label="${label}">
      ${cells}
    </ol>`
}

function cell(day: ClockDay, previous: ClockDay | undefined): Html {
  const cellClass = joined(
    `mq-clock__day mq-clock__day--${day.kind} mq-clock__day--column-${day.on.dayOfWeek}`,
    day.today && 'mq-clock__day--today',
  )
  const weekday = html`<span class="govuk-visually-hidden"
    >周${WEEKDAYS[day.on.dayOfWeek - 1]}</span
  >`
  const date = html`<time class="mq-clock__date" datetime="${day.on.toString()}"
    >${dateText(day.on, previous?.on)}</time
  >`
  return html`<li class="${cellClass}">${date} ${weekday} <span>${mark(day)}</span></li>`
}

/** The month is named where it begins, the year where it changes. */
function dateText(on: Temporal.PlainDate, previous: Temporal.PlainDate | undefined): string {
  if (previous === undefined || previous.year !== on.year)
    return `${on.year}年${on.month}月${on.day}日`
  return previous.month === on.month ? `${on.day}日` : `${on.month}月${on.day}日`
}

function mark({ kind, count, note, today }: ClockDay): Html {
  const counted = count !== undefined && html`<b>第${count}日</b> `
  const silent = { start: '起', counted: '', skipped: '不计', excluded: '扣除', due: '届满' }[kind]
  return html`${counted}${note ?? silent}${today && ' 今天'}`
}
