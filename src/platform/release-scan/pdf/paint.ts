/** Follows the operators of a page as pdf.js reads them: fonts, forms and encodings are its business. */
import {
  intersect,
  multiply,
  rectThrough,
  UNIT,
  type Area,
  type Glyph,
  type Marks,
  type Matrix,
  type Rect,
} from './marks.ts'
import { NUMBERS, START, type State } from './paint-state.ts'
import { pathArea } from './path-area.ts'

export interface Operators {
  readonly fnArray: readonly number[]
  readonly argsArray: readonly unknown[]
}

export interface PaintContext {
  /** Numbers of the operators by name. */
  readonly ops: Readonly<Record<string, number>>
  fontOf(name: string): { readonly isVertical: boolean; readonly unit: number }
  isLayerOff(properties: unknown): boolean
}

const LEAST_ALPHA = 0.9

export function paint({ fnArray, argsArray }: Operators, context: PaintContext): Marks {
  const names = new Map(Object.entries(context.ops).map(([name, number]) => [number, name]))
  const painter = new Painter(context)
  for (const [index, number] of fnArray.entries()) {
    painter.order = index
    painter.step(names.get(number) ?? '', (argsArray[index] ?? []) as readonly unknown[])
  }
  return { glyphs: painter.glyphs, areas: painter.areas }
}

/** A machine with registers, as the format describes it; the one place where a class says it best. */
class Painter {
  readonly glyphs: Glyph[] = []
  readonly areas: Area[] = []
  order = 0
  private run = 0
  private state: State = START
  private readonly saved: State[] = []
  private text: Matrix = UNIT
  private line: Matrix = UNIT
  private isClipping = false
  private readonly layers: boolean[] = []
  private readonly context: PaintContext

  constructor(context: PaintContext) {
    this.context = context
  }

  step(name: string, args: readonly unknown[]): void {
    const numbers = args as readonly number[]
    const [first = 0] = numbers
    if (this.stepState(name, args)) return
    if (name === 'beginText') this.text = this.line = UNIT
    else if (name === 'setTextMatrix')
      this.text = this.line = matrixOf(args[0]) ?? matrixOf(args) ?? UNIT
    else if (name === 'moveText') this.move(first, numbers[1] ?? 0)
    else if (name === 'setLeadingMoveText') {
      this.set({ leading: -(numbers[1] ?? 0) })
      this.move(first, numbers[1] ?? 0)
    } else if (name === 'nextLine') this.move(0, -this.state.leading)
    else if (name === 'showText') this.show(args[0] as readonly unknown[])
    else if (name === 'constructPath') this.path(args)
    else if (/^clip$|^eoClip$/.test(name)) this.isClipping = true
    else if (/Image/.test(name)) this.picture(name, args)
    else if (name === 'shadingFill')
      this.addArea(this.state.clip, undefined, false, this.state.fillAlpha)
    else this.stepContent(name, args)
  }

  private stepContent(name: string, args: readonly unknown[]): void {
    if (name === 'beginMarkedContent') this.layers.push(false)
    else if (name === 'beginMarkedContentProps') {
      this.layers.push(args[0] === 'OC' && this.context.isLayerOff(args[1]))
    } else if (name === 'endMarkedContent') this.layers.pop()
    else if (name === 'beginGroup' || name === 'paintFormXObjectBegin') this.enter(name, args)
    else if (name === 'endGroup' || name === 'paintFormXObjectEnd') this.restore()
  }

  private stepState(name: string, args: readonly unknown[]): boolean {
    const [first] = args
    if (name === 'save') this.saved.push(this.state)
    else if (name === 'restore') this.restore()
    else if (name === 'transform')
      this.set({ matrix: multiply(this.state.matrix, matrixOf(args) ?? UNIT) })
    else if (name === 'setGState') this.graphics(first as readonly (readonly [string, unknown])[])
    else if (name === 'setFillRGBColor') this.set({ fill: hex(first) })
    else if (name === 'setStrokeRGBColor') this.set({ stroke: hex(first) })
    else if (name === 'setFillColorN' || name === 'setFillTransparent')
      this.set({ fill: undefined })
    else if (name === 'setStrokeColorN' || name === 'setStrokeTransparent')
      this.set({ stroke: undefined })
    else if (name === 'setFont') this.set({ font: String(first), fontSize: Number(args[1]) })
    else if (NUMBERS[name]) this.set({ [NUMBERS[name]]: Number(first) })
    else if (name === 'setHScale')
      this.set({ horizontal: Number(first) > 5 ? Number(first) / 100 : Number(first) })
    else return false
    return true
  }

  private set(change: Partial<State>): void {
    this.state = { ...this.state, ...change }
  }

  private restore(): void {
    this.state = this.saved.pop() ?? this.state
  }

  private enter(name: string, args: readonly unknown[]): void {
    this.saved.push(this.state)
    if (name === 'beginGroup') return
    const matrix = matrixOf(args[0])
    if (matrix) this.set({ matrix: multiply(this.state.matrix, matrix) })
    const box = args[1] as readonly number[] | undefined
    if (!box) return
    const [left = 0, bottom = 0, right = 0, top = 0] = box
    this.set({
      clip: intersect(
        rectThrough(this.state.matrix, { left, bottom, right, top }),
        this.state.clip,
      ),
    })
  }

