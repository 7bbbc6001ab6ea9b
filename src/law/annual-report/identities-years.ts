import { requestColumnLabel } from './cell-paths.ts'
import { summand } from './cell-values.ts'
import { checkActiveAcrossYears } from './identities-active.ts'
import { checkReviewAcrossYears } from './identities-review.ts'
import { indexFigures, type FigureIndex } from './figure-index.ts'
import type { ReportFigures } from './figures.ts'
import { REQUEST_COLUMNS } from './formats.ts'
import { reportError, reportWarning, type ReportProblem } from './problem.ts'
import type { ReportContext } from './report-context.ts'

/** Everything that ties a report to the one of the year before. */
export function* checkAgainstLastYear(
  index: FigureIndex,
  lastYear: ReportFigures,
  context: ReportContext,
): Generator<ReportProblem> {
  const { year } = index.figures
  if (year !== null && lastYear.year !== null && lastYear.year !== year - 1) return
  const last = indexFigures(lastYear)
  yield* checkCarriedIn(index, last, context)
  yield* checkReviewAcrossYears(index, last)
  yield* checkActiveAcrossYears(index, last)
}

/** S3-6: 上年结转 = last year's 结转下年度继续办理, column by column; holds across the change of form too. */
function* checkCarriedIn(
  index: FigureIndex,
  last: FigureIndex,
  context: ReportContext,
): Generator<ReportProblem> {
  const raise = context.lastYearIsOurs ? reportError : reportWarning
  for (const { key } of REQUEST_COLUMNS) {
    const cell = index.request('carried_in', key)
    const now = summand(cell.value)
    const before = summand(last.request('carried_out', key).value)
    if (now === undefined || before === undefined || now === before) continue
    yield raise(
      'S3-6',
      [cell.path],
      `${requestColumnLabel(key)}一列：上年报告结转下年度${before}件，本年“上年结转”填${now}件，相差${Math.abs(now - before)}件`,
    )
  }
}
