/** Word documents (.docx): what stands on the page, and what does not. */
import { looseParts, mainPart, targetsOf, xmlPart, type OfficePackage } from '../ooxml/package.ts'
import type { Scan } from '../report.ts'
import { snippet } from '../snippet.ts'
import { child, childElements, descendants, named, textOf } from '../xml/walk-xml.ts'
import { readCovers } from './covers.ts'
import { readFields } from './fields.ts'
import { readStory, type Story } from './read-story.ts'
import { readStyles } from './run-look.ts'
import { readTracked } from './tracked.ts'

const STORIES: Readonly<Record<string, string>> = {
  header: '页眉',
  footer: '页脚',
  footnotes: '脚注',
  endnotes: '尾注',
}

export function readWord(scan: Scan, pack: OfficePackage): void {
  const main = mainPart(pack) ?? 'word/document.xml'
  const styles = readStyles(xmlPart(pack, targetsOf(pack, main, 'styles')[0]))
  const stories: [string, string][] = [['正文', main]]
  for (const [type, name] of Object.entries(STORIES)) {
    for (const part of partsOf(pack, main, type)) stories.push([name, part])
  }
  for (const [label, part] of stories) {
    const root = xmlPart(pack, part)
    if (root === undefined) continue
    const story: Story = { label, root, styles, isHidden: false }
    readStory(scan.report, story)
    readTracked(scan.report, story)
    readFields(scan.report, story)
    readCovers(scan.report, pack, part, story)
  }
  readComments(scan, pack, main)
  readSettings(scan, pack, main)
  readBuildingBlocks(scan, pack, main)
}

const partsOf = (pack: OfficePackage, main: string, type: string) => [
  ...targetsOf(pack, main, type),
  ...looseParts(pack, type),
]

function readComments({ report }: Scan, pack: OfficePackage, main: string): void {
  for (const part of partsOf(pack, main, 'comments')) {
    const root = xmlPart(pack, part)!
    for (const comment of named(root, 'w:comment')) {
      const text = named(comment, 'w:p').map(textOf).join('\n')
      const author = comment.attributes['w:author'] ?? ''
      report.find('comment', '批注', `${author === '' ? '' : `${author}的`}批注 ${snippet(text)}`)
      report.say('批注', text, false)
    }
  }
  for (const part of partsOf(pack, main, 'people')) {
    const people = named(xmlPart(pack, part)!, 'w15:person')
    const names = people.map(({ attributes }) => attributes['w15:author'] ?? '').filter(Boolean)
    if (names.length > 0) {
      report.find('metadata', '审阅人名单', `记着审阅人 ${snippet(names.join('、'))}`)
    }
  }
}

function readSettings({ report }: Scan, pack: OfficePackage, main: string): void {
  const root = xmlPart(pack, targetsOf(pack, main, 'settings')[0])
  if (root === undefined) return
  for (const { attributes } of named(root, 'w:docVar')) {
    const value = attributes['w:val'] ?? ''
    if (
      value === '' ||
      /^(?:KSO|KGW|KY_|WPS|commondata|__Grammarly)/i.test(attributes['w:name'] ?? '')
    )
      continue
    report.find('metadata', '文档变量', `看不见的变量写着 ${snippet(value)}`)
    report.say('文档变量', value, false)
  }
  const merge = child(root, 'w:mailMerge')
  if (
    merge &&
    childElements(merge).some(({ name }) => /query|connectString|dataSource|odso/.test(name))
  ) {
    report.find('external-link', '邮件合并', '连着邮件合并的数据源')
  }
}

/** Text kept for re-use. Its placeholders come with every form. */
function readBuildingBlocks({ report }: Scan, pack: OfficePackage, main: string): void {
  for (const part of targetsOf(pack, main, 'glossaryDocument')) {
    for (const paragraph of named(xmlPart(pack, part)!, 'w:p')) {
      const text = textOf(paragraph)
      report.say('文档部件库', text, false)
      const isPlaceholder = descendants(paragraph).some(
        ({ name, attributes }) =>
          name === 'w:rStyle' && /placeholder/i.test(attributes['w:val'] ?? ''),
      )
      if (text.trim() !== '' && !isPlaceholder && !isPrompt(text)) {
        report.find('hidden-text', '文档部件库', `文档里存着不显示的文字 ${snippet(text)}`)
      }
    }
  }
}

const isPrompt = (text: string) =>
  /单击|点击|键入|输入|选择|click|type|choose|enter|\[[^\]]*\]|^_+$/i.test(text) && text.length < 60
