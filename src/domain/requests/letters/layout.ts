/**
 * The marks of a letter's text, few enough to be explained in one sentence each:
 *
 *   # 标题          the title of a following sheet         ## 一、小标题      a heading
 *   | 项目 | 内容 |   a row of a form; more bars at its beginning make it that many lines high
 *   |= 序号 | 名称 |  a row of headings                     |: 1 6 3           the widths of the columns
 *   > 附注          small print                            ---               a new page
 *
 * Every other line is a paragraph. A backslash takes the next mark for a character.
 */
import type { Block } from '../../../platform/documents/official-document.ts'
import type { Grid, GridCell } from '../../../platform/documents/table-grid.ts'

/** The blocks of a text, in order. Any text has a layout; none is refused. */
export function layOut(text: string, caption: string): Block[] {
  const blocks: Block[] = []
  let rows: string[] = []
  const closeTable = () => {
    if (rows.length > 0)
      blocks.push({ kind: 'table', density: 'normal', grid: gridOf(rows, caption) })
    rows = []
  }
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line.startsWith('|')) {
      rows.push(line)
      continue
    }
    closeTable()
    if (line !== '') blocks.push(blockOf(line))
  }
  closeTable()
  return blocks
}

function blockOf(line: string): Block {
  if (/^-{3,}$/.test(line)) return { kind: 'page-break' }
  if (line.startsWith('## ')) {
    return { kind: 'heading', level: 1, text: unescaped(line.slice(3)) }
  }
  if (line.startsWith('# ')) return { kind: 'sheet-title', text: unescaped(line.slice(2)) }
  if (line.startsWith('> ')) return { kind: 'note', text: unescaped(line.slice(2)) }
  return { kind: 'paragraph', text: unescaped(line) }
}

/** `\n` inside a cell is a line break; any other escaped character is itself. */
export function unescaped(text: string): string {
  return text.replaceAll(/\\(.)/g, (_, mark: string) => (mark === 'n' ? '\n' : mark))
}

interface Row {
  readonly cells: readonly string[]
  readonly header: boolean
  readonly lines: number
}

function gridOf(lines: readonly string[], caption: string): Grid {
  const given = lines.find((line) => line.startsWith('|:'))
  const rows = lines.filter((line) => !line.startsWith('|:')).map(rowOf)
  const widths = given
    ? widthsOf(given)
    : usualWidths(Math.max(1, ...rows.map(({ cells }) => cells.length)))
  const isList = given !== undefined
  return { caption, widths, rows: rows.map((row) => cellsOf(row, widths.length, isList)) }
}

function rowOf(line: string): Row {
  const [, bars = '|', equals, rest = ''] = /^(\|+)(=?)(.*)$/.exec(line) ?? []
  const cells = rest.replace(/(?<!\\)\|$/, '').split(/(?<=(?<!\\)(?:\\\\)*)\|/)
  return {
    cells: cells.map((cell) => unescaped(cell.trim())),
    header: equals === '=',
    lines: bars.length,
  }
}

function widthsOf(line: string): number[] {
  const widths = line
    .slice(2)
    .split(/[\s|]+/)
    .map(Number)
    .filter((width) => width > 0 && width < 100)
  return widths.length > 0 ? widths : [1]
}

/** Labels and values in turn; anything else in equal columns. */
function usualWidths(columns: number): number[] {
  if (columns === 2) return [1, 4]
  return Array.from({ length: columns }, (_, at) => (columns % 2 === 0 && at % 2 === 0 ? 2 : 4))
}

/** The last cell of a row takes what the others leave; what is too much joins it. */
function cellsOf({ cells, header, lines }: Row, columns: number, isList: boolean): GridCell[] {
  const own = cells.slice(0, columns)
  const rest = cells.slice(columns)
  const texts = own.map((text, at) => (at === own.length - 1 ? [text, ...rest].join(' ') : text))
  const arePairs = !isList && texts.length % 2 === 0
  return texts.map((text, at): GridCell => {
    const colspan = at === texts.length - 1 ? columns - at : 1
    if (header) return { text, rowspan: 1, colspan, header: 'column' }
    const isLabel = arePairs && at % 2 === 0
    const look = isLabel ? { header: 'row' as const } : { align: 'left' as const }
    return { text, rowspan: 1, colspan, minLines: lines, ...look }
  })
}
