import {
  PDFDocument,
  PDFName,
  PDFString,
  pushGraphicsState,
  popGraphicsState,
  rgb,
  setTextRenderingMode,
  StandardFonts,
  TextRenderingMode,
  type PDFFont,
  type PDFPage,
} from '@cantoo/pdf-lib'
import { picture } from './pictures.ts'

export interface PdfDraft {
  readonly document: PDFDocument
  readonly page: PDFPage
  readonly font: PDFFont
  /** Words at their usual place, 60 points from the left. */
  say(words: string, y?: number, options?: Parameters<PDFPage['drawText']>[1]): void
  cover(options: Parameters<PDFPage['drawRectangle']>[0]): void
  catalogEntry(key: string, value: object): void
}

export const BLACK = rgb(0, 0, 0)
export const WHITE = rgb(1, 1, 1)
export const BLUE = rgb(0.1, 0.2, 0.5)

/** A page with a line of text, and what `plant` adds to it. */
export async function pdfFile(plant: (draft: PdfDraft) => void | Promise<void>): Promise<Buffer> {
  const document = await PDFDocument.create({ updateMetadata: false })
  const font = await document.embedFont(StandardFonts.Helvetica)
  const page = document.addPage([400, 600])
  const draft: PdfDraft = {
    document,
    page,
    font,
    say: (words, y = 300, options = {}) =>
      page.drawText(words, { x: 60, y, size: 12, font, ...options }),
    cover: (options = {}) =>
      page.drawRectangle({ x: 55, y: 295, width: 250, height: 20, color: BLACK, ...options }),
    catalogEntry: (key, value) =>
      document.catalog.set(
        PDFName.of(key),
        document.context.obj(value as Parameters<typeof document.context.obj>[0]),
      ),
  }
  draft.say('Catalogue of services', 550)
  await plant(draft)
  return Buffer.from(await document.save({ useObjectStreams: false }))
}

export const SECRET = 'applicant Wang Xiaoming'

export function invisibly({ page, say }: PdfDraft, words: string): void {
  page.pushOperators(pushGraphicsState(), setTextRenderingMode(TextRenderingMode.Invisible))
  say(words)
  page.pushOperators(popGraphicsState())
}

export function annotate({ document, page }: PdfDraft, entries: Record<string, unknown>): void {
  const context = document.context
  const dict = context.obj({ Type: 'Annot', Rect: [55, 295, 305, 315], ...entries } as Parameters<
    typeof context.obj
  >[0])
  page.node.addAnnot(context.register(dict))
}

export const pdfText = (text: string) => PDFString.of(text)

/** A version of the document appended to it, as editors save. */
export function appended(original: Buffer, body: string, key = ''): Buffer {
  const text = original.toString('latin1')
  const table = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)![1])
  const size = Number(/\/Size (\d+)/.exec(text)![1])
  const root = /\/Root (\d+ 0 R)/.exec(text)![1]!
  const at = original.length + 1
  const object = `${size} 0 obj\n${body}\nendobj\n`
  const from = at + object.length
  return Buffer.concat([
    original,
    Buffer.from(
      `\n${object}xref\n${size} 1\n${String(at).padStart(10, '0')} 00000 n \ntrailer\n<< /Size ${size + 1} /Root ${root} /Prev ${table} ${key}>>\nstartxref\n${from}\n%%EOF\n`,
      'latin1',
    ),
  ])
}

export async function placePicture(
  draft: PdfDraft,
  options: Parameters<PDFPage['drawImage']>[1],
  hasAlpha = false,
): Promise<void> {
  draft.page.drawImage(await draft.document.embedPng(picture({ hasAlpha })), options)
}
