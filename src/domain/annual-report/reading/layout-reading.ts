import type { ReportFormat } from '../../../law/annual-report/figures.ts'
import { blankRows } from './blank-rows.ts'
import { distrustDisorder } from './distrust.ts'
import { REQUEST_COLUMNS } from '../../../law/annual-report/formats.ts'
import {
  valueCount,
  alignRows,
  likenessTable,
  type Alignment,
  type LikenessTable,
} from './align-rows.ts'
import { expectedActiveRows, expectedRequestRows, type ExpectedRow } from './expected-rows.ts'
import { readerOfGrid } from './grid-habits.ts'
import { readerOfLines } from './line-habits.ts'
import { recordsFromGrid } from './records-from-grid.ts'
import { recordsFromLines } from './records-from-lines.ts'
import { readReview, type ReviewReading } from './review-table.ts'
import { countRead, type RowFound } from './row-reading.ts'
import type { Layout } from './source-document.ts'
import type { ValueRecord } from './value-record.ts'

/** What one way of seeing the document yields. */
export interface LayoutReading {
  readonly activeFormat: ReportFormat
  readonly requestFormat: ReportFormat
  readonly rows: readonly RowFound[]
  readonly review: ReviewReading | undefined
  /** Rows of values among those of table 二 which no form has. */
  readonly extra: readonly { readonly record: ValueRecord; readonly after: ExpectedRow }[]
  /** Nothing was believed, because cells stand out of order. */
  readonly disordered: boolean
  /** Cells read, the measure by which ways of seeing are compared. */
  readonly read: number
  /** Further copies of table 三 with other figures. */
  readonly copies: number
}

const FORMATS: readonly ReportFormat[] = ['2021', '2019']

/** @param leaning which form's column captions the text contains, to choose between forms with like labels. */
export function readLayout(
  layout: Layout,
  leaning: Readonly<Record<ReportFormat, number>>,
): LayoutReading {
  const records = layout.kind === 'grid' ? recordsFromGrid(layout) : recordsFromLines(layout)
  const every = FORMATS.flatMap((format) => [
    ...expectedActiveRows(format),
    ...expectedRequestRows(format),
  ])
  const table = likenessTable(every, records)
  const best = chooseForms(records, table, leaning)
  const pairs = best.rows.flatMap((row, at) => {
    const record = best.alignment.records[at]
    return record ? [{ row, record }] : []
  })
  const reader =
    layout.kind === 'grid'
      ? readerOfGrid(layout, records, pairs)
      : readerOfLines(layout, records, pairs)
  const read = pairs.map(({ row, record }) => ({ row, record, reading: reader(record, row.kinds) }))
  const believed = distrustDisorder(layout, records, read, best.rows)
  const rows = believed
    ? [...believed, ...(isMeasured(layout) ? blankRows(records, believed, best.rows) : [])]
    : []
  const review = believed && readReview(records, pairs.at(-1), reader)
  return {
    activeFormat: best.active,
    requestFormat: best.requests,
    rows,
    review,
    extra: believed ? extraRows(records, pairs) : [],
    read:
      rows.reduce((sum, { reading }) => sum + countRead(reading), 0) +
      (review ? countRead(review.reading) : 0),
    disordered: believed === undefined,
    copies: countCopies(records, table, pairs),
  }
}

function isMeasured(layout: Layout): boolean {
  return layout.kind === 'lines' && layout.places === 'exact'
}

interface Choice {
  readonly active: ReportFormat
  readonly requests: ReportFormat
  readonly rows: readonly ExpectedRow[]
  readonly alignment: Alignment
  readonly score: number
}

function chooseForms(
  records: readonly ValueRecord[],
  table: LikenessTable,
  leaning: Readonly<Record<ReportFormat, number>>,
): Choice {
  const choices = FORMATS.flatMap((active) =>
    FORMATS.map((requests): Choice => {
      const rows = [...expectedActiveRows(active), ...expectedRequestRows(requests)]
      const alignment = alignRows(rows, records, table)
      return { active, requests, rows, alignment, score: alignment.score + leaning[active] }
    }),
  )
  return choices.reduce((best, choice) => (choice.score > best.score + 1e-9 ? choice : best))
}

/** Records between two recognised rows of table 二 that no form has, such as 其他主动公开文件. */
function extraRows(
  records: readonly ValueRecord[],
  pairs: readonly { readonly row: ExpectedRow; readonly record: ValueRecord }[],
): LayoutReading['extra'] {
  const taken = new Map(pairs.map(({ row, record }) => [record, row]))
  const extra: { record: ValueRecord; after: ExpectedRow }[] = []
  let last: ExpectedRow | undefined
  for (const record of records) {
    const row = taken.get(record)
    if (row) last = row
    else if (last?.table === 'active') extra.push({ record, after: last })
  }
  const end = records.indexOf(pairs.findLast(({ row }) => row.table === 'active')?.record as never)
  return extra.filter(({ record }) => records.indexOf(record) < end)
}

/** How many first rows of table 三 with other values than the one read are printed besides it. */
function countCopies(
  records: readonly ValueRecord[],
  table: LikenessTable,
  pairs: readonly { readonly row: ExpectedRow; readonly record: ValueRecord }[],
): number {
  const scores = table.get('requests.new.7') ?? []
  const read = pairs.find(({ row }) => row.key === 'new')?.record
  const values = read && textOfValues(read)
  return records.filter(
    (record, at) =>
      (scores[at] ?? 0) > 1 &&
      valueCount(record) === REQUEST_COLUMNS.length &&
      textOfValues(record) !== values,
  ).length
}

function textOfValues({ values }: ValueRecord): string {
  const parts = values.kind === 'cells' ? values.cells : values.lines.flatMap((line) => line.tokens)
  return parts.map(({ text }) => text).join(' ')
}
