import type { PublicDocument } from '../../domain/publications/public-document.ts'
import { formatMinute } from '../../platform/kernel/time.ts'

/** The document as plain text: the same header, then the words. A byte-order mark lets old editors read it as UTF-8. */
export function documentText(document: PublicDocument): string {
  const header = [
    ['索引号', document.indexNumber],
    ['公开方式', '主动公开'],
    ['发布机构', document.publisher],
    ['组配分类', document.category],
    ['文号', document.documentNumber],
    ['成文日期', document.formedOn?.toString()],
    ['发布日期', formatMinute(document.publishedAt)],
    ['施行日期', document.effectiveFrom?.toString()],
    ['有效期至', document.expiresOn?.toString()],
    ['废止日期', document.repealedOn?.toString()],
  ].flatMap(([key, value]) => (value ? [`${key}：${value}`] : []))
  const lines = [document.title, '', ...header, '', document.bodyText, '']
  return `\uFEFF${lines.join('\n').replace(/\r?\n/g, '\r\n')}`
}
