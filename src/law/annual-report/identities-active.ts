import { activeRowName } from './cell-paths.ts'
import { summand, type CellValue } from './cell-values.ts'
import type { FigureIndex } from './figure-index.ts'
import type { ActiveRow } from './figures.ts'
import { reportError, reportWarning, type ReportProblem } from './problem.ts'
import type { ReportContext } from './report-context.ts'

const DOCUMENT_ROWS = ['regulations', 'normative_documents'] as const
const PROJECT_ROWS = ['licensing', 'other_services', 'penalty', 'coercion', 'fees'] as const

/** A19-2 … A19-4 within one report of the 2019 form. */
export function* checkActive2019(index: FigureIndex): Generator<ReportProblem> {
  for (const key of DOCUMENT_ROWS) yield* checkPublishedWithinStock(index, key)
  for (const key of PROJECT_ROWS) yield* checkProjectsNotNegative(index, key)
  yield* checkProcurement(index)
}

/** A19-2: 本年新公开数量 <= 对外公开总数量. */
function* checkPublishedWithinStock(index: FigureIndex, key: string): Generator<ReportProblem> {
  const row = index.findActiveRow(key)
  const published = summand(index.active(key, 1).value)
  const stock = summand(index.active(key, 2).value)
  if (!row || published === undefined || stock === undefined || published <= stock) return
  if (index.active(key, 2).value.kind === 'blank') return
  yield reportError(
    'A19-2',
    [index.active(key, 2).path, index.active(key, 1).path],
    `表二${activeRowName(row)}：本年新公开${published}件，多于对外公开总数量${stock}件`,
  )
}

/** A19-3: 上一年项目数量加本年增/减不小于零. */
function* checkProjectsNotNegative(index: FigureIndex, key: string): Generator<ReportProblem> {
  const row = index.findActiveRow(key)
  const before = summand(index.active(key, 0).value)
  const change = summand(index.active(key, 1).value)
  if (!row || before === undefined || change === undefined || before + change >= 0) return
  yield reportError(
    'A19-3',
    [index.active(key, 1).path, index.active(key, 0).path],
    `表二${activeRowName(row)}：上一年${before}项，本年增减${change}项，相加为${before + change}项，不能小于零`,
  )
}

/** A19-4: projects and amount are zero together; the amount states its unit. */
function* checkProcurement(index: FigureIndex): Generator<ReportProblem> {
  const row = index.findActiveRow('procurement')
  if (!row || !row.columns.some((column) => column.includes('金额'))) return
  const projects = index.active('procurement', 0)
  const amount = index.active('procurement', 1)
  const count = summand(projects.value)
  const money = summand(amount.value)
  if (count === undefined || money === undefined) return
  if ((count === 0) !== (money === 0)) {
    yield reportError(
      'A19-4',
      [amount.path, projects.path],
      `表二${activeRowName(row)}：采购项目${count}个，采购总金额却是${spell(amount.value)}，两者应同时为零或同时不为零`,
    )
  } else if (money !== 0 && amount.value.kind === 'number' && amount.value.unit === '') {
    yield reportWarning(
      'A19-4',
      [amount.path],
      `表二${activeRowName(row)}：采购总金额${amount.value.text}没有写明单位（元或万元）`,
    )
  }
}

function spell(value: CellValue): string {
  if (value.kind === 'number') return `${value.text}${value.unit}`
  return value.kind === 'blank' ? '空白' : '0'
}

/** A21-4, A21-5 within one report of the 2021 form. */
export function* checkActive2021(
  index: FigureIndex,
  context: ReportContext,
): Generator<ReportProblem> {
  yield* checkFeeAmount(index, context)
  const row = index.findActiveRow('regulations')
  if (!row || mayMakeRegulations(index, context)) return
  const filled = row.cells.some(
    (_, at) => (summand(index.active('regulations', at).value) ?? 0) > 0,
  )
  if (!filled) return
  yield reportWarning(
    'A21-5',
    [
      index.active('regulations', 0).path,
      index.active('regulations', 1).path,
      index.active('regulations', 2).path,
    ],
    `表二${activeRowName(row)}：本机关没有规章制定权，规章各栏应为0`,
  )
}

