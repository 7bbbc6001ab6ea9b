import { renderOfficialDocx } from '../../../platform/documents/official-docx.ts'
import { reportDocument, type SealedReport } from './report-document.ts'

/** The report as a Word file, tables merged as in the official form. */
export function renderReportDocx(
  report: SealedReport,
  madeAt: Temporal.Instant,
): Promise<Uint8Array> {
  return renderOfficialDocx(reportDocument(report, madeAt))
}
