import { Refusal } from '../../../platform/kernel/refusal.ts'
import { decodeText } from '../reading/text.ts'
import { readSheets } from '../reading/xlsx.ts'
import { COLUMNS, findColumns, type Column, type Mapping } from './columns.ts'
import { parseCsv } from './csv.ts'

/** One line of the manifest, every column as text; `''` where it says nothing. */
export interface ManifestRow {
  /** in the file, from 1, as an editor or a spreadsheet counts */
  readonly line: number
  readonly values: Readonly<Record<Column, string>>
}

export interface Manifest {
  readonly rows: readonly ManifestRow[]
  /** headers that nothing was taken from */
  readonly unused: readonly string[]
  readonly missing: readonly Column[]
  /** sheets of the workbook that are not the list */
  readonly otherSheets?: readonly string[]
}

/** In a sheet the header may stand below a heading. */
const HEADER_WITHIN = 10

/**
 * Reads a list of documents from CSV (UTF-8, UTF-16, GB18030) or an Excel workbook's first sheet with a header.
 * @throws Refusal `invalid` when no row names the columns, or the file is none of these
 */
export async function readManifest(
  name: string,
  bytes: Uint8Array,
  mapping?: Mapping,
): Promise<Manifest> {
  const sheets = await readTables(name, bytes)
  for (const { rows } of sheets) {
    const header = findHeader(rows, mapping)
    if (header === undefined) continue
    if (rows.slice(header.at + 1).every((row) => row.every((cell) => cell.trim() === '')))
      throw new Refusal('invalid', '清单只有表头，没有写一份文件。')
    const otherSheets = sheets.filter((sheet) => sheet.rows !== rows && sheet.rows.length > 0)
    return {
      ...manifestOf(rows, header),
      otherSheets: otherSheets.map((sheet) => sheet.name),
    }
  }
  const [first = []] = sheets.flatMap(({ rows }) => rows.filter((row) => row.some(Boolean)))
  const seen = first.filter(Boolean).slice(0, MOST_SHOWN).join('、')
  throw new Refusal(
    'invalid',
    `清单里没有找到表头${seen === '' ? '（清单是空的）' : `（第一行是“${seen}”）`}。需要“file”（文件）一列，其余列：${COLUMNS.slice(1, 8).join('、')}；别的表头用 --mapping 说明。`,
  )
}

const MOST_SHOWN = 8

/** By what the bytes are, whatever the file is called. */
async function readTables(
  name: string,
  bytes: Uint8Array,
): Promise<{ readonly name: string; readonly rows: string[][] }[]> {
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf)
    throw new Refusal('invalid', '清单是旧版Excel（.xls），请另存为.xlsx或CSV。')
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return readSheets(bytes)
  if (/\.xlsx$/iu.test(name)) throw new Refusal('invalid', '清单不是Excel工作簿（.xlsx）。')
  return [{ name, rows: parseCsv(decodeText(bytes)) }]
}

interface Header {
  readonly at: number
  readonly columns: ReadonlyMap<Column, number>
}

function findHeader(
  rows: readonly (readonly string[])[],
  mapping: Mapping | undefined,
): Header | undefined {
  const found = rows.slice(0, HEADER_WITHIN).map((row, at) => ({
    at,
    columns: withFiles(findColumns(row, mapping), row.length, rows.slice(at + 1)),
  }))
  // a heading such as “文件清单” is no header
  const named = found.filter(({ columns }) => columns.has('file'))
  return named.find(({ columns }) => columns.size > 1) ?? named[0]
}

const FILE_NAME = /^(?!\w+:\/\/|\/).*\.(?:md|markdown|s?html?|txt|docx?|pdf|xlsx?|wps|et|ofd)$/iu
const LOOKED_AT = 200

/**
 * 文件名 may be what a document is called, or where it lies: where the named column holds no files and another does, that
 * is meant.
 */
function withFiles(
  columns: Map<Column, number>,
  width: number,
  below: readonly (readonly string[])[],
): Map<Column, number> {
  if (columns.size === 0) return columns
  const rows = below.slice(0, LOOKED_AT).filter((row) => row.some((cell) => cell.trim() !== ''))
  const filesIn = (index: number) =>
    rows.filter((row) => FILE_NAME.test((row[index] ?? '').trim())).length
  const named = columns.get('file')
  if (rows.length === 0 || (named !== undefined && filesIn(named) * 2 >= rows.length))
    return columns
  const taken = new Map([...columns].map(([column, index]) => [index, column]))
  const others = Array.from({ length: width }, (_, index) => index).filter((index) =>
    [undefined, 'title'].includes(taken.get(index)),
  )
  const best = others.toSorted((a, b) => filesIn(b) - filesIn(a))[0]
  if (best === undefined || filesIn(best) * 2 < rows.length) return columns
  const mended = new Map(columns).set('file', best)
  if (taken.get(best) === 'title') mended.delete('title')
  if (named !== undefined && !mended.has('title')) mended.set('title', named)
  return mended
}

function manifestOf(rows: readonly (readonly string[])[], { at, columns }: Header): Manifest {
  const used = new Set(columns.values())
  const read = rows.slice(at + 1).map((cells, index) => ({
    line: at + 2 + index,
    values: valuesOf(cells, columns),
  }))
  return {
    rows: read.filter(({ values }) => Object.values(values).some((value) => value !== '')),
    unused: rows[at]!.filter((name, index) => name.trim() !== '' && !used.has(index)),
    missing: COLUMNS.slice(0, 8).filter((column) => !columns.has(column)),
  }
}

function valuesOf(
  cells: readonly string[],
  columns: ReadonlyMap<Column, number>,
): Record<Column, string> {
  const value = (column: Column) => {
    const index = columns.get(column)
    return index === undefined ? '' : (cells[index] ?? '').replace(/[\s\u3000]+/gu, ' ').trim()
  }
  return Object.fromEntries(COLUMNS.map((column) => [column, value(column)])) as Record<
    Column,
    string
  >
}