function mayMakeRegulations(index: FigureIndex, context: ReportContext): boolean {
  if (context.mayMakeRegulations !== undefined) return context.mayMakeRegulations
  // Only where the name leaves no doubt: counties, townships and streets make no 规章.
  return !/(?:街道办事处|街道|镇人民政府|乡人民政府|县人民政府)$/u.test(index.figures.agency ?? '')
}

/** A21-4: 收费金额 is 万元, not negative; below 分 (six decimals of 万元) it cannot be a sum of money. */
function* checkFeeAmount(index: FigureIndex, context: ReportContext): Generator<ReportProblem> {
  const row = index.findActiveRow('fees')
  const { path, value } = index.active('fees', 0)
  if (!row || value.kind !== 'number') return
  if (value.unit === '元') {
    yield reportWarning(
      'A21-4',
      [path],
      `表二${activeRowName(row)}：本栏单位是万元，却填了${value.text}元`,
    )
  }
  const decimals = /\.(\d+)$/u.exec(value.text)?.[1]?.length ?? 0
  const name = `表二${activeRowName(row)}：收费金额${value.text}万元`
  if (decimals > 6 && value.unit !== '元') {
    yield reportError('A21-4', [path], `${name}小数超过六位，不足一分钱`)
  } else if (decimals > 4 && value.unit !== '元') {
    yield reportWarning('A21-4', [path], `${name}小数超过四位，请核对单位`)
  }
  const collected = (context.processingFees ?? 0) / 10_000
  if (collected > 0 && collected > value.value) {
    yield reportWarning(
      'A21-4',
      [path],
      `${name}，少于本年实收信息处理费${context.processingFees}元，应当包括在内`,
    )
  }
}

/** A19-2, A19-3, A21-2 against last year's report of the same form; forms are not comparable with each other (A21-6). */
export function* checkActiveAcrossYears(
  index: FigureIndex,
  last: FigureIndex,
): Generator<ReportProblem> {
  if (index.figures.format !== last.figures.format) return
  const is2019 = index.figures.format === '2019'
  for (const key of DOCUMENT_ROWS) {
    const row = index.findActiveRow(key)
    if (row) yield* checkStock(index, last, key, row, is2019)
  }
  if (!is2019) return
  for (const key of PROJECT_ROWS) {
    const row = index.findActiveRow(key)
    if (row) yield* checkCarriedProjects(index, last, key, row)
  }
}

/** 对外公开总数量 = 上年 + 新公开 − 撤下；现行有效 = 上年 + 制发 − 废止. */
function* checkStock(
  index: FigureIndex,
  last: FigureIndex,
  key: string,
  row: ActiveRow,
  is2019: boolean,
): Generator<ReportProblem> {
  const before = summand(last.active(key, 2).value)
  const now = summand(index.active(key, 2).value)
  const added = summand(index.active(key, is2019 ? 1 : 0).value)
  const removed = is2019 ? 0 : summand(index.active(key, 1).value)
  if (before === undefined || now === undefined || added === undefined || removed === undefined)
    return
  const due = before + added - removed
  if (now === due) return
  const cells: [string, ...string[]] = [
    index.active(key, 2).path,
    ...(is2019 ? [1] : [0, 1]).map((column) => index.active(key, column).path),
  ]
  yield is2019
    ? reportWarning(
        'A19-2',
        cells,
        `表二${activeRowName(row)}：上年对外公开${before}件，加本年新公开${added}件为${due}件，本年总数填${now}件，相差${Math.abs(now - due)}件，如有撤下请说明`,
      )
    : reportWarning(
        'A21-2',
        cells,
        `表二${activeRowName(row)}：上年现行有效${before}件，加本年制发${added}件减废止${removed}件为${due}件，本年填${now}件，相差${Math.abs(now - due)}件，如有失效请说明`,
      )
}

/** A19-3: 上一年项目数量 = 上年报告的项目数量 + 上年增/减. */
function* checkCarriedProjects(
  index: FigureIndex,
  last: FigureIndex,
  key: string,
  row: ActiveRow,
): Generator<ReportProblem> {
  const before = summand(last.active(key, 0).value)
  const change = summand(last.active(key, 1).value)
  const now = summand(index.active(key, 0).value)
  if (before === undefined || change === undefined || now === undefined) return
  if (now === before + change) return
  yield reportWarning(
    'A19-3',
    [index.active(key, 0).path],
    `表二${activeRowName(row)}：上年报告${before}项、增减${change}项，应为${before + change}项，本年“上一年项目数量”填${now}项`,
  )
}
