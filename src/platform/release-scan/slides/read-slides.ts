/** Presentations (.pptx). */
import { WHITE } from '../colours.ts'
import { readCrops } from '../ooxml/crops.ts'
import { looseParts, mainPart, targetsOf, xmlPart, type OfficePackage } from '../ooxml/package.ts'
import type { Report, Scan } from '../report.ts'
import { snippet } from '../snippet.ts'
import type { XmlElement } from '../xml/parse-xml.ts'
import { child, childElements, named, textOf } from '../xml/walk-xml.ts'
import { isOutside, shareCovered } from './geometry.ts'
import { colourOf, shapesOf, unseenWords, type Shape, type SlidePart } from './shapes.ts'

export interface Slide extends SlidePart {
  readonly id: string
  readonly where: string
  readonly isHidden: boolean
  readonly width: number
  readonly height: number
}

export function readSlides({ report }: Scan, pack: OfficePackage): void {
  for (const slide of slidesOf(pack)) readSlide(report, xmlPart(pack, slide.part)!, slide)
  for (const part of looseParts(pack, 'notesSlide')) readNotesPart(report, pack, part, part)
  for (const part of looseParts(pack, 'comments')) readCommentsPart(report, pack, part, part)
  readLayouts(report, pack)
  readAuthors(report, pack, mainPart(pack) ?? PRESENTATION)
}

const PRESENTATION = 'ppt/presentation.xml'

/** In the order they are shown; those that are in no order at all first. */
export function slidesOf(pack: OfficePackage): Slide[] {
  const main = mainPart(pack) ?? PRESENTATION
  const root = xmlPart(pack, main)
  const size = child(root, 'p:sldSz')?.attributes
  const [width, height] = [Number(size?.['cx'] ?? 9_144_000), Number(size?.['cy'] ?? 6_858_000)]
  const listed = root ? named(root, 'p:sldId').map(({ attributes }) => attributes['r:id']) : []
  return (pack.relationships.get(main) ?? [])
    .filter(({ type }) => type === 'slide')
    .toSorted((left, right) => listed.indexOf(left.id) - listed.indexOf(right.id))
    .flatMap(({ id, part }) => {
      if (part === undefined || !pack.parts.has(part)) return []
      const { show } = xmlPart(pack, part)!.attributes
      const place = listed.indexOf(id)
      const isHidden = place < 0 || show === '0' || show === 'false'
      const page = place < 0 ? '不在放映顺序里的幻灯片' : `第${place + 1}页`
      const where = isHidden ? `${page}（隐藏）` : page
      return [{ id, pack, part, colours: coloursOf(pack, part), where, isHidden, width, height }]
    })
}

function readSlide(report: Report, tree: XmlElement, slide: Slide): void {
  const shapes = shapesOf(child(tree, 'p:cSld', 'p:spTree'), slide)
  const words = shapes
    .map(({ text }) => text)
    .join('\n')
    .trim()
  if (slide.isHidden) {
    report.find('hidden-sheet', slide.where, '幻灯片是隐藏的，放映时看不到，打开文件就能看到')
    if (words !== '')
      report.find('hidden-text', slide.where, `隐藏的幻灯片里有文字 ${snippet(words)}`)
  }
  for (const [index, shape] of shapes.entries()) {
    const reason = slide.isHidden
      ? undefined
      : readShape(report, shape, shapes.slice(0, index), slide)
    const isSeen = !slide.isHidden && reason === undefined
    report.say(slide.where, tableRows(shape) ?? shape.text, isSeen)
  }
  if (!slide.isHidden) readCovered(report, shapes, slide.where)
  readCrops(report, tree, slide.where)
  readNotes(report, slide)
  readComments(report, slide)
}

function tableRows({ element }: Shape): string | undefined {
  const rows = named(element, 'a:tr')
  if (rows.length === 0) return undefined
  return rows
    .map((row) =>
      childElements(row, 'a:tc')
        .map((cell) => named(cell, 'a:t').map(textOf).join(''))
        .join('\t'),
    )
    .join('\n')
}

/** @returns why nobody sees the whole shape */
function readShape(
  report: Report,
  shape: Shape,
  below: readonly Shape[],
  slide: Slide,
): string | undefined {
  const { box, text } = shape
  const isAway = box !== undefined && isOutside(box, slide.width, slide.height)
  if (shape.isHidden || isAway) {
    const how = shape.isHidden ? '隐藏的图形' : '放在页面以外的内容'
    if (text !== '') report.find('hidden-text', slide.where, `有${how} ${snippet(text)}`)
    else if (shape.element.name !== 'p:cxnSp' && !shape.isPlaceholder) {
      report.find('hidden-text', slide.where, `有${how}`)
    }
    return how
  }
  const words = unseenWords(shape, groundOf(shape, below, slide), slide)
  if (words === '') return undefined
  report.find('hidden-text', slide.where, `有看不见的文字 ${snippet(words)}`)
  return words === text ? '看不见的文字' : undefined
}

/** The colour behind the words of a shape; undefined when it cannot be told. */
export function groundOf(shape: Shape, below: readonly Shape[], slide: Slide): string | undefined {
  if (shape.fill !== undefined) return shape.fill
  if (shape.hasFill || shape.element.name === 'p:graphicFrame') return undefined
  if (shape.box === undefined && shape.isPlaceholder && layoutsHaveShapes(slide)) return undefined
  for (const other of below.toReversed()) {
    if (!other.hasFill || other.isHidden) continue
    if (!shape.box || !other.box) return undefined
    const share = shareCovered(shape.box, other.box)
    if (share > 0.95 && other.fill !== undefined) return other.fill
    if (share > 0) return undefined
  }
  return layoutsHaveShapes(slide) ? undefined : backgroundOf(slide)
}

