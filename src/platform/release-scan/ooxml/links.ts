/** Where an Office document leads: what it fetches by itself, and what gives away a place inside the office. */
import { isIntranet } from '../internal-places.ts'
import { namesPath } from '../metadata-words.ts'
import type { Report } from '../report.ts'
import { snippet } from '../snippet.ts'
import type { OfficePackage, Relationship } from './package.ts'

const NAMES: Readonly<Record<string, string>> = {
  attachedTemplate: '远程或本机的模板',
  image: '链接的图片',
  oleObject: '链接的对象',
  package: '链接的文件',
  externalLinkPath: '别的工作簿',
  externalLink: '别的工作簿',
  externalLinkLongPath: '别的工作簿',
  xlPathMissing: '别的工作簿',
  xlExternalLinkPath: '别的工作簿',
  frame: '别的网页',
  subDocument: '子文档',
  mailMergeSource: '邮件合并的数据源',
  mailMergeHeaderSource: '邮件合并的数据源',
  video: '链接的视频',
  audio: '链接的音频',
  media: '链接的媒体',
  aFChunk: '别的文件',
}

export function readLinks(report: Report, pack: OfficePackage): void {
  for (const [source, relationships] of pack.relationships) {
    for (const relationship of relationships) {
      if (relationship.type === 'hyperlink') readHyperlink(report, source, relationship)
      else if (relationship.isExternal) {
        const what = NAMES[relationship.type] ?? '文件以外的内容'
        const message = `引用了${what} ${snippet(relationship.target)}`
        report.find('external-link', source || '文件', message)
      }
    }
  }
}

/** One that a reader clicks is fine, unless it shows the way into the office. */
function readHyperlink(report: Report, source: string, { target }: Relationship): void {
  if (/^\s*(?:javascript|vbscript|data):/i.test(target)) {
    report.find('script', source, `超链接会运行脚本 ${snippet(target)}`)
  } else if (namesPath(target) || isIntranet(target)) {
    report.find('external-link', source, `超链接指向内部位置 ${snippet(target)}`)
  }
  if (/^mailto:/i.test(target)) report.say(`${source} 的超链接`, target.slice(7).split('?')[0]!)
}
