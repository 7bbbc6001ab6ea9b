/**
 * The figures of one annual report, cell by cell, in the interchange shape that `mingqu report --json` prints,
 * `mingqu check` reads, and every rendering starts from. Field names follow the interchange format, hence snake_case.
 *
 * A cell is exactly what stands (or would stand) in the printed form: `'0'`, `'+1'`, `'146.2243'`, `''` for a blank
 * cell. Blank is not zero. `null` means that the cell could not be read.
 */
export type ReportFormat = '2019' | '2021'

export type Cell = string | null

export type ActiveRowKey =
  | 'regulations'
  | 'normative_documents'
  | 'licensing'
  | 'other_services'
  | 'penalty'
  | 'coercion'
  | 'fees'
  | 'procurement'

/** A row of table 二. `clause` is the caption above it, e.g. 第二十条第（一）项. */
export interface ActiveRow {
  readonly clause: string
  readonly key: ActiveRowKey
  readonly label: string
  readonly columns: readonly string[]
  readonly cells: readonly Cell[]
}

export type RequestRowKey =
  | 'new'
  | 'carried_in'
  | 'open'
  | 'partial'
  | 'refuse_1_state_secret'
  | 'refuse_2_law_forbidden'
  | 'refuse_3_safety_stability'
  | 'refuse_4_third_party'
  | 'refuse_5_internal'
  | 'refuse_6_process'
  | 'refuse_7_enforcement_file'
  | 'refuse_8_admin_query'
  | 'unable_1_not_held'
  | 'unable_2_must_create'
  | 'unable_3_still_unclear'
  | 'reject_1_petition'
  | 'reject_2_repeat'
  | 'reject_3_publication'
  | 'reject_4_excessive'
  | 'reject_5_reconfirm'
  | 'other' // format 2019: one row
  | 'other_1_no_correction' // format 2021: three rows
  | 'other_2_no_fee'
  | 'other_3_other'
  | 'total'
  | 'carried_out'

/** The six applicant classes of table 三, in printed order; 总计 is the seventh column. */
export type ApplicantClass =
  | 'natural_person'
  | 'company'
  | 'research'
  | 'social_organisation'
  | 'legal_services'
  | 'other_organisation'

/** A row of table 三: seven cells, the six applicant classes and 总计. */
export interface RequestRow {
  readonly key: RequestRowKey
  readonly label: string
  readonly cells: readonly Cell[]
}

/** Table 四: five cells each, 结果维持 / 结果纠正 / 其他结果 / 尚未审结 / 总计. */
export interface ReviewLitigation {
  readonly columns: readonly string[]
  readonly reconsideration: readonly Cell[]
  readonly direct_suit: readonly Cell[]
  readonly after_reconsideration: readonly Cell[]
}

export interface ReportFigures {
  readonly agency: string | null
  readonly year: number | null
  readonly format: ReportFormat
  readonly active: { readonly rows: readonly ActiveRow[] }
  readonly requests: { readonly columns: readonly string[]; readonly rows: readonly RequestRow[] }
  readonly review_litigation: ReviewLitigation
}
