import { formatChineseDate } from '../../platform/kernel/time.ts'
import { summand } from './cell-values.ts'
import type { FigureIndex } from './figure-index.ts'
import { SECTION_TITLES } from './formats.ts'
import { reportError, reportWarning, type ReportProblem } from './problem.ts'
import type { ReportContext } from './report-context.ts'

/** S0-1: unit, year, the six sections in order, the statistical period. Needs the running text for all but the first two. */
export function* checkDocument(
  index: FigureIndex,
  context: ReportContext,
): Generator<ReportProblem> {
  yield* checkDueDate(index, context)
  yield* checkTitleYear(index, context)
  if (context.origin === 'inside') {
    if (!index.figures.agency) yield reportError('S0-1', ['agency'], '报告没有写明单位名称')
    if (index.figures.year === null) yield reportError('S0-1', ['year'], '报告没有写明年度')
  }
  if (context.narrative === undefined) return
  yield* checkSections(context.narrative, context)
  yield* checkPeriod(index, context.narrative)
  yield* checkFeesMentioned(index, context)
}

/** S0-2: published by 31 January (departments) or 31 March (governments) of the following year. 条例 第四十九条 */
function* checkDueDate(index: FigureIndex, context: ReportContext): Generator<ReportProblem> {
  const { year } = index.figures
  const { publishedOn, bodyKind } = context
  if (year === null || publishedOn === undefined || bodyKind === undefined) return
  const due = Temporal.PlainDate.from({
    year: year + 1,
    month: bodyKind === 'government' ? 3 : 1,
    day: 31,
  })
  if (Temporal.PlainDate.compare(publishedOn, due) <= 0) return
  yield reportWarning(
    'S0-2',
    ['publishedOn'],
    `报告于${formatChineseDate(publishedOn)}公布，晚于法定的${formatChineseDate(due)}`,
  )
}

function* checkTitleYear(index: FigureIndex, context: ReportContext): Generator<ReportProblem> {
  const titled = /(20\d{2})年/u.exec((context.title ?? '').replace(/\s/gu, ''))?.[1]
  if (titled === undefined || index.figures.year === null) return
  if (Number(titled) === index.figures.year) return
  yield reportError('S0-1', ['year'], `标题写的是${titled}年度，报告年度是${index.figures.year}年`)
}

/** Two titles alike in their heading number and their last words are the same title, misspelt or not. */
const SECTION_MARKS = [
  /一、总体(?:工作)?情况/u,
  /二、[^。]{0,4}主动公开/u,
  /三、(?:收到|受理)?[^。]{0,8}(?:处理|申请)/u,
  /四、[^。]{0,12}(?:行政)?复议/u,
  /五、[^。]{0,8}问题/u,
  /六、[^。]{0,4}其他/u,
] as const

function* checkSections(narrative: string, context: ReportContext): Generator<ReportProblem> {
  const lines = narrative.split('\n').map((line) => line.replace(/\s/gu, ''))
  const places = SECTION_MARKS.map((mark) =>
    lines.findIndex((line) => mark.test(line.slice(0, 40))),
  )
  const raise = context.origin === 'inside' ? reportError : reportWarning
  // Text without line breaks still has its titles somewhere; their order is then not judged.
  const text = lines.join('')
  const missing = SECTION_TITLES.filter(
    (_, at) => places[at] === -1 && !SECTION_MARKS[at]!.test(text),
  )
  if (missing.length > 0) {
    yield raise(
      'S0-1',
      ['sections'],
      `报告缺少：${missing.map((title) => `“${title}”`).join('、')}`,
    )
  }
  const found = places.filter((place) => place >= 0)
  if (found.some((place, at) => at > 0 && place < found[at - 1]!)) {
    yield raise('S0-1', ['sections'], '报告六个部分的顺序与规定格式不一致')
  }
}

/** The period runs from 1 January to 31 December of the year reported. */
function* checkPeriod(index: FigureIndex, narrative: string): Generator<ReportProblem> {
  const { year } = index.figures
  if (year === null) return
  const text = narrative.replace(/\s/gu, '')
  const period = /(20\d{2})年1月1日(?:起)?(?:至|到|—|-)(20\d{2})?年?12月31日/u.exec(text)
  const from = period?.[1]
  const to = period?.[2] ?? from
  if (from === undefined || (Number(from) === year && Number(to) === year)) return
  yield reportError('S0-1', ['period'], `统计期限写作“${period?.[0]}”，与报告年度${year}年不符`)
}

/** S3-8: fees or requests closed for unpaid fees must be told in section 六. 国办函〔2020〕109号 */
function* checkFeesMentioned(index: FigureIndex, context: ReportContext): Generator<ReportProblem> {
  const unpaid = summand(index.request('other_2_no_fee', 'total').value) ?? 0
  const collected = context.processingFees ?? 0
  if ((unpaid === 0 && collected === 0) || context.narrative?.includes('信息处理费')) return
  const why = unpaid > 0 ? `有${unpaid}件因逾期未缴费不再处理` : `本年收取信息处理费${collected}元`
  yield reportWarning(
    'S3-8',
    ['requests.other_2_no_fee.total'],
    `${why}，第六部分应当报告信息处理费收取情况`,
  )
}
