import { ChineseCmaps } from '../../../platform/documents/chinese-cmaps.ts'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import type { ForeignDocument } from './foreign-document.ts'
import { paragraphs } from './text.ts'

const MOST_PAGES = 2000

/** The words of a PDF page by page. Lines are joined to paragraphs again where they were only broken by the page's width. */
export async function readPdf(bytes: Uint8Array): Promise<ForeignDocument> {
  const { getDocumentProxy } = await import('unpdf')
  // pdf.js takes the buffer over, so it gets a copy; fonts are not loaded
  const pdf = await getDocumentProxy(new Uint8Array(bytes), {
    cMapUrl: 'chinese/',
    cMapPacked: false,
    BinaryDataFactory: ChineseCmaps,
    useWorkerFetch: false,
    disableFontFace: true,
    useSystemFonts: false,
    verbosity: 0,
  })
  try {
    if (pdf.numPages > MOST_PAGES) throw new Refusal('too-large', `PDF超过${MOST_PAGES}页`)
    const pages: { page: number; text: string }[] = []
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number)
      const { items } = await page.getTextContent()
      pages.push({
        page: number,
        text: paragraphsOf(linesOf(items), page.getViewport({ scale: 1 }).width).join('\n'),
      })
      page.cleanup()
    }
    return {
      bodyHtml: paragraphs(pages.flatMap(({ text }) => text.split('\n'))),
      pages,
      isClean: true,
    }
  } finally {
    await pdf.loadingTask.destroy()
  }
}

interface Line {
  readonly text: string
  /** where it ends on the page */
  readonly end: number
  readonly start: number
  /** of its letters; a heading's are larger */
  readonly size: number
}

function linesOf(items: readonly object[]): Line[] {
  const lines: Line[] = []
  let text = ''
  let [start, end, size] = [Infinity, 0, 0]
  let base: number | undefined
  const endLine = () => {
    if (text.trim() !== '') lines.push({ text: text.trim(), start, end, size })
    text = ''
    ;[start, end, size] = [Infinity, 0, 0]
  }
  for (const item of items) {
    if (!('str' in item) || typeof item.str !== 'string') continue
    const [, , , height = 0, x = 0, y = 0] = ('transform' in item ? item.transform : []) as number[]
    const width = 'width' in item && typeof item.width === 'number' ? item.width : 0
    if (base !== undefined && item.str.trim() !== '' && Math.abs(y - base) > SAME_LINE) endLine()
    if (item.str.trim() !== '') {
      base = y
      start = Math.min(start, x)
      end = Math.max(end, x + width)
      size = Math.max(size, Math.abs(height))
    }
    text += item.str
  }
  endLine()
  return lines.filter((line) => !PAGE_NUMBER.test(line.text))
}

const SAME_LINE = 3
const PAGE_NUMBER = /^[-—–－\s]*\d{1,4}[-—–－\s]*$/u

/** A line that reaches the right edge and ends no sentence goes on in the next of the same size. */
function paragraphsOf(lines: readonly Line[], width: number): string[] {
  const edge = Math.max(width * LEAST_EDGE, ...lines.map(({ end }) => end))
  const paragraphs: string[] = []
  let before: Line | undefined
  for (const line of lines) {
    const last = paragraphs.length - 1
    if (before && goesOn(before, line, edge))
      paragraphs[last] += joiner(paragraphs[last]!, line.text) + line.text
    else paragraphs.push(line.text)
    before = line
  }
  return paragraphs
}

function goesOn(before: Line, line: Line, edge: number): boolean {
  const sameSize = Math.abs(before.size - line.size) <= before.size * SAME_SIZE
  return sameSize && before.end > edge * NEAR_EDGE && !/[。！？；：]$/u.test(before.text)
}

/** Of the page: where no line comes further, all are short for themselves. */
const LEAST_EDGE = 0.7
const SAME_SIZE = 0.1
const NEAR_EDGE = 0.93

/** Latin words keep their blank across lines. */
const joiner = (before: string, after: string) =>
  /[A-Za-z0-9,.]$/u.test(before) && /^[A-Za-z0-9]/u.test(after) ? ' ' : ''
