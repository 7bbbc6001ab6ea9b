import type { FastifyReply, FastifyRequest } from 'fastify'
import type { PublishedReport } from '../../domain/annual-report/report.ts'
import { renderReportDocx } from '../../domain/annual-report/renderings/docx.ts'
import { renderReportJson } from '../../domain/annual-report/renderings/json.ts'
import { renderReportPdf } from '../../domain/annual-report/renderings/pdf.ts'
import { renderReportXlsx } from '../../domain/annual-report/renderings/xlsx.ts'
import { isUnchanged } from '../../platform/web/page-cache.ts'
import { attachment } from '../../platform/web/reply.ts'
import type { ReportFileFormat } from './paths.ts'

export const REPORT_FILES = [
  { format: 'docx', says: 'Word 文档（.docx）' },
  { format: 'xlsx', says: 'Excel 表格（.xlsx）' },
  { format: 'pdf', says: 'PDF 文档（.pdf）' },
  { format: 'json', says: '数据（.json）' },
] as const satisfies readonly { readonly format: ReportFileFormat; readonly says: string }[]

const TYPES: Readonly<Record<ReportFileFormat, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
  json: 'application/json; charset=utf-8',
}

/** A sealed report never changes, so its files are made once and kept while there is room. */
const MOST_KEPT = 32
const kept = new Map<string, Promise<Buffer>>()

/** The mark is weak: it names the sealed content, and a later release may set the same content a little differently. */
export async function sendReportFile(
  request: FastifyRequest,
  reply: FastifyReply,
  report: PublishedReport,
  format: ReportFileFormat,
): Promise<FastifyReply> {
  const etag = `W/"${report.snapshotHash}-${format}"`
  reply.header('etag', etag).header('cache-control', 'public, no-cache')
  if (isUnchanged(request.headers['if-none-match'], etag)) return reply.code(304).send()
  const content = await fileOf(report, format, etag)
  return reply
    .type(TYPES[format])
    .header('content-disposition', attachment(`${report.title}.${format}`))
    .send(content)
}

function fileOf(report: PublishedReport, format: ReportFileFormat, key: string): Promise<Buffer> {
  const known = kept.get(key)
  if (known) return known
  const making = render(report, format)
  kept.set(key, making)
  // what could not be made is tried again when it is next asked for
  making.catch(() => kept.delete(key))
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!)
  return making
}

async function render(report: PublishedReport, format: ReportFileFormat): Promise<Buffer> {
  const { publishedAt, lockedAt, snapshotHash: hash } = report
  const sealed = { ...report, seal: { lockedAt, hash } }
  switch (format) {
    case 'docx':
      return Buffer.from(await renderReportDocx(sealed, publishedAt))
    case 'xlsx':
      return Buffer.from(await renderReportXlsx(sealed, publishedAt))
    case 'pdf':
      return Buffer.from(await renderReportPdf(sealed, publishedAt))
    case 'json':
      return Buffer.from(renderReportJson(report.figures))
  }
}
