/** A PDF as its bytes lie: what was appended, what stands before and behind. */
import { Unreadable } from '../kinds.ts'
import type { Report } from '../report.ts'

export interface RawPdf {
  /** Ends of the versions of the document in the file, the last being the document itself. */
  readonly revisionEnds: readonly number[]
  readonly start: number
}

const LINEARIZED_WITHIN = 2048
const END_MARK = /startxref\s+(\d+)\s+%%EOF/g

export function readRaw(report: Report, bytes: Buffer): RawPdf {
  const text = bytes.toString('latin1')
  const start = text.indexOf('%PDF-')
  const ends = [...text.matchAll(END_MARK)].map((match) => ({
    at: match.index + match[0].length,
    table: Number(match[1]),
  }))
  if (start > 0 && text.slice(0, start).trim() !== '') {
    report.find('embedded-file', 'PDF 文件头', '正文以前还附着别的数据')
  }
  if (ends.length === 0) throw new Unreadable('broken', 'PDF 已损坏或不完整，不能检查。')
  const last = Math.max(ends.at(-1)?.at ?? 0, text.lastIndexOf('%%EOF') + 5)
  const rest = text.slice(last).replaceAll(/[\s\0]/g, '')
  if (rest !== '') {
    report.find('embedded-file', 'PDF 文件尾', `结束以后还附着${bytes.length - last}字节的数据`)
  }
  // marks without a table before them, as a crude program appends
  const marks = [...text.slice(ends[0]!.at).matchAll(/%%EOF(?=\s|$)/g)].length
  const known = revisions(text, ends)
  const revisionEnds = marks >= ends.length ? [...known, last] : known
  return { revisionEnds, start }
}

/**
 * A file made for reading page by page over the network has two tables and two ends from the beginning; the first is
 * then near the start, with no table before it.
 */
function revisions(text: string, ends: readonly { at: number; table: number }[]): number[] {
  const head = text.slice(0, LINEARIZED_WITHIN)
  const isLinearized = /\/Linearized\s+[\d.]+/.test(head)
  const first = ends[0]
  const isFirstTable =
    first !== undefined && (first.table === 0 || first.table > first.at || /\/L\s+\d+/.test(head))
  const real = isLinearized && isFirstTable && ends.length > 1 ? ends.slice(1) : ends
  return real.map(({ at }) => at)
}
