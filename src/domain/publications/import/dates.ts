import { chinaMoment } from '../../../platform/kernel/time.ts'

const DIGITS = '〇一二三四五六七八九'

/** 二〇二〇年八月十七日 → 2020年8月17日 */
function withArabicDigits(text: string): string {
  if (!/[〇零○一二三四五六七八九十]/u.test(text)) return text
  return text
    .replace(/[零○]/gu, '〇')
    .replace(/([一二三])?十([一二三四五六七八九])?/gu, (_, tens?: string, ones?: string) => {
      const ten = tens === undefined ? 1 : DIGITS.indexOf(tens)
      return String(ten * 10 + (ones === undefined ? 0 : DIGITS.indexOf(ones)))
    })
    .replace(/[〇一二三四五六七八九]/gu, (digit) => String(DIGITS.indexOf(digit)))
}

const DAY = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?/u
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?=$|\s|T)/u
const TIME =
  /^[T\s]*(上午|下午|AM|PM)?\s*(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2}))?(?:\.\d+)?\s*[秒分]?\s*(AM|PM)?\s*(Z|[+-]\d{2}:?\d{2})?$/iu
/** Behind a day, and no part of it: 2020-08-17（星期一） */
const WEEKDAY = /^\(?\s*(?:星期|周|礼拜)[一二三四五六日天0-6]\s*\)?\s*/u

interface Written {
  readonly day: Temporal.PlainDate
  readonly rest: string
}

function readDay(text: string): Written | undefined {
  const plain = withArabicDigits(
    text
      .normalize('NFKC')
      .trim()
      .replace(/^[[(](.*)[\])]$/u, '$1'),
  )
  const match = DAY.exec(plain) ?? COMPACT.exec(plain)
  if (match === null) return spreadsheetDay(plain)
  const [year, month, day] = match.slice(1, 4).map(Number) as [number, number, number]
  try {
    return {
      day: Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }),
      rest: plain.slice(match[0].length).trim().replace(WEEKDAY, ''),
    }
  } catch {
    return undefined
  }
}

/** Days since 1899-12-30, as spreadsheets count them and some exports write them; the fraction is the time of day. */
function spreadsheetDay(text: string): Written | undefined {
  if (!/^[2-5]\d{4}(?:\.\d+)?$/u.test(text)) return undefined
  const days = Math.floor(Number(text))
  const minutes = Math.floor((Number(text) - days) * MINUTES_A_DAY + ROUNDING)
  const time = Temporal.PlainTime.from('00:00').add({ minutes })
  const rest = minutes === 0 ? '' : time.toString({ smallestUnit: 'minute' })
  return { day: Temporal.PlainDate.from('1899-12-30').add({ days }), rest }
}

const MINUTES_A_DAY = 1440
/** Fractions of a day are not exact in binary. */
const ROUNDING = 0.01

/** A day as manifests write it: 2020-08-17, 2020/8/17, 2020年8月17日, 20200817, 二〇二〇年八月十七日. */
export function parseWrittenDay(text: string): Temporal.PlainDate | undefined {
  const written = readDay(text)
  if (written === undefined) return undefined
  return written.rest === '' || TIME.test(written.rest) ? written.day : undefined
}

/** A moment; without a time of day, the beginning of the day; without a zone, in China. */
export function parseWrittenMoment(text: string): Temporal.Instant | undefined {
  const written = readDay(text)
  if (written === undefined) return undefined
  const { day, rest } = written
  if (rest === '') return chinaMoment(`${day.toString()}T00:00`)
  const [, before, clockHour, minute, second, behind, zone] = TIME.exec(rest) ?? []
  if (clockHour === undefined || minute === undefined) return undefined
  const hour = hourOfDay(Number(clockHour), before ?? behind)
  const two = (part: string | number | undefined) => String(part ?? 0).padStart(2, '0')
  const local = `${day.toString()}T${two(hour)}:${two(minute)}:${two(second)}`
  try {
    return zone === undefined ? chinaMoment(local) : Temporal.Instant.from(`${local}${zone}`)
  } catch {
    return undefined
  }
}

function hourOfDay(hour: number, half: string | undefined): number {
  if (half === undefined || hour > 12) return hour
  return (hour % 12) + (/下午|PM/iu.test(half) ? 12 : 0)
}
