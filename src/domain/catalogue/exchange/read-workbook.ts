import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { Worksheet } from 'exceljs'
import { COLUMNS, type ColumnKey } from './columns.ts'

/** A line of the workbook: its number as the reader of the sheet sees it, and its cells by column. */
export interface SheetLine {
  readonly sheet: string
  readonly line: number
  readonly cells: Readonly<Partial<Record<ColumnKey, string>>>
}

/** Other spellings of the headers in tables that are in use. */
const HEADERS: readonly (readonly [RegExp, ColumnKey])[] = [
  [/^(序号|编号|事项编码)$/, 'code'],
  [/^(法定内容或领域|领域|试点领域|条款)$/, 'branch'],
  [/^(公开事项)?一级事项$|^一级目录$/, 'levelOne'],
  [/^(公开事项)?二级事项$|^二级目录$|^公开事项$/, 'levelTwo'],
  [/^公开内容/, 'content'],
  [/^(公开)?依据$|^公开依据/, 'basis'],
  [/^公开时限/, 'limitWords'],
  [/^公开主体|^责任主体|^责任单位/, 'owner'],
  [/^公开渠道|^公开载体/, 'channels'],
  [/^公开对象$/, 'audience'],
  [/^公开方式$/, 'manner'],
  [/^公开层级$/, 'levels'],
  [/^至少每几个月/, 'atLeastEveryMonths'],
  [/^备注$/, 'note'],
]

/** Tables have one or two header rows under a heading; further down there is none. */
const HEADER_WITHIN = 12
const MOST_LINES = 20_000

/**
 * Reads every sheet that has a header with 一级事项 and 公开时限. Merged cells repeat their value, as the tables mean it.
 * @throws Refusal `invalid` when no sheet has such a header, or the file is no workbook
 */
export async function readCatalogueWorkbook(bytes: Uint8Array): Promise<SheetLine[]> {
  const { default: exceljs } = await import('exceljs')
  const workbook = new exceljs.Workbook()
  try {
    await workbook.xlsx.load(
      Buffer.from(bytes) as unknown as Parameters<typeof workbook.xlsx.load>[0],
    )
  } catch {
    throw new Refusal('invalid', '这个文件打不开。请上传 .xlsx 工作簿。')
  }
  const lines = workbook.worksheets.flatMap(readSheet)
  if (lines.length > MOST_LINES) throw new Refusal('too-large', `一次最多导入${MOST_LINES}行。`)
  if (lines.length > 0) return lines
  throw new Refusal(
    'invalid',
    `没有找到目录表。表头应当有“一级事项”和“公开时限”；可以先导出一份现行目录作样式（${COLUMNS.map(({ header }) => header).join('、')}）。`,
  )
}

function readSheet(sheet: Worksheet): SheetLine[] {
  const header = findHeader(sheet)
  if (!header) return []
  const lines: SheetLine[] = []
  for (let number = header.row + 1; number <= sheet.rowCount; number += 1) {
    const cells: Partial<Record<ColumnKey, string>> = {}
    for (const [column, key] of header.columns) {
      const text = textAt(sheet, number, column)
      if (text !== '') cells[key] = text
    }
    // a second header row under merged titles repeats the words of the first
    const isHeader = header.words.has(cells.levelOne ?? '')
    if (Object.keys(cells).length > 0 && !isHeader)
      lines.push({ sheet: sheet.name, line: number, cells })
  }
  return lines
}

interface Header {
  readonly row: number
  readonly columns: ReadonlyMap<number, ColumnKey>
  readonly words: ReadonlySet<string>
}

/** The lowest of the first rows that names the most columns: two-storey headers end in the second row. */
function findHeader(sheet: Worksheet): Header | undefined {
  let best: Header | undefined
  for (let row = 1; row <= Math.min(HEADER_WITHIN, sheet.rowCount); row += 1) {
    const columns = new Map<number, ColumnKey>()
    const words = new Set<string>()
    for (let column = 1; column <= Math.min(60, sheet.columnCount); column += 1) {
      const text = textAt(sheet, row, column).replaceAll(/\s/g, '')
      const key = HEADERS.find(([pattern]) => pattern.test(text))?.[1]
      if (key === undefined || [...columns.values()].includes(key)) continue
      columns.set(column, key)
      words.add(text)
    }
    const keys = [...columns.values()]
    if (!keys.includes('levelOne') || !keys.includes('limitWords')) continue
    if (best === undefined || columns.size >= best.columns.size) best = { row, columns, words }
  }
  return best
}

function textAt(sheet: Worksheet, row: number, column: number): string {
  return sheet.getCell(row, column).text.trim()
}
