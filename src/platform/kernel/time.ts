/** Legal days are `Temporal.PlainDate`, moments are `Temporal.Instant`; both are read in China's one time zone. */
export const CHINA_TIME_ZONE = 'Asia/Shanghai'

/** The only source of "now": passed as an argument so that tests and replays choose the moment. */
export type Clock = () => Temporal.Instant

export const systemClock: Clock = () => Temporal.Now.instant()

/** The calendar day in China at a moment. */
export function dayOf(moment: Temporal.Instant): Temporal.PlainDate {
  return moment.toZonedDateTimeISO(CHINA_TIME_ZONE).toPlainDate()
}

/** The moment of a wall-clock time in China, e.g. `chinaMoment('2020-08-17T13:56')`. */
export function chinaMoment(local: string): Temporal.Instant {
  return Temporal.PlainDateTime.from(local).toZonedDateTime(CHINA_TIME_ZONE).toInstant()
}

/** `2020-08-17 13:56`, as 发布日期 is printed: to the minute, 24 hours. */
export function formatMinute(moment: Temporal.Instant): string {
  const local = moment.toZonedDateTimeISO(CHINA_TIME_ZONE)
  return `${local.toPlainDate().toString()} ${local.toPlainTime().toString({ smallestUnit: 'minute' })}`
}

/** `2020年8月17日`, as dates are written in letters and reports. */
export function formatChineseDate(day: Temporal.PlainDate): string {
  return `${day.year}年${day.month}月${day.day}日`
}

/** A date typed by a person or read from a file: strict ISO `yyyy-mm-dd`, or undefined. Never throws. */
export function parseDay(text: string): Temporal.PlainDate | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' })
  } catch {
    return undefined
  }
}
