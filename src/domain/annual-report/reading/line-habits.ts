import { REQUEST_COLUMNS } from '../../../law/annual-report/formats.ts'
import { cellsInLines, joinTouching, type LineColumns, type LineHabits } from './cells-in-lines.ts'
import type { ExpectedRow } from './expected-rows.ts'
import type { RecordReader } from './row-reading.ts'
import { unreadRow, WHY } from './row-reading.ts'
import { headingColumns } from './heading-columns.ts'
import type { LineLayout } from './source-document.ts'
import type { ValueRecord } from './value-record.ts'

interface Pair {
  readonly row: ExpectedRow
  readonly record: ValueRecord
}

/** A reader of lines of text that has looked at all rows of the document first. */
export function readerOfLines(
  layout: LineLayout,
  records: readonly ValueRecord[],
  pairs: readonly Pair[],
): RecordReader {
  const runs = pairs.filter(({ row }) => row.table === 'requests').map(({ record }) => record)
  const habits: LineHabits = {
    measured: layout.places === 'exact',
    runsTogether: runsTogether(records) && !losesBlanks(runs),
    columnsNear: layout.places === 'exact' ? columnsOnPage(layout, pairs) : columnsNear(pairs),
  }
  return (record, kinds) =>
    record.values.kind === 'tokens'
      ? cellsInLines(record.values, kinds, habits)
      : unreadRow(kinds.length, WHY.notFound)
}

/** `0000000` is no number: somewhere the borders between cells are gone. */
function runsTogether(records: readonly ValueRecord[]): boolean {
  return records.some(({ values }) => {
    if (values.kind !== 'tokens') return false
    return values.lines
      .flatMap((line) => joinTouching(line.tokens))
      .some((text) => /^[0０][\d０-９]|^[/／—_＿]{2}/u.test(text))
  })
}

/** A row of table 三 with fewer characters than columns has lost blank cells: then nothing can be put back. */
function losesBlanks(runs: readonly ValueRecord[]): boolean {
  return runs.some((record) => tokensOf([record]).join('').length < REQUEST_COLUMNS.length)
}

function tokensOf(records: readonly ValueRecord[]): readonly string[] {
  return records.flatMap(({ values }) =>
    values.kind === 'tokens'
      ? values.lines.flatMap((line) => line.tokens.map((token) => token.text))
      : [],
  )
}

/**
 * Rows of the same number of columns, all shown, above and below on the same page. Text on one long line has no
 * columns: a reference must stand on a line of its own.
 */
function columnsNear(pairs: readonly Pair[]): LineHabits['columnsNear'] {
  const full = pairs.flatMap(({ row, record }): LineColumns[] => {
    if (record.values.kind !== 'tokens') return []
    const [line, ...more] = record.values.lines
    if (!line || more.length > 0 || !line.spaced) return []
    if (line.tokens.length !== row.kinds.length) return []
    return [{ page: line.page, line: line.line, columns: line.tokens }]
  })
  return (line, count) => {
    const here = full.filter(
      (one) => one.columns.length === count && one.page === line.page && one.line !== line.line,
    )
    const above = here.findLast((one) => one.line < line.line)
    const below = here.find((one) => one.line > line.line)
    return [above, below].flatMap((one) => (one ? [one] : []))
  }
}

/** On a measured page the captions show where the columns are, on the pages after it too. */
function columnsOnPage(layout: LineLayout, pairs: readonly Pair[]): LineHabits['columnsNear'] {
  const near = columnsNear(pairs)
  const first = pairs.find(({ row }) => row.table === 'requests')?.record.values
  const firstRow = first?.kind === 'tokens' ? first.lines[0]?.line : undefined
  const requests =
    firstRow === undefined
      ? undefined
      : headingColumns(layout.lines, firstRow, REQUEST_COLUMNS.length)
  return (line, count) => {
    const columns =
      count === REQUEST_COLUMNS.length ? requests : headingColumns(layout.lines, line.line, count)
    const heading = columns ? [{ page: line.page, line: line.line, columns }] : []
    return [...heading, ...near(line, count)]
  }
}
