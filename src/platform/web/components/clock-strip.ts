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
  return html`<ol class="mq-clock" aria-label="${label}">
    ${days.map((day, index) => cell(day, days[index - 1]))}
  </ol>`
}

function cell(day: ClockDay, previous: ClockDay | undefined): Html {
  const newMonth = previous === undefined || previous.on.month !== day.on.month
  const newYear = previous !== undefined && previous.on.year !== day.on.year
  const cellClass = joined(
    `mq-clock__day mq-clock__day--${day.kind}`,
    day.today && 'mq-clock__day--today',
  )
  return html`<li class="${cellClass}">
    <time class="mq-clock__date" datetime="${day.on.toString()}"
      >${newYear && `${day.on.year}年`}${newMonth ? `${day.on.month}月${day.on.day}日` : `${day.on.day}日`}</time
    >
    <span class="mq-clock__weekday">周${WEEKDAYS[day.on.dayOfWeek - 1]}</span>
    <span class="mq-clock__mark">${mark(day)}</span>
  </li>`
}

function mark({ kind, count, note, today }: ClockDay): Html {
  const counted = count !== undefined && html`<b>第${count}日</b> `
  const silent = { start: '起', counted: '', skipped: '不计', excluded: '扣除', due: '届满' }[kind]
  return html`${counted}${note ?? silent}${today && ' 今天'}`
}