  private graphics(entries: readonly (readonly [string, unknown])[]): void {
    for (const [key, value] of entries) {
      if (key === 'ca') this.set({ fillAlpha: Number(value) })
      else if (key === 'CA') this.set({ strokeAlpha: Number(value) })
      else if (key === 'LW') this.set({ lineWidth: Number(value) })
      else if (key === 'BM')
        this.set({ isBlended: !/^(?:normal|source-over|compatible)$/i.test(String(value)) })
      else if (key === 'SMask') this.set({ isBlended: value !== false && value !== 'None' })
      else if (key === 'Font' && Array.isArray(value))
        this.set({ font: String(value[0]), fontSize: Number(value[1]) })
    }
  }

  private move(x: number, y: number): void {
    this.line = multiply(this.line, [1, 0, 0, 1, x, y])
    this.text = this.line
  }

  private show(glyphs: readonly unknown[] | undefined): void {
    const { state } = this
    const font = this.context.fontOf(state.font)
    this.run += 1
    for (const glyph of glyphs ?? []) {
      if (typeof glyph === 'number') this.advance((-glyph / 1000) * state.fontSize, font.isVertical)
      else if (isGlyph(glyph)) this.showGlyph(glyph, font)
    }
  }

  private advance(amount: number, isVertical: boolean): void {
    const step: Matrix = isVertical
      ? [1, 0, 0, 1, 0, amount]
      : [1, 0, 0, 1, amount * this.state.horizontal, 0]
    this.text = multiply(this.text, step)
  }

  private showGlyph(glyph: PdfGlyph, font: { isVertical: boolean; unit: number }): void {
    const { state } = this
    const size = state.fontSize
    const width = glyph.width * font.unit * size
    const matrix = multiply(state.matrix, this.text)
    const box = font.isVertical
      ? { left: -size / 2, right: size / 2, bottom: -size, top: 0 }
      : {
          left: 0,
          right: width * state.horizontal,
          bottom: state.rise - size * 0.15,
          top: state.rise + size * 0.75,
        }
    this.addGlyph(glyph.unicode, rectThrough(matrix, box), Math.abs(size) * scaleOf(matrix))
    const spacing = state.charSpacing + (glyph.isSpace ? state.wordSpacing : 0)
    this.advance(font.isVertical ? -size - spacing : width + spacing, font.isVertical)
  }

  private addGlyph(text: string, rect: Rect, size: number): void {
    const { state } = this
    const isStroked = state.mode === 1 || state.mode === 5
    const alpha = isStroked ? state.strokeAlpha : state.fillAlpha
    this.glyphs.push({
      text,
      rect,
      order: this.order,
      run: this.run,
      size,
      colour:
        isStroked || (state.mode === 2 && state.fill === 'FFFFFF') ? state.stroke : state.fill,
      isInvisible: state.mode === 3 || alpha <= 0.03,
      isLayerOff: this.layers.includes(true),
      clip: state.clip,
    })
  }

  private path([operation, data, bounds]: readonly unknown[]): void {
    const name =
      Object.keys(this.context.ops).find((key) => this.context.ops[key] === operation) ?? ''
    const { state } = this
    const path = pathArea(data, bounds, state.matrix, name, state.lineWidth * scaleOf(state.matrix))
    if (this.isClipping && path) {
      this.set({ clip: intersect(path.bounds, state.clip) })
      this.isClipping = false
    }
    if (!path?.isCover) return
    const isFill = /fill/i.test(name)
    const colour = isFill ? state.fill : state.stroke
    const alpha = isFill ? state.fillAlpha : state.strokeAlpha
    this.addArea(intersect(path.bounds, state.clip), colour, false, alpha)
  }

  private picture(name: string, args: readonly unknown[]): void {
    const { state } = this
    const square = rectThrough(state.matrix, { left: 0, bottom: 0, right: 1, top: 1 })
    const rect = intersect(square, state.clip)
    if (name === 'paintSolidColorImageMask') this.addArea(rect, state.fill, false, state.fillAlpha)
    else if (name === 'paintImageXObject' || name === 'paintInlineImageXObject') {
      this.addArea(rect, undefined, true, isOpaqueMark(args) ? state.fillAlpha : 0)
    }
  }

  private addArea(
    rect: Rect | undefined,
    colour: string | undefined,
    isPicture: boolean,
    alpha: number,
  ): void {
    if (rect === undefined || this.layers.includes(true)) return
    const isOpaque = alpha >= LEAST_ALPHA && !this.state.isBlended
    this.areas.push({ rect, order: this.order, colour, isPicture, isOpaque })
  }
}

/** Pictures were exchanged for dots before reading: one wide where nothing shines through, two wide else. */
function isOpaqueMark(args: readonly unknown[]): boolean {
  const [first, width] = args
  if (typeof width === 'number') return width === 1
  return typeof first === 'object' && first !== null && 'width' in first && first.width === 1
}

interface PdfGlyph {
  readonly unicode: string
  readonly width: number
  readonly isSpace: boolean
}

function isGlyph(value: unknown): value is PdfGlyph {
  return typeof value === 'object' && value !== null && 'unicode' in value && 'width' in value
}

function matrixOf(value: unknown): Matrix | undefined {
  if (value === null || typeof value !== 'object' || !('length' in value) || value.length !== 6)
    return undefined
  const numbers = Array.from(value as ArrayLike<unknown>)
  return numbers.every((one) => typeof one === 'number')
    ? (numbers as unknown as Matrix)
    : undefined
}

const scaleOf = ([a, b, c, d]: Matrix) => Math.sqrt(Math.abs(a * d - b * c))

function hex(value: unknown): string | undefined {
  return typeof value === 'string' && /^#[\da-f]{6}$/i.test(value)
    ? value.slice(1).toUpperCase()
    : undefined
}
