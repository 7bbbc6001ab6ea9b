import { renderXlsx } from '../../../platform/documents/xlsx.ts'
import { reportGrids } from './layout.ts'
import type { SealedReport } from './report-document.ts'

/** Tables 二, 三 and 四 as a workbook, one sheet each, merged as in the official form. */
export function renderReportXlsx(
  { title, figures, seal }: SealedReport,
  madeAt: Temporal.Instant,
): Promise<Uint8Array> {
  const [active, requests, review] = reportGrids(figures)
  return renderXlsx({
    title,
    author: figures.agency ?? '',
    madeAt: seal?.lockedAt ?? madeAt,
    sheets: [
      { name: '二、主动公开', heading: active.caption, grid: active, landscape: false },
      { name: '三、依申请公开', heading: requests.caption, grid: requests, landscape: false },
      { name: '四、复议诉讼', heading: review.caption, grid: review, landscape: true },
    ],
  })
}
