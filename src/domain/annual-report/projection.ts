import type { Db, Tx } from '../../platform/database/database.ts'
import type { ReportFigures, ReportFormat } from '../../law/annual-report/figures.ts'
import { REQUEST_COLUMNS, REVIEW_COLUMNS } from '../../law/annual-report/formats.ts'
import type { LawSettings } from '../../law/settings.ts'
import { getAgency } from '../organisations/agencies-store.ts'
import type { Agency } from '../organisations/agency.ts'
import { activeRows } from './active-rows.ts'
import { countReport, type ReportCounts } from './counting/report-counts.ts'
import { reportScope } from './counting/report-scope.ts'
import { lawSettingsOf } from '../requests/law-settings-of.ts'
import { requestRows } from './request-rows.ts'
import { reviewCells } from './review-cells.ts'

/**
 * The report of one body and year in either form, counted from the records as they stand now: table 二 from the
 * publications and registers, table 三 from the cases, table 四 from their remedies. Nothing in it is typed by hand.
 * @throws Refusal `not-found` when there is no such body
 */
export async function projectReport(
  db: Db | Tx,
  agencyId: number,
  year: number,
  format: ReportFormat,
): Promise<ReportFigures> {
  const agency = await getAgency(db, agencyId)
  return (await countRecords(db, agency, year, format)).figures
}

/** What the records say: the figures of the report, and of the replies behind them how many were in time. */
export interface CountedRecords {
  readonly figures: ReportFigures
  readonly replies: { readonly given: number; readonly inTime: number }
}

/** `projectReport` for a body already read, with the replies beside it. */
export async function countRecords(
  db: Db | Tx,
  agency: Agency,
  year: number,
  format: ReportFormat,
): Promise<CountedRecords> {
  const settings = lawSettingsOf(agency)
  const counts = await countReport(db, reportScope(agency.id, year, format, settings))
  const figures = layOut(agency, year, format, settings, counts)
  return { figures, replies: countReplies(counts) }
}

function layOut(
  agency: Agency,
  year: number,
  format: ReportFormat,
  settings: LawSettings,
  counts: ReportCounts,
): ReportFigures {
  return {
    agency: agency.name,
    year,
    format,
    active: { rows: activeRows(format, counts) },
    requests: {
      columns: REQUEST_COLUMNS.map(({ label }) => label),
      rows: requestRows(format, settings, counts.requests),
    },
    review_litigation: {
      columns: REVIEW_COLUMNS.map(({ label }) => label),
      ...reviewCells(counts.remedies),
    },
  }
}

/** Cases that ended without a deadline running, such as withdrawn ones, were neither late nor in time. */
function countReplies({ requests }: ReportCounts): CountedRecords['replies'] {
  const inTime = requests.reduce((sum, count) => sum + count.inTime, 0)
  const late = requests.reduce((sum, count) => sum + count.late, 0)
  return { given: inTime + late, inTime }
}
