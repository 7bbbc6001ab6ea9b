/** Pictures and shapes laid over the text, and what of a picture is cut off or put off the page. */
import { isOpaqueImage } from '../image/opaque.ts'
import type { OfficePackage } from '../ooxml/package.ts'
import type { Report } from '../report.ts'
import type { XmlElement } from '../xml/parse-xml.ts'
import { ancestor, child, named, textOf } from '../xml/walk-xml.ts'
import { readCrops } from '../ooxml/crops.ts'
import type { Story } from './read-story.ts'

/** English metric units: 360,000 to the centimetre. */
const MILLIMETRE = 36_000
const THINNEST = 2.5 * MILLIMETRE
const NARROWEST = 5 * MILLIMETRE

export function readCovers(report: Report, pack: OfficePackage, part: string, story: Story): void {
  const { label, root } = story
  for (const anchor of named(root, 'wp:anchor')) {
    if (isCover(anchor, pack, part)) {
      report.find('text-under-shape', label, '有不透明的图形或图片压在文字上面，下面的文字还在')
    }
    readUnseen(report, anchor, label)
  }
  for (const shape of named(root, 'v:rect', 'v:roundrect', 'v:oval', 'v:shape')) {
    if (isVmlCover(shape)) {
      report.find('text-under-shape', label, '有不透明的图形压在文字上面，下面的文字还在')
    }
  }
  readCrops(report, root, label)
}

function isCover(anchor: XmlElement, pack: OfficePackage, part: string): boolean {
  const { attributes } = anchor
  const isInFront = !/^(?:1|true)$/.test(attributes['behindDoc'] ?? '0')
  if (!isInFront || !child(anchor, 'wp:wrapNone') || attributes['hidden'] === '1') return false
  const extent = child(anchor, 'wp:extent')?.attributes
  const isLarge =
    Number(extent?.['cx'] ?? 0) >= NARROWEST && Number(extent?.['cy'] ?? 0) >= THINNEST
  if (!isLarge) return false
  const shapes = named(anchor, 'wps:wsp')
  if (shapes.length > 0) return shapes.some(isFilled) && hasTextAround(anchor)
  return (
    named(anchor, 'pic:pic').length > 0 && isOpaquePicture(anchor, pack, part) && liesOnText(anchor)
  )
}

function isFilled(shape: XmlElement): boolean {
  const fill = child(shape, 'wps:spPr', 'a:solidFill')
  const alpha = fill && named(fill, 'a:alpha')[0]?.attributes['val']
  const hasText = named(shape, 'w:t').some((text) => textOf(text).trim() !== '')
  return fill !== undefined && (alpha === undefined || Number(alpha) > 90_000) && !hasText
}

/** A seal or photograph is transparent or pushes text aside; a picture right on its own paragraph hides it. */
function liesOnText(anchor: XmlElement): boolean {
  const vertical = child(anchor, 'wp:positionV')
  const offset = Number(textOf(child(vertical, 'wp:posOffset')) || 0)
  const height = Number(child(anchor, 'wp:extent')?.attributes['cy'] ?? 0)
  const isNear = ['paragraph', 'line'].includes(vertical?.attributes['relativeFrom'] ?? '')
  return (
    isNear &&
    offset < 6 * MILLIMETRE &&
    offset + height > 2 * MILLIMETRE &&
    paragraphWords(anchor) !== ''
  )
}

function paragraphWords(anchor: XmlElement): string {
  const paragraph = ancestor(anchor, 'w:p')
  return paragraph ? named(paragraph, 'w:t').map(textOf).join('').trim() : ''
}

function hasTextAround(anchor: XmlElement): boolean {
  const body = ancestor(anchor, 'w:body', 'w:hdr', 'w:ftr', 'w:footnote')
  return body !== undefined && named(body, 'w:t').some((text) => textOf(text).trim() !== '')
}

function isOpaquePicture(anchor: XmlElement, pack: OfficePackage, part: string): boolean {
  const id = named(anchor, 'a:blip')[0]?.attributes['r:embed']
  const found = pack.relationships.get(part)?.find((one) => one.id === id)?.part
  const bytes = found === undefined ? undefined : pack.parts.get(found)
  return bytes !== undefined && isOpaqueImage(bytes)
}

function isVmlCover(shape: XmlElement): boolean {
  const { attributes } = shape
  const style = attributes['style'] ?? ''
  const isInFront = /position:\s*absolute/.test(style) && !/z-index:\s*-/.test(style)
  const isFilledOut =
    !/^(?:f|false)$/.test(attributes['filled'] ?? 't') && attributes['fillcolor'] !== undefined
  const isWithin = ancestor(shape, 'mc:Fallback', 'v:group') !== undefined
  const wraps = named(shape, 'w10:wrap').length > 0
  const hasText = named(shape, 'w:t', 'v:textpath', 'v:imagedata').length > 0
  const [width, height] = ['width', 'height'].map((side) =>
    points(new RegExp(`(?:^|;)\\s*${side}:\\s*([\\d.]+)(pt|in|cm|mm|px)?`).exec(style)),
  ) as [number, number]
  return isInFront && isFilledOut && !isWithin && !wraps && !hasText && width >= 14 && height >= 7
}

const POINTS: Readonly<Record<string, number>> = { pt: 1, in: 72, cm: 28.35, mm: 2.835, px: 0.75 }

function points(match: RegExpExecArray | null): number {
  return match ? Number(match[1]) * (POINTS[match[2] ?? 'pt'] ?? 1) : 0
}

function readUnseen(report: Report, anchor: XmlElement, label: string): void {
  const words = named(anchor, 'w:t', 'a:t').map(textOf).join('').trim()
  const offsets = named(anchor, 'wp:posOffset').map((offset) => Math.abs(Number(textOf(offset))))
  const isOff = offsets.some((offset) => offset > 1000 * MILLIMETRE)
  const isHidden =
    anchor.attributes['hidden'] === '1' || child(anchor, 'wp:docPr')?.attributes['hidden'] === '1'
  if (isHidden) report.find('hidden-text', label, '有隐藏的图形或图片')
  else if (isOff && words !== '') report.find('hidden-text', label, '有放到页面以外的文字')
}
