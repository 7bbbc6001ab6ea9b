import type { ReportFigures } from '../../../law/annual-report/figures.ts'
import { SECTION_TITLES } from '../../../law/annual-report/formats.ts'
import { printedActive, printedRequests, printedReview, type PrintedRow } from './printed-tables.ts'

type TableSpelling = (rows: readonly PrintedRow[]) => string

/** A whole report as plain text, its tables spelt one way or another. */
function textOf(figures: ReportFigures, spelling: TableSpelling): string {
  const [one, two, three, four, five, six] = SECTION_TITLES
  return [
    `${figures.agency}${figures.year}年政府信息公开工作年度报告`,
    one,
    '本年度持续做好政务公开工作，举办培训3次。',
    two,
    spelling(printedActive(figures)),
    three,
    spelling(printedRequests(figures)),
    four,
    spelling(printedReview(figures)),
    five,
    '公开的主动性有待加强。',
    six,
    '无其他需要报告的事项。',
    '',
  ].join('\n')
}

/** Copied from a browser: a tab between cells, merged cells once. */
export function tabText(figures: ReportFigures): string {
  return textOf(figures, (rows) =>
    rows.map((row) => row.map((cell) => cell.text).join('\t')).join('\n'),
  )
}

/** Copied from a word processor: merged cells leave empty ones behind, before and above. */
export function filledTabText(figures: ReportFigures): string {
  return textOf(figures, (rows) =>
    gridOf(rows)
      .map((row) => row.join('\t'))
      .join('\n'),
  )
}

/** One cell a line; with `apart` a blank line between cells, and a blank cell is a line of spaces. */
export function cellPerLineText(figures: ReportFigures, apart: boolean): string {
  return textOf(figures, (rows) =>
    rows
      .flatMap((row) => row.map((cell) => (cell.text === '' && apart ? '  ' : cell.text)))
      .join(apart ? '\n\n' : '\n'),
  )
}

/** Markdown: every line is a row between strokes. */
export function markdownText(figures: ReportFigures): string {
  return textOf(figures, (rows) => {
    const [first = '', ...rest] = gridOf(rows).map((row) => `| ${row.join(' | ')} |`)
    const rule = first.replace(/[^|]+/gu, ' --- ')
    return [first, rule, ...rest].join('\n')
  })
}

/** A stroke after every cell, lines broken anywhere. */
export function strokeText(figures: ReportFigures): string {
  return textOf(figures, (rows) =>
    rows.map((row) => row.map((cell) => `${cell.text} |\n`).join('')).join(''),
  )
}

/** Words and numbers with single spaces, as a PDF tool prints them without layout. */
export function rawText(figures: ReportFigures): string {
  return textOf(figures, (rows) =>
    rows
      .map((row) =>
        row
          .map((cell) => cell.text)
          .filter((text) => text !== '')
          .join(' '),
      )
      .join('\n'),
  )
}

/** One line, no borders at all. */
export function runOnText(figures: ReportFigures): string {
  return textOf(figures, (rows) =>
    rows.map((row) => row.map((cell) => cell.text).join('')).join(''),
  ).replaceAll('\n', '')
}

/** Columns by place: numbers right-aligned under each other, labels wrapped above and below their values. */
export function layoutText(figures: ReportFigures, wrapAt: number): string {
  return textOf(figures, (rows) => {
    const lines = rows.flatMap((row) => layoutRow(row, wrapAt))
    const cut = Math.floor(lines.length / 2)
    return [...lines.slice(0, cut), '', '     -3-', '', ...lines.slice(cut)].join('\n')
  })
}

function layoutRow(row: PrintedRow, wrapAt: number): readonly string[] {
  const firstValue = row.findIndex((cell) => /^(?:[+＋-]?[\d０-９].*|[/—_]|)$/u.test(cell.text))
  const at = firstValue < 0 ? row.length : firstValue
  const label = row
    .slice(0, at)
    .map((cell) => cell.text)
    .join('  ')
  const values = row
    .slice(at)
    .map((cell) => cell.text.padStart(15))
    .join('')
  if (values.trim() === '') return [label.padEnd(40)]
  const pieces = label.match(new RegExp(`.{1,${wrapAt}}`, 'gu')) ?? ['']
  const middle = Math.floor((pieces.length - 1) / 2)
  return pieces.map((piece, line) =>
    line === middle ? `   ${piece.padEnd(40)}${values}` : `   ${piece}`,
  )
}

function gridOf(rows: readonly PrintedRow[]): readonly (readonly string[])[] {
  const grid: string[][] = rows.map(() => [])
  for (const [at, row] of rows.entries()) {
    let column = 0
    for (const cell of row) {
      while (grid[at]![column] !== undefined) column += 1
      for (let down = 0; down < cell.rowspan; down += 1) {
        for (let right = 0; right < cell.colspan; right += 1) {
          const target = grid[at + down]
          if (target) target[column + right] = down === 0 && right === 0 ? cell.text : ''
        }
      }
      column += cell.colspan
    }
  }
  return grid
}
