/** Rows against files: what would become of each row, and what stands in its way. Pure. */
import type { Problem } from '../../../platform/kernel/problem.ts'
import { EditionForm } from '../edition.ts'
import { documentNumberKey } from '../search/number-keys.ts'
import {
  SHEET_FIELD_KEYS,
  SHEET_FIELDS,
  type BatchFile,
  type BatchRow,
  type SheetField,
} from './batch.ts'
import { dayAsTyped, DISCLOSURE_WORDS, NORMATIVE_WORDS } from './batch-sheet.ts'

export interface ComparedField {
  readonly field: SheetField
  readonly value: string
  /** undefined: the sheet says so itself */
  readonly from: string | undefined
}

export interface ComparedRow {
  readonly row: BatchRow
  readonly file: BatchFile | undefined
  readonly attachments: readonly BatchFile[]
  readonly fields: readonly ComparedField[]
  /** with these it cannot become a draft */
  readonly problems: readonly Problem[]
  /** with these somebody should look first */
  readonly doubts: readonly string[]
}

/** What the body has already, by key of 文号 and by bytes. */
export interface Existing {
  readonly numberKeys: ReadonlySet<string>
  readonly hashes: ReadonlySet<string>
}

export interface Comparison {
  readonly rows: readonly ComparedRow[]
  /** named by no row */
  readonly spare: readonly BatchFile[]
}

export interface Defaults {
  readonly publisher: string
}

export function compareRows(
  rows: readonly BatchRow[],
  files: readonly BatchFile[],
  existing: Existing,
  defaults: Defaults,
): Comparison {
  const byName = new Map(files.map((file) => [nameKey(file.name), file]))
  const compared = rows.map((row) => compareRow(row, byName, existing, defaults))
  const used = new Set(compared.flatMap(({ file, attachments }) => [file, ...attachments]))
  return {
    rows: withDoubles(compared),
    spare: files.filter((file) => !used.has(file)),
  }
}

/** 通知.docx in the sheet is 通知.DOCX on the disk; blanks at the ends and the width of brackets do not count. */
const nameKey = (name: string) => name.normalize('NFKC').trim().toLowerCase()

const DAYS: readonly SheetField[] = ['formedOn', 'effectiveFrom', 'expiresOn', 'repealedOn']

