import { checkReport } from '../../../law/annual-report/check-report.ts'
import type { ActiveRow, ReportFigures } from '../../../law/annual-report/figures.ts'
import { requestCellPath, reviewCellPath } from '../../../law/annual-report/cell-paths.ts'
import {
  REQUEST_COLUMNS,
  REVIEW_COLUMNS,
  REVIEW_GROUPS,
} from '../../../law/annual-report/formats.ts'
import { reportWarning, type ReportProblem } from '../../../law/annual-report/problem.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { inspectArchive } from './archive-limits.ts'
import { assembleReport, type AssembledFigures } from './assemble-report.ts'
import { decodeText, kindOfFile, kindOfText } from './file-kind.ts'
import { readDocument, type DocumentReading } from './read-document.ts'
import { readJson } from './read-json.ts'
import type { ReadReport } from './read-report-types.ts'
import type { SourceDocument } from './source-document.ts'
import { documentOfHtml } from './source-html.ts'
import { documentOfText } from './source-text.ts'

/** Larger files are not annual reports. */
export const LARGEST_REPORT = 20 * 1024 * 1024

/**
 * Reads a published annual report and names what is wrong with it. Nothing is fetched, nothing is stored, and a
 * number that is not plainly there is never made up: see `unread`.
 *
 * @param source the file, or text pasted by a person.
 * @param filename only a last hint for the title; the format is found from the content.
 * @throws Refusal `invalid` when the file cannot be read as a report at all.
 */
export async function readReport(
  source: Uint8Array | string,
  filename: string,
): Promise<ReadReport> {
  const size = typeof source === 'string' ? source.length : source.byteLength
  if (size > LARGEST_REPORT) refuse('文件超过20兆字节，年度报告没有这么大，请检查是否选错了文件')
  if (size === 0) refuse('文件是空的')
  const name = filename.replace(/^.*[\\/]/u, '').replace(/\.[a-z0-9]+$/iu, '')
  if (typeof source === 'string') return readText(source, name)
  const kind = kindOfFile(source)
  switch (kind) {
    case 'pdf':
      return report(await attempt(() => openPdf(source), 'PDF'), name)
    case 'zip':
      return report(await officeDocument(source), name)
    case 'old-office':
      return refuse('这是旧版 Word 或 Excel（或加密的）文件，请另存为 .docx 或 .xlsx 后再检查')
    case 'rtf':
      return refuse('这是 RTF 文件，请另存为 .docx 后再检查')
    case 'binary':
      return refuse(
        '认不出这是什么文件，请提供网页、文本、Word（.docx）、Excel（.xlsx）、PDF 或 JSON',
      )
    default:
      return readText(decodeText(source) ?? '', name)
  }
}

function readText(text: string, name: string): ReadReport {
  if (text.trim() === '') refuse('文件是空的')
  const kind = kindOfText(text)
  if (kind === 'json') {
    const figures = readJson(text)
    return figures
      ? withProblems(figures, undefined, undefined)
      : refuse('这个 JSON 不是年度报告的数据格式，或者内容不完整')
  }
  return report(kind === 'html' ? documentOfHtml(text) : documentOfText(text), name)
}

async function officeDocument(bytes: Uint8Array): Promise<SourceDocument> {
  const archive = inspectArchive(bytes)
  if (archive === 'too-large') refuse('压缩内容展开后过大，不像是年度报告，已拒绝读取')
  if (archive === 'encrypted') refuse('文件已加密，请去掉密码后再检查')
  if (archive === 'broken') refuse('文件已损坏，无法打开')
  if (archive.names.includes('word/document.xml')) {
    return attempt(() => openDocx(bytes), 'Word')
  }
  if (archive.names.includes('xl/workbook.xml')) {
    return attempt(() => openXlsx(bytes), 'Excel')
  }
  return refuse('这个压缩文件不是 Word（.docx）或 Excel（.xlsx）文件')
}

