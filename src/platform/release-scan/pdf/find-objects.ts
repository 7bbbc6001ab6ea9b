/** Every object of a PDF, also those that no page leads to. */
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFInvalidObject,
  PDFName,
  PDFNumber,
  PDFObjectParser,
  PDFRawStream,
  PDFRef,
  PDFStream,
  PDFString,
  decodePDFRawStream,
  type PDFContext,
  type PDFObject,
} from '@cantoo/pdf-lib'
import { Unreadable } from '../kinds.ts'

export interface PdfObjects {
  readonly document: PDFDocument
  readonly context: PDFContext
  readonly catalog: PDFDict
  /** Each with the way to it from the outside. */
  readonly all: readonly (readonly [PDFRef, PDFObject])[]
}

/** @throws Unreadable when it is encrypted or broken */
export async function openObjects(bytes: Uint8Array): Promise<PdfObjects> {
  try {
    const document = await PDFDocument.load(bytes, {
      updateMetadata: false,
      parseSpeed: Infinity,
    })
    const { context, catalog } = document
    if (!(catalog instanceof PDFDict) || document.getPageCount() === 0) throw new Error('no pages')
    repairStreams(context)
    return { document, context, catalog, all: context.enumerateIndirectObjects() }
  } catch (error) {
    const isEncrypted =
      error instanceof Error && /encrypt|password/i.test(`${error.name} ${error.message}`)
    throw isEncrypted
      ? new Unreadable('encrypted', 'PDF 加了密码或权限限制，不能检查。')
      : new Unreadable('broken', 'PDF 已损坏或不完整，不能检查。')
  }
}

/**
 * The library looks for the end of a stream by its keyword when the length stands elsewhere, and gives up where the
 * contents look like keywords. By then every length is known.
 */
function repairStreams(context: PDFContext): void {
  for (const [ref, object] of context.enumerateIndirectObjects()) {
    if (object instanceof PDFInvalidObject) context.assign(ref, streamIn(object, context))
  }
}

function streamIn(object: PDFInvalidObject, context: PDFContext): PDFRawStream {
  const bytes = new Uint8Array(object.sizeInBytes())
  object.copyBytesInto(bytes, 0)
  const keyword = /\bstream\r?\n/.exec(Buffer.from(bytes).toString('latin1'))
  if (keyword === null) throw new Error('no stream')
  const dict = PDFObjectParser.forBytes(bytes.subarray(0, keyword.index), context).parseObject()
  if (!(dict instanceof PDFDict)) throw new Error('no dictionary')
  const start = keyword.index + keyword[0].length
  const end = start + (numberIn(dict, 'Length') ?? Number.NaN)
  const after = Buffer.from(bytes.subarray(end, end + 12)).toString('latin1')
  if (!/^\s{0,2}endstream/.test(after)) throw new Error('no end')
  return PDFRawStream.of(dict, bytes.slice(start, end))
}

/** Direct dictionaries in dictionaries and arrays, the object itself first; references are not followed. */
export function dictsIn(object: PDFObject, depth = 0): PDFDict[] {
  if (depth > 60) return []
  if (object instanceof PDFStream) return dictsIn(object.dict, depth)
  if (object instanceof PDFDict) {
    return [object, ...object.values().flatMap((value) => dictsIn(value, depth + 1))]
  }
  if (object instanceof PDFArray)
    return object.asArray().flatMap((value) => dictsIn(value, depth + 1))
  return []
}

export function nameIn(dict: PDFDict, key: string): string | undefined {
  const value = dict.lookup(PDFName.of(key))
  return value instanceof PDFName ? value.decodeText() : undefined
}

export function textIn(dict: PDFDict, key: string): string | undefined {
  return textOfObject(dict.lookup(PDFName.of(key)))
}

export function textOfObject(value: PDFObject | undefined): string | undefined {
  if (value instanceof PDFString || value instanceof PDFHexString) {
    try {
      return value.decodeText()
    } catch {
      return value.asString()
    }
  }
  return value instanceof PDFName ? value.decodeText() : undefined
}

export function numberIn(dict: PDFDict, key: string): number | undefined {
  const value = dict.lookup(PDFName.of(key))
  return value instanceof PDFNumber ? value.asNumber() : undefined
}

export function dictIn(dict: PDFDict, key: string): PDFDict | undefined {
  const value = dict.lookup(PDFName.of(key))
  if (value instanceof PDFStream) return value.dict
  return value instanceof PDFDict ? value : undefined
}

export function arrayIn(dict: PDFDict, key: string): PDFArray | undefined {
  const value = dict.lookup(PDFName.of(key))
  return value instanceof PDFArray ? value : undefined
}

export const has = (dict: PDFDict, key: string) => dict.has(PDFName.of(key))

/** Undefined when the filter is not one of ours. */
export function streamBytes(stream: PDFObject | undefined): Buffer | undefined {
  if (!(stream instanceof PDFRawStream)) return undefined
  try {
    return Buffer.from(decodePDFRawStream(stream).decode())
  } catch {
    return undefined
  }
}

/** Everything that can be got to from the trailer. */
export function reachable({ context }: PdfObjects): Set<string> {
  const seen = new Set<string>()
  const { Root, Info } = context.trailerInfo
  const open: PDFObject[] = [Root, Info].filter((one) => one !== undefined)
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at instanceof PDFRef) {
      if (seen.has(at.tag)) continue
      seen.add(at.tag)
      const object = context.lookup(at)
      if (object) open.push(object)
    } else if (at instanceof PDFStream) open.push(at.dict)
    else if (at instanceof PDFDict) open.push(...at.values())
    else if (at instanceof PDFArray) open.push(...at.asArray())
  }
  return seen
}
