import { isIndexNumber, parseIndexNumber } from '../../../law/index-number.ts'
import { CHINA_TIME_ZONE, dayOf } from '../../../platform/kernel/time.ts'
import type { NormativeKind } from '../edition.ts'
import type { Column } from './columns.ts'
import { parseWrittenDay, parseWrittenMoment } from './dates.ts'
import { cleanFilePath } from './folder.ts'
import { splitAddresses } from './legacy-addresses.ts'
import type { ManifestRow } from './manifest.ts'

/** What is to be said of a line. `error`: the document was not imported; `notice`: it was, but somebody should look. */
export interface ImportFinding {
  readonly severity: 'error' | 'notice'
  readonly line: number
  readonly file: string
  readonly at: Column
  readonly message: string
}

/** A line of the manifest, understood. */
export interface CheckedRow {
  readonly line: number
  readonly file: string
  /** `''`: the file's own */
  readonly title: string
  readonly documentNumber: string
  readonly issuedOn: Temporal.PlainDate | null
  /** null: the manifest does not say */
  readonly publishedAt: Temporal.Instant | null
  /** null: to be issued */
  readonly indexNumber: string | null
  readonly category: string
  readonly publisher: string
  /** as they are looked up: path and query */
  readonly addresses: readonly string[]
  readonly effectiveFrom: Temporal.PlainDate | null
  readonly expiresOn: Temporal.PlainDate | null
  readonly repealedOn: Temporal.PlainDate | null
  readonly normativeKind: NormativeKind | null
}

/** 组配分类 of what the manifest does not sort. */
export const UNSORTED = '其他文件'
/** Characters, as the form of an edition takes them. */
const LONGEST = { title: 300, documentNumber: 60, category: 60, publisher: 100 } as const

/** What the manifest says of one file, and everything that is wrong or odd about it. */
export function checkRow(
  row: ManifestRow,
  now: Temporal.Instant,
): { row: CheckedRow | undefined; findings: ImportFinding[] } {
  const { line, values } = row
  const file = cleanFilePath(values.file)
  const findings: ImportFinding[] = []
  const say = (severity: ImportFinding['severity']) => (at: Column, message: string) =>
    void findings.push({ severity, line, file, at, message })
  const [error, notice] = [say('error'), say('notice')]
  if (file === '') error('file', '没有写文件')
  const words = (column: keyof typeof LONGEST) => shortened(values[column], column, notice)
  const day = (column: Column) => {
    const parsed = parseWrittenDay(values[column])
    if (values[column] !== '' && parsed === undefined)
      notice(column, `日期“${values[column]}”读不懂，留空`)
    return parsed ?? null
  }
  const issuedOn = day('issuedOn')
  const publishedAt = publicationMoment(values.publishedAt, now, { error, notice })
  if (publishedAt && issuedOn && isBeforeDay(publishedAt, issuedOn))
    notice('publishedAt', '发布日期早于成文日期')
  if (issuedOn && Temporal.PlainDate.compare(issuedOn, dayOf(now)) > 0)
    notice('issuedOn', '成文日期在今天之后')
  const checked: CheckedRow = {
    line,
    file,
    title: shortened(plainTitle(values.title), 'title', notice),
    documentNumber: words('documentNumber'),
    issuedOn,
    publishedAt,
    indexNumber: cleanIndexNumber(values.indexNumber, { error, notice }),
    category: words('category') || UNSORTED,
    publisher: words('publisher'),
    addresses: cleanAddresses(values.address, notice),
    effectiveFrom: day('effectiveFrom'),
    expiresOn: day('expiresOn'),
    repealedOn: day('repealedOn'),
    normativeKind: normativeKindOf(values.normativeKind, issuedOn),
  }
  const failed = findings.some(({ severity }) => severity === 'error')
  return { row: failed ? undefined : checked, findings }
}

type Say = (at: Column, message: string) => void
interface Sayers {
  readonly error: Say
  readonly notice: Say
}

