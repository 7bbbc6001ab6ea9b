/** One worksheet, read as a stream: sheets of a million cells are no trees. */
import type { Report } from '../report.ts'
import { snippet } from '../snippet.ts'
import { readXml } from '../xml/parse-xml.ts'
import { isTrue } from '../xml/walk-xml.ts'
import { PLAIN_CELL, whyCellUnseen, type CellLook } from './cell-look.ts'
import { columnName, columnOf, ranges } from './cell-names.ts'
import { isLongNumber, meaningOf, plainNumber } from './cell-text.ts'

export interface SheetContext {
  readonly name: string
  readonly isHidden: boolean
  readonly strings: readonly string[]
  readonly usedStrings: Set<number>
  readonly looks: readonly CellLook[]
}

/** What stands where, for what lies over it. */
export interface SheetMap {
  /** `row,column`, from 0, of cells with content. */
  readonly filled: ReadonlySet<string>
  readonly words: ReadonlySet<string>
  /** Of columns and rows that have one of their own, in English metric units. */
  readonly widths: ReadonlyMap<number, number>
  readonly heights: ReadonlyMap<number, number>
}

interface Cell {
  readonly column: number
  readonly type: string
  readonly style: number
  value: string
  inline: string
  formula: string
}

interface Reading {
  readonly report: Report
  readonly context: SheetContext
  readonly hiddenColumns: Set<number>
  readonly hiddenRows: Set<number>
  readonly columnsWithText: Set<number>
  readonly unseen: Map<string, { cells: string[]; words: string }>
  readonly filled: Set<string>
  readonly words: Set<string>
  /** The last words in each column. */
  readonly headings: Map<number, string>
  readonly widths: Map<number, number>
  readonly heights: Map<number, number>
  isZeroHeight: boolean
  row: number
  column: number
  isRowHidden: boolean
  shown: string[]
  hidden: string[]
}

/** Points, and widths of a digit. */
export const FLATTEST_ROW = 1.5
export const NARROWEST_COLUMN = 0.25

export function readSheet(report: Report, source: string, context: SheetContext): SheetMap {
  const reading: Reading = {
    report,
    context,
    hiddenColumns: new Set(),
    hiddenRows: new Set(),
    columnsWithText: new Set(),
    unseen: new Map(),
    filled: new Set(),
    words: new Set(),
    headings: new Map(),
    widths: new Map(),
    heights: new Map(),
    isZeroHeight: false,
    row: 0,
    column: -1,
    isRowHidden: false,
    shown: [],
    hidden: [],
  }
  let cell: Cell | undefined
  let into: 'value' | 'inline' | 'formula' | 'other' | undefined
  let other = ''
  readXml(source, {
    open(name, attributes) {
      if (name === 'x:c') cell = startCell(reading, attributes)
      else if (name === 'x:v') into = 'value'
      else if (name === 'x:t') into = 'inline'
      else if (name === 'x:f') into = 'formula'
      else if (OTHER_TEXT.has(name)) {
        into = 'other'
        other = ''
      } else if (name === 'x:row') startRow(reading, attributes)
      else if (name === 'x:col') readColumn(reading, attributes)
      else if (name === 'x:sheetFormatPr') reading.isZeroHeight = isTrue(attributes['zeroHeight'])
      else readOther(reading, name, attributes)
    },
    text(text) {
      if (into === 'other') other += text
      else if (into && cell) cell[into] += text
    },
    close(name) {
      if (name === 'x:c' && cell) {
        endCell(reading, cell)
        cell = undefined
      } else if (name === 'x:row') endRow(reading)
      else if (OTHER_TEXT.has(name)) readOtherText(reading, name, other)
      if (name !== 'x:r' && name !== 'x:is') into = undefined
    },
  })
  tellHidden(reading)
  const { filled, words, widths, heights } = reading
  return { filled, words, widths, heights }
}

const OTHER_TEXT = new Set([
  'x:oddHeader',
  'x:oddFooter',
  'x:evenHeader',
  'x:evenFooter',
  'x:firstHeader',
  'x:firstFooter',
  'x:formula1',
  'x:formula2',
])

function readOtherText({ report, context }: Reading, name: string, text: string): void {
  const isPage = /(?:Header|Footer)$/.test(name)
  report.say(`${whereOf(context)}${isPage ? '的页眉页脚' : '的数据有效性'}`, text, isPage)
}

const whereOf = ({ name }: SheetContext) => `工作表“${name}”`

function readColumn(
  { hiddenColumns, widths }: Reading,
  attributes: Readonly<Record<string, string>>,
): void {
  const width = Number(attributes['width'] ?? 9)
  const isHidden = isTrue(attributes['hidden']) || width <= NARROWEST_COLUMN
  const [first, last] = [Number(attributes['min'] ?? 1), Number(attributes['max'] ?? 1)]
  for (let column = first - 1; column < Math.min(last, 16_384); column += 1) {
    widths.set(column, isHidden ? 0 : (width * 7 + 5) * PIXEL)
    if (isHidden) hiddenColumns.add(column)
  }
}

/** English metric units. */
const PIXEL = 9525
const POINT = 12_700

function startRow(reading: Reading, attributes: Readonly<Record<string, string>>): void {
  reading.row = attributes['r'] === undefined ? reading.row + 1 : Number(attributes['r'])
  const height = attributes['ht']
  const isFlat = height !== undefined && Number(height) <= FLATTEST_ROW
  const isDefaultHidden =
    reading.isZeroHeight && height === undefined && attributes['hidden'] === undefined
  reading.isRowHidden = isTrue(attributes['hidden']) || isFlat || isDefaultHidden
  if (height !== undefined) reading.heights.set(reading.row - 1, Number(height) * POINT)
  reading.column = -1
  reading.shown = []
  reading.hidden = []
}

