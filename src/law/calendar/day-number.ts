/**
 * A legal day as an integer: days since 2000-01-01. The tables of `working-days.ts` are indexed by it, so that a
 * deadline costs a few array reads. Outside this folder and `law/clock` a legal day is a `Temporal.PlainDate`.
 */
export const FIRST_YEAR = 2000
export const LAST_YEAR = 2099

const YEARS = LAST_YEAR - FIRST_YEAR + 1
const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365]

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

const yearStarts = new Int32Array(YEARS + 1)
for (let index = 0; index < YEARS; index++) {
  yearStarts[index + 1] = yearStarts[index]! + (isLeap(FIRST_YEAR + index) ? 366 : 365)
}

/** How many days the tables hold: 2000-01-01 … 2099-12-31. */
export const DAY_COUNT = yearStarts[YEARS]!

/** The number of 1 January of a year in range. */
export function startOfYear(year: number): number {
  return yearStarts[year - FIRST_YEAR]!
}

export function yearOfDay(day: number): number {
  let index = Math.floor(day / 365.25)
  while (yearStarts[index + 1]! <= day) index++
  while (yearStarts[index]! > day) index--
  return FIRST_YEAR + index
}

function daysInMonth(year: number, month: number): number {
  const length = DAYS_BEFORE_MONTH[month]! - DAYS_BEFORE_MONTH[month - 1]!
  return month === 2 && isLeap(year) ? length + 1 : length
}

/** The day number of a date of the Gregorian calendar, or -1 when there is no such date or it is out of range. */
export function dayNumber(year: number, month: number, day: number): number {
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12) return -1
  if (day < 1 || day > daysInMonth(year, month)) return -1
  const leapDay = month > 2 && isLeap(year) ? 1 : 0
  return startOfYear(year) + DAYS_BEFORE_MONTH[month - 1]! + leapDay + day - 1
}

/** @throws RangeError outside 2000–2099: a bug of the caller, who parses dates at the border. */
export function dayNumberOf(date: Temporal.PlainDate): number {
  const day = dayNumber(date.year, date.month, date.day)
  if (day < 0) throw new RangeError(`${date.toString()} lies outside ${FIRST_YEAR}–${LAST_YEAR}`)
  return day
}

const digit = (text: string, at: number): number => {
  const value = text.charCodeAt(at) - 48
  return value >= 0 && value <= 9 ? value : Number.NaN
}

/** Strict `yyyy-mm-dd` → day number; -1 for anything else. Never throws; no allocation. */
export function parseDayNumber(text: string): number {
  if (text.length !== 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return -1
  const year = digit(text, 0) * 1000 + digit(text, 1) * 100 + digit(text, 2) * 10 + digit(text, 3)
  const month = digit(text, 5) * 10 + digit(text, 6)
  const day = digit(text, 8) * 10 + digit(text, 9)
  return year + month + day > 0 ? dayNumber(year, month, day) : -1
}

interface Civil {
  readonly year: number
  readonly month: number
  readonly day: number
}

function civilOf(number: number): Civil {
  const year = yearOfDay(number)
  let rest = number - startOfYear(year)
  let month = 1
  while (rest >= daysInMonth(year, month)) rest -= daysInMonth(year, month++)
  return { year, month, day: rest + 1 }
}

const isoDays: (string | undefined)[] = Array.from({ length: DAY_COUNT })
const plainDates: (Temporal.PlainDate | undefined)[] = Array.from({ length: DAY_COUNT })

/** `yyyy-mm-dd`; each string is made once and shared. */
export function isoDay(number: number): string {
  return (isoDays[number] ??= makeIso(civilOf(number)))
}

function makeIso({ year, month, day }: Civil): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** The date of a day number; each (immutable) object is made once and shared. */
export function dateOfDay(number: number): Temporal.PlainDate {
  return (plainDates[number] ??= Temporal.PlainDate.from(civilOf(number)))
}

/** 1 = Monday … 7 = Sunday. 2000-01-01 was a Saturday. */
export function weekdayOf(number: number): number {
  return ((number + 5) % 7) + 1
}
