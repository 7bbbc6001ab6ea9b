import type { Report } from '../report.ts'
import { snippet } from '../snippet.ts'
import { hasAncestor, named, textOf } from '../xml/walk-xml.ts'
import type { Story } from './read-story.ts'

export const MARKS: Readonly<Record<string, string>> = {
  'w:ins': '插入',
  'w:del': '删除',
  'w:moveFrom': '移走',
  'w:moveTo': '移来',
  'w:cellIns': '插入单元格',
  'w:cellDel': '删除单元格',
  'w:cellMerge': '合并单元格',
  'w:rPrChange': '格式',
  'w:pPrChange': '段落格式',
  'w:sectPrChange': '页面格式',
  'w:tblPrChange': '表格格式',
  'w:tblPrExChange': '表格格式',
  'w:tblGridChange': '表格格式',
  'w:trPrChange': '表格格式',
  'w:tcPrChange': '表格格式',
  'w:numberingChange': '编号',
  'w:customXmlInsRangeStart': '插入',
  'w:customXmlDelRangeStart': '删除',
  'w:customXmlMoveFromRangeStart': '移走',
  'w:customXmlMoveToRangeStart': '移来',
}

/** Changes that somebody tracked and nobody accepted: what was deleted is still there to be read. */
export function readTracked(report: Report, { label, root }: Story): void {
  const counts = new Map<string, number>()
  const authors = new Set<string>()
  for (const { name, attributes } of named(root, ...Object.keys(MARKS))) {
    const mark = MARKS[name]!
    counts.set(mark, (counts.get(mark) ?? 0) + 1)
    if (attributes['w:author']) authors.add(attributes['w:author'])
  }
  if (counts.size === 0) return
  const list = [...counts].map(([mark, count]) => `${mark}${count}处`).join('、')
  const by = authors.size > 0 ? `，修订人 ${[...authors].slice(0, 5).join('、')}` : ''
  const deleted = named(root, 'w:delText').map(textOf).join('')
  const words = deleted === '' ? '' : `，删去的文字还在：${snippet(deleted)}`
  report.find('tracked-change', label, `有没有处理的修订：${list}${by}${words}`)
  for (const mark of named(root, 'w:del', 'w:moveFrom')) {
    if (!hasAncestor(mark, 'w:del', 'w:moveFrom'))
      report.say(`${label}的修订`, deletedText(mark), false)
  }
}

const deletedText = (mark: Story['root']) => named(mark, 'w:delText', 'w:t').map(textOf).join('')
