import type { ReportFormat } from '../../../law/annual-report/figures.ts'
import { findFormatOfYear } from '../../../law/annual-report/formats.ts'
import { joinTouching } from './cells-in-lines.ts'
import { withoutSpaces } from './cell-text.ts'
import { readLayout, type LayoutReading } from './layout-reading.ts'
import type { RowFound } from './row-reading.ts'
import { identityOf, type ReportIdentity } from './report-identity.ts'
import { readRow, type RowReading } from './row-reading.ts'
import { settleRequestRows, settleReview } from './settle-borders.ts'
import type { SourceDocument } from './source-document.ts'

/** Everything read of a document, before it is put into the shape of a report. */
export interface DocumentReading {
  readonly identity: ReportIdentity
  readonly format: ReportFormat | null
  readonly rows: ReadonlyMap<string, RowFound>
  readonly review: RowReading | undefined
  readonly extra: LayoutReading['extra']
  /** Tables were there, but with their cells out of order. */
  readonly disordered: boolean
  /** Further copies of table 三 with other figures, which were left aside. */
  readonly copies: number
}

/** Reads the tables in every way the document allows and keeps what most ways of seeing agree to read best. */
export function readDocument(document: SourceDocument, filename: string): DocumentReading {
  const identity = identityOf(document, filename)
  const leaning = leaningOf(document)
  const readings = document.layouts
    .map((layout) => readLayout(layout, leaning))
    .sort((left, right) => right.read - left.read)
  const best = readings[0]
  const rows = new Map<string, RowFound>()
  for (const found of best ? settleRequestRows(best.rows) : []) {
    rows.set(`${found.row.table}.${found.row.key}`, found)
  }
  for (const other of readings.slice(1)) supplement(rows, other, best)
  const review = readings.map(settledReview).find((reading) => reading !== undefined)
  return {
    identity,
    format: formatOf(best, rows, leaning, identity.year),
    rows,
    review,
    extra: best?.extra ?? [],
    disordered: readings.some((reading) => reading.disordered),
    copies: best?.copies ?? 0,
  }
}

/** Rows the best way of seeing did not yield whole, taken from another way that did. */
function supplement(
  rows: Map<string, RowFound>,
  other: LayoutReading,
  best: LayoutReading | undefined,
): void {
  if (other.activeFormat !== best?.activeFormat) return
  for (const found of other.rows) {
    const key = `${found.row.table}.${found.row.key}`
    const known = rows.get(key)
    const whole = found.reading.cells.every((cell) => cell !== null)
    if (whole && (!known || known.reading.cells.every((cell) => cell === null)))
      rows.set(key, found)
  }
}

function settledReview(reading: LayoutReading): RowReading | undefined {
  const review = reading.review
  if (!review) return undefined
  const [record] = review.records
  const partly = review.reading.cells.includes(null)
  if (!partly || record?.values.kind !== 'tokens' || review.reading.ways.length === 0) {
    return review.reading
  }
  const pieces = record.values.lines.flatMap((line) => joinTouching(line.tokens))
  const cells = settleReview(pieces)
  return cells ? { ...readRow(cells), inferred: true } : review.reading
}

const CAPTIONS: Readonly<Record<ReportFormat, readonly RegExp[]>> = {
  '2021': [/制发件数/u, /废止件数/u, /现行有效件数/u, /本年处理决定数量/u, /本年收费金额/u],
  '2019': [/新制作数量/u, /新公开数量/u, /对外公开总数量/u, /上一年项目数量/u, /采购总金额/u],
}

/** How many column captions of each form the text contains. */
function leaningOf(document: SourceDocument): Readonly<Record<ReportFormat, number>> {
  const text = withoutSpaces(
    document.layouts
      .map((layout) =>
        layout.kind === 'grid'
          ? layout.rows.map((row) => row.cells.map((cell) => cell.text).join('')).join('')
          : layout.lines.map((line) => line.pieces.map((piece) => piece.text).join('')).join(''),
      )
      .join(''),
  )
  const count = (format: ReportFormat) =>
    CAPTIONS[format].filter((caption) => caption.test(text)).length
  return { '2019': count('2019'), '2021': count('2021') }
}

/** Table 二 says which form it is; else the rows under （六）其他处理; else the year. */
function formatOf(
  best: LayoutReading | undefined,
  rows: ReadonlyMap<string, RowFound>,
  leaning: Readonly<Record<ReportFormat, number>>,
  year: number | null,
): ReportFormat | null {
  if (leaning['2019'] !== leaning['2021'])
    return leaning['2019'] > leaning['2021'] ? '2019' : '2021'
  if (rows.has('active.other_services') || rows.has('active.procurement')) return '2019'
  if (rows.has('requests.other_1_no_correction') || rows.has('requests.other_2_no_fee'))
    return '2021'
  const ofYear = year === null ? undefined : findFormatOfYear(year)
  if (ofYear !== undefined) return ofYear
  return best && rows.has('requests.other') ? '2019' : null
}
