import type { ReportFigures } from './figures.ts'
import { findFormatOfYear, REPORT_FORMS } from './formats.ts'
import { reportError, reportWarning, type ReportProblem } from './problem.ts'

/** A19-1, A21-1: the report has the rows and columns of its form, and the form is the one of its year. */
export function* checkStructure(figures: ReportFigures): Generator<ReportProblem> {
  const id = figures.format === '2019' ? 'A19-1' : 'A21-1'
  yield* checkFormatOfYear(figures, id)
  yield* checkActiveStructure(figures, id)
  const form = REPORT_FORMS[figures.format]
  const present = new Set<string>(figures.requests.rows.map((row) => row.key))
  if (figures.format === '2021' && present.has('other')) {
    yield reportError(
      id,
      ['requests.other.total'],
      '表三“（六）其他处理”只有一行，2021年格式应分为三行（逾期不补正、逾期未缴费、其他）',
    )
  }
  if (figures.format === '2019' && present.has('other_3_other')) {
    yield reportError(
      id,
      ['requests.other_3_other.total'],
      '表三“（六）其他处理”分成了三行，2019年格式只有一行',
    )
  }
  const mixed = present.has('other') || present.has('other_3_other')
  for (const row of form.requests) {
    if (present.has(row.key) || (row.key.startsWith('other') && mixed)) continue
    yield reportError(id, [`requests.${row.key}.total`], `表三缺少“${row.label}”一行`)
  }
}

function* checkFormatOfYear(figures: ReportFigures, id: string): Generator<ReportProblem> {
  if (figures.year === null) return
  const due = findFormatOfYear(figures.year)
  if (due === undefined || due === figures.format) return
  yield reportError(
    id,
    ['format'],
    `${figures.year}年度报告应使用${REPORT_FORMS[due].notice}的格式，本报告用的是${REPORT_FORMS[figures.format].notice}的格式`,
  )
}

function* checkActiveStructure(figures: ReportFigures, id: string): Generator<ReportProblem> {
  const rows = new Map<string, ReportFigures['active']['rows'][number]>(
    figures.active.rows.map((row) => [row.key, row]),
  )
  for (const block of REPORT_FORMS[figures.format].active) {
    for (const form of block.rows) {
      const row = rows.get(form.key)
      rows.delete(form.key)
      if (!row) {
        yield reportError(
          id,
          [`active.${form.key}.0`],
          `表二${block.clause}缺少“${form.label}”一行`,
        )
        continue
      }
      const wrong = row.columns.findIndex((column, at) => column !== block.columns[at])
      if (wrong >= 0) {
        yield reportWarning(
          id,
          [`active.${form.key}.${wrong}`],
          `表二${block.clause}的表头“${row.columns[wrong]}”应为“${block.columns[wrong] ?? '（无此栏）'}”`,
        )
      }
    }
  }
  for (const row of rows.values()) {
    yield reportWarning(
      id,
      [`active.${row.key}.0`],
      `表二${row.clause}多出一行“${row.label}”（${row.cells.map((cell) => cell ?? '未读出').join('、')}），规定的格式没有这一行`,
    )
  }
}
