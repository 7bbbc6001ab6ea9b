/** What a PDF carries besides its pages: programs, files, notes, properties, leftovers. */
import {
  PDFDict,
  PDFName,
  PDFRawStream,
  PDFStream,
  type PDFObject,
  type PDFRef,
} from '@cantoo/pdf-lib'
import { readJpeg } from '../image/jpeg.ts'
import { isIntranet } from '../internal-places.ts'
import { Unreadable } from '../kinds.ts'
import { namesPath } from '../metadata-words.ts'
import type { Report } from '../report.ts'
import { snippet } from '../snippet.ts'
import { readXmp } from '../xmp.ts'
import {
  arrayIn,
  dictIn,
  dictsIn,
  has,
  nameIn,
  numberIn,
  reachable,
  streamBytes,
  textIn,
  textOfObject,
  type PdfObjects,
} from './find-objects.ts'
import { readInfo } from './read-info.ts'

export function readObjects(report: Report, objects: PdfObjects): void {
  readInfo(report, objects)
  const pages = pagesOfAnnotations(objects)
  for (const [, object] of objects.all) {
    for (const dict of dictsIn(object)) readDict(report, dict, pages)
    if (object instanceof PDFStream) readStream(report, object)
  }
  readLayers(report, objects)
  readLeftovers(report, objects)
}

function pagesOfAnnotations({ document }: PdfObjects): Map<PDFDict, number> {
  const pages = new Map<PDFDict, number>()
  for (const [index, page] of document.getPages().entries()) {
    const annotations = arrayIn(page.node, 'Annots')
    for (let at = 0; at < (annotations?.size() ?? 0); at += 1) {
      const annotation = annotations!.lookup(at)
      if (annotation instanceof PDFDict) pages.set(annotation, index + 1)
    }
  }
  return pages
}

function readDict(report: Report, dict: PDFDict, pages: ReadonlyMap<PDFDict, number>): void {
  const type = nameIn(dict, 'Type')
  const isFile = type === 'EmbeddedFile' || (has(dict, 'EF') && dictIn(dict, 'EF') !== undefined)
  if (isFile) {
    const name = textIn(dict, 'UF') ?? textIn(dict, 'F')
    if (name !== undefined || type === 'EmbeddedFile') {
      report.find(
        'embedded-file',
        'PDF 附件',
        `夹带了附件${name === undefined ? '' : ` ${snippet(name)}`}`,
      )
    }
  }
  readAction(report, dict)
  readAnnotation(report, dict, pages.get(dict))
  readField(report, dict)
  if (has(dict, 'XFA')) report.find('script', 'PDF 表单', '带有 XFA 动态表单，内容不能检查')
  for (const key of ['Alt', 'ActualText', 'E'])
    report.say('PDF 的替代文字', textIn(dict, key) ?? '', false)
}

export const RUNS: Readonly<Record<string, string>> = {
  JavaScript: '带有会运行的脚本',
  Launch: '会启动别的程序或文件',
  SubmitForm: '会把表单内容发送出去',
  ImportData: '会从别处导入数据',
  ResetForm: '',
}
export const PLAYS = new Set(['Rendition', 'Movie', 'Sound', 'RichMediaExecute', 'GoTo3DView'])

function readAction(report: Report, dict: PDFDict): void {
  const kind = nameIn(dict, 'S') ?? ''
  if (has(dict, 'JS') || RUNS[kind]) {
    report.find('script', 'PDF 动作', RUNS[kind] || RUNS['JavaScript']!)
  } else if (PLAYS.has(kind)) {
    report.find('embedded-object', 'PDF 动作', '带有音频、视频或三维模型')
  } else if ((kind === 'GoToR' || kind === 'GoToE') && has(dict, 'F')) {
    const file = textIn(dict, 'F') ?? textIn(dictIn(dict, 'F') ?? dict, 'UF') ?? ''
    report.find('external-link', 'PDF 链接', `会打开别的文件 ${snippet(file)}`)
  } else if (kind === 'URI') readAddress(report, textIn(dict, 'URI') ?? '')
}

function readAddress(report: Report, address: string): void {
  if (/^\s*(?:javascript|vbscript):/i.test(address)) {
    report.find('script', 'PDF 链接', '链接会运行脚本')
  } else if (namesPath(address) || isIntranet(address)) {
    report.find('external-link', 'PDF 链接', `链接指向内部位置 ${snippet(address)}`)
  }
  if (/^mailto:/i.test(address)) report.say('PDF 链接', address.slice(7).split('?')[0]!)
}

export const NOTES: Readonly<Record<string, string>> = {
  Text: '便签',
  FreeText: '文本框注释',
  Highlight: '高亮',
  Underline: '下划线',
  StrikeOut: '删除线',
  Squiggly: '波浪线',
  Square: '方框',
  Circle: '圆圈',
  Line: '线条',
  Polygon: '多边形',
  PolyLine: '折线',
  Ink: '手写',
  Stamp: '图章',
  Caret: '插入符',
  FileAttachment: '附件注释',
  Redact: '没有执行的密文标记',
  Sound: '录音',
  Movie: '视频',
  Screen: '媒体',
  RichMedia: '媒体',
  '3D': '三维模型',
}

