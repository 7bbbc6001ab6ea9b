import { PDFName, PDFNumber, PDFRawStream, type PDFDict } from '@cantoo/pdf-lib'
import { getDocumentProxy, getResolvedPDFJS } from 'unpdf'
import { ChineseCmaps } from '../../documents/chinese-cmaps.ts'
import { Unreadable, type FindingKind } from '../kinds.ts'
import type { Report, Scan } from '../report.ts'
import { snippet } from '../snippet.ts'
import { nameIn, streamBytes, type PdfObjects } from './find-objects.ts'
import type { Glyph, Rect } from './marks.ts'
import { share } from './marks.ts'
import { linesOf } from './page-text.ts'
import { paint, type Operators, type PaintContext } from './paint.ts'
import { unseenGlyphs, type UnseenReason } from './unseen.ts'

const FOUND: Readonly<Record<UnseenReason, readonly [FindingKind, string]>> = {
  covered: ['text-under-shape', '图形或图片下面压着文字'],
  invisible: ['hidden-text', '有设为不可见的文字'],
  pale: ['hidden-text', '有与底色相同的文字'],
  tiny: ['hidden-text', '有小到看不见的文字'],
  outside: ['hidden-text', '有放在页面以外的文字'],
  layer: ['hidden-text', '隐藏的图层里有文字'],
}

type PdfDocument = Awaited<ReturnType<typeof getDocumentProxy>>
type PdfPage = Awaited<ReturnType<PdfDocument['getPage']>>

/** Every page, glyph by glyph. @throws Unreadable */
export async function readPages({ report, budget }: Scan, objects: PdfObjects): Promise<void> {
  const pdf = await openPages(await withoutPictures(objects))
  if (pdf.numPages > budget.limits.maxPages) {
    throw new Unreadable('too-much', `PDF 超过${budget.limits.maxPages}页，请分开检查。`)
  }
  const { OPS } = await getResolvedPDFJS()
  const layers = await pdf.getOptionalContentConfig()
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number)
    const context: PaintContext = {
      ops: OPS,
      fontOf: (name) => fontOf(page, name),
      isLayerOff: (properties) =>
        !layers.isVisible(properties as Parameters<typeof layers.isVisible>[0]),
    }
    await readPage(report, page, number, context)
    page.cleanup()
  }
  for (const title of outlineTitles(await pdf.getOutline())) report.say('PDF 书签', title)
}

function outlineTitles(items: readonly unknown[] | null, depth = 0): string[] {
  if (!items || depth > 20) return []
  return items.flatMap((item) => {
    const { title = '', items: inner = [] } = item as { title?: string; items?: readonly unknown[] }
    return [title, ...outlineTitles(inner, depth + 1)]
  })
}

async function openPages(bytes: Uint8Array): Promise<PdfDocument> {
  try {
    return await getDocumentProxy(bytes, {
      cMapUrl: 'chinese/',
      cMapPacked: false,
      BinaryDataFactory: ChineseCmaps,
      useWorkerFetch: false,
      disableFontFace: true,
      useSystemFonts: false,
      stopAtErrors: false,
      verbosity: 0,
    })
  } catch {
    throw new Unreadable('broken', 'PDF 已损坏或不完整，不能检查。')
  }
}

/**
 * Pictures become dots: where they lie matters and what they show does not, and unpacking a scanned book takes minutes.
 * A dot is one wide when nothing shines through it, two when something may.
 */
export async function withoutPictures({ document, context, all }: PdfObjects): Promise<Uint8Array> {
  const pictures = all.flatMap(([ref, object]) => {
    const isPicture = object instanceof PDFRawStream && nameIn(object.dict, 'Subtype') === 'Image'
    // judged before the masks among them are exchanged
    return isPicture && !isMask(object.dict)
      ? [{ ref, object, width: isTransparent(object.dict) ? 2 : 1 }]
      : []
  })
  for (const { ref, object, width } of pictures) {
    const dict = context.obj({
      Type: 'XObject',
      Subtype: 'Image',
      Width: width,
      Height: 1,
      BitsPerComponent: 8,
      ColorSpace: 'DeviceGray',
      Length: width,
    }) as PDFDict
    const layer = object.dict.get(PDFName.of('OC'))
    if (layer) dict.set(PDFName.of('OC'), layer)
    context.assign(ref, PDFRawStream.of(dict, new Uint8Array(width)))
  }
  return document.save({
    useObjectStreams: false,
    addDefaultPage: false,
    updateFieldAppearances: false,
  })
}

