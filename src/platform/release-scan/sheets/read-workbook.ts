/** Excel workbooks (.xlsx). */
import { Unreadable } from '../kinds.ts'
import { namesPath } from '../metadata-words.ts'
import { looseParts, mainPart, targetsOf, xmlPart, type OfficePackage } from '../ooxml/package.ts'
import type { Report, Scan } from '../report.ts'
import { snippet } from '../snippet.ts'
import { readXml, xmlText, type XmlElement } from '../xml/parse-xml.ts'
import { childElements, isTrue, named, textOf } from '../xml/walk-xml.ts'
import { readCellLooks, themeColours } from './cell-look.ts'
import { readSheetDrawings } from './drawings.ts'
import { readPivotCaches } from './pivot-caches.ts'
import { readSheet, type SheetContext } from './read-sheet.ts'

export function readWorkbook(scan: Scan, pack: OfficePackage): void {
  const main = mainPart(pack) ?? 'xl/workbook.xml'
  if (main.endsWith('.bin'))
    throw new Unreadable('unknown-kind', '二进制工作簿（xlsb）不能检查，请另存为 xlsx。')
  const root = xmlPart(pack, main)
  if (root === undefined) throw new Unreadable('broken', '工作簿不完整，不能检查。')
  const theme = themeColours(xmlPart(pack, targetsOf(pack, main, 'theme')[0]))
  const { strings, phonetics } = sharedStrings(pack, main)
  const shared = {
    strings,
    usedStrings: new Set<number>(),
    looks: readCellLooks(xmlPart(pack, targetsOf(pack, main, 'styles')[0]), theme),
  }
  const shownWords = new Set<string>()
  for (const sheet of named(root, 'x:sheet')) {
    const words = readOneSheet(scan, pack, main, sheet, shared)
    if (!isHiddenSheet(sheet)) for (const word of words) shownWords.add(word)
  }
  scan.report.say('拼音指南', phonetics, false)
  readLeftOver(scan, shared)
  readNames(scan, root)
  readWorkbookNotes(scan, pack, main, root)
  readPivotCaches(scan.report, pack, main, shownWords)
  for (const part of REMARKS.flatMap((type) => looseParts(pack, type))) {
    readRemarks(scan.report, pack, part, '')
  }
  for (const part of looseParts(pack, 'queryTable')) {
    scan.report.find('external-link', part, '带有数据查询，会连到别处取数')
  }
}

export const isHiddenSheet = ({ attributes }: XmlElement) =>
  attributes['state'] === 'hidden' || attributes['state'] === 'veryHidden'
/** WPS keeps the pictures of cells in a sheet of its own. */
const PROGRAM_SHEET = 'WpsReserved_CellImgList'

function readOneSheet(
  { report }: Scan,
  pack: OfficePackage,
  main: string,
  sheet: XmlElement,
  shared: Omit<SheetContext, 'name' | 'isHidden'>,
): ReadonlySet<string> {
  const name = sheet.attributes['name'] ?? ''
  const isHidden = isHiddenSheet(sheet)
  if (isHidden && name !== PROGRAM_SHEET) {
    const deep = sheet.attributes['state'] === 'veryHidden' ? '（在菜单里也看不到）' : ''
    report.find('hidden-sheet', `工作表“${name}”`, `工作表是隐藏的${deep}`)
  }
  const id = sheet.attributes['r:id']
  const part = pack.relationships.get(main)?.find((one) => one.id === id)?.part
  const bytes = part === undefined ? undefined : pack.parts.get(part)
  if (part === undefined || bytes === undefined)
    throw new Unreadable('broken', '工作簿不完整，不能检查。')
  if (part.endsWith('.bin'))
    throw new Unreadable('unknown-kind', '二进制工作表不能检查，请另存为 xlsx。')
  const map = readSheet(report, xmlText(bytes), { ...shared, name, isHidden })
  readSheetDrawings(report, pack, part, name, map)
  readComments(report, pack, part, name)
  for (const type of ['queryTable', 'customProperty']) {
    for (const target of targetsOf(pack, part, type)) {
      if (type === 'queryTable')
        report.find('external-link', target, '带有数据查询，会连到别处取数')
      else report.find('metadata', target, '工作表带有看不见的自定义属性')
    }
  }
  return map.words
}

const REMARKS = ['comments', 'threadedComment']

function readComments(report: Report, pack: OfficePackage, part: string, sheet: string): void {
  for (const type of REMARKS) {
    for (const target of targetsOf(pack, part, type))
      readRemarks(report, pack, target, `工作表“${sheet}”`)
  }
}

function readRemarks(report: Report, pack: OfficePackage, part: string, place: string): void {
  for (const comment of named(xmlPart(pack, part)!, 'x:comment', 'xtc:threadedComment')) {
    const where = `${place}${comment.attributes['ref'] ?? ''}`
    const text = named(comment, 'x:t', 'xtc:text').map(textOf).join('')
    report.find('comment', where, `批注 ${snippet(text)}`)
    report.say(`${where}的批注`, text, false)
  }
}

