/** What lies over the cells of a sheet. */
import { isOpaqueImage } from '../image/opaque.ts'
import { readCrops } from '../ooxml/crops.ts'
import { targetsOf, xmlPart, type OfficePackage } from '../ooxml/package.ts'
import type { Report } from '../report.ts'
import { snippet } from '../snippet.ts'
import type { XmlElement } from '../xml/parse-xml.ts'
import { child, named, textOf } from '../xml/walk-xml.ts'
import type { SheetMap } from './read-sheet.ts'

export function readSheetDrawings(
  report: Report,
  pack: OfficePackage,
  sheetPart: string,
  sheet: string,
  map: SheetMap,
): void {
  for (const part of targetsOf(pack, sheetPart, 'drawing')) {
    const root = xmlPart(pack, part)!
    const where = `工作表“${sheet}”的图形`
    readCrops(report, root, where)
    for (const anchor of named(
      root,
      'xdr:twoCellAnchor',
      'xdr:oneCellAnchor',
      'xdr:absoluteAnchor',
    )) {
      readAnchor(report, pack, part, anchor, { where, map })
    }
  }
}

interface Place {
  readonly where: string
  readonly map: SheetMap
}

function readAnchor(
  report: Report,
  pack: OfficePackage,
  part: string,
  anchor: XmlElement,
  { where, map }: Place,
): void {
  const isHidden = named(anchor, 'xdr:cNvPr').some(({ attributes }) => attributes['hidden'] === '1')
  const words = named(anchor, 'a:t').map(textOf).join('')
  if (isHidden && (words !== '' || named(anchor, 'a:blip').length > 0)) {
    report.find('hidden-text', where, `有隐藏的图形${words === '' ? '' : ` ${snippet(words)}`}`)
  }
  report.say(where, words, !isHidden)
  const covered = coveredCells(anchor, map)
  if (covered > 0 && !isHidden && isOpaque(anchor, pack, part)) {
    report.find('text-under-shape', where, `不透明的图形或图片盖住了${covered}格内容，内容还在`)
  }
}

const numberIn = (element: XmlElement | undefined, name: string) =>
  Number(textOf(child(element, name)) || 0)

/** Of a column and a row that have none of their own. */
const WIDTH = 609_600
const HEIGHT = 190_500
const COVERING = 0.6

interface Span {
  readonly from: number
  readonly to: number
}

/** Cells of which most lies beneath; a corner over a cell hides nothing. */
function coveredCells(anchor: XmlElement, map: SheetMap): number {
  const columns = sharesOf(spanOf(anchor, 'col', map.widths, WIDTH), map.widths, WIDTH)
  const rows = sharesOf(spanOf(anchor, 'row', map.heights, HEIGHT), map.heights, HEIGHT)
  let covered = 0
  for (const cell of map.filled) {
    const [row, column] = cell.split(',').map(Number) as [number, number]
    if ((rows.get(row) ?? 0) * (columns.get(column) ?? 0) >= COVERING) covered += 1
  }
  return covered
}

const MOST_ROWS = 1_048_576

/** How much of each column or row lies within the span. */
function sharesOf(
  span: Span | undefined,
  sizes: ReadonlyMap<number, number>,
  usual: number,
): Map<number, number> {
  const shares = new Map<number, number>()
  let start = 0
  if (span === undefined) return shares
  for (let index = 0; start < span.to && index < MOST_ROWS; index += 1) {
    const size = sizes.get(index) ?? usual
    const within = Math.min(span.to, start + size) - Math.max(span.from, start)
    if (within > 0) shares.set(index, within / size)
    start += size
  }
  return shares
}

function spanOf(
  anchor: XmlElement,
  side: 'col' | 'row',
  sizes: ReadonlyMap<number, number>,
  usual: number,
): Span | undefined {
  const [from, to] = [child(anchor, 'xdr:from'), child(anchor, 'xdr:to')]
  const place = (element: XmlElement) =>
    edgeOf(numberIn(element, `xdr:${side}`), sizes, usual) + numberIn(element, `xdr:${side}Off`)
  const [position, extent] = side === 'col' ? ['x', 'cx'] : ['y', 'cy']
  const start = from
    ? place(from)
    : Number(child(anchor, 'xdr:pos')?.attributes[position] ?? Number.NaN)
  const size = Number(child(anchor, 'xdr:ext')?.attributes[extent] ?? Number.NaN)
  const end = to ? place(to) : start + size
  return Number.isNaN(start) || Number.isNaN(end) ? undefined : { from: start, to: end }
}

/** Where a column or row begins. */
function edgeOf(index: number, sizes: ReadonlyMap<number, number>, usual: number): number {
  let edge = index * usual
  for (const [at, size] of sizes) if (at < index) edge += size - usual
  return edge
}

function isOpaque(anchor: XmlElement, pack: OfficePackage, part: string): boolean {
  const shape = child(anchor, 'xdr:sp')
  const fill = child(shape, 'xdr:spPr', 'a:solidFill')
  const alpha = fill && named(fill, 'a:alpha')[0]?.attributes['val']
  if (fill) return alpha === undefined || Number(alpha) > 90_000
  const id = child(anchor, 'xdr:pic') && named(anchor, 'a:blip')[0]?.attributes['r:embed']
  const target = id && pack.relationships.get(part)?.find((one) => one.id === id)?.part
  const bytes = target ? pack.parts.get(target) : undefined
  return bytes !== undefined && isOpaqueImage(bytes)
}
