import { dateOfDay, dayNumberOf } from './day-number.ts'
import type { HolidayNotice } from './notice.ts'
import { builtInNotices } from './notices/built-in.ts'
import { type MissingCalendar, type SkippedDay, WorkingDays } from './working-days.ts'

/** A stretch of days after `from` up to and including `to`, explained day by day. */
export interface CountedStretch {
  readonly from: Temporal.PlainDate
  readonly to: Temporal.PlainDate
  /** Working days in (from, to]. */
  readonly counted: number
  readonly skipped: readonly SkippedDay[]
  /** Weekend days that count because they are worked for a holiday: 调休上班. */
  readonly makeUp: readonly SkippedDay[]
  /** True when a year without a notice was counted by weekday. */
  readonly provisional: boolean
}

/**
 * The working days (工作日) that the loaded holiday notices make. Immutable: a newly imported notice makes a new one.
 *
 * Every method that needs a year without a notice throws `CalendarMissing` (a Refusal `calendar-missing`), or, on a
 * calendar from `whenMissing('by-weekday')`, counts Monday to Friday there and reports it as provisional.
 *
 * 条例 knows no rule of counting; 民法典 第二百零一条、第二百零三条 are followed: the day of the event does not count,
 * the last day counts whole.
 */
export class WorkingCalendar {
  readonly notices: readonly HolidayNotice[]
  readonly days: WorkingDays
  /** The same calendar under the other answer to a missing year, made once: its tables are costly to explain. */
  #other: WorkingCalendar | undefined

  constructor(notices: readonly HolidayNotice[], days?: WorkingDays) {
    this.notices = notices
    this.days = days ?? WorkingDays.of(notices, 'refuse')
  }

  /** Years with a notice, ascending. */
  get years(): readonly number[] {
    return [...new Set(this.notices.map((notice) => notice.year))].sort((a, b) => a - b)
  }

  whenMissing(missing: MissingCalendar): WorkingCalendar {
    if (missing === this.days.missing) return this
    return (this.#other ??= new WorkingCalendar(this.notices, this.days.whenMissing(missing)))
  }

  /** A calendar that also has these notices; one for a year already loaded takes its place. */
  withNotices(more: readonly HolidayNotice[]): WorkingCalendar {
    const replaced = new Set(more.map((notice) => notice.year))
    const kept = this.notices.filter((notice) => !replaced.has(notice.year))
    const notices = [...kept, ...more].sort((a, b) => a.year - b.year)
    return new WorkingCalendar(notices, WorkingDays.of(notices, this.days.missing))
  }

  isWorkingDay(day: Temporal.PlainDate): boolean {
    return this.days.isWorkingDay(dayNumberOf(day))
  }

  /** The n-th working day after `from` (n ≥ 0 工作日); `from` itself does not count. */
  addWorkingDays(from: Temporal.PlainDate, n: number): Temporal.PlainDate {
    return dateOfDay(this.days.add(dayNumberOf(from), n))
  }

  /** Working days in (from, to]; 0 when `to` is not later than `from`. */
  workingDaysBetween(from: Temporal.PlainDate, to: Temporal.PlainDate): number {
    return this.days.count(dayNumberOf(from), dayNumberOf(to))
  }

  /** Last day of a period in calendar days, months or years: a day off gives way to the next working day. */
  rollForward(day: Temporal.PlainDate): Temporal.PlainDate {
    return dateOfDay(this.days.rollForward(dayNumberOf(day)))
  }

  lastWorkingDayOnOrBefore(day: Temporal.PlainDate): Temporal.PlainDate {
    return dateOfDay(this.days.lastOnOrBefore(dayNumberOf(day)))
  }

  /** Every day of (from, to] that did not count, with its reason, and every make-up day that did. */
  explain(from: Temporal.PlainDate, to: Temporal.PlainDate): CountedStretch {
    const [first, last] = [dayNumberOf(from), dayNumberOf(to)]
    return {
      from,
      to,
      counted: this.days.count(first, last),
      skipped: this.days.skipped(first, last),
      makeUp: makeUpDays(this.days, first, last),
      provisional: !this.days.isCertain(first, last),
    }
  }
}

function makeUpDays(days: WorkingDays, from: number, to: number): SkippedDay[] {
  const found: SkippedDay[] = []
  for (let day = from + 1; day <= to; day++) {
    const holiday = days.makeUpFor(day)
    if (holiday !== undefined) found.push({ on: dateOfDay(day), why: `${holiday}调休上班` })
  }
  return found
}

/** The calendar of the notices Mingqu ships with. */
export const builtInCalendar = new WorkingCalendar(builtInNotices)
