import { CHART_WIDTH, chartFrame, numberText, paint, textWidth, type Chart } from './chart.ts'
import { html, type Html } from '../web/html.ts'

/**
 * Kinds one under another with long names, the value and its share of the whole behind each bar. Takes the place of
 * a pie, whose slices nobody can compare. Draws the first series.
 */
export function barChart(id: string, chart: Chart): Html {
  const values = chart.series[0]?.values ?? []
  const largest = Math.max(1, ...values)
  const total = values.reduce((sum, value) => sum + value, 0)
  const left = labelWidth(chart)
  const room = CHART_WIDTH - left - VALUE_WIDTH
  const height = chart.categories.length * ROW + 8
  const bars = chart.categories.map((category, at) => {
    const value = values[at] ?? 0
    const width = Math.round((value / largest) * room * 10) / 10
    const y = 4 + at * ROW
    return html`<text x="${left - 8}" y="${y + 17}" text-anchor="end">${shortened(category)}</text
      ><rect
        x="${left}"
        y="${y + 3}"
        width="${width}"
        height="${ROW - 8}"
        fill="${paint(id, 0)}"
      /><text x="${left + width + 6}" y="${y + 17}"> ${valueText(value, total)} </text>`
  })
  return chartFrame(id, chart, height, bars)
}

const ROW = 28
const VALUE_WIDTH = 96
const LONGEST_LABEL = 12

function labelWidth({ categories }: Chart): number {
  return Math.ceil(Math.max(0, ...categories.map((name) => textWidth(shortened(name))))) + 12
}

/** The table beside the chart has the full name. */
function shortened(name: string): string {
  const characters = [...name]
  return characters.length > LONGEST_LABEL
    ? `${characters.slice(0, LONGEST_LABEL - 1).join('')}…`
    : name
}

function valueText(value: number, total: number): string {
  if (total === 0) return numberText(value)
  return `${numberText(value)}（${Math.round((value / total) * 1000) / 10}%）`
}
