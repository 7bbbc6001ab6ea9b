/** What a page paints, in order: glyphs, and areas that hide what was painted before. */
export interface Rect {
  readonly left: number
  readonly bottom: number
  readonly right: number
  readonly top: number
}

export interface Glyph {
  readonly text: string
  readonly rect: Rect
  readonly order: number
  readonly run: number
  readonly size: number
  /** Six hexadecimal digits; undefined for patterns. */
  readonly colour: string | undefined
  readonly isInvisible: boolean
  readonly isLayerOff: boolean
  readonly clip: Rect | undefined
}

export interface Area {
  readonly rect: Rect
  readonly order: number
  /** Undefined for pictures and patterns. */
  readonly colour: string | undefined
  readonly isPicture: boolean
  readonly isOpaque: boolean
}

export interface Marks {
  readonly glyphs: readonly Glyph[]
  readonly areas: readonly Area[]
}

export type Matrix = readonly [number, number, number, number, number, number]

export const UNIT: Matrix = [1, 0, 0, 1, 0, 0]

export function multiply(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer
  const [g, h, i, j, k, l] = inner
  return [
    a * g + c * h,
    b * g + d * h,
    a * i + c * j,
    b * i + d * j,
    a * k + c * l + e,
    b * k + d * l + f,
  ]
}

export function rectThrough([a, b, c, d, e, f]: Matrix, { left, bottom, right, top }: Rect): Rect {
  const xs = [
    a * left + c * bottom,
    a * right + c * bottom,
    a * left + c * top,
    a * right + c * top,
  ]
  const ys = [
    b * left + d * bottom,
    b * right + d * bottom,
    b * left + d * top,
    b * right + d * top,
  ]
  return {
    left: Math.min(...xs) + e,
    right: Math.max(...xs) + e,
    bottom: Math.min(...ys) + f,
    top: Math.max(...ys) + f,
  }
}

export function intersect(one: Rect, other: Rect | undefined): Rect {
  if (other === undefined) return one
  return {
    left: Math.max(one.left, other.left),
    right: Math.min(one.right, other.right),
    bottom: Math.max(one.bottom, other.bottom),
    top: Math.min(one.top, other.top),
  }
}

export function areaOf({ left, bottom, right, top }: Rect): number {
  return Math.max(0, right - left) * Math.max(0, top - bottom)
}

export function holdsCentre(outer: Rect, inner: Rect, slack = 0): boolean {
  const [x, y] = [(inner.left + inner.right) / 2, (inner.bottom + inner.top) / 2]
  return (
    x >= outer.left - slack &&
    x <= outer.right + slack &&
    y >= outer.bottom - slack &&
    y <= outer.top + slack
  )
}

/** The share of `inner` within `outer`. */
export function share(inner: Rect, outer: Rect): number {
  const area = areaOf(inner)
  return area > 0 ? areaOf(intersect(inner, outer)) / area : 0
}
