import {
  axisMarks,
  CHART_WIDTH,
  chartFrame,
  legend,
  numberText,
  paint,
  RULE,
  type Chart,
} from './chart.ts'
import { html, type Content, type Html } from '../web/html.ts'

/** Years or months side by side: `grouped` columns for comparing series, `stacked` ones for parts of a whole. */
export type ColumnArrangement = 'grouped' | 'stacked'

const HEIGHT = 270
const AREA = { left: 44, right: CHART_WIDTH - 6, top: 40, bottom: HEIGHT - 28 }
const WIDEST_COLUMN = 44

interface Column {
  readonly x: number
  readonly width: number
  readonly from: number
  readonly to: number
  readonly series: number
}

export function columnChart(id: string, chart: Chart, arrangement: ColumnArrangement): Html {
  const tops = chart.categories.map((_, at) => topOf(chart, arrangement, at))
  const marks = axisMarks(Math.max(0, ...tops))
  const scale = marks.at(-1)!
  const y = (value: number) => AREA.bottom - (value / scale) * (AREA.bottom - AREA.top)
  return chartFrame(id, chart, HEIGHT, [
    legend(id, chart, 16),
    marks.map((mark) => axisLine(mark, y(mark))),
    chart.categories.map((category, at) => [
      drawCategory(id, columnsOf(chart, arrangement, at), arrangement, y),
      html`<text x="${middleOf(chart, at)}" y="${AREA.bottom + 19}" text-anchor="middle"
        >${category}</text
      >`,
    ]),
  ])
}

function drawCategory(
  id: string,
  columns: readonly Column[],
  arrangement: ColumnArrangement,
  y: (value: number) => number,
): Content {
  return [columns.map((column) => drawColumn(id, column, y)), labelsOf(columns, arrangement, y)]
}

function topOf({ series }: Chart, arrangement: ColumnArrangement, at: number): number {
  const values = series.map(({ values }) => values[at] ?? 0)
  return arrangement === 'stacked' ? values.reduce((a, b) => a + b, 0) : Math.max(0, ...values)
}

const slotWidth = (chart: Chart) => (AREA.right - AREA.left) / chart.categories.length
const middleOf = (chart: Chart, at: number) => round(AREA.left + (at + 0.5) * slotWidth(chart))

function columnsOf(chart: Chart, arrangement: ColumnArrangement, at: number): Column[] {
  const beside = arrangement === 'grouped' ? chart.series.length : 1
  const width = Math.min(WIDEST_COLUMN, (slotWidth(chart) * 0.7) / beside)
  const left = middleOf(chart, at) - (width * beside) / 2
  let sum = 0
  return chart.series.map(({ values }, series) => {
    const value = values[at] ?? 0
    if (arrangement === 'grouped')
      return { x: left + series * width, width, from: 0, to: value, series }
    sum += value
    return { x: left, width, from: sum - value, to: sum, series }
  })
}

function axisLine(mark: number, y: number): Html {
  return html`<line
      x1="${AREA.left}"
      x2="${AREA.right}"
      y1="${round(y)}"
      y2="${round(y)}"
      stroke="${RULE}"
    /><text x="${AREA.left - 6}" y="${round(y + 4)}" text-anchor="end">${numberText(mark)}</text>`
}

function drawColumn(id: string, column: Column, y: (value: number) => number): Html {
  const { x, width, from, to, series } = column
  return html`<rect
    x="${round(x + 1)}"
    y="${round(y(to))}"
    width="${round(width - 2)}"
    height="${round(y(from) - y(to))}"
    fill="${paint(id, series)}"
    stroke="#fff"
  />`
}

/** Each column's value above it; above a stack its sum. */
function labelsOf(
  columns: readonly Column[],
  arrangement: ColumnArrangement,
  y: (value: number) => number,
): Html[] {
  const labelled = arrangement === 'stacked' ? columns.slice(-1) : columns
  return labelled.map(
    ({ x, width, to }) =>
      html`<text x="${round(x + width / 2)}" y="${round(y(to) - 5)}" text-anchor="middle">
        ${numberText(to)}
      </text>`,
  )
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
