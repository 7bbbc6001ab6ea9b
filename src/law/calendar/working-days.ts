import { CalendarMissing } from './calendar-missing.ts'
import {
  DAY_COUNT,
  FIRST_YEAR,
  LAST_YEAR,
  dateOfDay,
  isoDay,
  parseDayNumber,
  startOfYear,
  weekdayOf,
  yearOfDay,
} from './day-number.ts'
import type { HolidayNotice } from './notice.ts'

/** What to do with a year whose holiday notice is not loaded: decline, or count its weekdays and say "provisional". */
export type MissingCalendar = 'refuse' | 'by-weekday'

/** A day that did not count, and why: 周六, 周日, 国庆节假期 … */
export interface SkippedDay {
  readonly on: Temporal.PlainDate
  readonly why: string
}

interface Tables {
  /** `[d]` = working days up to and including day d. */
  readonly upTo: Int32Array
  /** `[n]` = the day that is the n-th working day (from 1). */
  readonly nth: Int32Array
  /** `[d]` = last day of the unbroken run of loaded years that d lies in; -1 when its year is not loaded. */
  readonly coveredUntil: Int32Array
  /** Names of the blocks, and for each day 1 + the index of its block, or 0. */
  readonly names: readonly string[]
  readonly blockOf: Uint16Array
}

/**
 * The working days of 2000–2099 over day numbers: prefix sums, so that adding, counting and rolling are array reads.
 * Immutable. `WorkingCalendar` is the same thing over `Temporal.PlainDate`.
 */
export class WorkingDays {
  readonly missing: MissingCalendar
  readonly #tables: Tables
  #reasons: readonly string[] | undefined
  #offDays: Int32Array | undefined
  #skipped: readonly SkippedDay[] | undefined
  #json: SkippedJson | undefined

  constructor(tables: Tables, missing: MissingCalendar) {
    this.#tables = tables
    this.missing = missing
  }

  static of(notices: readonly HolidayNotice[], missing: MissingCalendar): WorkingDays {
    return new WorkingDays(tablesOf(notices), missing)
  }

  /** The same days under the other answer to a missing year; the tables are shared. */
  whenMissing(missing: MissingCalendar): WorkingDays {
    return new WorkingDays(this.#tables, missing)
  }

  isCovered(day: number): boolean {
    return this.#tables.coveredUntil[day]! >= 0
  }

  /** Whether every day of (from, to] lies in a loaded year: what was counted over it is certain. */
  isCertain(from: number, to: number): boolean {
    return to <= from || this.#tables.coveredUntil[from + 1]! >= to
  }

  isWorkingDay(day: number): boolean {
    this.#mustKnow(day, day)
    return this.#isWorking(day)
  }

  /** The n-th working day after `from`; the day itself does not count. n = 0 gives `from`. */
  add(from: number, n: number): number {
    if (n === 0) return from
    const { upTo, nth, coveredUntil } = this.#tables
    const index = upTo[from]! + n
    const day = index < nth.length ? nth[index]! : DAY_COUNT
    if (this.missing === 'refuse' && coveredUntil[from + 1]! < day) throw this.#beyond(from, n)
    if (day >= DAY_COUNT) throw new CalendarMissing(LAST_YEAR + 1)
    return day
  }

  /** Working days in (from, to]; 0 when `to` is not later. */
  count(from: number, to: number): number {
    if (to <= from) return 0
    this.#mustKnow(from + 1, to)
    return this.#tables.upTo[to]! - this.#tables.upTo[from]!
  }

  /** The day itself when it is worked, else the next working day: for periods in calendar days, months, years. */
  rollForward(day: number): number {
    return this.isWorkingDay(day) ? day : this.add(day, 1)
  }

  lastOnOrBefore(day: number): number {
    const { upTo, nth } = this.#tables
    const found = nth[upTo[day]!] ?? 0
    this.#mustKnow(found, day)
    return found
  }

  /** Why a day is off: 周六, 周日, or the holiday, e.g. 国庆节假期. Undefined for a working day. */
  reasonOff(day: number): string | undefined {
    return this.#isWorking(day) ? undefined : this.#reasonsOff()[this.#offUpTo(day) - 1]
  }

  /** The holiday a weekend day is worked for; undefined for an ordinary working day and for a day off. */
  makeUpFor(day: number): string | undefined {
    const { names, blockOf } = this.#tables
    return this.#isWorking(day) ? names[blockOf[day]! - 1] : undefined
  }

  /** The days off in (from, to], in order. */
  daysOff(from: number, to: number): Int32Array {
    this.#offDays ??= Int32Array.from(offDaysOf(this.#tables.upTo))
    return this.#offDays.subarray(this.#offUpTo(from), this.#offUpTo(to))
  }

  /** The days off in (from, to] with their reasons; the entries are made once and shared. */
  skipped(from: number, to: number): readonly SkippedDay[] {
    this.#skipped ??= Array.from(this.daysOff(-1, DAY_COUNT - 1), (day, index) => ({
      on: dateOfDay(day),
      why: this.#reasonsOff()[index]!,
    }))
    return this.#skipped.slice(this.#offUpTo(from), this.#offUpTo(to))
  }

  /** `{"on","why"},…` for the days off in (from, to]: a slice of one text, so that bulk answers cost no building. */
  skippedJson(from: number, to: number): string {
    this.#json ??= skippedJsonOf(this.daysOff(-1, DAY_COUNT - 1), this.#reasonsOff())
    const { text, starts } = this.#json
    const [first, end] = [this.#offUpTo(from), this.#offUpTo(to)]
    return first >= end ? '' : text.slice(starts[first], starts[end]! - 1)
  }

  #isWorking(day: number): boolean {
    return this.#tables.nth[this.#tables.upTo[day]!] === day
  }

  #offUpTo(day: number): number {
    return day < 0 ? 0 : day + 1 - this.#tables.upTo[day]!
  }

  #reasonsOff(): readonly string[] {
    return (this.#reasons ??= Array.from(this.daysOff(-1, DAY_COUNT - 1), (day) => {
      const block = this.#tables.names[this.#tables.blockOf[day]! - 1]
      if (block !== undefined) return `${block}假期`
      return weekdayOf(day) === 6 ? '周六' : '周日'
    }))
  }

  #mustKnow(first: number, last: number): void {
    if (this.missing !== 'refuse') return
    const until = this.#tables.coveredUntil[first]!
    if (until < last) throw new CalendarMissing(yearOfDay(until < 0 ? first : until + 1))
  }

  #beyond(from: number, n: number): CalendarMissing {
    const until = this.#tables.coveredUntil[from + 1] ?? -1
    if (until < 0) return new CalendarMissing(yearAfter(from), 0, n)
    const counted = this.#tables.upTo[until]! - this.#tables.upTo[from]!
    return new CalendarMissing(yearAfter(until), counted, n - counted)
  }
}

