/** What an Office document carries besides its own text: programs, objects, files, data. */
import { isZip } from '../../files/zip-directory.ts'
import { Unreadable } from '../kinds.ts'
import type { Scan } from '../report.ts'
import { snippet } from '../snippet.ts'
import { parseXml, xmlText, type XmlElement } from '../xml/parse-xml.ts'
import { descendants, named, textOf } from '../xml/walk-xml.ts'
import { isCustomary, unreachedParts, xmlPart, type OfficePackage } from './package.ts'

const MACRO =
  /(?:^|\/)(?:vbaProject[^/]*\.bin|vbaData\.xml|attachedToolbars\.bin)$|(?:^|\/)(?:macrosheets|intlmacrosheets|dialogsheets|customUI)\//i
const MACRO_TYPE = /macroEnabled|vbaProject|macrosheet|intlmacrosheet/i
const ACTIVE = /(?:^|\/)(?:activeX|webextensions|taskpanes)\//i
const MEDIA = /\.(?:mp[34]|m4[av]|wav|wma|wmv|avi|mov|mpe?g|ogg|flac|aac|midi?)$/i

export async function readCarried(scan: Scan, pack: OfficePackage): Promise<void> {
  const { report } = scan
  for (const [name, bytes] of pack.parts) {
    const type = pack.contentTypeOf(name)
    if (MACRO.test(name) || MACRO_TYPE.test(type)) {
      report.find('macro', name, '带有宏或会运行的程序')
    } else if (ACTIVE.test(name)) {
      if (!name.endsWith('.rels')) report.find('embedded-object', name, '带有 ActiveX 控件或加载项')
    } else if (isEmbedded(pack, name)) {
      if (await isOnlyChartData(scan, pack, name, bytes)) continue
      if (isZip(bytes) || bytes.subarray(0, 1024).includes('%PDF-')) {
        report.find('embedded-file', name, '整个文件夹带在文档里')
      }
      report.find('embedded-object', name, '嵌入了另一个文件或对象，里面的内容一并公开')
      await lookInto(scan, name, bytes)
    } else if (isAltChunk(pack, name)) {
      report.find('embedded-file', name, '夹带了整个文件（altChunk）')
      await lookInto(scan, name, bytes)
    } else if (MEDIA.test(name)) {
      report.find('embedded-object', name, '嵌入了音频或视频，内容不能检查')
    }
  }
  for (const name of unreferenced(pack)) {
    report.find('embedded-file', name, '夹带了文档没有用到的文件')
    await lookInto(scan, name, pack.parts.get(name)!)
  }
  readCustomXml(scan, pack)
}

/** Already a finding; what can be read of it is read, too. */
async function lookInto(scan: Scan, name: string, bytes: Buffer): Promise<void> {
  try {
    await scan.open(name.split('/').at(-1)!, bytes, name, false)
  } catch (error) {
    if (!(error instanceof Unreadable) || error.reason === 'too-much') throw error
  }
}

const OBJECT_RELATIONS = new Set(['oleObject', 'package', 'control'])

function isEmbedded(pack: OfficePackage, name: string): boolean {
  return /(?:^|\/)embeddings\//i.test(name) || isRelatedBy(pack, name, OBJECT_RELATIONS)
}

/** The little workbook behind a chart is the chart, as long as it holds nothing that the chart does not show. */
async function isOnlyChartData(
  { look }: Scan,
  pack: OfficePackage,
  name: string,
  bytes: Buffer,
): Promise<boolean> {
  const sources = [...pack.relationships].filter(([, links]) =>
    links.some(({ part }) => part === name),
  )
  const charts = sources.map(([source]) => source)
  if (charts.length === 0 || !charts.every((source) => /(?:^|\/)charts\//i.test(source)))
    return false
  const shown = new Set(
    charts.flatMap((chart) =>
      named(xmlPart(pack, chart)!, 'c:v', 'a:t').map((one) => textOf(one).trim()),
    ),
  )
  try {
    const { findings, texts } = await look(name, bytes)
    const values = texts.flatMap(({ text }) => text.split(/[\t\n]/)).map((value) => value.trim())
    return findings.length === 0 && values.every((value) => value === '' || shown.has(value))
  } catch (error) {
    if (error instanceof Unreadable && error.reason !== 'too-much') return false
    throw error
  }
}

const CHUNK = new Set(['aFChunk'])
const isAltChunk = (pack: OfficePackage, name: string) => isRelatedBy(pack, name, CHUNK)

function isRelatedBy(pack: OfficePackage, name: string, types: ReadonlySet<string>): boolean {
  for (const relationships of pack.relationships.values()) {
    if (relationships.some(({ type, part }) => part === name && types.has(type))) return true
  }
  return false
}

const ALWAYS = /^\[Content_Types\]\.xml$|\.rels$|^docProps\/|^_xmlsignatures\/|^mimetype$/i

/** Those with a place of their own in the document are told as what they are. */
function unreferenced(pack: OfficePackage): string[] {
  return unreachedParts(pack).filter((name) => !ALWAYS.test(name) && !isCustomary(name))
}

/** Placeholders of cover pages and lists of sources stand in every other document, empty. */
function readCustomXml({ report }: Scan, pack: OfficePackage): void {
  for (const [name, bytes] of pack.parts) {
    if (!/^customXml\/[^/]+\.xml$/i.test(name) || /itemProps\d*\.xml$/i.test(name)) continue
    const root = parseXml(xmlText(bytes))
    if (
      /DataMashup/i.test(root.name) ||
      /<(?:\w+:)?DataMashup/.test(xmlText(bytes).slice(0, 2000))
    ) {
      report.find('external-link', name, '带有数据查询（Power Query），会连到别处取数')
      continue
    }
    const text = textOf(root).trim()
    report.say(name, [text, ...valuesOf(root)].join('\n'), false)
    if (text !== '') report.find('metadata', name, `带有看不见的自定义数据 ${snippet(text)}`)
  }
}

function valuesOf(root: XmlElement): string[] {
  return descendants(root).flatMap(({ attributes }) => Object.values(attributes))
}
