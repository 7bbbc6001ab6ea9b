import type { ReportFormat, RequestRow, RequestRowKey } from '../../law/annual-report/figures.ts'
import {
  REPORT_FORMS,
  REQUEST_COLUMNS,
  type RequestColumnKey,
} from '../../law/annual-report/formats.ts'
import { DISPOSITION_CODES, reportRowOf } from '../../law/dispositions.ts'
import type { LawSettings } from '../../law/settings.ts'
import type { RequestCount } from './counting/request-counts.ts'

/** Table 三 in printed order: six applicant classes and 总计. */
export function requestRows(
  format: ReportFormat,
  settings: LawSettings,
  counts: readonly RequestCount[],
): RequestRow[] {
  return REPORT_FORMS[format].requests.map(({ key, label }) => {
    const measure = measureOfRow(format, settings, key)
    return { key, label, cells: REQUEST_COLUMNS.map(({ key: column }) => sum(column, measure)) }
  })

  function sum(column: RequestColumnKey, measure: (count: RequestCount) => number): string {
    const total = counts
      .filter(({ applicantClass }) => column === 'total' || applicantClass === column)
      .reduce((all, count) => all + measure(count), 0)
    return String(total)
  }
}

/** What a group of cases adds to a row. 总计 is what was concluded, so that a case without a row would show. */
function measureOfRow(
  format: ReportFormat,
  settings: LawSettings,
  row: RequestRowKey,
): (count: RequestCount) => number {
  switch (row) {
    case 'new':
      return ({ received }) => received
    case 'carried_in':
      return ({ carriedIn }) => carriedIn
    case 'carried_out':
      return ({ carriedOut }) => carriedOut
    case 'total':
      return ({ concluded }) => concluded
    default: {
      const dispositions = dispositionsOfRow(format, settings, row)
      return ({ disposition, concluded }) =>
        disposition !== null && dispositions.includes(disposition) ? concluded : 0
    }
  }
}

/** The dispositions that one result row of table 三 counts. */
export function dispositionsOfRow(
  format: ReportFormat,
  settings: LawSettings,
  row: RequestRowKey,
): readonly string[] {
  return DISPOSITION_CODES.filter((code) => reportRowOf(code, format, settings) === row)
}