function readAnnotation(report: Report, dict: PDFDict, page: number | undefined): void {
  const kind = nameIn(dict, 'Subtype') ?? ''
  const note = NOTES[kind]
  if (note === undefined || !has(dict, 'Rect')) return
  const author = textIn(dict, 'T') ?? ''
  const words = textIn(dict, 'Contents') ?? ''
  const said = words === '' ? '' : ` ${snippet(words)}`
  const where = page === undefined ? 'PDF 注释' : `第${page}页`
  report.find('annotation', where, `有${author === '' ? '' : `${author}的`}${note}注释${said}`)
  report.say(where, [words, textIn(dict, 'RC') ?? ''].join('\n'), false)
  if (['Sound', 'Movie', 'Screen', 'RichMedia', '3D'].includes(kind)) {
    report.find('embedded-object', where, '带有音频、视频或三维模型')
  }
}

const HIDDEN = 2 | 32

function readField(report: Report, dict: PDFDict): void {
  if (
    !has(dict, 'V') ||
    !(has(dict, 'FT') || nameIn(dict, 'Subtype') === 'Widget' || has(dict, 'Parent'))
  )
    return
  const value = textOfObject(dict.lookup(PDFName.of('V')))
  if (value === undefined || value === 'Off') return
  const isHidden = ((numberIn(dict, 'F') ?? 0) & HIDDEN) !== 0
  if (isHidden && value.trim() !== '') {
    report.find('hidden-text', 'PDF 表单', `隐藏的表单项里有内容 ${snippet(value)}`)
  }
  report.say('PDF 表单', value, !isHidden)
}

function readStream(report: Report, stream: PDFStream): void {
  const { dict } = stream
  if (nameIn(dict, 'Type') === 'Metadata' || nameIn(dict, 'Subtype') === 'XML') {
    const packet = streamBytes(stream)
    if (packet) readXmp(report, decodePacket(packet), 'PDF 属性')
  }
  if (
    nameIn(dict, 'Subtype') === 'Image' &&
    nameIn(dict, 'Filter') === 'DCTDecode' &&
    stream instanceof PDFRawStream
  ) {
    readPicture(report, Buffer.from(stream.contents))
  }
}

function decodePacket(packet: Buffer): string {
  return packet[0] === 0xff || packet[1] === 0
    ? packet.toString('utf16le')
    : packet.toString('utf8')
}

/** A photograph placed as it is keeps what the camera wrote. Whether it can be shown is the viewer's business. */
function readPicture(report: Report, bytes: Buffer): void {
  try {
    readJpeg(report, bytes, 'PDF 里的图片')
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
  }
}

function readLayers(report: Report, { catalog, context }: PdfObjects): void {
  const properties = dictIn(catalog, 'OCProperties')
  const initial = properties && dictIn(properties, 'D')
  if (!properties || !initial) return
  const isBaseOff = nameIn(initial, 'BaseState') === 'OFF'
  const off = isBaseOff
    ? (arrayIn(properties, 'OCGs')?.asArray() ?? [])
    : (arrayIn(initial, 'OFF')?.asArray() ?? [])
  const on = new Set(isBaseOff ? (arrayIn(initial, 'ON')?.asArray() ?? []).map(String) : [])
  for (const layer of off.filter((one) => !on.has(String(one)))) {
    const dict = context.lookup(layer as PDFRef)
    const name = dict instanceof PDFDict ? (textIn(dict, 'Name') ?? '') : ''
    report.find('hidden-text', 'PDF 图层', `有隐藏的图层 ${snippet(name)}`)
  }
}

/** Pages and texts that were taken out of the document and not out of the file. */
function readLeftovers(report: Report, objects: PdfObjects): void {
  const live = reachable(objects)
  for (const [ref, object] of objects.all) {
    if (live.has(ref.tag) || !isPageOrText(object)) continue
    report.find('earlier-revision', 'PDF 文件', '删掉的页面或文字还留在文件里')
    return
  }
}

function isPageOrText(object: PDFObject): boolean {
  if (object instanceof PDFDict) return nameIn(object, 'Type') === 'Page'
  if (!(object instanceof PDFRawStream) || has(object.dict, 'Type')) return false
  if (has(object.dict, 'Subtype') && nameIn(object.dict, 'Subtype') !== 'Form') return false
  const text = streamBytes(object)?.toString('latin1') ?? ''
  return /\bBT\b[\s\S]*?(?:Tj|TJ|'|")[\s\S]*?\bET\b/.test(text)
}

export function hasSignature({ all }: PdfObjects): boolean {
  return all.some(([, object]) => object instanceof PDFDict && has(object, 'ByteRange'))
}
