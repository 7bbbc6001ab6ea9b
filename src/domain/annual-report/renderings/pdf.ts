import { renderOfficialPdf } from '../../../platform/documents/official-pdf.ts'
import { reportDocument, type SealedReport } from './report-document.ts'

/** The report as tagged PDF/UA-1. Refusals: those of `renderPdf` (a character no font has, no engine). */
export function renderReportPdf(
  report: SealedReport,
  madeAt: Temporal.Instant,
): Promise<Uint8Array> {
  return renderOfficialPdf(reportDocument(report, madeAt))
}
