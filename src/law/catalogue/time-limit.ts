import type { CountedStretch, WorkingCalendar } from '../calendar/calendar.ts'
import { PUBLICATION_DAYS, publicationLimit } from '../publication-limit.ts'

/** 公开时限 of a catalogue row, as far as a machine can hold it. */
export type RowLimit =
  /** from formation or change; the general rule is 20 工作日 (条例 第二十六条) */
  | { readonly kind: 'working-days'; readonly days: number }
  | { readonly kind: 'calendar-days'; readonly days: number }
  /** 及时、实时: no number of its own, so the twenty days are the outer limit */
  | { readonly kind: 'promptly' }
  /** every year by this day */
  | { readonly kind: 'yearly'; readonly month: number; readonly day: number }
  | { readonly kind: 'half-yearly' | 'quarterly' | 'monthly' }
  /** 长期公开: it must be there */
  | { readonly kind: 'standing' }

export const GENERAL_ROW_LIMIT: RowLimit = { kind: 'working-days', days: PUBLICATION_DAYS }

/**
 * Reads the wording of a printed catalogue. What names several limits gives the first general one; the exceptions
 * (行政许可、行政处罚 7个工作日) are rows of their own. Undefined when the words hold no limit: somebody must choose.
 */
export function parseRowLimit(wording: string): RowLimit | undefined {
  const text = wording.normalize('NFKC').replaceAll(/\s/g, '')
  return periodic(text) ?? counted(text) ?? wordy(text)
}

function periodic(text: string): RowLimit | undefined {
  const yearly = /(?:每年|次年|当年|年度)(?:的)?(\d{1,2})月(\d{1,2})日(?:前|之前|以前)/.exec(text)
  if (yearly) {
    const [month, day] = [Number(yearly[1]), Number(yearly[2])]
    if (isDayOfYear(month, day)) return { kind: 'yearly', month, day }
  }
  if (/每半年/.test(text)) return { kind: 'half-yearly' }
  if (/每(?:个)?季度?|按季度?/.test(text)) return { kind: 'quarterly' }
  if (/每(?:个)?月|按月/.test(text)) return { kind: 'monthly' }
  if (/每年|按年|年度终了/.test(text)) return { kind: 'yearly', month: 12, day: 31 }
  return undefined
}

function isDayOfYear(month: number, day: number): boolean {
  if (month < 1 || month > 12) return false
  return day >= 1 && day <= Temporal.PlainYearMonth.from({ year: 2024, month }).daysInMonth
}

function counted(text: string): RowLimit | undefined {
  // a term of notice (公告期限为5个工作日) is how long it hangs, not by when it is due
  const words = text.replaceAll(/(?:公告|公示)(?:期限?|时间)[^,，;；。]*/g, '')
  const found = /(\d{1,3})个?(工作日|自然日|日|天|小时)/.exec(words)
  if (!found) return undefined
  const number = Number(found[1])
  if (number === 0) return undefined
  if (found[2] === '工作日') return { kind: 'working-days', days: number }
  if (found[2] === '小时') return { kind: 'promptly' }
  return { kind: 'calendar-days', days: number }
}

function wordy(text: string): RowLimit | undefined {
  if (/及时|实时|即时|随时|当日|第一时间|立即/.test(text)) return { kind: 'promptly' }
  if (/长期|常年|动态/.test(text)) return { kind: 'standing' }
  return undefined
}

export function rowLimitInWords(limit: RowLimit): string {
  switch (limit.kind) {
    case 'working-days':
      return `自信息形成或者变更之日起${limit.days}个工作日内`
    case 'calendar-days':
      return `自信息形成或者变更之日起${limit.days}日内`
    case 'promptly':
      return '及时公开'
    case 'yearly':
      return `每年${limit.month}月${limit.day}日前`
    case 'half-yearly':
      return '每半年'
    case 'quarterly':
      return '每季度'
    case 'monthly':
      return '每月'
    case 'standing':
      return '长期公开'
  }
}

/**
 * By when one piece of information under this row must be public. Undefined where the row asks for a regular
 * publication instead of one per event.
 */
export function dueOnUnder(
  limit: RowLimit,
  formedOn: Temporal.PlainDate,
  calendar: WorkingCalendar,
): { readonly dueOn: Temporal.PlainDate; readonly stretch?: CountedStretch } | undefined {
  switch (limit.kind) {
    case 'working-days':
      return publicationLimit(
        formedOn,
        { kind: 'working-days', days: limit.days, basis: '' },
        calendar,
      )
    case 'calendar-days':
      return publicationLimit(
        formedOn,
        { kind: 'calendar-days', days: limit.days, basis: '' },
        calendar,
      )
    case 'promptly':
      return publicationLimit(formedOn, { kind: 'promptly', basis: '' }, calendar)
    default:
      return undefined
  }
}
