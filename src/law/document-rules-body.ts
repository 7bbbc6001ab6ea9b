/** What the text of a 公文 says about itself: its number, its signature, its mark, the dates it sets. */
import {
  findDocumentNumbers,
  parseDocumentNumber,
  type DocumentNumber,
} from './document-rules-number.ts'

export interface BodyFacts {
  /** 文号 that stand alone on a line near the top: one of them is the document's own */
  readonly ownNumbers: readonly DocumentNumber[]
  readonly signature: Signature | undefined
  readonly mark: DisclosureMark | undefined
  readonly dates: readonly WrittenDate[]
  /** 自…起施行; `issued` for 自印发（公布、发布）之日起 */
  readonly effective: Temporal.PlainDate | 'issued' | undefined
  /** 有效期至… */
  readonly expires: Temporal.PlainDate | undefined
  /** 有效期…年, in years */
  readonly term: number | undefined
}

/** 落款 */
export interface Signature {
  /** as written; more than one on a joint document */
  readonly organs: readonly string[]
  readonly on: Temporal.PlainDate
}

export type DisclosureMark = 'proactive' | 'on-request' | 'withheld'

export interface WrittenDate {
  readonly raw: string
  /** undefined: there is no such day */
  readonly day: Temporal.PlainDate | undefined
  /** 1 Monday to 7 Sunday, where （星期三） stands behind it */
  readonly weekday: number | undefined
}

const HEAD_LINES = 20
const TAIL_LINES = 30

/** @param text the words of the body, one block a line */
export function readBody(text: string): BodyFacts {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const plain = lines.join('\n')
  return {
    ownNumbers: ownNumbers(lines.slice(0, HEAD_LINES)),
    signature: findSignature(lines),
    mark: findMark(lines.slice(-TAIL_LINES)),
    dates: findDates(plain),
    effective: findEffective(plain),
    expires: findExpiry(plain),
    term: findTerm(plain),
  }
}

