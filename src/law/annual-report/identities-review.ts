import { reviewGroupName } from './cell-paths.ts'
import { isFilled, summand } from './cell-values.ts'
import type { FigureIndex } from './figure-index.ts'
import { REVIEW_COLUMNS, REVIEW_GROUPS, type ReviewGroupKey } from './formats.ts'
import { reportError, reportWarning, type ReportProblem } from './problem.ts'
import type { ReportContext } from './report-context.ts'

/** S4-1 … S4-4: table 四 adds up, and agrees with last year's and with 国办公开办函〔2019〕201号. */
export function* checkReview(index: FigureIndex, context: ReportContext): Generator<ReportProblem> {
  for (const { key } of REVIEW_GROUPS) yield* checkGroup(index, key, context)
  if (context.coDefendantSuits !== undefined && context.coDefendantSuits > 0) {
    yield reportWarning(
      'S4-4',
      ['review_litigation.after_reconsideration.total'],
      `有${context.coDefendantSuits}件诉讼本机关只是作为复议机关的共同被告，应由原行为机关统计，本机关不计`,
    )
  }
}

/** S4-1: 结果维持 + 结果纠正 + 其他结果 + 尚未审结 = 总计. */
function* checkGroup(
  index: FigureIndex,
  group: ReviewGroupKey,
  context: ReportContext,
): Generator<ReportProblem> {
  const parts = REVIEW_COLUMNS.filter((column) => column.key !== 'total')
  const cells = parts.map((column) => index.review(group, column.key))
  const total = index.review(group, 'total')
  const values = cells.map((cell) => summand(cell.value))
  const printed = summand(total.value)
  if (printed === undefined || values.includes(undefined)) return
  const sum = values.reduce<number>((so, value) => so + (value ?? 0), 0)
  if (sum === printed) return
  const paths: [string, ...string[]] = [total.path, ...cells.map((cell) => cell.path)]
  const name = `表四${reviewGroupName(group)}`
  const open = context.origin === 'imported'
  if (total.value.kind === 'blank') {
    const message = `${name}：四种结果合计${sum}件，“总计”一栏空白，应补填`
    yield open ? reportWarning('S4-1', paths, message) : reportError('S4-1', paths, message)
    return
  }
  if (open && !cells.some((cell) => isFilled(cell.value))) {
    yield reportWarning('S4-1', paths, `${name}：总计填${printed}件，四种结果均空白，没有分列`)
    return
  }
  const spelled = parts.map((column, at) => `${column.label}${values[at] ?? 0}件`).join('加')
  yield reportError(
    'S4-1',
    paths,
    `${name}：${spelled}，合计${sum}件，与总计${printed}件不等，相差${Math.abs(sum - printed)}件`,
  )
}

/** S4-2, S4-3: what last year left pending reappears; suits after reconsideration follow reconsiderations. */
export function* checkReviewAcrossYears(
  index: FigureIndex,
  last: FigureIndex,
): Generator<ReportProblem> {
  for (const { key } of REVIEW_GROUPS) {
    const total = index.review(key, 'total')
    const pending = last.review(key, 'pending')
    const now = summand(total.value)
    const before = summand(pending.value)
    if (now === undefined || before === undefined || now >= before) continue
    yield reportWarning(
      'S4-2',
      [total.path],
      `表四${reviewGroupName(key)}：上年尚未审结${before}件，本年总计只有${now}件，上年未结的案件应计入本年`,
    )
  }
  const suits = summand(index.review('after_reconsideration', 'total').value)
  const here = summand(index.review('reconsideration', 'total').value)
  const there = summand(last.review('reconsideration', 'total').value)
  const suitsBefore = summand(last.review('after_reconsideration', 'pending').value)
  if (suits === undefined || here === undefined || there === undefined) return
  if (suits <= here + there + (suitsBefore ?? 0)) return
  yield reportWarning(
    'S4-3',
    ['review_litigation.after_reconsideration.total', 'review_litigation.reconsideration.total'],
    `表四：复议后起诉${suits}件，多于本年行政复议${here}件与上年行政复议${there}件之和，请核对`,
  )
}
