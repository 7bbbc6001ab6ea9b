import { hanOnly, hasHan, isValue, normaliseLabel } from './cell-text.ts'
import { isExpectedName } from './expected-rows.ts'
import type { GridCell, GridLayout, GridRow } from './source-document.ts'
import type { ValueRecord } from './value-record.ts'

/** Rows of known cells that carry values, each with the words before it. */
export function recordsFromGrid(layout: GridLayout): readonly ValueRecord[] {
  const records: ValueRecord[] = []
  let heading = ''
  for (const [at, row] of layout.rows.entries()) {
    const own = row.cells.filter((cell) => cell.own)
    const labelAt = findLabelAt(own)
    const values = own.slice(labelAt + 1)
    if (!hasValue(values) && !isLeftBlank(row, own, labelAt, layout.rows.slice(at + 1, at + 4))) {
      heading = `${heading}${own.map((cell) => cell.text).join('\t')}\n`
      continue
    }
    records.push(recordOf(row, own, labelAt, heading))
    heading = ''
  }
  return records
}

/** The label is the last cell with words in it; -1 for a row of bare values. */
function findLabelAt(cells: readonly GridCell[]): number {
  return cells.findLastIndex((cell) => hasHan(cell.text) && !isValue(cell.text))
}

function hasValue(cells: readonly GridCell[]): boolean {
  return cells.some((cell) => /[\d０-９]/u.test(cell.text) || isValue(cell.text))
}

/**
 * Whether a row without any value is a row of the report left blank: it bears the label of one, or it is the bare
 * row of table 四 and no other follows. Captions with blank cells beside them are not.
 */
function isLeftBlank(
  row: GridRow,
  own: readonly GridCell[],
  labelAt: number,
  following: readonly GridRow[],
): boolean {
  if (labelAt >= 0 && labelAt === own.length - 1) {
    // A page may leave out empty cells altogether; where columns are displayed, the row is there and blank.
    const name = hanOnly(own[labelAt]!.text)
    return row.placed === 'columns' && labelAt <= 2 && name.length > 4 && isExpectedName(name)
  }
  // A label is three cells at most: 三、本年度办理结果, its group, itself.
  if (labelAt >= 0) return labelAt <= 2 && isExpectedName(hanOnly(own[labelAt]!.text))
  return (
    own.length >= 5 && !following.some((row) => findLabelAt(row.cells) < 0 && hasValue(row.cells))
  )
}

function recordOf(
  row: GridRow,
  own: readonly GridCell[],
  labelAt: number,
  heading: string,
): ValueRecord {
  const labels = own.slice(0, labelAt + 1).filter((cell) => cell.text !== '')
  const label = own[labelAt]?.text
  return {
    before: hanOnly(labels.map((cell) => cell.text).join('')),
    after: '',
    rawBefore: `${heading}${labels.map((cell) => cell.text).join('\t')}`,
    label: label === undefined ? null : normaliseLabel(label),
    table: row.table,
    values: {
      kind: 'cells',
      cells: own.slice(labelAt + 1),
      displayed: row.cells,
      placed: row.placed,
    },
  }
}