// The libraries behind these take long to load; who checks a web page need not wait for them.
type Open = (bytes: Uint8Array) => Promise<SourceDocument>
const openPdf: Open = async (bytes) => (await import('./source-pdf.ts')).documentOfPdf(bytes)
const openDocx: Open = async (bytes) => (await import('./source-docx.ts')).documentOfDocx(bytes)
const openXlsx: Open = async (bytes) => (await import('./source-xlsx.ts')).documentOfXlsx(bytes)

/** Libraries throw all kinds of errors at damaged files; the reader says one thing. */
async function attempt<T>(open: () => Promise<T>, what: string): Promise<T> {
  try {
    return await open()
  } catch {
    return refuse(`${what} 文件已损坏或者加密，无法打开`)
  }
}

function refuse(message: string): never {
  throw new Refusal('invalid', message, [{ at: 'file', message }])
}

function report(document: SourceDocument, name: string): ReadReport {
  const reading = readDocument(document, name)
  const read = assembleReport(reading)
  // A sentence may name two rows of a report in passing; where more are named and none is read, the table is there.
  if (!hasFigures(read) && !reading.disordered && reading.rows.size < 4) {
    return refuse('没有找到政府信息公开工作年度报告的表格；如果表格是图片，请提供含文字的文件')
  }
  return withProblems(read, reading, document)
}

function hasFigures({ active, requests, review_litigation: review }: AssembledFigures): boolean {
  const rows = [...active.rows, ...requests.rows].map(({ cells }) => cells)
  const groups = [review.reconsideration, review.direct_suit, review.after_reconsideration]
  return [...rows, ...groups].some((cells) => cells.some((cell) => cell !== null))
}

function withProblems(
  read: AssembledFigures,
  reading: DocumentReading | undefined,
  document: SourceDocument | undefined,
): ReadReport {
  const narrative = document ? narrativeOf(document) : undefined
  const title = reading?.identity.title
  const problems = checkReport(figuresOf(read), {
    origin: 'imported',
    ...(narrative === undefined ? {} : { narrative }),
    ...(title ? { title } : {}),
  })
  return {
    ...read,
    problems: [
      ...(reading ? readingProblems(reading) : []),
      ...problems.filter(({ id }) => read.format !== null || !id.startsWith('A')),
    ],
  }
}

/** Tables alone, or a page of a report, are not blamed for the sections they lack. */
function narrativeOf(document: SourceDocument): string | undefined {
  const text = document.paragraphs.join('\n')
  return /总体情况|存在的?主要问题|其他需要报告/u.test(text) ? text : undefined
}

function figuresOf(read: AssembledFigures): ReportFigures {
  const format = read.format ?? '2021'
  // Rows no form has stay in, so that the structure check names them.
  return { ...read, format, active: { rows: read.active.rows as readonly ActiveRow[] } }
}

/** What the reader itself has to say: borders put back by sums, and a second table that was left aside. */
function* readingProblems(reading: DocumentReading): Generator<ReportProblem> {
  const inferred = [...reading.rows.values()].filter((found) => found.reading.inferred)
  const review = reading.review?.inferred ? REVIEW_GROUPS : []
  const paths = [
    ...inferred.flatMap(({ row }) =>
      row.table === 'requests'
        ? REQUEST_COLUMNS.map((column) => requestCellPath(row.key, column.key))
        : [],
    ),
    ...review.flatMap((group) =>
      REVIEW_COLUMNS.map((column) => reviewCellPath(group.key, column.key)),
    ),
  ]
  const [first, ...rest] = paths
  if (first !== undefined) {
    const count = inferred.length + (review.length > 0 ? 1 : 0)
    yield reportWarning(
      'R-1',
      [first, ...rest],
      `有${count}行的单元格边界已丢失，数字按合计关系拆开，拆法唯一；这几行的合计不能再作为核对依据，请与原文核对`,
    )
  }
  if (reading.copies > 0) {
    yield reportWarning(
      'R-2',
      ['requests'],
      `文中有${reading.copies + 1}份数字不同的“收到和处理政府信息公开申请情况”表，只检查了其中最完整、最靠前的一份`,
    )
  }
}
