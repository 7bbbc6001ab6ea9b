import { findCellName } from '../../domain/annual-report/cell-name.ts'
import type { UnreadCell } from '../../domain/annual-report/reading/read-report-types.ts'
import type { ReportFormat } from '../../law/annual-report/figures.ts'
import {
  findActiveRowForm,
  REPORT_FORMS,
  REQUEST_COLUMNS,
  REVIEW_COLUMNS,
  REVIEW_GROUPS,
} from '../../law/annual-report/formats.ts'

const THINGS: Readonly<Record<string, string>> = {
  agency: '编制机关',
  year: '年度',
  format: '格式',
  active: '表二（主动公开）全表',
  requests: '表三（依申请公开）全表',
  review_litigation: '表四（复议、诉讼）全表',
}

/** Names of what was not read, a whole table or row by its own name instead of cell by cell. */
export function unreadNames(unread: readonly UnreadCell[], format: ReportFormat): string[] {
  const rows = Map.groupBy(unread, ({ at }) => at.split('.').slice(0, 2).join('.'))
  const whole = [...rows].filter(([row, cells]) => cells.length === widthOf(row, format))
  const tables = Map.groupBy(whole, ([row]) => row.split('.')[0]!)
  const gone = new Set(
    [...tables]
      .filter(([table, found]) => found.length === heightOf(table, format))
      .map(([table]) => table),
  )
  const named = [...rows].flatMap(([row, cells]) => {
    if (gone.has(row.split('.')[0]!)) return []
    if (cells.length === widthOf(row, format)) return [rowName(cells[0]!.at, format)]
    return cells.map(({ at }) => findCellName(format, at) ?? THINGS[at] ?? at)
  })
  return [...[...gone].map((table) => THINGS[table] ?? table), ...named]
}

/** How many cells a row of the form has; undefined for what is no row. */
function widthOf(row: string, format: ReportFormat): number | undefined {
  const [table, key] = row.split('.')
  if (key === undefined) return undefined
  if (table === 'requests') return REQUEST_COLUMNS.length
  if (table === 'review_litigation') return REVIEW_COLUMNS.length
  return findActiveRowForm(format, key)?.block.columns.length
}

function heightOf(table: string, format: ReportFormat): number {
  const form = REPORT_FORMS[format]
  if (table === 'requests') return form.requests.length
  if (table === 'review_litigation') return REVIEW_GROUPS.length
  return form.active.flatMap(({ rows }) => rows).length
}

function rowName(path: string, format: ReportFormat): string {
  const name = findCellName(format, path) ?? path
  const end = name.lastIndexOf('，')
  return end < 0 ? name : `${name.slice(0, end)}（整行）`
}
