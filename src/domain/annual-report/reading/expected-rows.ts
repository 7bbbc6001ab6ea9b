import type {
  ActiveRowKey,
  ReportFormat,
  RequestRowKey,
} from '../../../law/annual-report/figures.ts'
import { REPORT_FORMS } from '../../../law/annual-report/formats.ts'
import { hanOnly } from './cell-text.ts'
import { labelLikeness } from './label-likeness.ts'

/** What a column may hold, so that lost borders can be put back only where they make sense. */
export type ValueKind = 'count' | 'change' | 'amount' | 'count-or-blank'

/** A row the form expects, in printed order, with the words it may be known by. */
export type ExpectedRow = ExpectedActiveRow | ExpectedRequestRow

interface ExpectedBase {
  /** Chinese characters of the label; any one of them names the row. */
  readonly names: readonly string[]
  readonly kinds: readonly ValueKind[]
}

export interface ExpectedActiveRow extends ExpectedBase {
  readonly table: 'active'
  readonly key: ActiveRowKey
}

export interface ExpectedRequestRow extends ExpectedBase {
  readonly table: 'requests'
  readonly key: RequestRowKey
}

const REQUEST_KINDS: readonly ValueKind[] = Array.from({ length: 7 }, () => 'count')

/** Other words under which published reports print a row. */
const OTHER_NAMES: Readonly<Partial<Record<ActiveRowKey | RequestRowKey, readonly string[]>>> = {
  normative_documents: ['规范性文件', '行政规范性文件'],
  partial: ['二部分公开'],
  refuse_3_safety_stability: ['危及三安全一稳定的政府信息'],
  other_1_no_correction: ['申请人无正当理由逾期不补正'],
  other_2_no_fee: ['申请人逾期未按收费通知要求缴纳费用', '申请人逾期未缴纳费用'],
  carried_out: ['结转下年度继续办理'],
  new: ['本年新收政府信息公开申请数量'],
  carried_in: ['上年结转政府信息公开申请数量'],
}

/** The rows of table 二 in one form. */
export function expectedActiveRows(format: ReportFormat): readonly ExpectedActiveRow[] {
  return REPORT_FORMS[format].active.flatMap((block) =>
    block.rows.map((row) => ({
      table: 'active' as const,
      key: row.key,
      names: namesOf(row.key, row.label),
      kinds: block.columns.map((column, at) =>
        row.blankAllowed.includes(at) ? 'count-or-blank' : kindOfColumn(column),
      ),
    })),
  )
}

/** The rows of table 三 in one form: with one row （六）其他处理 or with three. */
export function expectedRequestRows(format: ReportFormat): readonly ExpectedRequestRow[] {
  return REPORT_FORMS[format].requests.map((row) => ({
    table: 'requests' as const,
    key: row.key,
    names: namesOf(row.key, row.caption),
    kinds: REQUEST_KINDS,
  }))
}

function namesOf(key: ActiveRowKey | RequestRowKey, label: string): readonly string[] {
  return [...new Set([hanOnly(label), ...(OTHER_NAMES[key] ?? [])])]
}

function kindOfColumn(column: string): ValueKind {
  if (column === '本年增/减') return 'change'
  return column.includes('金额') ? 'amount' : 'count'
}

const EVERY_NAME: readonly string[] = [
  ...new Set(
    (['2019', '2021'] as const).flatMap((format) =>
      [...expectedActiveRows(format), ...expectedRequestRows(format)].flatMap((row) => row.names),
    ),
  ),
]

/** Whether some form has a row of this name, allowing for small misprints. */
export function isExpectedName(name: string): boolean {
  return EVERY_NAME.some((expected) => labelLikeness(expected, name) >= 0.8)
}
