import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { writeTable } from '../../../platform/documents/xlsx-table.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { parseWrittenDay } from '../import/dates.ts'
import { readSheets } from '../reading/xlsx.ts'
import {
  FILE_COLUMN,
  MOST_ROWS,
  SHEET_FIELD_KEYS,
  SHEET_FIELDS,
  type BatchFile,
  type BatchRow,
  type SheetField,
} from './batch.ts'

export interface SheetRow {
  readonly number: number
  readonly fileName: string
  readonly given: Readonly<Partial<Record<SheetField, string>>>
}

/** Other names under which offices have the same columns. */
const OTHER_NAMES: Readonly<Record<string, SheetField | 'file'>> = {
  文件: 'file',
  文件名称: 'file',
  正文文件: 'file',
  文号: 'documentNumber',
  题名: 'title',
  名称: 'title',
  发文机关: 'publisher',
  公开属性: 'disclosure',
  分类: 'category',
  栏目: 'category',
  文种: 'genre',
  登记号: 'registrationNumber',
  生效日期: 'effectiveFrom',
  失效日期: 'expiresOn',
  附件文件名: 'attachments',
  主题词: 'keywords',
  概述: 'summary',
}

const FIELD_BY_NAME: ReadonlyMap<string, SheetField | 'file'> = new Map([
  ...Object.entries(OTHER_NAMES),
  ...SHEET_FIELD_KEYS.map((key) => [SHEET_FIELDS[key], key] as const),
  [FILE_COLUMN, 'file'] as const,
])

const plain = (text: string) => text.replaceAll(/[\s＊*（）()：:]/g, '')

/**
 * The rows of the first sheet that has a column 文件名; what stands above its header is a heading.
 * @throws Refusal `invalid` where there is none, or a file is named twice; `too-large`
 */
export async function parseSheet(bytes: Buffer): Promise<readonly SheetRow[]> {
  for (const { rows } of await readSheets(bytes)) {
    const headerAt = rows.slice(0, 10).findIndex((row) => columnsOf(row).has('file'))
    if (headerAt === -1) continue
    return rowsBelow(rows, headerAt)
  }
  throw new Refusal('invalid', `著录表里没有“${FILE_COLUMN}”一列，请用下载的模板填写`)
}

function columnsOf(row: readonly string[]): Map<SheetField | 'file', number> {
  const found = new Map<SheetField | 'file', number>()
  for (const [at, cell] of row.entries()) {
    const field = FIELD_BY_NAME.get(plain(cell))
    if (field !== undefined && !found.has(field)) found.set(field, at)
  }
  return found
}

function rowsBelow(rows: readonly (readonly string[])[], headerAt: number): readonly SheetRow[] {
  const columns = columnsOf(rows[headerAt]!)
  const found = rows.slice(headerAt + 1).flatMap((row, at) => {
    const cell = (field: SheetField | 'file') => row[columns.get(field) ?? -1]?.trim() ?? ''
    if (row.every((one) => one.trim() === '')) return []
    const given = Object.fromEntries(
      SHEET_FIELD_KEYS.map((key) => [key, cell(key)]).filter(([, value]) => value !== ''),
    )
    return [{ number: headerAt + 2 + at, fileName: cell('file'), given }]
  })
  if (found.length > MOST_ROWS)
    throw new Refusal('too-large', `著录表有${found.length}行，一批最多${MOST_ROWS}行`)
  const seen = new Map<string, number>()
  for (const { fileName, number } of found) {
    const before = seen.get(fileName)
    if (fileName !== '' && before !== undefined)
      throw new Refusal('invalid', `著录表第${before}行和第${number}行是同一个文件“${fileName}”`)
    seen.set(fileName, number)
  }
  return found
}

/** A day in whatever shape offices write it, as our forms have it; anything else stays to be complained of. */
export function dayAsTyped(text: string): string {
  return parseWrittenDay(text)?.toString() ?? text
}

const COLUMNS = [
  { header: FILE_COLUMN, width: 36 },
  ...SHEET_FIELD_KEYS.map((key) => ({
    header: SHEET_FIELDS[key],
    width: key === 'title' ? 48 : 16,
  })),
]

/** The sheet to fill in; with the files of a batch, what was read from them stands there already. */
export async function writeSheet(
  rows: readonly Pick<BatchRow, 'fileName' | 'given'>[] = [],
  files: readonly BatchFile[] = [],
): Promise<Buffer> {
  const named = new Set(rows.map(({ fileName }) => fileName))
  const others: Pick<BatchRow, 'fileName' | 'given'>[] = files
    .filter(({ name }) => !named.has(name))
    .map(({ name }) => ({ fileName: name, given: {} }))
  const headers = new Map(files.map((file) => [file.name, file.header]))
  async function* lines() {
    for (const { fileName, given } of [...rows, ...others]) {
      const read: Readonly<Record<string, { value: string } | undefined>> =
        headers.get(fileName) ?? {}
      const cells = SHEET_FIELD_KEYS.map((key) => given[key] ?? wordOf(key, read[key]?.value ?? ''))
      yield [fileName, ...cells]
    }
  }
  const stream = new PassThrough()
  const [bytes] = await Promise.all([
    buffer(stream),
    writeTable(stream, { name: '著录表', columns: COLUMNS }, lines()),
  ])
  return bytes
}

export const DISCLOSURE_WORDS: Readonly<Record<string, string>> = {
  主动公开: 'proactive',
  依申请公开: 'on-request',
  不予公开: 'withheld',
}

export const NORMATIVE_WORDS: Readonly<Record<string, string>> = {
  规章: 'regulation',
  规范性文件: 'normative',
  行政规范性文件: 'normative',
  都不是: '',
  否: '',
}

function wordOf(field: SheetField, value: string): string {
  if (field !== 'disclosure') return value
  return Object.keys(DISCLOSURE_WORDS).find((word) => DISCLOSURE_WORDS[word] === value) ?? value
}
