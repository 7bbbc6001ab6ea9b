import type { WorkingCalendar } from './calendar/calendar.ts'

export interface ReportDate {
  /** The day the regulation names; it never rolls, whatever day it is. */
  readonly legalOn: Temporal.PlainDate
  /** The last working day on or before it: the day to work towards. */
  readonly targetOn: Temporal.PlainDate
}

export interface ReportDates {
  /** A department's report: submitted to the 主管部门 and published. */
  readonly department: ReportDate
  /** The government's report, published by the 主管部门. */
  readonly government: ReportDate
}

/**
 * The dates of the annual report for a year: 31 January and 31 March of the next. They are fixed days, not periods, and
 * do not roll forward. 条例 第四十九条
 */
export function reportDates(reportYear: number, calendar: WorkingCalendar): ReportDates {
  return {
    department: fixed(Temporal.PlainDate.from({ year: reportYear + 1, month: 1, day: 31 })),
    government: fixed(Temporal.PlainDate.from({ year: reportYear + 1, month: 3, day: 31 })),
  }

  function fixed(legalOn: Temporal.PlainDate): ReportDate {
    return { legalOn, targetOn: calendar.lastWorkingDayOnOrBefore(legalOn) }
  }
}
