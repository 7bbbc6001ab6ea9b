/** Places on a slide in English metric units, with the groups around a shape worked in. */
import type { XmlElement } from '../xml/parse-xml.ts'
import { child } from '../xml/walk-xml.ts'

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** From the inner coordinates of a group to those of the slide. */
export interface Frame {
  readonly dx: number
  readonly dy: number
  readonly sx: number
  readonly sy: number
}

export const SLIDE_FRAME: Frame = { dx: 0, dy: 0, sx: 1, sy: 1 }

const numbers = (element: XmlElement | undefined, one: string, other: string) =>
  [Number(element?.attributes[one] ?? 0), Number(element?.attributes[other] ?? 0)] as const

export function boxOf(transform: XmlElement | undefined, frame: Frame): Box | undefined {
  const offset = child(transform, 'a:off')
  const extent = child(transform, 'a:ext')
  if (!offset || !extent) return undefined
  const [x, y] = numbers(offset, 'x', 'y')
  const [width, height] = numbers(extent, 'cx', 'cy')
  return {
    x: frame.dx + x * frame.sx,
    y: frame.dy + y * frame.sy,
    width: width * frame.sx,
    height: height * frame.sy,
  }
}

export function frameOf(group: XmlElement | undefined, outer: Frame): Frame {
  const transform = child(group, 'a:xfrm')
  const box = boxOf(transform, outer)
  const [childX, childY] = numbers(child(transform, 'a:chOff'), 'x', 'y')
  const [childWidth, childHeight] = numbers(child(transform, 'a:chExt'), 'cx', 'cy')
  if (!box || childWidth === 0 || childHeight === 0) return outer
  const [sx, sy] = [box.width / childWidth, box.height / childHeight]
  return { dx: box.x - childX * sx, dy: box.y - childY * sy, sx, sy }
}

export function isOutside(box: Box, width: number, height: number): boolean {
  return box.x >= width || box.y >= height || box.x + box.width <= 0 || box.y + box.height <= 0
}

/** The share of `inner` that lies within `outer`. */
export function shareCovered(inner: Box, outer: Box): number {
  const width = Math.min(inner.x + inner.width, outer.x + outer.width) - Math.max(inner.x, outer.x)
  const height =
    Math.min(inner.y + inner.height, outer.y + outer.height) - Math.max(inner.y, outer.y)
  const area = inner.width * inner.height
  return width > 0 && height > 0 && area > 0 ? (width * height) / area : 0
}
