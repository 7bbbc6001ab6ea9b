import { accepted, type Checked, type Problem, rejected } from '../../platform/kernel/problem.ts'
import {
  FIRST_YEAR,
  LAST_YEAR,
  dayNumber,
  isoDay,
  parseDayNumber,
  weekdayOf,
  yearOfDay,
} from './day-number.ts'
import type { HolidayBlock, HolidayNotice, NoticeDocument } from './notice.ts'

/**
 * A holiday notice as an administrator files it (`mingqu calendar add FILE`), checked before a deadline rests on it:
 *
 *     { "year": 2026, "document": "国办发明电〔2025〕7号",
 *       "blocks": [{ "name": "元旦", "off": ["2026-01-01", …] or "from"/"to", "makeUp": ["2026-01-04"] }, …] }
 *
 * `makeup_work`, as public data sets call it, is read as `makeUp`. A notice that adjusts a year already loaded is filed
 * as the whole year: it takes the place of the earlier one.
 *
 * Refused are notices that leave out a statutory holiday, let a weekday be "made up", name a day twice or reach
 * outside the year and the December before it. 全国年节及纪念日放假办法 第二条 lists the holidays.
 */
export function parseNotice(input: unknown): Checked<HolidayNotice> {
  const record = asRecord(input)
  if (record === undefined) return rejected([{ at: '', message: '放假通知应是一个 JSON 对象' }])
  const problems: Problem[] = []
  const year = parseYear(record['year'], problems)
  const documents = parseDocuments(record, problems)
  const blocks = parseBlocks(record['blocks'], problems)
  if (problems.length === 0) checkDays(year, blocks, problems)
  return problems.length > 0 ? rejected(problems) : accepted({ year, documents, blocks })
}

const asRecord = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined

function parseYear(value: unknown, problems: Problem[]): number {
  if (typeof value === 'number' && Number.isInteger(value)) {
    if (value >= FIRST_YEAR && value <= LAST_YEAR) return value
  }
  problems.push({ at: 'year', message: `年份应是${FIRST_YEAR}至${LAST_YEAR}之间的整数` })
  return 0
}

/** Either `document` (one number) or `documents` (numbers, or objects with number, issuedOn, url). */
function parseDocuments(record: Record<string, unknown>, problems: Problem[]): NoticeDocument[] {
  const several = Array.isArray(record['documents']) && record['documents'].length > 0
  const listed = several ? (record['documents'] as unknown[]) : [record['document']]
  return listed.flatMap((entry: unknown, index) => {
    const document = typeof entry === 'string' ? { number: entry } : asRecord(entry)
    const number = typeof document?.['number'] === 'string' ? document['number'].trim() : ''
    if (!/〔\d{4}〕\d+号$/.test(number)) {
      problems.push({
        at: several ? `documents.${index}` : 'document',
        message: '请写明放假通知的发文字号，例如“国办发明电〔2025〕7号”',
      })
      return []
    }
    return [{ number, ...textFields(document ?? {}, ['issuedOn', 'url']) }]
  })
}

function textFields<K extends string>(
  record: object,
  keys: readonly K[],
): Partial<Record<K, string>> {
  const entries = Object.entries(record).filter(
    ([key, value]) => keys.includes(key as K) && typeof value === 'string',
  )
  return Object.fromEntries(entries) as Partial<Record<K, string>>
}

function parseBlocks(value: unknown, problems: Problem[]): HolidayBlock[] {
  if (!Array.isArray(value) || value.length === 0) {
    problems.push({
      at: 'blocks',
      message: '请逐个列出假期（blocks），每个假期写明放假的日子和调休上班的日子',
    })
    return []
  }
  return value.map((entry: unknown, index) =>
    parseBlock(asRecord(entry) ?? {}, `blocks.${index}`, problems),
  )
}

function parseBlock(
  record: Record<string, unknown>,
  at: string,
  problems: Problem[],
): HolidayBlock {
  const name = typeof record['name'] === 'string' ? record['name'].trim() : ''
  if (name === '') problems.push({ at: `${at}.name`, message: '请写明假期的名称，例如“国庆节”' })
  const off =
    record['off'] === undefined
      ? daysFromTo(record['from'], record['to'], at, problems)
      : parseDays(record['off'], `${at}.off`, problems)
  if (off.length === 0) problems.push({ at: `${at}.off`, message: `${name}没有列出放假的日子` })
  return {
    name,
    off,
    makeUp: parseDays(record['makeUp'] ?? record['makeup_work'] ?? [], `${at}.makeUp`, problems),
  }
}

function parseDays(value: unknown, at: string, problems: Problem[]): string[] {
  if (!Array.isArray(value)) {
    problems.push({ at, message: '应是日期的列表，例如 ["2026-01-04"]' })
    return []
  }
  return value.filter((day: unknown, index): day is string => {
    const isDay = typeof day === 'string' && parseDayNumber(day) >= 0
    if (!isDay)
      problems.push({
        at: `${at}.${index}`,
        message: `“${String(day)}”不是日期，应写成 2026-01-04 的样子`,
      })
    return isDay
  })
}

function daysFromTo(from: unknown, to: unknown, at: string, problems: Problem[]): string[] {
  const first = typeof from === 'string' ? parseDayNumber(from) : -1
  const last = typeof to === 'string' ? parseDayNumber(to) : -1
  if (first < 0 || last < first || last - first > 30) {
    problems.push({
      at: `${at}.from`,
      message: '请用 off 列出放假的日子，或用 from、to 写明起止日期',
    })
    return []
  }
  return Array.from({ length: last - first + 1 }, (_, index) => isoDay(first + index))
}

function checkDays(year: number, blocks: readonly HolidayBlock[], problems: Problem[]): void {
  const seen = new Map<string, string>()
  for (const [index, block] of blocks.entries()) {
    for (const [list, days] of [
      ['off', block.off],
      ['makeUp', block.makeUp],
    ] as const) {
      for (const day of days) {
        const at = `blocks.${index}.${list}`
        const before = seen.get(day)
        if (before !== undefined)
          problems.push({ at, message: `${day}在${before}和${block.name}中重复出现` })
        seen.set(day, block.name)
        if (!belongsTo(year, day))
          problems.push({ at, message: `${day}不在${year}年（及上一年12月）之内` })
        if (list === 'makeUp' && weekdayOf(parseDayNumber(day)) <= 5) {
          problems.push({ at, message: `${day}不是周六、周日，不能列为调休上班日` })
        }
      }
    }
  }
  checkHolidays(year, blocks, problems)
}

function belongsTo(year: number, day: string): boolean {
  const number = parseDayNumber(day)
  return (
    yearOfDay(number) === year ||
    (year > FIRST_YEAR && number >= dayNumber(year - 1, 12, 1) && yearOfDay(number) < year)
  )
}

const HOLIDAYS = ['元旦', '春节', '清明', '劳动', '端午', '中秋', '国庆']
const FIXED_DAYS = ['01-01', '05-01', '10-01', '10-02', '10-03']

function checkHolidays(year: number, blocks: readonly HolidayBlock[], problems: Problem[]): void {
  const names = blocks.map((block) => block.name).join('、')
  for (const holiday of HOLIDAYS) {
    if (!names.includes(holiday)) problems.push({ at: 'blocks', message: `没有列出${holiday}假期` })
  }
  const off = new Set(blocks.flatMap((block) => block.off))
  for (const day of FIXED_DAYS.map((monthDay) => `${year}-${monthDay}`)) {
    if (!off.has(day))
      problems.push({ at: 'blocks', message: `${day}是法定节假日，却没有列为放假` })
  }
}
