import { UNIT, type Matrix, type Rect } from './marks.ts'

/** What `q` saves and `Q` brings back. */
export interface State {
  readonly matrix: Matrix
  readonly clip: Rect | undefined
  readonly fill: string | undefined
  readonly stroke: string | undefined
  readonly fillAlpha: number
  readonly strokeAlpha: number
  readonly isBlended: boolean
  readonly lineWidth: number
  readonly font: string
  readonly fontSize: number
  readonly charSpacing: number
  readonly wordSpacing: number
  readonly horizontal: number
  readonly rise: number
  readonly mode: number
  readonly leading: number
}

export const START: State = {
  matrix: UNIT,
  clip: undefined,
  fill: '000000',
  stroke: '000000',
  fillAlpha: 1,
  strokeAlpha: 1,
  isBlended: false,
  lineWidth: 1,
  font: '',
  fontSize: 0,
  charSpacing: 0,
  wordSpacing: 0,
  horizontal: 1,
  rise: 0,
  mode: 0,
  leading: 0,
}

/** Operators that set one number. */
export const NUMBERS: Readonly<Record<string, keyof State>> = {
  setLineWidth: 'lineWidth',
  setCharSpacing: 'charSpacing',
  setWordSpacing: 'wordSpacing',
  setTextRise: 'rise',
  setTextRenderingMode: 'mode',
  setLeading: 'leading',
}
