/** Fields of Word that fetch something, and those that hold text nobody sees. */
import { namesPath } from '../metadata-words.ts'
import type { Report } from '../report.ts'
import { snippet } from '../snippet.ts'
import { named, textOf } from '../xml/walk-xml.ts'
import type { Story } from './read-story.ts'

export const FETCHING =
  /^\s*(?:INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|DDE|DDEAUTO|LINK|DATABASE|RD)\b/i
const RUNNING = /^\s*(?:MACROBUTTON)\b/i
export const UNSEEN_FIELD = /^\s*(?:SET|PRIVATE|TA|ASK)\b/i

export function readFields(report: Report, { label, root }: Story): void {
  for (const code of fieldCodes(root)) {
    if (FETCHING.test(code)) {
      report.find('external-link', label, `域代码引用文件以外的内容 ${snippet(code)}`)
    } else if (
      RUNNING.test(code) &&
      !/^\s*MACROBUTTON\s+(?:AcceptAllChangesInDoc|NoMacro|DoFieldClick)\b/i.test(code)
    ) {
      report.find('macro', label, `域代码会运行宏 ${snippet(code)}`)
    } else if (/^\s*HYPERLINK\b/i.test(code) && namesPath(code)) {
      report.find('external-link', label, `超链接指向内部位置 ${snippet(code)}`)
    } else if (UNSEEN_FIELD.test(code) && code.replaceAll(/["\s]/g, '').length > 12) {
      report.find('hidden-text', label, `域代码里有不显示的文字 ${snippet(code)}`)
    }
    report.say(`${label}的域代码`, code, false)
  }
}

/** Codes are cut into pieces at will; from the beginning of a field to its separator they belong together. */
function fieldCodes(root: Story['root']): string[] {
  const codes = named(root, 'w:fldSimple').map(({ attributes }) => attributes['w:instr'] ?? '')
  const open: string[] = []
  for (const element of named(root, 'w:fldChar', 'w:instrText', 'w:delInstrText')) {
    const type = element.attributes['w:fldCharType']
    if (type === 'begin') open.push('')
    else if (type === undefined && open.length > 0) open[open.length - 1] += textOf(element)
    else if (type === undefined) codes.push(textOf(element))
    else if (type === 'end') codes.push(open.pop() ?? '')
  }
  return [...codes, ...open].filter((code) => code.trim() !== '')
}
