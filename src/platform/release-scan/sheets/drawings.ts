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

/** Cells that lie wholly beneath; a corner over a cell hides nothing. */
function coveredCells(anchor: XmlElement, { filled }: SheetMap): number {
  const [from, to] = [child(anchor, 'xdr:from'), child(anchor, 'xdr:to')]
  if (!from || !to) return 0
  const isInside = (element: XmlElement, side: 'col' | 'row') =>
    numberIn(element, `xdr:${side}`) + (numberIn(element, `xdr:${side}Off`) > 50_000 ? 1 : 0)
  const [firstColumn, firstRow] = [isInside(from, 'col'), isInside(from, 'row')]
  const [endColumn, endRow] = [numberIn(to, 'xdr:col'), numberIn(to, 'xdr:row')]
  let covered = 0
  for (const cell of filled) {
    const [row, column] = cell.split(',').map(Number) as [number, number]
    if (row >= firstRow && row < endRow && column >= firstColumn && column < endColumn) covered += 1
  }
  return covered
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