function compareRow(
  row: BatchRow,
  byName: ReadonlyMap<string, BatchFile>,
  existing: Existing,
  defaults: Defaults,
): ComparedRow {
  const file = byName.get(nameKey(row.fileName))
  const named = (row.given.attachments ?? '')
    .split(/[、;；|\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
  const attachments = named.map((name) => [name, byName.get(nameKey(name))] as const)
  const fields = fieldsOf(row, file, defaults)
  const missing = problemsOfFiles(row, file, attachments)
  // what a file that is not there might say is nobody's mistake yet
  const isRead = !missing.some(({ at }) => at === 'file')
  const problems = isRead ? [...missing, ...problemsOfHeader(fields)] : missing
  return {
    row,
    file,
    attachments: attachments.flatMap(([, found]) => (found ? [found] : [])),
    fields,
    problems,
    doubts: doubtsOf(fields, file, existing),
  }
}

function fieldsOf(row: BatchRow, file: BatchFile | undefined, defaults: Defaults): ComparedField[] {
  const read: Readonly<Record<string, { value: string; from: string } | undefined>> =
    file?.header ?? {}
  return SHEET_FIELD_KEYS.filter((key) => key !== 'attachments').flatMap(
    (field): ComparedField[] => {
      const given = row.given[field]
      if (given !== undefined) return [{ field, value: asTyped(field, given), from: undefined }]
      const found = read[field]
      if (found) return [{ field, value: found.value, from: found.from }]
      return field === 'publisher' ? [{ field, value: defaults.publisher, from: OWN_NAME }] : []
    },
  )
}

/** Where the name of the publisher comes from when nobody says it. */
export const OWN_NAME = '本机构'

function asTyped(field: SheetField, value: string): string {
  if (field === 'disclosure') return DISCLOSURE_WORDS[value] ?? value
  if (field === 'normativeKind') return NORMATIVE_WORDS[value] ?? value
  return DAYS.includes(field) ? dayAsTyped(value) : value
}

function problemsOfFiles(
  row: BatchRow,
  file: BatchFile | undefined,
  attachments: readonly (readonly [string, BatchFile | undefined])[],
): Problem[] {
  const missing = attachments
    .filter(([, found]) => found === undefined)
    .map(([name]) => ({ at: 'attachments', message: `附件“${name}”还没有上传` }))
  if (row.fileName === '') return [{ at: 'file', message: '没有写文件名' }, ...missing]
  if (file === undefined) return [{ at: 'file', message: '文件还没有上传' }, ...missing]
  if (file.readAt === null) return [{ at: 'file', message: '还没有读完' }, ...missing]
  if (file.problem !== null) return [{ at: 'file', message: file.problem }, ...missing]
  return missing
}

const NO_TEXT = '<p>—</p>'

function problemsOfHeader(fields: readonly ComparedField[]): Problem[] {
  const checked = EditionForm.safeParse({ ...valuesOf(fields), bodyHtml: NO_TEXT })
  if (checked.success) return []
  const problems = checked.error.issues.map(({ path, message }) => ({
    at: String(path[0] ?? ''),
    message: `${SHEET_FIELDS[String(path[0]) as SheetField] ?? ''}：${message}`,
  }))
  return [...new Map(problems.map((one) => [one.at, one])).values()]
}

export function valuesOf(fields: readonly ComparedField[]): Record<string, string> {
  const blank = { title: '', publisher: '', category: '', disclosure: '' }
  return { ...blank, ...Object.fromEntries(fields.map(({ field, value }) => [field, value])) }
}

function doubtsOf(
  fields: readonly ComparedField[],
  file: BatchFile | undefined,
  existing: Existing,
): string[] {
  const number = fields.find(({ field }) => field === 'documentNumber')?.value ?? ''
  const key = documentNumberKey(number)
  const doubts: string[] = []
  if (key !== '' && existing.numberKeys.has(key)) doubts.push(`已有文号为${number}的文件`)
  if (file && existing.hashes.has(file.sha256)) doubts.push('同样的文件已经是另一份文件的原件')
  return [...doubts, ...differences(fields, file)]
}

/** The sheet says one thing, the file another: the sheet is taken, and said so. */
function differences(fields: readonly ComparedField[], file: BatchFile | undefined): string[] {
  const read: Readonly<Record<string, { value: string; from: string } | undefined>> =
    file?.header ?? {}
  return fields.flatMap(({ field, value, from }) => {
    const found = read[field]
    if (from !== undefined || !found || sameValue(field, found.value, value)) return []
    return [`${SHEET_FIELDS[field]}与文件里的“${found.value}”（${found.from}）不一致`]
  })
}

function sameValue(field: SheetField, one: string, other: string): boolean {
  if (field === 'documentNumber') return documentNumberKey(one) === documentNumberKey(other)
  return one.replaceAll(/\s+/g, '') === other.replaceAll(/\s+/g, '')
}

/** Two rows of one batch with the same 文号, or two names for the same bytes. */
function withDoubles(rows: readonly ComparedRow[]): readonly ComparedRow[] {
  const numberOf = ({ fields }: ComparedRow) =>
    documentNumberKey(fields.find(({ field }) => field === 'documentNumber')?.value ?? '')
  const counted = new Map<string, number>()
  const add = (key: string) => counted.set(key, (counted.get(key) ?? 0) + 1)
  for (const row of rows) {
    if (numberOf(row) !== '') add(`number ${numberOf(row)}`)
    if (row.file) add(`bytes ${row.file.sha256}`)
  }
  return rows.map((row) => {
    const doubts = [...row.doubts]
    if ((counted.get(`number ${numberOf(row)}`) ?? 0) > 1) doubts.push('这一批里另有文号相同的一行')
    if (row.file && (counted.get(`bytes ${row.file.sha256}`) ?? 0) > 1)
      doubts.push('这一批里另有内容完全相同的文件')
    return { ...row, doubts }
  })
}
