/** OFD, GB/T 33190: a zip of XML, like a PDF in what it may carry. */
import type { ZipParts } from '../archive/zip-parts.ts'
import { imageKindOf, readImage } from '../image/read-image.ts'
import { Unreadable } from '../kinds.ts'
import { namesSomebody } from '../metadata-words.ts'
import type { Report, Scan } from '../report.ts'
import { snippet } from '../snippet.ts'
import { parseXml, xmlText, type XmlElement } from '../xml/parse-xml.ts'
import { ancestor, child, named, textOf } from '../xml/walk-xml.ts'

const local = (element: XmlElement) => element.name.split(':').at(-1)!

export async function readOfd(scan: Scan, { parts }: ZipParts): Promise<void> {
  const { report } = scan
  if (parts.some(({ name }) => /(?:^|\/)Encrypt/i.test(name))) {
    throw new Unreadable('encrypted', '文件加了密码，不能检查。')
  }
  const attached = new Set<string>()
  for (const { name, bytes } of parts) {
    if (!/\.xml$/i.test(name)) continue
    const root = parseXml(xmlText(bytes))
    if (local(root) === 'OFD') readInfo(report, root)
    else if (local(root) === 'Attachments') readAttachments(report, root, attached)
    else if (local(root) === 'PageAnnot') readAnnotations(report, root, name)
    else if (local(root) === 'DocVersion' || /(?:^|\/)Versions?\//i.test(name)) {
      report.find('earlier-revision', name, '文件里还有以前的版本')
    }
    readText(report, root, name)
    readActions(report, root, name)
  }
  for (const { name, bytes } of parts) {
    if (/\.xml$/i.test(name)) continue
    const kind = imageKindOf(bytes)
    if (kind !== undefined) readImage(report, kind, bytes, name)
    else if (
      [...attached].some((file) => name.endsWith(file)) ||
      /(?:^|\/)Attachs?\//i.test(name)
    ) {
      report.find('embedded-file', name, '夹带了附件')
    }
  }
}

function readInfo(report: Report, root: XmlElement): void {
  for (const element of named(
    root,
    'ofd:Author',
    'ofd:CustomData',
    'ofd:Abstract',
    'ofd:Title',
    'ofd:Cover',
  )) {
    const value = textOf(element).trim()
    if (element.name === 'ofd:Author' && namesSomebody(value)) {
      report.find('metadata', '文档属性', `属性“作者”写着 ${snippet(value)}`)
    } else if (element.name === 'ofd:CustomData' && value !== '') {
      report.find(
        'metadata',
        '文档属性',
        `自定义属性“${element.attributes['Name'] ?? ''}”写着 ${snippet(value)}`,
      )
    }
    report.say('文档属性', value, false)
  }
  if (named(root, 'ofd:Version').length > 1) {
    report.find('earlier-revision', 'OFD.xml', '文件里还有以前的版本')
  }
}

function readAttachments(report: Report, root: XmlElement, attached: Set<string>): void {
  for (const element of named(root, 'ofd:Attachment')) {
    const place = textOf(child(element, 'ofd:FileLoc')).trim()
    attached.add(place.split('/').at(-1)!)
    report.find(
      'embedded-file',
      '附件',
      `夹带了附件 ${snippet(element.attributes['Name'] ?? place)}`,
    )
  }
}

/** Marks and stamps are part of how it looks; remarks and highlights are somebody's notes. */
function readAnnotations(report: Report, root: XmlElement, where: string): void {
  for (const element of named(root, 'ofd:Annot')) {
    const { Type: type = '', Creator: creator = '' } = element.attributes
    if (/^(?:Stamp|Watermark|Link|Path)$/i.test(type)) continue
    const remark = textOf(child(element, 'ofd:Remark')).trim()
    report.find(
      'annotation',
      where,
      `${namesSomebody(creator) ? `${creator}的` : ''}注释 ${snippet(remark)}`,
    )
    report.say(where, remark, false)
  }
}

interface Line {
  text: string
  /** Millimetres. */
  readonly top: number
  end: number
}

/** Text objects beside each other are one line, whether each holds a sentence or a single character. */
function readText(report: Report, root: XmlElement, where: string): void {
  const shown: Line[] = []
  for (const object of named(root, 'ofd:TextObject')) {
    const words = named(object, 'ofd:TextCode').map(textOf).join('')
    if (!isUnseen(object)) addWords(shown, object, words)
    else if (words.trim() !== '') {
      report.find('hidden-text', where, `有不显示的文字 ${snippet(words)}`)
      report.say(where, words, false)
    }
  }
  report.say(where, shown.map(({ text }) => text).join('\n'))
}

function isUnseen(object: XmlElement): boolean {
  const { Visible: visible, Alpha: alpha } = object.attributes
  const layer = ancestor(object, 'ofd:Layer')
  return visible === 'false' || alpha === '0' || layer?.attributes['Visible'] === 'false'
}

function addWords(lines: Line[], object: XmlElement, words: string): void {
  const [left = 0, top = 0, width = 0, height = 0] = (object.attributes['Boundary'] ?? '')
    .split(/\s+/)
    .map(Number)
  const last = lines.at(-1)
  const isSameLine = last !== undefined && width > 0 && Math.abs(last.top - top) < height / 2
  if (!isSameLine) lines.push({ text: words, top, end: left + width })
  else {
    const gap = left - last.end
    last.text += (gap > height ? '\t' : gap > height / 3 ? ' ' : '') + words
    last.end = left + width
  }
}

function readActions(report: Report, root: XmlElement, where: string): void {
  for (const action of named(root, 'ofd:Action')) {
    if (child(action, 'ofd:GotoA')) report.find('embedded-file', where, '动作会打开附件')
    if (named(action, 'ofd:Sound', 'ofd:Movie').length > 0)
      report.find('embedded-object', where, '带有声音或视频')
  }
}
