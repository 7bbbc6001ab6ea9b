import { parseIndexNumber } from '../../../law/index-number.ts'
import type { NormativeKind } from '../edition.ts'
import type { Column } from './columns.ts'
import { parseWrittenDay, parseWrittenMoment } from './dates.ts'
import { cleanFilePath } from './folder.ts'
import { legacyAddress } from './legacy-addresses.ts'
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
  readonly address: string | null
  readonly effectiveFrom: Temporal.PlainDate | null
  readonly expiresOn: Temporal.PlainDate | null
  readonly repealedOn: Temporal.PlainDate | null
  readonly normativeKind: NormativeKind | null
}

/** 组配分类 of what the manifest does not sort. */
export const UNSORTED = '其他文件'
const LONGEST: Partial<Record<Column, number>> = {
  title: 300,
  documentNumber: 60,
  category: 60,
  publisher: 100,
  indexNumber: 60,
}

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
  checkLengths(values, error)
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
  const checked: CheckedRow = {
    line,
    file,
    title: values.title,
    documentNumber: values.documentNumber,
    issuedOn,
    publishedAt,
    indexNumber: cleanIndexNumber(values.indexNumber, { error, notice }),
    category: values.category || UNSORTED,
    publisher: values.publisher,
    address: cleanAddress(values.address, notice),
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

function checkLengths(values: ManifestRow['values'], error: Say): void {
  for (const [column, most] of Object.entries(LONGEST) as [Column, number][])
    if ([...values[column]].length > most) error(column, `超过${most}个字`)
}

/** 发布日期 is what the manifest says it was; something still to be published was not public before. */
function publicationMoment(
  text: string,
  now: Temporal.Instant,
  { error }: Sayers,
): Temporal.Instant | null {
  if (text === '') return null
  const moment = parseWrittenMoment(text)
  if (moment === undefined) {
    error('publishedAt', `发布日期“${text}”读不懂`)
    return null
  }
  if (Temporal.Instant.compare(moment, now) > 0) error('publishedAt', `发布日期“${text}”在今天之后`)
  return moment
}

function isBeforeDay(moment: Temporal.Instant, day: Temporal.PlainDate): boolean {
  const published = moment.toZonedDateTimeISO('Asia/Shanghai').toPlainDate()
  return Temporal.PlainDate.compare(published, day) < 0
}

/** Letters, digits and the signs that stand in an address without being changed there; one slash parts organ and serial. */
const INDEX_NUMBER =
  /^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,39}(?:\/[\p{L}\p{N}][\p{L}\p{N}_.-]{0,39})?(?<=[\p{L}\p{N}])$/u

function cleanIndexNumber(text: string, { error, notice }: Sayers): string | null {
  if (text === '') return null
  const indexNumber = text.normalize('NFKC').replace(/\s+/gu, '').toUpperCase()
  if (!INDEX_NUMBER.test(indexNumber)) {
    error('indexNumber', `索引号“${text}”含有不能用于网址的符号`)
    return null
  }
  if (indexNumber !== text) notice('indexNumber', `索引号“${text}”记作“${indexNumber}”`)
  if (parseIndexNumber(indexNumber).serial === undefined)
    notice('indexNumber', '索引号不是“机构代码/年份-流水号”的形式，原样保留')
  return indexNumber
}

function cleanAddress(text: string, notice: Say): string | null {
  if (text === '') return null
  const address = legacyAddress(text)
  if (address === undefined) notice('address', `原网址“${text}”读不懂，不设跳转`)
  return address ?? null
}

function normativeKindOf(text: string, issuedOn: Temporal.PlainDate | null): NormativeKind | null {
  // both are counted by 成文日期 in the annual report
  if (issuedOn === null) return null
  if (/规范性文件|^normative$/iu.test(text)) return 'normative'
  return /规章|^regulation$/iu.test(text) ? 'regulation' : null
}
