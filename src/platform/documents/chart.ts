import { table } from '../web/components/table.ts'
import { html, type Content, type Html } from '../web/html.ts'

/**
 * Charts as plain SVG, drawn on the server: no script, no style attribute (the content security policy allows
 * neither), a title and a description for those who cannot see it, and a table with the same numbers.
 */
export interface Chart {
  readonly title: string
  /** one sentence that says what the picture shows */
  readonly description: string
  /** 件、项、万元 */
  readonly unit: string
  /** what the categories are: 年度、办理结果 */
  readonly categoryName: string
  readonly categories: readonly string[]
  readonly series: readonly ChartSeries[]
}

export interface ChartSeries {
  readonly name: string
  /** one value for each category */
  readonly values: readonly number[]
}

/** Narrow enough to stay legible when a telephone shrinks it. */
export const CHART_WIDTH = 480

/** Dark on white (all ≥ 4.5 : 1); every second one is also hatched, for eyes and printers without colour. */
const COLOURS = ['#1a4f9c', '#a8181c', '#4a5560', '#8a5a00']
const INK = '#1f2328'
export const RULE = '#c9cdd2'

/** The chart's numbers as a table, to stand beside it. */
export function chartTable(chart: Chart): Html {
  const rows = chart.categories.map((category, index) => ({ category, index }))
  return table({
    caption: `${chart.title}（单位：${chart.unit}）`,
    columns: [
      { heading: chart.categoryName, cell: ({ category }) => category, rowHeader: true },
      ...chart.series.map(({ name, values }) => ({
        heading: name,
        cell: ({ index }: { readonly index: number }) => numberText(values[index] ?? 0),
        numeric: true,
      })),
    ],
    rows,
  })
}

/** The SVG around a drawing. `id` must be unique on the page. */
export function chartFrame(id: string, chart: Chart, height: number, drawing: Content): Html {
  return html`<div class="mq-chart">
    <svg
      width="${CHART_WIDTH}"
      height="${height}"
      viewBox="0 0 ${CHART_WIDTH} ${height}"
      role="img"
      aria-labelledby="${id}-title ${id}-description"
      font-size="13"
      fill="${INK}"
    >
      <title id="${id}-title">${chart.title}</title>
      <desc id="${id}-description">${chart.description}</desc>
      <defs>${chart.series.map((_, index) => hatching(id, index))}</defs>
      ${drawing}
    </svg>
  </div>`
}

/** The paint of a series. */
export function paint(id: string, series: number): string {
  return isHatched(series) ? `url(#${id}-hatching-${series})` : colour(series)
}

const colour = (series: number) => COLOURS[series % COLOURS.length]!
const isHatched = (series: number) => series % 2 === 1

function hatching(id: string, series: number): Html | false {
  return (
    isHatched(series) &&
    html`<pattern
      id="${id}-hatching-${series}"
      width="6"
      height="6"
      patternUnits="userSpaceOnUse"
      patternTransform="rotate(45)"
    >
      <rect width="6" height="6" fill="${colour(series)}" />
      <rect width="1.5" height="6" fill="#fff" fill-opacity="0.55" />
    </pattern>`
  )
}

/** Names of the series in one line from the left; nothing for a single series, the title says it. */
export function legend(id: string, chart: Chart, y: number): Content {
  if (chart.series.length < 2) return undefined
  let x = 4
  return chart.series.map(({ name }, index) => {
    const at = x
    x += 34 + textWidth(name)
    return html`<rect
        x="${at}"
        y="${y - 11}"
        width="14"
        height="12"
        fill="${paint(id, index)}"
      /><text x="${at + 19}" y="${y}">${name}</text>`
  })
}

/** Chinese characters are as wide as the type size, Latin ones about half. */
export function textWidth(text: string, size = 13): number {
  return [...text].reduce((sum, one) => sum + (one < '\u{2e80}' ? size * 0.56 : size), 0)
}

/** At most two decimals, none for whole numbers. */
export function numberText(value: number): string {
  return String(Math.round(value * 100) / 100)
}

/** Round marks of an axis from 0 to above the largest value, at most six, whole numbers for counts. */
export function axisMarks(largest: number): number[] {
  const step = niceStep(Math.max(largest, 1) / 5)
  const count = Math.max(1, Math.ceil(largest / step - 1e-9))
  return Array.from({ length: count + 1 }, (_, mark) => mark * step)
}

function niceStep(raw: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(Math.max(raw, 1)))
  return [1, 2, 5, 10].map((factor) => factor * magnitude).find((step) => step >= raw - 1e-9)!
}