const yearAfter = (day: number): number =>
  day + 1 >= DAY_COUNT ? LAST_YEAR + 1 : yearOfDay(day + 1)

interface SkippedJson {
  readonly text: string
  readonly starts: Int32Array
}

function skippedJsonOf(days: Int32Array, reasons: readonly string[]): SkippedJson {
  const starts = new Int32Array(days.length + 1)
  const parts: string[] = []
  for (const [index, day] of days.entries()) {
    const part = `{"on":"${isoDay(day)}","why":${JSON.stringify(reasons[index])}},`
    parts.push(part)
    starts[index + 1] = starts[index]! + part.length
  }
  return { text: parts.join(''), starts }
}

function* offDaysOf(upTo: Int32Array): Generator<number> {
  for (let day = 0; day < DAY_COUNT; day++) {
    if (upTo[day] === (day === 0 ? 0 : upTo[day - 1])) yield day
  }
}

function tablesOf(notices: readonly HolidayNotice[]): Tables {
  const worked = new Uint8Array(DAY_COUNT)
  for (let day = 0; day < DAY_COUNT; day++) worked[day] = weekdayOf(day) <= 5 ? 1 : 0
  const names: string[] = []
  const blockOf = new Uint16Array(DAY_COUNT)
  for (const block of latestPerYear(notices).flatMap((notice) => notice.blocks)) {
    names.push(block.name)
    mark(block.off, 0)
    mark(block.makeUp, 1)
  }
  function mark(days: readonly string[], value: 0 | 1): void {
    for (const day of days.map(parseDayNumber)) {
      worked[day] = value
      blockOf[day] = names.length
    }
  }
  return { ...sums(worked), coveredUntil: coverage(notices), names, blockOf }
}

/** A later notice for the same year stands in place of the earlier one; a year may reach into the December before. */
function latestPerYear(notices: readonly HolidayNotice[]): HolidayNotice[] {
  const byYear = new Map(notices.map((notice) => [notice.year, notice]))
  return [...byYear.values()].sort((a, b) => a.year - b.year)
}

function sums(worked: Uint8Array): Pick<Tables, 'upTo' | 'nth'> {
  const upTo = new Int32Array(DAY_COUNT)
  const nth = [-1]
  for (let day = 0; day < DAY_COUNT; day++) {
    if (worked[day] === 1) nth.push(day)
    upTo[day] = nth.length - 1
  }
  return { upTo, nth: Int32Array.from(nth) }
}

function coverage(notices: readonly HolidayNotice[]): Int32Array {
  const years = new Set(notices.map((notice) => notice.year))
  const coveredUntil = new Int32Array(DAY_COUNT + 1).fill(-1)
  let until = -1
  for (let year = LAST_YEAR; year >= FIRST_YEAR; year--) {
    const next = year === LAST_YEAR ? DAY_COUNT : startOfYear(year + 1)
    if (!years.has(year)) until = -1
    else if (until < 0) until = next - 1
    coveredUntil.fill(years.has(year) ? until : -1, startOfYear(year), next)
  }
  return coveredUntil
}
