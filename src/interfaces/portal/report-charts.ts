import type { ReportFigures, RequestRow } from '../../law/annual-report/figures.ts'
import { REQUEST_COLUMNS } from '../../law/annual-report/formats.ts'
import { barChart } from '../../platform/documents/bar-chart.ts'
import { chartTable, type Chart } from '../../platform/documents/chart.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'

/** 办理结果 as the report groups them; a key stands for every row that begins with it. */
const RESULTS = [
  { name: '予以公开', rows: /^open$/ },
  { name: '部分公开', rows: /^partial$/ },
  { name: '不予公开', rows: /^refuse_/ },
  { name: '无法提供', rows: /^unable_/ },
  { name: '不予处理', rows: /^reject_/ },
  { name: '其他处理', rows: /^other/ },
] as const

/** Two pictures of table 三, each beside its numbers. A year without applications has nothing to picture. */
export function reportCharts(figures: ReportFigures): Html {
  const charts = [resultsChart(figures), applicantsChart(figures)].filter(({ series }) =>
    series[0]!.values.some((value) => value > 0),
  )
  if (charts.length === 0) return nothing
  return html`<section class="mq-charts" aria-labelledby="charts">
    <h2 class="govuk-heading-m" id="charts">图示</h2>
    ${charts.map(
      (chart, index) =>
        html`<div class="mq-charts__pair">
          ${barChart(`chart-${index + 1}`, chart)}
          <div>${chartTable(chart)}</div>
        </div>`,
    )}
  </section>`
}

function resultsChart({ requests, year }: ReportFigures): Chart {
  const values = RESULTS.map(({ rows }) =>
    sum(requests.rows.filter(({ key }) => rows.test(key)).map((row) => cellOf(row, 'total'))),
  )
  return {
    title: `${year}年依申请公开的办理结果`,
    description: `本年度办结${sum(values)}件：${inWords(
      RESULTS.map(({ name }) => name),
      values,
    )}。`,
    unit: '件',
    categoryName: '办理结果',
    categories: RESULTS.map(({ name }) => name),
    series: [{ name: '件数', values }],
  }
}

function applicantsChart({ requests, year }: ReportFigures): Chart {
  const row = requests.rows.find(({ key }) => key === 'new')
  const classes = REQUEST_COLUMNS.filter(({ key }) => key !== 'total')
  const names = classes.map(({ key, label }) => (key === 'other_organisation' ? '其他组织' : label))
  const values = classes.map(({ key }) => (row ? cellOf(row, key) : 0))
  return {
    title: `${year}年新收申请的申请人`,
    description: `本年度新收${sum(values)}件：${inWords(names, values)}。`,
    unit: '件',
    categoryName: '申请人',
    categories: names,
    series: [{ name: '件数', values }],
  }
}

function cellOf(row: RequestRow, column: (typeof REQUEST_COLUMNS)[number]['key']): number {
  const at = REQUEST_COLUMNS.findIndex(({ key }) => key === column)
  return Number(row.cells[at]) || 0
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

function inWords(names: readonly string[], values: readonly number[]): string {
  return names.map((name, at) => `${name}${values[at]}件`).join('，')
}
