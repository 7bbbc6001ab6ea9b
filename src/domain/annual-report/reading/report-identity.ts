import { parseChineseNumeral } from '../../../law/annual-report/narrative-sentences.ts'
import { withoutSpaces } from './cell-text.ts'
import type { SourceDocument } from './source-document.ts'

/** Whose report it is and of which year, as the document itself says. */
export interface ReportIdentity {
  readonly agency: string | null
  readonly year: number | null
  /** The line that named them, for comparing the year with the body of the report. */
  readonly title: string | null
}

const REPORT = '(?:政府)?信息公开(?:工作)?(?:的)?(?:年度)?(?:工作)?(?:情况)?(?:的)?(?:报告|年报)'
const YEAR = '(20\\d{2})(?:年度?)?'
const AGENCY = '([\\p{Script=Han}（）()、·]{3,40}?)'

/** 某局2020年政府信息公开工作年度报告 */
const AGENCY_FIRST = new RegExp(
  `${AGENCY}(?:关于)?(?:公布|发布)?${YEAR}(?:本机关|本单位)?${REPORT}`,
  'u',
)
/** 2020年某局政府信息公开工作年度报告 */
const YEAR_FIRST = new RegExp(`${YEAR}${AGENCY}${REPORT}`, 'u')
/** 某局政府信息公开工作年度报告（2020年） */
const YEAR_LAST = new RegExp(`${AGENCY}${REPORT}[（(]${YEAR}[）)]`, 'u')
/** 某局政府信息公开2020年度报告 */
const YEAR_WITHIN = new RegExp(
  `${AGENCY}?(?:政府)?信息公开(?:工作)?${YEAR}(?:工作)?(?:情况)?(?:报告|年报)`,
  'u',
)
const BARE = new RegExp(`${YEAR}${REPORT}|${REPORT}[（(]${YEAR}[）)]`, 'u')

/** How far into the text a title or an opening paragraph may stand. */
const OPENING = 80

/** @param filename the name of the file without its ending, asked last. */
export function identityOf(document: SourceDocument, filename: string): ReportIdentity {
  const opening = document.paragraphs.slice(0, OPENING)
  const lines = [...document.titles, ...opening, filename].map(readableTitle)
  const pairs = [...lines, ...wrapped(opening.map(readableTitle))].map((line) => fromTitle(line))
  const both = pairs.find((pair) => pair?.agency && pair.year)
  const any = both ?? pairs.find((pair) => pair?.year)
  return {
    agency: both?.agency ?? agencyAbove(lines) ?? agencyFromFields(lines) ?? null,
    year: any?.year ?? yearOfPeriod(document.paragraphs) ?? null,
    title: any?.title ?? null,
  }
}

/** A title set over two or three lines. */
function wrapped(lines: readonly string[]): readonly string[] {
  return lines.slice(0, 30).flatMap((line, at) => {
    const next = lines[at + 1] ?? ''
    const third = lines[at + 2] ?? ''
    if (line.length > 60 || next === '' || next.length > 60) return []
    return third.length > 60 ? [line + next] : [line + next, line + next + third]
  })
}

function readableTitle(line: string): string {
  return withoutSpaces(line)
    .replace(/[０-９]/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/[二][〇○零Ｏ0OО][一二三〇○零０0]{1}[一二三四五六七八九〇○零]/gu, chineseYear)
}

function chineseYear(text: string): string {
  const digits = [...text].map((character) =>
    /[〇○零Ｏ0OО０]/u.test(character) ? 0 : parseChineseNumeral(character),
  )
  return digits.join('')
}

interface TitleParts {
  readonly agency: string | null
  readonly year: number
  readonly title: string
}

function fromTitle(line: string): TitleParts | undefined {
  const opening = line.slice(0, 300)
  const first = AGENCY_FIRST.exec(opening)
  const agencyFirst = first && nameIn(first[1])
  if (first && agencyFirst) return { agency: agencyFirst, year: Number(first[2]), title: first[0] }
  const yearFirst = YEAR_FIRST.exec(opening)
  const named = yearFirst && nameIn(yearFirst[2])
  if (yearFirst && named) return { agency: named, year: Number(yearFirst[1]), title: yearFirst[0] }
  const last = YEAR_LAST.exec(opening)
  const before = last && nameIn(last[1])
  if (last && before) return { agency: before, year: Number(last[2]), title: last[0] }
  const within = YEAR_WITHIN.exec(opening)
  if (within) return { agency: nameIn(within[1]), year: Number(within[2]), title: within[0] }
  const bare = BARE.exec(opening)
  if (!bare) return undefined
  return { agency: null, year: Number(bare[1] ?? bare[2]), title: bare[0] }
}

const BODY =
  /(?:局|委员会|委|办公室|办公厅|政府|厅|部|院|中心|街道|办事处|镇|乡|管委会|区|县|市|省|署|队|所|站|社|会|处|馆|校|学|行|公司|集团|司)(?:[（(][^（）()]*[）)])?$/u

/** The name of a public body at the end of a stretch of words: without 现公布, 根据… before it. */
function nameIn(words: string | undefined): string | null {
  const name = (words ?? '')
    .replace(/(?:关于|的)$/u, '')
    .replace(/^.*(?:现公布|现发布|公布|发布|编制的?|规定|要求|关于|由|首页|年报)/u, '')
    .replace(/^[、（()）·]+|[、（(·]+$/gu, '')
  if (name.length < 3 || /^(?:年|度)|^(?:法治|数字|阳光|人民)政府$/u.test(name)) return null
  return BODY.test(name) ? name : null
}

/** The name on a line of its own just above a title that has only the year. */
function agencyAbove(lines: readonly string[]): string | null | undefined {
  for (const [at, line] of lines.entries()) {
    if (!BARE.test(line) || line.length > 60) continue
    const above = lines[at - 1] ?? ''
    const below = lines[at + 1] ?? ''
    for (const near of [above, below]) {
      if (/^[\p{Script=Han}（）()·]{4,40}$/u.test(near) && nameIn(near) === near) return near
    }
  }
  return undefined
}

function agencyFromFields(lines: readonly string[]): string | undefined {
  for (const [at, line] of lines.entries()) {
    const editor = /由(?:本)?([\p{Script=Han}（）]{3,40}?)(?:负责)?编制/u.exec(line.slice(0, 300))
    const body = editor && nameIn(editor[1])
    if (body) return body
    const field =
      /^(?:发布机构|发文机关|公开主体|信息提供单位|编制单位|发布单位)[:：]?([\p{Script=Han}（）]{4,40})?$/u.exec(
        line,
      )
    const name = field && (field[1] ?? nameIn(lines[at + 1] ?? ''))
    if (name) return name
  }
  return undefined
}

/** 统计期限自2020年1月1日起至2020年12月31日止. */
function yearOfPeriod(paragraphs: readonly string[]): number | undefined {
  for (const paragraph of paragraphs.slice(0, OPENING)) {
    const period = /(20\d{2})年1月1日(?:起)?(?:至|到|—|-|－)(?:(20\d{2})年)?12月31日/u.exec(
      readableTitle(paragraph),
    )
    if (period && (period[2] === undefined || period[2] === period[1])) return Number(period[1])
  }
  return undefined
}
