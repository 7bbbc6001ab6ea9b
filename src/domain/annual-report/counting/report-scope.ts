import type { ReportFormat } from '../../../law/annual-report/figures.ts'
import type { LawSettings } from '../../../law/settings.ts'

/** What is counted: one body's records in one calendar year (条例 第五十条), by the rules of one form. */
export interface ReportScope {
  readonly agencyId: number
  readonly year: number
  readonly format: ReportFormat
  /** 1 January and 31 December, both within the period */
  readonly first: Temporal.PlainDate
  readonly last: Temporal.PlainDate
  readonly settings: LawSettings
}

export function reportScope(
  agencyId: number,
  year: number,
  format: ReportFormat,
  settings: LawSettings,
): ReportScope {
  return {
    agencyId,
    year,
    format,
    settings,
    first: Temporal.PlainDate.from({ year, month: 1, day: 1 }),
    last: Temporal.PlainDate.from({ year, month: 12, day: 31 }),
  }
}