function startCell(reading: Reading, attributes: Readonly<Record<string, string>>): Cell {
  const column = attributes['r'] === undefined ? reading.column + 1 : columnOf(attributes['r'])
  reading.column = column
  return {
    column,
    type: attributes['t'] ?? 'n',
    style: Number(attributes['s'] ?? 0),
    value: '',
    inline: '',
    formula: '',
  }
}

function endCell(reading: Reading, cell: Cell): void {
  const { context } = reading
  readFormula(reading, cell)
  const look = context.looks[cell.style] ?? PLAIN_CELL
  const plain = cellText(cell, context, look)
  if (plain.trim() === '') return
  const text = withHeading(reading, cell, plain)
  reading.filled.add(`${reading.row - 1},${cell.column}`)
  reading.words.add(plain)
  const isNumber = cell.type === 'n' && cell.inline === ''
  const reason = whyCellUnseen(look, isNumber ? Number(cell.value) : undefined)
  if (reading.isRowHidden) reading.hiddenRows.add(reading.row)
  if (reading.hiddenColumns.has(cell.column)) reading.columnsWithText.add(cell.column)
  const isAway = reading.isRowHidden || reading.hiddenColumns.has(cell.column)
  if (reason !== undefined && !context.isHidden) {
    const found = reading.unseen.get(reason) ?? { cells: [], words: text }
    found.cells.push(`${columnName(cell.column)}${reading.row}`)
    reading.unseen.set(reason, found)
  }
  const isShown = !isAway && reason === undefined && !context.isHidden
  ;(isShown ? reading.shown : reading.hidden).push(text)
}

function withHeading({ headings }: Reading, { column, type }: Cell, text: string): string {
  const meaning = meaningOf(text, type, headings.get(column) ?? '')
  if (type !== 'n' && !isLongNumber(text)) headings.set(column, text)
  return meaning
}

function cellText(cell: Cell, context: SheetContext, look: CellLook): string {
  if (cell.type === 's') {
    const index = Number(cell.value)
    context.usedStrings.add(index)
    return context.strings[index] ?? ''
  }
  if (cell.inline !== '') return cell.inline
  if (cell.type !== 'n' || cell.value === '') return cell.value
  return plainNumber(cell.value, look)
}

/** A path, the name of a file, or a number from the list of other workbooks. */
const OTHER_WORKBOOK =
  /(?:[A-Za-z]:\\|\\\\|https?:)[^"]*\[|\[[^\][]+\.(?:xl\w+|csv|ods|et)\]|\[\d+\][^\][]*!/i

function readFormula({ report, context, row }: Reading, { formula, column }: Cell): void {
  if (formula === '') return
  const where = `${whereOf(context)}${columnName(column)}${row}`
  if (/\b(?:WEBSERVICE|RTD|CALL|REGISTER\.ID|EXEC)\s*\(/i.test(formula) || /\|\s*'/.test(formula)) {
    report.find('external-link', where, `公式会取用文件以外的内容 ${snippet(formula)}`)
  } else if (OTHER_WORKBOOK.test(formula)) {
    report.find('external-link', where, `公式引用了别的工作簿 ${snippet(formula)}`)
  }
  const constants = [...formula.matchAll(/"([^"]{7,})"/g)].map(([, constant]) => constant!)
  if (constants.length > 0) report.say(`${where}的公式`, constants.join('\n'), false)
}

function endRow(reading: Reading): void {
  const { report, context } = reading
  const where = `${whereOf(context)}第${reading.row}行`
  report.say(where, reading.shown.join('\t'))
  report.say(where, reading.hidden.join('\t'), false)
}

function readOther(
  { report, context }: Reading,
  name: string,
  attributes: Readonly<Record<string, string>>,
): void {
  const where = whereOf(context)
  if (name === 'x:scenario') {
    report.find('hidden-text', where, `存有不显示的方案 ${snippet(attributes['name'] ?? '')}`)
    report.say(where, `${attributes['user'] ?? ''} ${attributes['comment'] ?? ''}`, false)
  } else if (name === 'x:inputCells') report.say(where, attributes['val'] ?? '', false)
  else if (name === 'x:hyperlink') report.say(where, attributes['tooltip'] ?? '', false)
  else if (name === 'x:dataValidation') {
    report.say(where, [attributes['prompt'], attributes['error']].join('\n'), false)
  }
}

function tellHidden({ report, context, hiddenRows, columnsWithText, unseen }: Reading): void {
  const where = whereOf(context)
  for (const [first, last] of ranges(hiddenRows)) {
    const rows = first === last ? `第${first}行` : `第${first}至${last}行`
    report.find('hidden-row', `${where}${rows}`, '隐藏的行里有内容')
  }
  for (const [first, last] of ranges(columnsWithText)) {
    const columns = first === last ? columnName(first) : `${columnName(first)}至${columnName(last)}`
    report.find('hidden-column', `${where}${columns}列`, '隐藏的列里有内容')
  }
  for (const [reason, { cells, words }] of unseen) {
    const list = cells.slice(0, 5).join('、') + (cells.length > 5 ? `等${cells.length}格` : '')
    report.find('hidden-text', `${where}${list}`, `有${reason} ${snippet(words)}`)
  }
}
