/**
 * Annual reports a second in each file format, one after another, warm, and the first PDF from cold.
 * Baseline in the same run: the same report as JSON.
 *
 *     node bench/documents.ts [reports]
 */
import { renderReportDocx } from '../src/domain/annual-report/renderings/docx.ts'
import { renderReportHtml } from '../src/domain/annual-report/renderings/html.ts'
import { renderReportJson } from '../src/domain/annual-report/renderings/json.ts'
import { renderReportPdf } from '../src/domain/annual-report/renderings/pdf.ts'
import type { SealedReport } from '../src/domain/annual-report/renderings/report-document.ts'
import { SAMPLE_REPORT } from '../src/domain/annual-report/renderings/sample-report.ts'
import { renderReportXlsx } from '../src/domain/annual-report/renderings/xlsx.ts'
import { stopTypesetting } from '../src/platform/documents/typst-process.ts'

export interface DocumentsBench {
  readonly reports: number
  /** Milliseconds to the first PDF: the process starts, the engine and 25 MB of fonts load. */
  readonly firstPdfMs: number
  readonly pdfPerSecond: number
  readonly docxPerSecond: number
  readonly xlsxPerSecond: number
  readonly htmlPerSecond: number
  readonly baselineJsonPerSecond: number
}

const MADE_AT = Temporal.Instant.from('2021-01-20T02:00:00Z')

/** Every report differs in one sentence, so that nothing is answered from a cache of whole documents. */
const report = (number: number): SealedReport => ({
  ...SAMPLE_REPORT,
  narrative: { ...SAMPLE_REPORT.narrative, other: `主办政协委员提案${number}件。` },
})

async function perSecond(
  count: number,
  render: (report: SealedReport) => unknown,
): Promise<number> {
  await render(report(0))
  const started = performance.now()
  for (let number = 1; number <= count; number += 1) await render(report(number))
  return (count * 1000) / (performance.now() - started)
}

export async function benchDocuments(reports: number): Promise<DocumentsBench> {
  const started = performance.now()
  await renderReportPdf(report(0), MADE_AT)
  const firstPdfMs = performance.now() - started
  const pdfPerSecond = await perSecond(reports, (one) => renderReportPdf(one, MADE_AT))
  stopTypesetting()
  return {
    reports,
    firstPdfMs,
    pdfPerSecond,
    docxPerSecond: await perSecond(reports, (one) => renderReportDocx(one, MADE_AT)),
    xlsxPerSecond: await perSecond(reports, (one) => renderReportXlsx(one, MADE_AT)),
    htmlPerSecond: await perSecond(reports * 5, renderReportHtml),
    baselineJsonPerSecond: await perSecond(reports * 20, ({ figures }) =>
      renderReportJson(figures),
    ),
  }
}

if (import.meta.main) {
  const result = await benchDocuments(Number(process.argv[2] ?? 100))
  const line = (what: string, rate: number): string =>
    `documents: ${rate.toFixed(0)} ${what}/s, ${(rate / result.baselineJsonPerSecond).toFixed(4)} × JSON`
  console.log(`documents: first PDF after ${result.firstPdfMs.toFixed(0)} ms`)
  console.log(line('PDF', result.pdfPerSecond))
  console.log(line('Word files', result.docxPerSecond))
  console.log(line('workbooks', result.xlsxPerSecond))
  console.log(line('HTML files', result.htmlPerSecond))
  console.log(`documents: ${result.baselineJsonPerSecond.toFixed(0)} JSON/s (baseline)`)
}
