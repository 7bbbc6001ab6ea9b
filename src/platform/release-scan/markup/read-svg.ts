import { namesPath, namesSomebody } from '../metadata-words.ts'
import { isIntranet } from '../internal-places.ts'
import type { Report } from '../report.ts'
import { snippet } from '../snippet.ts'
import { parseXml } from '../xml/parse-xml.ts'
import { descendants, textOf } from '../xml/walk-xml.ts'

/** Drawings that are documents: they run programs and fetch pictures. */
export function readSvg(report: Report, source: string): void {
  for (const comment of source.matchAll(/<!--([\s\S]*?)-->/g)) {
    const text = comment[1]!.trim()
    if (/[\u4e00-\u9fff]|\d{7}|@/.test(text))
      report.find('comment', '图形', `源代码里有注释 ${snippet(text)}`)
    report.say('图形的注释', text, false)
  }
  for (const element of descendants(parseXml(source))) {
    const local = element.name.split(':').at(-1)!
    if (/^(?:script|foreignObject|handler|iframe|object|embed)$/i.test(local)) {
      report.find('script', '图形', `有会运行或加载内容的 <${local}>`)
    } else if (
      /^(?:creator|publisher|contributor|rights)$/.test(local) &&
      namesSomebody(textOf(element))
    ) {
      report.find('metadata', '图形', `属性“${local}”写着 ${snippet(textOf(element))}`)
    }
    if (/^(?:text|title|desc)$/.test(local))
      report.say('图形', textOf(element), !isHidden(element.attributes))
    if (local === 'text' && isHidden(element.attributes)) {
      report.find('hidden-text', '图形', `有隐藏的文字 ${snippet(textOf(element))}`)
    }
    for (const [name, value] of Object.entries(element.attributes))
      readAttribute(report, name, value)
  }
}

function isHidden(attributes: Readonly<Record<string, string>>): boolean {
  const look = `${attributes['style'] ?? ''};display:${attributes['display'] ?? ''};visibility:${attributes['visibility'] ?? ''};opacity:${attributes['opacity'] ?? ''};`
  return /display:\s*none|visibility:\s*hidden|opacity:\s*0(?:\.0+)?;/.test(look)
}

function readAttribute(report: Report, name: string, value: string): void {
  if (/^on\w+/i.test(name)) report.find('script', '图形', `${name} 会运行脚本`)
  else if (/(?:^|:)href$/.test(name)) {
    if (/^\s*(?:javascript|vbscript):|^\s*data:text\/html/i.test(value))
      report.find('script', '图形', '链接会运行脚本')
    else if (namesPath(value) || isIntranet(value)) {
      report.find('external-link', '图形', `链接指向内部位置 ${snippet(value)}`)
    }
  } else if (/docname|export-filename|absref/i.test(name) && namesPath(value)) {
    report.find('metadata', '图形', `记着内部路径 ${snippet(value)}`)
  }
}
