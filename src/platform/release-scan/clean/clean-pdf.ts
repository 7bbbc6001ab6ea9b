import { PDFArray, PDFDict, PDFName, PDFRawStream, PDFRef, type PDFObject } from '@cantoo/pdf-lib'
import { isInternalPlace } from '../internal-places.ts'
import { Unreadable } from '../kinds.ts'
import {
  arrayIn,
  dictIn,
  dictsIn,
  has,
  nameIn,
  openObjects,
  reachable,
  textIn,
  type PdfObjects,
} from '../pdf/find-objects.ts'
import { hasSignature, NOTES, PLAYS, RUNS } from '../pdf/read-objects.ts'
import { cleanImage } from './clean-image.ts'

export type Cleaned = { readonly bytes: Buffer } | { readonly cannot: string }

/** Written anew from its pages: what the pages paint stays as it is, what is pinned to them goes. */
export async function cleanPdf(bytes: Buffer): Promise<Cleaned> {
  const objects = await openObjects(bytes)
  if (hasSignature(objects))
    return { cannot: '文件有电子签名，改动会使签名失效。请取没有签名的原件清理后再签。' }
  cleanCatalog(objects)
  cleanTrailer(objects)
  for (const [, object] of objects.all) for (const dict of dictsIn(object)) cleanDict(dict)
  cleanPictures(objects)
  const live = reachable(objects)
  for (const [ref] of objects.all) if (!live.has(ref.tag)) objects.context.delete(ref)
  const { document } = objects
  return {
    bytes: Buffer.from(
      await document.save({ addDefaultPage: false, updateFieldAppearances: false }),
    ),
  }
}

const drop = (dict: PDFDict, ...keys: readonly string[]) => {
  for (const key of keys) dict.delete(PDFName.of(key))
}

function cleanCatalog({ catalog }: PdfObjects): void {
  drop(catalog, 'Metadata', 'AF', 'Collection', 'PieceInfo', 'AA', 'SpiderInfo')
  const names = dictIn(catalog, 'Names')
  if (names) drop(names, 'EmbeddedFiles', 'JavaScript', 'Renditions')
  const action = dictIn(catalog, 'OpenAction')
  if (action && nameIn(action, 'S') !== 'GoTo') drop(catalog, 'OpenAction')
}

/** The title is the document's; everything else about it goes. */
function cleanTrailer({ context }: PdfObjects): void {
  const info = context.lookup(context.trailerInfo.Info as PDFObject | undefined)
  if (!(info instanceof PDFDict)) return
  for (const key of info.keys()) {
    const name = key.decodeText()
    const isTelling = name === 'Title' && isInternalPlace(textIn(info, 'Title') ?? '')
    if (isTelling || !['Title', 'Producer', 'CreationDate'].includes(name)) info.delete(key)
  }
}

function cleanDict(dict: PDFDict): void {
  drop(dict, 'AA', 'PieceInfo', 'JS')
  if (nameIn(dict, 'Type') !== 'Catalog') drop(dict, 'Metadata', 'AF')
  const action = dictIn(dict, 'A')
  if (action && isUnwanted(action)) drop(dict, 'A')
  if (isUnwanted(dict)) drop(dict, 'S', 'F', 'URI', 'Next')
  if (has(dict, 'XFA')) drop(dict, 'XFA')
  const annotations = arrayIn(dict, 'Annots')
  if (annotations) cleanAnnotations(annotations)
}

function isUnwanted(action: PDFDict): boolean {
  const kind = nameIn(action, 'S') ?? ''
  if (RUNS[kind] || PLAYS.has(kind)) return true
  if ((kind === 'GoToR' || kind === 'GoToE') && has(action, 'F')) return true
  return kind === 'URI' && isInternalPlace(textIn(action, 'URI') ?? '')
}

function cleanAnnotations(annotations: PDFArray): void {
  for (let at = annotations.size() - 1; at >= 0; at -= 1) {
    const annotation = annotations.lookup(at)
    const kind = annotation instanceof PDFDict ? (nameIn(annotation, 'Subtype') ?? '') : ''
    if (NOTES[kind] !== undefined || kind === 'Popup') annotations.remove(at)
  }
}

function cleanPictures({ all, context }: PdfObjects): void {
  for (const [ref, object] of all) {
    if (!(ref instanceof PDFRef) || !(object instanceof PDFRawStream)) continue
    if (nameIn(object.dict, 'Filter') !== 'DCTDecode') continue
    try {
      const cleaned = cleanImage('jpeg', Buffer.from(object.contents))
      if (cleaned) context.assign(ref, PDFRawStream.of(object.dict, cleaned))
    } catch (error) {
      // a picture no reader can show is left as it is
      if (!(error instanceof Unreadable)) throw error
    }
  }
}
