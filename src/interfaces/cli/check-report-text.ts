import type {
  ReadReport,
  UnreadCell,
} from '../../domain/annual-report/reading/read-report-types.ts'
import type { Cell } from '../../law/annual-report/figures.ts'

/** A read report for the terminal: what it is, what is wrong, what could not be read, and the figures. */
export function describeReport(report: ReadReport): string {
  return [
    heading(report),
    '',
    ...problemLines(report),
    ...unreadLines(report.unread),
    ...tableLines(report),
  ].join('\n')
}

function heading(report: ReadReport): string {
  const agency = report.agency ?? '单位不详'
  const year = report.year === null ? '年度不详' : `${report.year}年度`
  const format = report.format === null ? '格式不详' : `${report.format}年格式`
  return `${agency}　${year}　${format}`
}

function problemLines({ problems }: ReadReport): readonly string[] {
  if (problems.length === 0) return ['没有发现问题。', '']
  const errors = problems.filter(({ severity }) => severity === 'error').length
  return [
    `发现${errors}处错误、${problems.length - errors}处需要核对：`,
    ...problems.map(
      ({ id, severity, message }) =>
        `  ${severity === 'error' ? '错误' : '核对'} [${id}] ${message}`,
    ),
    '',
  ]
}

/** Cells are many, reasons few: one line for each reason. */
function unreadLines(unread: readonly UnreadCell[]): readonly string[] {
  if (unread.length === 0) return []
  const reasons = new Map<string, string[]>()
  for (const { at, why } of unread) reasons.set(why, [...(reasons.get(why) ?? []), at])
  return [
    `有${unread.length}处没有读出：`,
    ...[...reasons].map(([why, places]) => {
      const shown = places.slice(0, 3).join('、')
      return `  ${why}：${shown}${places.length > 3 ? `等${places.length}处` : ''}`
    }),
    '',
  ]
}

function tableLines(report: ReadReport): readonly string[] {
  const review = report.review_litigation
  return [
    '二、主动公开政府信息情况',
    ...report.active.rows.map((row) => `  ${row.clause} ${row.label}：${spell(row.cells)}`),
    '三、收到和处理政府信息公开申请情况（' + report.requests.columns.join('、') + '）',
    ...report.requests.rows.map((row) => `  ${row.label}：${spell(row.cells)}`),
    '四、政府信息公开行政复议、行政诉讼情况（' + review.columns.join('、') + '）',
    `  行政复议：${spell(review.reconsideration)}`,
    `  未经复议直接起诉：${spell(review.direct_suit)}`,
    `  复议后起诉：${spell(review.after_reconsideration)}`,
  ]
}

function spell(cells: readonly Cell[]): string {
  return cells.map((cell) => (cell === null ? '？' : cell === '' ? '（空白）' : cell)).join('  ')
}
