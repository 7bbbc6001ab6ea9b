import { Refusal } from '../../platform/kernel/refusal.ts'

/**
 * No notice is loaded for a year that a count runs into. A date beyond it would be a guess, so the count is refused:
 * import the notice, or ask for provisional dates (`WorkingCalendar.whenMissing`).
 */
export class CalendarMissing extends Refusal {
  readonly year: number
  /** Working days counted before the missing year began. */
  readonly counted: number
  /** Working days still to count when the calendar ended; 0 when the question was not a count. */
  readonly remaining: number

  constructor(year: number, counted = 0, remaining = 0) {
    const progress = remaining > 0 ? `，此前已计${counted}个工作日，还差${remaining}个` : ''
    super('calendar-missing', `尚未导入${year}年的节假日安排${progress}；请先导入当年的放假通知`)
    this.year = year
    this.counted = counted
    this.remaining = remaining
  }
}
