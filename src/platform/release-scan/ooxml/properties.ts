/** docProps: who wrote it, for whom, and what else was noted down about it. */
import { isNobody, isProgramsRemark, namesPath, namesSomebody } from '../metadata-words.ts'
import type { Report } from '../report.ts'
import { snippet } from '../snippet.ts'
import type { XmlElement } from '../xml/parse-xml.ts'
import { childElements, textOf } from '../xml/walk-xml.ts'
import { targetsOf, xmlPart, type OfficePackage } from './package.ts'

const PERSONS: Readonly<Record<string, string>> = {
  'dc:creator': '作者',
  'cp:lastModifiedBy': '最后修改者',
  'ap:Manager': '经理',
  'ap:Company': '单位',
}
/** Meant for readers; searched for numbers and paths only. */
const READABLE = new Set(['dc:title', 'dc:subject', 'cp:keywords', 'cp:category', 'dc:language'])

export function readProperties(report: Report, pack: OfficePackage): void {
  const parts = ['core-properties', 'extended-properties', 'metadata/core-properties'].flatMap(
    (type) => targetsOf(pack, '', type),
  )
  for (const part of new Set([...parts, ...named(pack)])) {
    const root = xmlPart(pack, part)
    for (const property of root ? childElements(root) : []) readProperty(report, property)
  }
  for (const part of new Set([...targetsOf(pack, '', 'custom-properties'), ...custom(pack)])) {
    const root = xmlPart(pack, part)
    for (const property of root ? childElements(root) : []) readCustom(report, property)
  }
}

const named = (pack: OfficePackage) =>
  ['docProps/core.xml', 'docProps/app.xml'].filter((name) => pack.parts.has(name))
const custom = (pack: OfficePackage) =>
  ['docProps/custom.xml'].filter((name) => pack.parts.has(name))

function readProperty(report: Report, property: XmlElement): void {
  const value = textOf(property).trim()
  if (value === '') return
  const find = (message: string) => report.find('metadata', '文档属性', message)
  const person = PERSONS[property.name]
  if (person !== undefined) {
    // a body may sign as author; whose computer it was is another matter
    const isTelling = property.name === 'ap:Company' ? !isNobody(value) : namesSomebody(value)
    if (isTelling) find(`属性“${person}”写着 ${snippet(value)}`)
  } else if (property.name === 'dc:description') {
    if (!isProgramsRemark(value)) find(`属性“备注”写着 ${snippet(value)}`)
  } else if (property.name === 'ap:HyperlinkBase') {
    find(`属性“超链接基础”写着 ${snippet(value)}`)
  } else if (property.name === 'cp:contentStatus' || property.name === 'dc:identifier') {
    find(`属性“${property.name === 'dc:identifier' ? '标识' : '状态'}”写着 ${snippet(value)}`)
  } else if (namesPath(value)) {
    find(`属性里有内部路径 ${snippet(value)}`)
  }
  if (READABLE.has(property.name) || property.name === 'dc:description') {
    report.say('文档属性', value, false)
  }
}

/** Written by WPS and Office into every file; they tell the program, not the person. */
const PROGRAMS =
  /^(?:KSOProductBuildVer|KSOReadingLayout|ICV|GrammarlyDocumentId|_MarkAsFinal|commondata|Generator|AppVersion|DocSecurity|ContentTypeId|WorkbookGuid|KSOTemplateUUID|PresentationFormat|Created|LastSaved|Producer)$/
const WORDS = new Set(['vt:lpwstr', 'vt:lpstr', 'vt:bstr', 'vt:vector', 'vt:blob'])

function readCustom(report: Report, property: XmlElement): void {
  const name = property.attributes['name'] ?? ''
  const value = textOf(property).trim()
  if (value === '') return
  report.say('文档属性', value, false)
  if (name === 'KSOTemplateDocerSaveRecord') {
    if (namesAccount(value)) report.find('metadata', '文档属性', '记着 WPS 账号和设备的编号')
    return
  }
  // counts and switches that programs note down, unless somebody gave them a name of their own
  const isCount =
    childElements(property).every((one) => !WORDS.has(one.name)) && !/[^ -~]/.test(name)
  if (isCount || PROGRAMS.test(name) || (name === 'Creator' && !namesSomebody(value))) return
  report.find('metadata', '文档属性', `自定义属性“${name}”写着 ${snippet(value)}`)
}

/** Base64 of `{"hdid":…,"userId":…}`. */
function namesAccount(value: string): boolean {
  const plain = Buffer.from(value, 'base64').toString('utf8')
  return /"userId"\s*:\s*"[^"]+"/.test(plain)
}