function sharedStrings(
  pack: OfficePackage,
  main: string,
): { strings: string[]; phonetics: string } {
  const bytes = pack.parts.get(targetsOf(pack, main, 'sharedStrings')[0] ?? '')
  const strings: string[] = []
  let phonetics = ''
  let isPhonetic = false
  let isText = false
  readXml(bytes ? xmlText(bytes) : '<none/>', {
    open(name) {
      if (name === 'x:si') strings.push('')
      else if (name === 'x:rPh') isPhonetic = true
      isText = name === 'x:t'
    },
    text(text) {
      if (!isText) return
      if (isPhonetic) phonetics += text
      else strings[strings.length - 1] += text
    },
    close(name) {
      if (name === 'x:rPh') isPhonetic = false
      isText = false
    },
  })
  return { strings, phonetics }
}

/** Words of cells that were deleted by a program that did not tidy up. */
function readLeftOver(
  { report }: Scan,
  { strings, usedStrings }: Pick<SheetContext, 'strings' | 'usedStrings'>,
): void {
  const left = strings.filter((text, index) => !usedStrings.has(index) && text.trim() !== '')
  if (left.length === 0) return
  report.find(
    'hidden-text',
    '字符串表',
    `删掉的单元格文字还留着${left.length}条，如 ${snippet(left[0]!)}`,
  )
  report.say('字符串表', left.join('\n'), false)
}

function readNames({ report }: Scan, root: XmlElement): void {
  for (const element of named(root, 'x:definedName')) {
    const { name = '', hidden, comment = '' } = element.attributes
    const content = textOf(element)
    const where = `名称“${name}”`
    if (/\[\d+\]|https?:|[A-Za-z]:\\|\\\\/.test(content) && !name.startsWith('_xlnm')) {
      report.find('external-link', where, `名称引用了别的工作簿 ${snippet(content)}`)
    } else if (isTrue(hidden) && /^"|^\{/.test(content.trim())) {
      report.find('hidden-text', where, `隐藏的名称里有内容 ${snippet(content)}`)
    }
    report.say(where, `${content}\n${comment}`, false)
  }
}

function readWorkbookNotes(
  { report }: Scan,
  pack: OfficePackage,
  main: string,
  root: XmlElement,
): void {
  for (const { name, attributes } of named(
    root,
    'x15ac:absPath',
    'x:fileSharing',
    'x:workbookPr',
  )) {
    const url = attributes['url'] ?? ''
    const isTelling = /[\\/]Users[\\/]|[\\/]home[\\/]|^\\\\|[\u4e00-\u9fff]/i.test(url)
    if (name === 'x15ac:absPath' && isTelling && namesPath(url)) {
      report.find('metadata', '工作簿', `记着文件在内部的存放位置 ${snippet(url)}`)
    }
    if (name === 'x:fileSharing' && attributes['userName']) {
      report.find('metadata', '工作簿', `记着使用者 ${snippet(attributes['userName'])}`)
    }
  }
  for (const part of [...targetsOf(pack, main, 'person'), ...looseParts(pack, 'person')]) {
    const names = named(xmlPart(pack, part)!, 'xtc:person').map(
      ({ attributes }) => attributes['displayName'] ?? '',
    )
    if (names.some((name) => name.trim() !== '')) {
      report.find('metadata', '批注人名单', `记着批注人 ${snippet(names.join('、'))}`)
    }
  }
  const links: Readonly<Record<string, string>> = {
    connections: '带有数据连接，会连到别处取数',
    externalLink: '引用了别的工作簿，并存着其中的数据',
    xmlMaps: '带有 XML 映射',
  }
  for (const [type, message] of Object.entries(links)) {
    for (const part of [...targetsOf(pack, main, type), ...looseParts(pack, type)]) {
      readExternal(report, pack, part, message)
    }
  }
  for (const type of ['revisionHeaders', 'revisionLog', 'usernames']) {
    for (const part of [...targetsOf(pack, main, type), ...looseParts(pack, type)]) {
      readRevisions(report, pack, part, type)
    }
  }
  for (const name of pack.parts.keys()) {
    if (/^xl\/model\//i.test(name))
      report.find('embedded-object', name, '带有数据模型，里面的数据一并公开')
  }
}

function readExternal(report: Report, pack: OfficePackage, part: string, message: string): void {
  const root = xmlPart(pack, part)!
  if (childElements(root).length === 0) return
  report.find('external-link', part, message)
  report.say(part, named(root, 'x:v').map(textOf).join('\t'), false)
}

function readRevisions(report: Report, pack: OfficePackage, part: string, type: string): void {
  const root = xmlPart(pack, part)!
  if (childElements(root).length === 0) return
  if (type === 'usernames') report.find('metadata', part, '记着共用工作簿的使用者')
  else report.find('tracked-change', part, '共用工作簿存着修订记录，改动以前的内容还在')
  for (const log of targetsOf(pack, part, 'revisionLog')) {
    const words = named(xmlPart(pack, log)!, 'x:t', 'x:v').map(textOf).join('\t')
    report.say(log, words, false)
  }
}
