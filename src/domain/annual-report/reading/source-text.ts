import { cellText, hanOnly, hasHan, isValue, withoutInvisible } from './cell-text.ts'
import { isExpectedName } from './expected-rows.ts'
import { isPageNumberText } from './records-from-lines.ts'
import type { GridRow, Layout, SourceDocument, TextLine, TextPiece } from './source-document.ts'

/** Plain text, however the table was written down in it. */
export function documentOfText(text: string): SourceDocument {
  const lines = text.replace(/\r\n?/gu, '\n').split('\n')
  return {
    titles: [],
    paragraphs: lines.map((line) => line.trim()).filter((line) => line !== ''),
    layouts: layoutsOfLines(lines),
  }
}

/** Every way in which the lines might be a table: by tabs, by strokes, a cell a line, and by place alone. */
export function layoutsOfLines(lines: readonly string[]): readonly Layout[] {
  const layouts: Layout[] = []
  if (lines.some((line) => /\t/u.test(line))) layouts.push(grid(tabRows(lines), 'sequence'))
  const strokes = lines.filter((line) => line.includes('|')).length
  if (strokes >= 5) layouts.push(grid(strokeRows(lines), 'sequence'))
  const stride = strideOf(lines)
  if (stride !== undefined) layouts.push(grid(cellPerLineRows(lines, stride), 'sequence', true))
  layouts.push({ kind: 'lines', places: 'rough', lines: textLines(lines) })
  return layouts
}

function grid(
  rows: readonly (readonly string[])[],
  placed: GridRow['placed'],
  loose = false,
): Layout {
  return {
    kind: 'grid',
    loose,
    rows: rows.map((cells) => ({
      table: 0,
      placed,
      cells: cells.map((text, column) => ({ text: cellText(text), column, span: 1, own: true })),
    })),
  }
}

function tabRows(lines: readonly string[]): readonly (readonly string[])[] {
  return lines.filter((line) => line.trim() !== '').map((line) => line.split('\t'))
}

/** `| 规章 | 0 |` (rows are lines) or `规章 | 0 |` (a stroke ends a cell, wherever the line breaks). */
function strokeRows(lines: readonly string[]): readonly (readonly string[])[] {
  const labelled = lines.filter((line) => line.includes('|') && hasHan(line))
  const opened = labelled.filter((line) => /^\s*\|/u.test(line)).length
  if (opened > labelled.length / 2) {
    return lines
      .filter((line) => line.includes('|') && !/^[\s|:-]+$/u.test(line.replace(/[^\s|:-]/gu, 'x')))
      .map((line) =>
        line
          .trim()
          .replace(/^\||\|$/gu, '')
          .split('|'),
      )
  }
  // What follows the last stroke is running text, not a cell.
  return rowsOfCells(lines.join('\n').split('|').slice(0, -1))
}

/** A cell with words begins a row unless the row so far has only words, and so does the name of a row of the form. */
function rowsOfCells(cells: readonly string[]): readonly (readonly string[])[] {
  const rows: string[][] = [[]]
  let hasValues = false
  for (const cell of cells) {
    const words = hasHan(cell) && !isValue(cellText(cell))
    if (words && (hasValues || isExpectedName(hanOnly(lastLine(cell))))) {
      rows.push([])
      hasValues = false
    }
    const text = words ? lastLine(cell) : cell
    rows.at(-1)!.push(text)
    if (!words) hasValues = true
  }
  return rows
}

/** Running text before the first cell belongs to no cell. */
function lastLine(cell: string): string {
  return cell.trim().split('\n').at(-1) ?? ''
}

/** How many lines apart the cells stand when each has a line of its own; undefined when they do not. */
function strideOf(lines: readonly string[]): number | undefined {
  const gaps = new Map<number, number>()
  let last: { readonly at: number; readonly value: boolean } | undefined
  let pairs = 0
  for (const [at, line] of lines.entries()) {
    const text = cellText(line)
    if (text === '' || isPageNumberText(line)) continue
    const value = isValue(text)
    if (last && (value || last.value)) {
      gaps.set(at - last.at, (gaps.get(at - last.at) ?? 0) + 1)
      pairs += 1
    }
    last = { at, value }
  }
  if (pairs < 6) return undefined
  return [1, 2, 3].find((stride) => (gaps.get(stride) ?? 0) >= pairs * 0.3)
}

/** Rows of a text with one cell a line: after a label, every `stride`-th line is a cell, blank or not. */
function cellPerLineRows(lines: readonly string[], stride: number): readonly (readonly string[])[] {
  const rows: string[][] = []
  const texts = lines.map((line) => cellText(line))
  for (const [at, text] of texts.entries()) {
    if (text === '' || isValue(text) || !hasHan(text)) continue
    const cells = [text]
    let next = at + stride
    while (next < texts.length && isOneCell(texts, next, stride)) {
      cells.push(texts[next]!)
      next += stride
    }
    rows.push(cells)
  }
  return rows
}

function isOneCell(texts: readonly string[], at: number, stride: number): boolean {
  const text = texts[at]!
  if (text !== '' && !isValue(text)) return false
  return texts.slice(at - stride + 1, at).every((between) => between === '')
}

/** Lines with their pieces placed; a new page begins at a form feed and after a page number. */
function textLines(lines: readonly string[]): readonly TextLine[] {
  const wide = prefersWide(lines)
  let page = 0
  const placed: TextLine[] = []
  for (const line of lines) {
    if (line.includes('\f')) page += 1
    placed.push({ page, pieces: piecesOf(line, wide) })
    if (isPageNumberText(line) && line.trim() !== '') page += 1
  }
  return placed
}

/** Whether a Chinese character is two columns wide here: whichever makes full rows of numbers line up better. */
function prefersWide(lines: readonly string[]): boolean {
  const rows = lines.filter(endsInNumbers).slice(0, 40)
  return raggedness(rows, true) < raggedness(rows, false)
}

/** Five short pieces, far apart, at the end of a line. By splitting: one pattern for it all would try every space. */
function endsInNumbers(line: string): boolean {
  const pieces = line.trimEnd().split(/\s{2,}/u)
  return pieces.length > 5 && pieces.slice(-5).every((piece) => /^\S{1,9}$/u.test(piece))
}

function raggedness(rows: readonly string[], wide: boolean): number {
  const ends = rows.map((row) => piecesOf(row, wide).at(-1)?.to ?? 0)
  return ends.slice(1).reduce((sum, end, at) => sum + Math.min(8, Math.abs(end - ends[at]!)), 0)
}

const WIDE =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u2018-\u201D]/u

/** Stretches separated by two spaces or more, by tabs or by wide spaces. */
function piecesOf(line: string, wide: boolean): readonly TextPiece[] {
  const clean = withoutInvisible(line).replace(/\f/gu, '')
  const columns: number[] = [0]
  for (const character of clean) {
    columns.push(columns.at(-1)! + (wide && WIDE.test(character) ? 2 : 1))
  }
  return [...clean.matchAll(/\S+(?:[ \u00A0]\S+)*/gu)].map((match) => ({
    text: match[0],
    from: columns[match.index]!,
    to: columns[match.index + match[0].length]!,
  }))
}