const isMask = (dict: PDFDict) => String(dict.get(PDFName.of('ImageMask'))) === 'true'

function isTransparent(dict: PDFDict): boolean {
  const inData = dict.lookup(PDFName.of('SMaskInData'))
  if (inData instanceof PDFNumber && inData.asNumber() > 0) return true
  if (dict.has(PDFName.of('Mask'))) return true
  const mask = dict.lookup(PDFName.of('SMask'))
  if (mask === undefined) return false
  // many programs write a mask that lets nothing through
  return streamBytes(mask)?.every((byte) => byte === 0xff) !== true
}

interface LoadedFont {
  readonly vertical?: boolean
  readonly fontMatrix?: readonly number[]
}

function fontOf(page: PdfPage, name: string): { isVertical: boolean; unit: number } {
  const font = page.commonObjs.has(name) ? (page.commonObjs.get(name) as LoadedFont | null) : null
  return {
    isVertical: font?.vertical === true,
    unit: Math.abs(font?.fontMatrix?.[0] ?? 0.001) || 0.001,
  }
}

async function readPage(
  report: Report,
  page: PdfPage,
  number: number,
  context: PaintContext,
): Promise<void> {
  const where = `第${number}页`
  const [left = 0, bottom = 0, right = 0, top = 0] = page.view
  const view = { left, bottom, right, top }
  const operators = (await page.getOperatorList({ annotationMode: 0 })) as Operators
  const marks = paint(operators, context)
  const unseen = unseenGlyphs(marks, view)
  for (const glyph of await underAnnotations(page, marks.glyphs)) unseen.set(glyph, 'covered')
  for (const [reason, [kind, message]] of Object.entries(FOUND)) {
    const words = linesOf(marks.glyphs.filter((glyph) => unseen.get(glyph) === reason))
    // the end of a line that runs over the edge, a stray point: a leak says more
    const length = words.replaceAll(/\s/g, '').length
    if (length >= (reason === 'outside' ? 4 : 2))
      report.find(kind, where, `${message} ${snippet(words)}`)
  }
  report.say(where, linesOf(marks.glyphs.filter((glyph) => !unseen.has(glyph))))
  report.say(where, linesOf(marks.glyphs.filter((glyph) => unseen.has(glyph))), false)
}

/** Boxes drawn as notes over the words, the usual false redaction. */
async function underAnnotations(page: PdfPage, glyphs: readonly Glyph[]): Promise<Glyph[]> {
  const annotations = (await page.getAnnotations()) as readonly {
    subtype?: string
    rect?: readonly number[]
    color?: unknown
  }[]
  const covers = annotations
    .filter(({ subtype }) => ['Square', 'Redact', 'Polygon'].includes(subtype ?? ''))
    .map(({ rect = [] }): Rect => ({
      left: rect[0]!,
      bottom: rect[1]!,
      right: rect[2]!,
      top: rect[3]!,
    }))
  return glyphs.filter(
    (glyph) => glyph.text.trim() !== '' && covers.some((cover) => share(glyph.rect, cover) >= 0.6),
  )
}

/** The words of all pages, for comparing two versions. @throws Unreadable */
export async function wordsOfPages(bytes: Uint8Array): Promise<string> {
  const pdf = await openPages(new Uint8Array(bytes))
  const words: string[] = []
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number)
    const { items } = await page.getTextContent()
    words.push(items.map((item) => ('str' in item ? item.str : '')).join(''))
    page.cleanup()
  }
  return words.join('\f')
}
