import { REQUEST_COLUMNS } from '../../../law/annual-report/formats.ts'
import { cellsInLines, type LineColumns, type LineHabits } from './cells-in-lines.ts'
import type { ExpectedRow } from './expected-rows.ts'
import type { RecordReader } from './layout-reading.ts'
import { unreadRow, WHY } from './row-reading.ts'
import type { ValueRecord } from './value-record.ts'

interface Pair {
  readonly row: ExpectedRow
  readonly record: ValueRecord
}

/** A reader of lines of text that has looked at all rows of the document first. */
export function readerOfLines(
  records: readonly ValueRecord[],
  pairs: readonly Pair[],
): RecordReader {
  const runs = pairs.filter(({ row }) => row.table === 'requests').map(({ record }) => record)
  const habits: LineHabits = {
    runsTogether: runsTogether(records) && !losesBlanks(runs),
    columnsNear: columnsNear(pairs),
  }
  return (record, kinds) =>
    record.values.kind === 'tokens'
      ? cellsInLines(record.values, kinds, habits)
      : unreadRow(kinds.length, WHY.notFound)
}

/** `0000000` is no number: somewhere the borders between cells are gone. */
function runsTogether(records: readonly ValueRecord[]): boolean {
  return tokensOf(records).some((text) => /^[0０][\d０-９]|^[/／—_＿]{2}/u.test(text))
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
