import {
  activeCellPath,
  requestCellPath,
  reviewCellPath,
} from '../../../law/annual-report/cell-paths.ts'
import type { Cell, ReportFormat, RequestRow } from '../../../law/annual-report/figures.ts'
import {
  REPORT_FORMS,
  REQUEST_COLUMNS,
  REVIEW_COLUMNS,
  REVIEW_GROUPS,
  type ReviewGroupKey,
} from '../../../law/annual-report/formats.ts'
import { captionsIn } from './column-captions.ts'
import type { DocumentReading } from './read-document.ts'
import type { ReadActiveRow, ReadReport, UnreadCell } from './read-report-types.ts'
import { unreadRow, WHY, type RowReading } from './row-reading.ts'

export type AssembledFigures = Omit<ReadReport, 'problems'>

/** Puts what was read into the shape of a report: every row of the form, unread cells `null` and accounted for. */
export function assembleReport(reading: DocumentReading): AssembledFigures {
  const unread: UnreadCell[] = []
  const { agency, year } = reading.identity
  if (agency === null) unread.push({ at: 'agency', why: '报告中没有找到单位名称' })
  if (year === null) unread.push({ at: 'year', why: '报告中没有找到年度' })
  if (reading.format === null) unread.push({ at: 'format', why: '无法判断报告采用哪一版格式' })
  return {
    agency,
    year,
    format: reading.format,
    active: { rows: activeRows(reading, unread) },
    requests: {
      columns: REQUEST_COLUMNS.map((column) => column.label),
      rows: requestRows(reading, unread),
    },
    review_litigation: reviewTable(reading, unread),
    unread,
  }
}

function activeRows(reading: DocumentReading, unread: UnreadCell[]): readonly ReadActiveRow[] {
  if (reading.format === null) {
    unread.push({ at: 'active', why: WHY.noTable })
    return []
  }
  const rows: ReadActiveRow[] = []
  const anyFound = [...reading.rows.keys()].some((key) => key.startsWith('active.'))
  for (const block of REPORT_FORMS[reading.format].active) {
    const first = reading.rows.get(`active.${block.rows[0]?.key}`)
    const captions = captionsIn(first?.record.rawBefore ?? '', block.columns.length)
    for (const form of block.rows) {
      const found = reading.rows.get(`active.${form.key}`)
      const fits = found?.reading.cells.length === block.columns.length
      const why = whyMissing(reading, anyFound)
      const row = found && fits ? found.reading : unreadRow(block.columns.length, why)
      noteUnread(row, (at) => activeCellPath(form.key, at), unread)
      rows.push({
        clause: block.clause,
        key: form.key,
        label: found?.record.label ?? form.label,
        columns: captions ?? block.columns,
        cells: row.cells,
      })
      rows.push(...extraRowsAfter(reading, form.key, block.clause, captions ?? block.columns))
    }
  }
  return rows
}

function whyMissing(reading: DocumentReading, isTableFound: boolean): string {
  if (isTableFound) return WHY.notFound
  return reading.disordered ? WHY.disorder : WHY.noTable
}

/** Rows no form has, where they stand; only those with as many values as their neighbours. */
function extraRowsAfter(
  reading: DocumentReading,
  key: string,
  clause: string,
  columns: readonly string[],
): readonly ReadActiveRow[] {
  return reading.extra.flatMap(({ record, after }, at) => {
    if (after.key !== key) return []
    const texts =
      record.values.kind === 'cells'
        ? record.values.cells.map((cell) => cell.text)
        : record.values.lines.flatMap((line) => line.tokens.map((token) => token.text))
    const label = record.label ?? lastWords(record.rawBefore)
    if (texts.length !== columns.length || label === '' || !texts.every(isShort)) return []
    const known = label.includes('其他主动公开文件')
    return [
      {
        clause,
        key: known ? ('other_disclosed_documents' as const) : (`extra_${at + 1}` as const),
        label,
        columns,
        cells: texts,
      },
    ]
  })
}

function isShort(text: string): boolean {
  return text.length <= 24 && !text.includes('\n')
}

function lastWords(text: string): string {
  return text.trim().split(/\s+/u).at(-1) ?? ''
}

function requestRows(reading: DocumentReading, unread: UnreadCell[]): readonly RequestRow[] {
  const anyFound = [...reading.rows.keys()].some((key) => key.startsWith('requests.'))
  return rowsExpected(reading).map((form) => {
    const found = reading.rows.get(`requests.${form.key}`)
    const row = found?.reading ?? unreadRow(REQUEST_COLUMNS.length, whyMissing(reading, anyFound))
    noteUnread(row, (at) => requestCellPath(form.key, REQUEST_COLUMNS[at]!.key), unread)
    const published = found?.record.label
    const label =
      published && form.group !== null ? `${form.group}/${published}` : (published ?? form.label)
    return { key: form.key, label, cells: row.cells }
  })
}

/** The rows of the form, except that （六）其他处理 is as many rows as the report printed. */
function rowsExpected(reading: DocumentReading) {
  const single = reading.rows.has('requests.other')
  const split = reading.rows.has('requests.other_1_no_correction')
  const format: ReportFormat = single ? '2019' : split ? '2021' : (reading.format ?? '2021')
  return REPORT_FORMS[format].requests
}

function reviewTable(
  reading: DocumentReading,
  unread: UnreadCell[],
): ReadReport['review_litigation'] {
  const width = REVIEW_COLUMNS.length
  const row = reading.review ?? unreadRow(width * REVIEW_GROUPS.length, whyMissing(reading, false))
  const group = (key: ReviewGroupKey): readonly Cell[] => {
    const at = REVIEW_GROUPS.findIndex((one) => one.key === key) * width
    const part = { ...row, cells: row.cells.slice(at, at + width) }
    noteUnread(part, (column) => reviewCellPath(key, REVIEW_COLUMNS[column]!.key), unread)
    return part.cells
  }
  return {
    columns: REVIEW_COLUMNS.map((column) => column.label),
    reconsideration: group('reconsideration'),
    direct_suit: group('direct_suit'),
    after_reconsideration: group('after_reconsideration'),
  }
}

function noteUnread(row: RowReading, pathOf: (at: number) => string, unread: UnreadCell[]): void {
  for (const [at, cell] of row.cells.entries()) {
    if (cell === null) unread.push({ at: pathOf(at), why: row.why || WHY.notFound })
  }
}