function shortened(text: string, column: keyof typeof LONGEST, notice: Say): string {
  const most = LONGEST[column]
  const characters = [...text]
  if (characters.length <= most) return text
  notice(column, `超过${most}个字，只取前${most}个字`)
  return characters.slice(0, most).join('')
}

const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: ' ',
  quot: '"',
  amp: '&',
  lt: '<',
  gt: '>',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
  middot: '·',
  mdash: '—',
  hellip: '…',
}

/** Content systems keep a break or a colour in the title. */
function plainTitle(text: string): string {
  return text
    .replace(/<\/?(?:br|font|b|strong|em|i|u|span|p|div)\b[^>]*>/giu, '')
    .replace(/&([a-z]{2,6});/giu, (whole, name: string) => ENTITIES[name.toLowerCase()] ?? whole)
    .replace(/\s+/gu, ' ')
    .trim()
}

/**
 * 发布日期 is what the manifest says it was; something still to be published was not public before. What cannot be read
 * counts as not said.
 */
function publicationMoment(
  text: string,
  now: Temporal.Instant,
  { error, notice }: Sayers,
): Temporal.Instant | null {
  if (text === '') return null
  const moment = parseWrittenMoment(text) ?? beginningOf(parseWrittenDay(text))
  if (moment === undefined) {
    notice('publishedAt', `发布日期“${text}”读不懂，按没有写处理`)
    return null
  }
  if (Temporal.Instant.compare(moment, now) > 0) error('publishedAt', `发布日期“${text}”在今天之后`)
  return moment
}

/** The beginning of a day in China. */
function beginningOf(day: Temporal.PlainDate | undefined): Temporal.Instant | undefined {
  return day?.toZonedDateTime(CHINA_TIME_ZONE).toInstant()
}

/** Where the manifest does not say it: 成文日期, if that has come; else the moment of the import. */
export function publishedAtOf(
  { publishedAt, issuedOn }: Pick<CheckedRow, 'publishedAt' | 'issuedOn'>,
  now: Temporal.Instant,
): Temporal.Instant {
  const issuedAt = beginningOf(issuedOn ?? undefined)
  if (publishedAt !== null || issuedAt === undefined) return publishedAt ?? now
  return Temporal.Instant.compare(issuedAt, now) > 0 ? now : issuedAt
}

function isBeforeDay(moment: Temporal.Instant, day: Temporal.PlainDate): boolean {
  const published = dayOf(moment)
  return Temporal.PlainDate.compare(published, day) < 0
}

/** As it was given, but for blanks and full-width forms: it is the key that other systems know the document by. */
function cleanIndexNumber(text: string, { error, notice }: Sayers): string | null {
  const indexNumber = text
    .normalize('NFKC')
    .replace(/\s+/gu, '')
    .replaceAll('\\', '/')
    .replace(/^[/'"]+|[/'"]+$/gu, '')
  if (/^[-—–_/.无空]*$/u.test(indexNumber)) return null
  if (!isIndexNumber(indexNumber)) {
    error('indexNumber', `索引号“${text}”不能用于网址：限60个字，不含 ? # % & 等符号`)
    return null
  }
  if (indexNumber !== text) notice('indexNumber', `索引号“${text}”记作“${indexNumber}”`)
  if (parseIndexNumber(indexNumber).serial === undefined)
    notice('indexNumber', '索引号不是“机构代码/年份-流水号”的形式，原样保留')
  return indexNumber
}

function cleanAddresses(text: string, notice: Say): string[] {
  const { addresses, unreadable } = splitAddresses(text)
  for (const one of unreadable) notice('address', `原网址“${one}”读不懂，不设跳转`)
  return addresses
}

function normativeKindOf(text: string, issuedOn: Temporal.PlainDate | null): NormativeKind | null {
  // both are counted by 成文日期 in the annual report
  if (issuedOn === null) return null
  if (/规范性文件|^normative$/iu.test(text)) return 'normative'
  return /规章|^regulation$/iu.test(text) ? 'regulation' : null
}
