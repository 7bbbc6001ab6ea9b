import { rectThrough, type Matrix, type Rect } from './marks.ts'

export interface PathArea {
  readonly bounds: Rect
  /** Whether it hides what lies beneath: a bar, a box, an oval, a stroke as thick as a line of text. */
  readonly isCover: boolean
}

const LEAST_SIDE = 4
const THICK_LINE = 5
const MOVE = 0
const LINE = 1
const CURVE = 2
const QUADRATIC = 3

/** @param data of a `constructPath` of pdf.js: numbers of steps, each with its points */
export function pathArea(
  data: unknown,
  bounds: unknown,
  matrix: Matrix,
  operation: string,
  lineWidth: number,
): PathArea | undefined {
  if (bounds === null || typeof bounds !== 'object') return undefined
  const [left = 0, bottom = 0, right = 0, top = 0] = Array.from(bounds as ArrayLike<number>)
  const rect = rectThrough(matrix, { left, bottom, right, top })
  const isFill = /fill/i.test(operation)
  const steps = isFill || /stroke/i.test(operation) ? stepsOf(data) : undefined
  if (!steps) return { bounds: rect, isCover: false }
  if (isFill) {
    const isLarge = rect.right - rect.left >= LEAST_SIDE && rect.top - rect.bottom >= LEAST_SIDE
    return { bounds: rect, isCover: isLarge && isFullShape(steps) }
  }
  const half = lineWidth / 2
  const isBar =
    lineWidth >= THICK_LINE && steps.lines === 1 && steps.curves === 0 && steps.isUpright
  const wide = {
    left: rect.left,
    right: rect.right,
    bottom: rect.bottom - half,
    top: rect.top + half,
  }
  return { bounds: isBar ? wide : rect, isCover: isBar }
}

interface Steps {
  readonly lines: number
  readonly curves: number
  readonly isUpright: boolean
}

/** Boxes, also several, and ovals and boxes with round corners; no maps, no pie charts. */
function isFullShape({ lines, curves, isUpright }: Steps): boolean {
  if (curves === 0) return isUpright && lines >= 2
  return curves <= 8 && lines <= 8
}

function stepsOf(data: unknown): Steps | undefined {
  const points = Array.isArray(data) ? data[0] : undefined
  if (points === null || points === undefined) return undefined
  const numbers = Array.from(points as ArrayLike<number>)
  let [lines, curves, x, y, isUpright] = [0, 0, 0, 0, true]
  for (let at = 0; at < numbers.length;) {
    const step = numbers[at]
    if (step === MOVE || step === LINE) {
      const [toX, toY] = [numbers[at + 1]!, numbers[at + 2]!]
      if (step === LINE) {
        lines += 1
        isUpright &&= Math.abs(toX - x) < 0.01 || Math.abs(toY - y) < 0.01
      }
      ;[x, y] = [toX, toY]
      at += 3
    } else if (step === CURVE || step === QUADRATIC) {
      curves += 1
      const size = step === CURVE ? 7 : 5
      ;[x, y] = [numbers[at + size - 2]!, numbers[at + size - 1]!]
      at += size
    } else at += 1
  }
  return { lines, curves, isUpright }
}
