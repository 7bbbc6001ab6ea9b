import { checkReport } from '../../law/annual-report/check-report.ts'
import { reportError, reportWarning, type ReportProblem } from '../../law/annual-report/problem.ts'
import type { ReportContext } from '../../law/annual-report/report-context.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import { dayOf } from '../../platform/kernel/time.ts'
import type { Agency } from '../organisations/agency.ts'
import { sumProcessingFees } from './counting/processing-fees.ts'
import { NARRATIVE_TITLES, wholeText, type Narrative } from './narrative.ts'
import { listPublishedTexts } from './published-reports.ts'
import type { ReportSnapshot } from './report.ts'
import { findStoredReport } from './reports-store.ts'

export interface ReportToCheck extends ReportSnapshot {
  readonly replies: { readonly given: number; readonly inTime: number }
  readonly publishedAt: Temporal.Instant | null
}

/**
 * Every identity over a report made here, with what the system knows around it: last year's report, the replies and
 * fees of the ledger, the published texts of sister units. A body reports for itself, not for its region, unless it
 * is a government; sentences about the whole zone are then not held against its own tables.
 */
export async function checkOwnReport(
  db: Db | Tx,
  agency: Agency,
  report: ReportToCheck,
): Promise<ReportProblem[]> {
  const year = report.figures.year!
  const isGovernment = agency.kind === 'government'
  const before = await findStoredReport(db, agency.id, year - 1)
  const sisters = await listPublishedTexts(db, year, agency.id)
  const context: ReportContext = {
    origin: 'inside',
    scope: isGovernment ? 'region' : 'unit',
    bodyKind: isGovernment ? 'government' : 'department',
    title: report.title,
    narrative: wholeText(report.title, report.narrative),
    replies: report.replies,
    processingFees: await sumProcessingFees(db, agency.id, year),
    otherTexts: [...lastYearsText(before?.snapshot), ...sisters],
    ...(before?.snapshot ? { lastYear: before.snapshot.figures, lastYearIsOurs: true } : {}),
    ...(report.publishedAt ? { publishedOn: dayOf(report.publishedAt) } : {}),
  }
  return [...checkReport(report.figures, context), ...checkWritten(report.narrative)]
}

function lastYearsText(snapshot: ReportSnapshot | null | undefined) {
  if (!snapshot) return []
  return [
    { name: `本机关${snapshot.figures.year}年度报告`, text: wholeText('', snapshot.narrative) },
  ]
}

/** S0-1: a section is not there by its title alone. 条例 第五十条 */
function* checkWritten(narrative: Narrative): Generator<ReportProblem> {
  for (const section of ['general', 'problems'] as const)
    if (narrative[section] === '')
      yield reportError(
        'S0-1',
        [`narrative.${section}`],
        `“${NARRATIVE_TITLES[section]}”还没有填写`,
      )
  if (narrative.intro === '')
    yield reportError('S0-1', ['narrative.intro'], '报告开头没有写明依据、统计期限和联系方式')
  if (narrative.other === '')
    yield reportWarning(
      'S0-1',
      ['narrative.other'],
      `“${NARRATIVE_TITLES.other}”没有内容；确无其他事项的，请写明“无”`,
    )
}
