import type { Cell, ReportFigures, ReportFormat } from '../../../law/annual-report/figures.ts'
import { REPORT_FORMS } from '../../../law/annual-report/formats.ts'
import { buildFigures } from '../../../law/annual-report/sample-figures.ts'

/** A small repeatable source of numbers: the same seed, the same reports. */
export type Dice = (below: number) => number

export function diceOf(seed: number): Dice {
  let state = (seed * 2654435761 + 1) >>> 0
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2246822507) + 0x6d2b79f5) >>> 0
    return Math.floor((((state ^ (state >>> 13)) >>> 0) / 4294967296) * below)
  }
}

/** Figures that satisfy every identity within one report. */
export function randomFigures(seed: number, format: ReportFormat): ReportFigures {
  const dice = diceOf(seed)
  const large = dice(3) === 0
  const some = () => (dice(10) < 6 ? 0 : dice(large ? 4000 : 30))
  const forms = REPORT_FORMS[format].requests
  const details = forms.filter(({ part }) => part === 'result').map(({ key }) => key)
  const rows = new Map<string, number[]>(
    details.map((key) => [key, Array.from({ length: 6 }, some)] as const),
  )
  const total = sumOf([...rows.values()])
  const carriedOut = Array.from({ length: 6 }, some)
  const carriedIn = total.map((value, at) => dice(Math.min(value + carriedOut[at]!, 9) + 1))
  rows.set('total', total)
  rows.set('carried_out', carriedOut)
  rows.set('carried_in', carriedIn)
  rows.set(
    'new',
    total.map((value, at) => value + carriedOut[at]! - carriedIn[at]!),
  )
  const group = (): Cell[] => withTotal(Array.from({ length: 4 }, some))
  return buildFigures(format, {
    agency: '示例市数据管理局',
    year: format === '2019' ? 2020 : 2023,
    active: randomActive(format, dice),
    requests: Object.fromEntries([...rows].map(([key, values]) => [key, withTotal(values)])),
    review: { reconsideration: group(), direct_suit: group(), after_reconsideration: group() },
  })
}

function randomActive(format: ReportFormat, dice: Dice): Record<string, readonly Cell[]> {
  const number = () => String(dice(3) === 0 ? 0 : dice(90_000))
  if (format === '2021') {
    const documents = () => [String(dice(30)), String(dice(30)), String(dice(700))]
    return {
      regulations: documents(),
      normative_documents: documents(),
      licensing: [number()],
      penalty: [number()],
      coercion: [number()],
      fees: [dice(2) === 0 ? '0' : `${dice(9000)}.${dice(90) + 10}`],
    }
  }
  const change = () => ['+3', '-2', '0', '12', '＋1'][dice(5)]!
  const published = dice(40)
  return {
    regulations: ['0', '0', String(dice(50))],
    normative_documents: [String(published), String(published), String(published + dice(600))],
    licensing: [String(dice(400) + 5), change(), number()],
    other_services: [String(dice(400) + 5), change(), dice(2) === 0 ? '' : number()],
    penalty: [String(dice(4000) + 5), change(), number()],
    coercion: [String(dice(400) + 5), change(), number()],
    fees: [String(dice(40) + 5), change()],
    procurement: [String(dice(500) + 1), `${dice(9_000_000) + 1}.${dice(90) + 10}元`],
  }
}

function sumOf(rows: readonly (readonly number[])[]): number[] {
  return Array.from({ length: 6 }, (_, at) => rows.reduce((sum, row) => sum + row[at]!, 0))
}

function withTotal(values: readonly number[]): Cell[] {
  return [...values, values.reduce((sum, value) => sum + value, 0)].map(String)
}

/** The same figures with every zero printed as something else: blank, a stroke, a dash. */
export function withZeroAs(figures: ReportFigures, mark: string): ReportFigures {
  return withCells(figures, (text) => (text === '0' ? mark : text))
}

/** The same figures with full-width digits. */
export function withWideDigits(figures: ReportFigures): ReportFigures {
  return withCells(figures, (text) =>
    text.replace(/\d/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
  )
}

/** The same figures with a few numbers changed, so that the sums no longer hold. */
export function withMistakes(figures: ReportFigures, seed: number): ReportFigures {
  const dice = diceOf(seed + 77)
  return withCells(figures, (text) =>
    /^\d+$/u.test(text) && dice(25) === 0 ? String(Number(text) + dice(9) + 1) : text,
  )
}

function withCells(figures: ReportFigures, change: (text: string) => string): ReportFigures {
  const all = (cells: readonly Cell[]) => cells.map((text) => (text === null ? null : change(text)))
  const review = figures.review_litigation
  return {
    ...figures,
    active: { rows: figures.active.rows.map((row) => ({ ...row, cells: all(row.cells) })) },
    requests: {
      ...figures.requests,
      rows: figures.requests.rows.map((row) => ({ ...row, cells: all(row.cells) })),
    },
    review_litigation: {
      ...review,
      reconsideration: all(review.reconsideration),
      direct_suit: all(review.direct_suit),
      after_reconsideration: all(review.after_reconsideration),
    },
  }
}
