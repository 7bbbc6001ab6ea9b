import type { Content } from './content.ts'
import { hasActiveMarkup } from './markup.ts'

const ZIP_END = Buffer.from([0x50, 0x4b, 5, 6, 0, 0, 0, 0])
const FARTHEST_ZIP_END = 22 + 0xffff
/** Readers look for the first line of a PDF this far into a file. */
const FARTHEST_PDF_START = 1024

/**
 * Whether a file that begins as one kind can also be opened as another: archives are read from their end, PDFs from
 * anywhere near the beginning, pages from anywhere.
 */
export async function isPolyglotImage(content: Content): Promise<boolean> {
  return (
    (await endsAsArchive(content)) ||
    (await startsAsPdf(content)) ||
    (await hasActiveMarkup(content))
  )
}

export async function endsAsArchive(content: Content): Promise<boolean> {
  const start = Math.max(0, content.size - FARTHEST_ZIP_END)
  const tail = await content.read(start, content.size - start)
  return tail.includes(ZIP_END)
}

export async function startsAsPdf(content: Content): Promise<boolean> {
  return (await content.read(0, FARTHEST_PDF_START)).includes('%PDF-')
}
