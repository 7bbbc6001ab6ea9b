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
}

/** In a sheet the header may stand below a heading. */
const HEADER_WITHIN = 10

/**
 * Reads a list of documents from CSV (UTF-8, UTF-16, GB18030) or an Excel workbook's first sheet with a header.
 * @throws Refusal `invalid` when no row names the columns
 */
export async function readManifest(
  name: string,
  bytes: Uint8Array,
  mapping?: Mapping,
): Promise<Manifest> {
  const tables = /\.xlsx$/iu.test(name)
    ? (await readSheets(bytes)).map(({ rows }) => rows)
    : [parseCsv(decodeText(bytes))]
  for (const rows of tables) {
    const header = findHeader(rows, mapping)
    if (header !== undefined) return manifestOf(rows, header, mapping)
  }
  throw new Refusal(
    'invalid',
    `清单里没有找到表头。需要“file”（文件）一列，其余列：${COLUMNS.slice(1, 8).join('、')}；别的表头用 --mapping 说明。`,
  )
}

function findHeader(rows: readonly (readonly string[])[], mapping?: Mapping): number | undefined {
  const index = rows
    .slice(0, HEADER_WITHIN)
    .findIndex((row) => findColumns(row, mapping).has('file'))
  return index < 0 ? undefined : index
}

function manifestOf(
  rows: readonly (readonly string[])[],
  header: number,
  mapping?: Mapping,
): Manifest {
  const headers = rows[header]!
  const columns = findColumns(headers, mapping)
  const used = new Set(columns.values())
  const read = rows.slice(header + 1).map((cells, index) => ({
    line: header + 2 + index,
    values: valuesOf(cells, columns),
  }))
  return {
    rows: read.filter(({ values }) => Object.values(values).some((value) => value !== '')),
    unused: headers.filter((name, index) => name.trim() !== '' && !used.has(index)),
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
