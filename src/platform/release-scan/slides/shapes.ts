/** The shapes of a slide in the order they are painted, each over those before it. */
import { isUnreadable, WHITE } from '../colours.ts'
import { isOpaqueImage } from '../image/opaque.ts'
import type { OfficePackage } from '../ooxml/package.ts'
import type { XmlElement } from '../xml/parse-xml.ts'
import { child, childElements, named, textOf } from '../xml/walk-xml.ts'
import { boxOf, frameOf, SLIDE_FRAME, type Box, type Frame } from './geometry.ts'

export interface Shape {
  readonly element: XmlElement
  readonly box: Box | undefined
  readonly isHidden: boolean
  readonly isPlaceholder: boolean
  readonly text: string
  /** Hides what lies below it. */
  readonly isOpaque: boolean
  /** Undefined: none of its own, or not a plain colour. */
  readonly fill: string | undefined
  readonly hasFill: boolean
}

export interface SlidePart {
  readonly pack: OfficePackage
  readonly part: string
  /** Colours of the theme by name, through the master's map. */
  readonly colours: ReadonlyMap<string, string>
}

const SHAPES = new Set(['p:sp', 'p:pic', 'p:graphicFrame', 'p:cxnSp', 'p:contentPart'])

export function shapesOf(tree: XmlElement | undefined, slide: SlidePart): Shape[] {
  const shapes: Shape[] = []
  const visit = (parent: XmlElement, frame: Frame, isHidden: boolean) => {
    for (const element of childElements(parent)) {
      if (element.name === 'p:grpSp') {
        visit(
          element,
          frameOf(child(element, 'p:grpSpPr'), frame),
          isHidden || isHiddenShape(element),
        )
      } else if (element.name === 'mc:AlternateContent') {
        const choice = child(element, 'mc:Choice')
        if (choice) visit(choice, frame, isHidden)
      } else if (SHAPES.has(element.name)) shapes.push(shapeOf(element, frame, isHidden, slide))
    }
  }
  if (tree) visit(tree, SLIDE_FRAME, false)
  return shapes
}

function isHiddenShape(element: XmlElement): boolean {
  const own = childElements(element).find(({ name }) => name.startsWith('p:nv'))
  const hidden = child(own, 'p:cNvPr')?.attributes['hidden']
  return hidden === '1' || hidden === 'true'
}

function shapeOf(element: XmlElement, frame: Frame, isHidden: boolean, slide: SlidePart): Shape {
  const properties = child(element, 'p:spPr')
  const transform = child(properties, 'a:xfrm') ?? child(element, 'p:xfrm')
  const solid = child(properties, 'a:solidFill')
  const fill = colourOf(solid, slide.colours)
  const hasNoFill = child(properties, 'a:noFill') !== undefined
  const styled = !hasNoFill && child(element, 'p:style', 'a:fillRef') !== undefined
  return {
    element,
    box: boxOf(transform, frame),
    isHidden: isHidden || isHiddenShape(element),
    isPlaceholder: named(element, 'p:ph').length > 0,
    text: paragraphs(element),
    isOpaque: isOpaque(element, solid, slide),
    fill,
    hasFill:
      !hasNoFill &&
      (solid !== undefined || element.name === 'p:pic' || styled || hasOtherFill(properties)),
  }
}

const hasOtherFill = (properties: XmlElement | undefined) =>
  ['a:gradFill', 'a:blipFill', 'a:pattFill', 'a:grpFill'].some((name) => child(properties, name))

function paragraphs(element: XmlElement): string {
  return named(element, 'a:p')
    .map((paragraph) => named(paragraph, 'a:t').map(textOf).join(''))
    .join('\n')
    .trim()
}

function isOpaque(
  element: XmlElement,
  solid: XmlElement | undefined,
  { pack, part }: SlidePart,
): boolean {
  if (element.name === 'p:pic') {
    const id = named(element, 'a:blip')[0]?.attributes['r:embed']
    const target = pack.relationships.get(part)?.find((one) => one.id === id)?.part
    const bytes = target === undefined ? undefined : pack.parts.get(target)
    return bytes !== undefined && isOpaqueImage(bytes)
  }
  if (element.name !== 'p:sp' || solid === undefined) return false
  const alpha = named(solid, 'a:alpha')[0]?.attributes['val']
  return alpha === undefined || Number(alpha) > 90_000
}

/** Plain colours only; what is tinted or mixed cannot be told. */
export function colourOf(
  fill: XmlElement | undefined,
  colours: ReadonlyMap<string, string>,
): string | undefined {
  const colour = fill && childElements(fill)[0]
  if (colour === undefined || childElements(colour).some(({ name }) => name !== 'a:alpha'))
    return undefined
  const { val = '', lastClr } = colour.attributes
  if (colour.name === 'a:srgbClr') return val.toUpperCase()
  if (colour.name === 'a:sysClr')
    return (lastClr ?? (val === 'window' ? WHITE : '000000')).toUpperCase()
  return colour.name === 'a:schemeClr' ? colours.get(val) : undefined
}

const SMALLEST = 200

/** Words whose own properties hide them: colour of the ground, no fill, hundredths of a point. */
export function unseenWords(shape: Shape, ground: string | undefined, slide: SlidePart): string {
  const runs = unseenRunsOf(shape, ground, slide)
  return runs
    .map((run) => textOf(child(run, 'a:t')))
    .join('')
    .trim()
}

export function unseenRunsOf(
  shape: Shape,
  ground: string | undefined,
  slide: SlidePart,
): XmlElement[] {
  return named(shape.element, 'a:r', 'a:fld').filter((run) => {
    const properties = child(run, 'a:rPr')
    const fill = child(properties, 'a:solidFill')
    const size = Number(properties?.attributes['sz'] ?? 1800)
    const colour = colourOf(fill, slide.colours)
    const alpha = fill && named(fill, 'a:alpha')[0]?.attributes['val']
    const isClear =
      child(properties, 'a:noFill') !== undefined || (alpha !== undefined && Number(alpha) <= 3000)
    const isLost = colour !== undefined && ground !== undefined && isUnreadable(colour, ground)
    return textOf(child(run, 'a:t')).trim() !== '' && (size <= SMALLEST || isClear || isLost)
  })
}
