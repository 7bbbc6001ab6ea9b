import type { AnnualReport } from '../../../domain/annual-report/report.ts'
import { renderReportDocx } from '../../../domain/annual-report/renderings/docx.ts'
import { renderReportHtml } from '../../../domain/annual-report/renderings/html.ts'
import { renderReportJson } from '../../../domain/annual-report/renderings/json.ts'
import { renderReportPdf } from '../../../domain/annual-report/renderings/pdf.ts'
import type { SealedReport } from '../../../domain/annual-report/renderings/report-document.ts'
import { renderReportXlsx } from '../../../domain/annual-report/renderings/xlsx.ts'

export const REPORT_FILE_TYPES = {
  html: 'text/html; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
  json: 'application/json; charset=utf-8',
} as const
export type ReportFileFormat = keyof typeof REPORT_FILE_TYPES

/** What the renderings take: the report and, when it is locked, its seal. */
export function sealedReport(report: AnnualReport): SealedReport {
  const { title, figures, narrative, lockedAt, snapshotHash } = report
  const seal = lockedAt && snapshotHash ? { lockedAt, hash: snapshotHash } : null
  return { title, figures, narrative, seal }
}

/** The report as a file; a sealed one carries its seal and is the same at every download. */
export async function reportFile(
  report: AnnualReport,
  format: ReportFileFormat,
  now: Temporal.Instant,
): Promise<Buffer> {
  const sealed = sealedReport(report)
  switch (format) {
    case 'html':
      return Buffer.from(renderReportHtml(sealed))
    case 'docx':
      return Buffer.from(await renderReportDocx(sealed, now))
    case 'xlsx':
      return Buffer.from(await renderReportXlsx(sealed, now))
    case 'pdf':
      return Buffer.from(await renderReportPdf(sealed, now))
    case 'json':
      return Buffer.from(renderReportJson(report.figures))
  }
}
