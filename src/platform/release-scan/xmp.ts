/** XMP packets, in pictures and PDFs alike. */
import { Unreadable } from './kinds.ts'
import { isProgramsRemark, namesPath, namesSomebody } from './metadata-words.ts'
import type { Report } from './report.ts'
import { snippet } from './snippet.ts'
import { parseXml, type XmlElement } from './xml/parse-xml.ts'
import { childElements, descendants, textOf } from './xml/walk-xml.ts'

const PERSONS: Readonly<Record<string, string>> = {
  creator: '作者',
  author: '作者',
  authors: '作者',
  authorsposition: '作者职务',
  captionwriter: '说明撰写者',
  credit: '提供者',
  rights: '权利人',
  owner: '所有者',
  ownername: '所有者',
  cameraownername: '相机所有者',
  artist: '作者',
  company: '单位',
  manager: '经理',
  lastmodifiedby: '最后修改者',
  serialnumber: '设备序列号',
  bodyserialnumber: '设备序列号',
  lensserialnumber: '镜头序列号',
  description: '说明',
  usercomment: '备注',
  gpslatitude: '拍摄地点',
  gpslongitude: '拍摄地点',
  location: '地点',
  sublocation: '地点',
  comments: '备注',
  sourcemodified: '来源',
}
const STRUCTURE = new Set(['rdf:Description', 'rdf:RDF', 'rdf:li', 'rdf:Seq', 'rdf:Bag', 'rdf:Alt'])

export function readXmp(report: Report, packet: string, where: string): void {
  const root = packetRoot(packet)
  if (root === undefined) return
  for (const element of descendants(root)) {
    if (!STRUCTURE.has(element.name)) readField(report, where, element.name, ownText(element))
    for (const [name, value] of Object.entries(element.attributes)) {
      if (!name.startsWith('rdf:') && !name.startsWith('xml:'))
        readField(report, where, name, value)
    }
  }
}

/** @returns undefined for an empty packet */
function packetRoot(packet: string): XmlElement | undefined {
  const start = packet.search(/<(?:x:xmpmeta|rdf:RDF|\w+:xmpmeta)\b/)
  const end = Math.max(packet.lastIndexOf('xmpmeta>'), packet.lastIndexOf('rdf:RDF>'))
  if (start < 0 || end < start) return undefined
  try {
    return parseXml(packet.slice(start, end + 8))
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    throw new Unreadable('broken', '文件的 XMP 属性已损坏，不能检查。')
  }
}

/** Lists of values count as the value; parts of a structure are fields of their own. */
function ownText(element: XmlElement): string {
  const isList = childElements(element).every(({ name }) => STRUCTURE.has(name))
  return isList ? textOf(element).replaceAll(/\s+/g, ' ').trim() : ''
}

function readField(report: Report, where: string, name: string, value: string): void {
  if (value.trim() === '') return
  const local = name.split(':').at(-1)!.toLowerCase()
  const label = PERSONS[local]
  if (
    label !== undefined &&
    (local === 'description' ? !isProgramsRemark(value) : namesSomebody(value))
  ) {
    // the description of a document is written for its readers
    if (local === 'description' && where.includes('PDF')) report.say(where, value, false)
    else report.find('metadata', where, `XMP 属性“${label}”写着 ${snippet(value)}`)
  } else if (namesPath(value)) {
    report.find('metadata', where, `XMP 属性里有内部路径 ${snippet(value)}`)
  }
  if (/title|subject|keywords|description/.test(local)) report.say(where, value, false)
}