function ownNumbers(lines: readonly string[]): DocumentNumber[] {
  const found = lines.flatMap((line) => parseDocumentNumber(line.replace(/\s*签发人.*$/, '')) ?? [])
  const seen = new Set<string>()
  return found.filter(({ code, year, serial }) => {
    const key = `${code} ${year} ${serial}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

const DAY = String.raw`(\d{4}|[〇○Ｏ零一二三四五六七八九]{4})\s*年\s*(\d{1,2}|[一二三四五六七八九十]{1,3})\s*月\s*(\d{1,2}|[一二三四五六七八九十廿卅]{1,3})\s*日`
const DAY_ALONE = new RegExp(`^${DAY}$`)
const DAYS = new RegExp(`${DAY}(?:\\s*[（(]?星期([一二三四五六日天])[）)]?)?`, 'g')

/** 2020年8月17日, 二〇二〇年八月十七日; undefined for a day that is not in the calendar. */
export function parseChineseDay(text: string): Temporal.PlainDate | undefined {
  const found = DAY_ALONE.exec(text.replaceAll(/\s+/g, ''))
  return found ? dayFrom(found[1]!, found[2]!, found[3]!) : undefined
}

function dayFrom(year: string, month: string, day: string): Temporal.PlainDate | undefined {
  const parts = { year: yearOf(year), month: smallNumber(month), day: smallNumber(day) }
  try {
    return Temporal.PlainDate.from(parts, { overflow: 'reject' })
  } catch {
    return undefined
  }
}

const DIGITS = '〇一二三四五六七八九'

function yearOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  const digits = [...text.replaceAll(/[○Ｏ零]/g, '〇')].map((sign) => DIGITS.indexOf(sign))
  return Number(digits.join(''))
}

/** 八, 十七, 二十, 廿一, 卅 */
function smallNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  const plain = text.replace('廿', '二十').replace('卅', '三十')
  const [tens, ones] = plain.includes('十') ? plain.split('十') : ['0', plain]
  const of = (sign: string | undefined, blank: number) =>
    sign === undefined || sign === '' ? blank : Math.max(0, DIGITS.indexOf(sign))
  return of(tens, 1) * (plain.includes('十') ? 10 : 0) + of(ones, 0)
}

function findDates(text: string): WrittenDate[] {
  return [...text.matchAll(DAYS)].map(([raw, year, month, day, weekday]) => ({
    raw: raw.replaceAll(/\s+/g, ''),
    day: dayFrom(year!, month!, day!),
    weekday:
      weekday === undefined
        ? undefined
        : '一二三四五六日天'.indexOf(weekday) + 1 - Number(weekday === '天'),
  }))
}

const ORGAN_LINE =
  /^[\p{Script=Han}（）()·\s]{3,40}(?:府|委|局|厅|部|院|署|处|办|室|会|心|队|所|站|社|校|司|台|馆|团|组|行)$/u

/** 落款日期: alone on its line, an organ's name on the line above. A date in a clause is none. */
function findSignature(lines: readonly string[]): Signature | undefined {
  const first = Math.max(0, lines.length - TAIL_LINES)
  for (let at = lines.length - 1; at > first; at -= 1) {
    const on = parseChineseDay(lines[at]!)
    if (on === undefined) continue
    const organs = organsAbove(lines, at)
    if (organs.length > 0) return { organs, on }
  }
  return undefined
}

const MOST_ORGANS = 12

function organsAbove(lines: readonly string[], at: number): string[] {
  const organs: string[] = []
  for (let above = at - 1; above >= 0 && organs.length < MOST_ORGANS; above -= 1) {
    // organs of a joint document may share a line, set apart by blanks or tabs
    const parts = lines[above]!.split(/\t|\s{2,}/).map((part) => part.replaceAll(/\s+/g, ''))
    if (!parts.every((part) => ORGAN_LINE.test(part))) break
    organs.unshift(...parts)
  }
  return organs
}

const MARKS: readonly (readonly [RegExp, DisclosureMark])[] = [
  [/^[（(]\s*此件(?:依申请公开|依申请)\s*[）)]$/, 'on-request'],
  [/^[（(]\s*此件(?:不予公开|不公开)\s*[）)]$/, 'withheld'],
  [/^[（(]\s*此件(?:主动公开|公开发布|公开)\s*[）)]$/, 'proactive'],
]

function findMark(lines: readonly string[]): DisclosureMark | undefined {
  for (const line of lines.toReversed()) {
    const found = MARKS.find(([shape]) => shape.test(line))
    if (found) return found[1]
  }
  return undefined
}

function findEffective(text: string): BodyFacts['effective'] {
  const dated = new RegExp(`自\\s*(${DAY})\\s*(?:起)?(?:正式)?(?:施行|实施|执行|生效)`).exec(text)
  if (dated) return dayFrom(dated[2]!, dated[3]!, dated[4]!)
  return /自(?:印发|发布|公布|发文|下发)之日起(?:正式)?(?:施行|实施|执行|生效)/.test(text)
    ? 'issued'
    : undefined
}

function findExpiry(text: string): Temporal.PlainDate | undefined {
  const found = new RegExp(
    `有效期\\s*(?:截止|截至|至|到|为?自[^。；\\n]{0,24}?至)\\s*(${DAY})`,
  ).exec(text)
  return found ? dayFrom(found[2]!, found[3]!, found[4]!) : undefined
}

function findTerm(text: string): number | undefined {
  const found = /有效期(?:限)?(?:为|是)?\s*(\d{1,2}|[一二三四五六七八九十]{1,2})\s*年/.exec(text)
  return found ? smallNumber(found[1]!) : undefined
}

/** Every 文号 in the text but those that are its own. */
export function citedNumbers(text: string, own: readonly DocumentNumber[]): DocumentNumber[] {
  const key = ({ code, year, serial }: DocumentNumber) => `${code} ${year} ${serial}`
  const left = new Set(own.map(key))
  const found = new Map<string, DocumentNumber>()
  for (const one of findDocumentNumbers(text)) if (!left.has(key(one))) found.set(key(one), one)
  return [...found.values()]
}

/** What stands in book-title marks, each once; nested marks belong to the outer title. */
export function citedTitles(text: string): string[] {
  const titles = new Set<string>()
  let depth = 0
  let start = 0
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '《') {
      if (depth === 0) start = at + 1
      depth += 1
    } else if (text[at] === '》' && depth > 0) {
      depth -= 1
      if (depth === 0) titles.add(text.slice(start, at).replaceAll(/\s+/g, ''))
    } else if (text[at] === '\n') depth = 0
  }
  return [...titles].filter((title) => title.length >= 4 && title.length <= 120)
}