function* lineage({ pack, part }: SlidePart): Generator<XmlElement> {
  yield xmlPart(pack, part)!
  const layout = targetsOf(pack, part, 'slideLayout')[0]
  if (layout === undefined) return
  yield xmlPart(pack, layout)!
  const master = targetsOf(pack, layout, 'slideMaster')[0]
  if (master !== undefined) yield xmlPart(pack, master)!
}

/** Pictures and coloured bands of the design, behind everything. */
function layoutsHaveShapes(slide: SlidePart): boolean {
  return [...lineage(slide)]
    .slice(1)
    .some((root) =>
      shapesOf(child(root, 'p:cSld', 'p:spTree'), slide).some(
        (shape) => shape.hasFill && !shape.isPlaceholder,
      ),
    )
}

function backgroundOf(slide: SlidePart): string | undefined {
  for (const root of lineage(slide)) {
    const background = child(root, 'p:cSld', 'p:bg')
    if (background === undefined) continue
    const reference = child(background, 'p:bgRef')
    // 1001 is the plain fill of a theme
    if (reference)
      return reference.attributes['idx'] === '1001' ? colourOf(reference, slide.colours) : undefined
    return colourOf(child(background, 'p:bgPr', 'a:solidFill'), slide.colours)
  }
  return WHITE
}

const COVERING = 0.7

function readCovered(report: Report, shapes: readonly Shape[], where: string): void {
  for (const [index, shape] of shapes.entries()) {
    if (shape.text === '' || shape.isHidden || !shape.box) continue
    const cover = shapes
      .slice(index + 1)
      .find(
        (above) =>
          above.isOpaque &&
          !above.isHidden &&
          above.box &&
          shareCovered(shape.box!, above.box) >= COVERING,
      )
    if (cover)
      report.find('text-under-shape', where, `图形或图片下面压着文字 ${snippet(shape.text)}`)
  }
}

function readNotes(report: Report, { pack, part, where }: Slide): void {
  for (const target of targetsOf(pack, part, 'notesSlide'))
    readNotesPart(report, pack, target, where)
}

const AUTOMATIC = new Set(['sldNum', 'dt', 'hdr', 'ftr', 'sldImg'])

function readNotesPart(report: Report, pack: OfficePackage, part: string, where: string): void {
  const words = named(xmlPart(pack, part)!, 'p:sp')
    .filter((shape) => !AUTOMATIC.has(named(shape, 'p:ph')[0]?.attributes['type'] ?? ''))
    .map((shape) => named(shape, 'a:t').map(textOf).join(''))
    .join('\n')
    .trim()
  if (words === '') return
  report.find('hidden-text', where, `有演讲者备注 ${snippet(words)}`)
  report.say(`${where}的备注`, words, false)
}

function readComments(report: Report, { pack, part, where }: Slide): void {
  for (const target of targetsOf(pack, part, 'comments'))
    readCommentsPart(report, pack, target, where)
}

/** Old comments are p:cm with p:text; threaded ones hold paragraphs in a vocabulary of their own. */
function readCommentsPart(report: Report, pack: OfficePackage, part: string, where: string): void {
  for (const comment of named(xmlPart(pack, part)!, 'p:cm', '?:cm')) {
    const text = named(comment, 'p:text', '?:text', 'a:t').map(textOf).join('')
    report.find('comment', where, `批注 ${snippet(text)}`)
    report.say(`${where}的批注`, text, false)
  }
}

/** Words on layouts and masters are shown on slides, or are prompts; only numbers of persons matter. */
function readLayouts(report: Report, pack: OfficePackage): void {
  for (const name of pack.parts.keys()) {
    const kind = /^ppt\/(slideLayouts|slideMasters|notesMasters|handoutMasters)\/[^/]+\.xml$/.exec(
      name,
    )?.[1]
    if (kind === undefined) continue
    report.say(
      name,
      named(xmlPart(pack, name)!, 'a:t').map(textOf).join('\n'),
      kind.startsWith('slide'),
    )
  }
}

function readAuthors(report: Report, pack: OfficePackage, main: string): void {
  for (const type of ['commentAuthors', 'authors']) {
    for (const part of [...targetsOf(pack, main, type), ...looseParts(pack, type)]) {
      const names = childElements(xmlPart(pack, part)!).map(
        ({ attributes }) => attributes['name'] ?? '',
      )
      if (names.some((name) => name.trim() !== '')) {
        report.find('metadata', '批注人名单', `记着批注人 ${snippet(names.join('、'))}`)
      }
    }
  }
  for (const part of targetsOf(pack, main, 'changesInfo')) {
    const root = xmlPart(pack, part)!
    const names = named(root, '?:chgData')
      .map(({ attributes }) => attributes['name'] ?? '')
      .filter(Boolean)
    if (names.length > 0)
      report.find('metadata', part, `记着修改者 ${snippet([...new Set(names)].join('、'))}`)
  }
}

function coloursOf(pack: OfficePackage, part: string): ReadonlyMap<string, string> {
  const layout = targetsOf(pack, part, 'slideLayout')[0]
  const master = layout && targetsOf(pack, layout, 'slideMaster')[0]
  const theme = master && targetsOf(pack, master, 'theme')[0]
  const scheme = child(xmlPart(pack, theme), 'a:themeElements', 'a:clrScheme')
  const colours = new Map<string, string>()
  for (const entry of scheme ? childElements(scheme) : []) {
    const colour = colourOf(entry, new Map())
    if (colour !== undefined) colours.set(entry.name.slice(2), colour)
  }
  const map = child(xmlPart(pack, master), 'p:clrMap')?.attributes ?? {}
  for (const [name, source] of Object.entries(map)) {
    const colour = colours.get(source)
    if (colour !== undefined) colours.set(name, colour)
  }
  return colours
}
