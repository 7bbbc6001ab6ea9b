/** The page tags that inspections of government sites read (国办发〔2017〕47号 附件), by kind of page. */
import { formatMinute } from '../../platform/kernel/time.ts'
import { html, type Html } from '../../platform/web/html.ts'

interface ColumnTags {
  readonly name: string
  readonly type: string
  readonly description: string
  readonly keywords: readonly string[]
}

export type PageMeta =
  /** The home page, forms, tools and error pages: the three tags of the site. */
  | { readonly kind: 'site' }
  /** A column or a list: seven tags. */
  | ({ readonly kind: 'column' } & ColumnTags)
  /** A document or a report: ten tags. PubDate is the moment of publication, to the minute. */
  | {
      readonly kind: 'article'
      readonly column: ColumnTags
      readonly title: string
      readonly publishedAt: Temporal.Instant
      readonly source: string
      /** 关键词 and 内容概述 of the document itself, where it has them */
      readonly keywords?: readonly string[]
      readonly description?: string
    }

interface SiteTags {
  readonly siteName: string
  readonly domain: string
  readonly idCode: string | undefined
}

type Tag = readonly [name: string, content: string | undefined]

export function metaTags(site: SiteTags, meta: PageMeta): Html {
  const tags: readonly Tag[] = [
    ['SiteName', site.siteName],
    ['SiteDomain', site.domain],
    ['SiteIDCode', site.idCode],
    ...pageTags(meta),
  ]
  return html`${tags.map(([name, content]) => content !== undefined && html`<meta name="${name}" content="${content}" /> `)}`
}

function pageTags(meta: PageMeta): readonly Tag[] {
  switch (meta.kind) {
    case 'site':
      return []
    case 'column':
      return columnTags(meta)
    case 'article':
      return [
        ...columnTags(meta.column),
        ['ArticleTitle', meta.title],
        ['PubDate', formatMinute(meta.publishedAt)],
        ['ContentSource', meta.source],
        ['Keywords', meta.keywords?.join(',') || undefined],
        ['Description', meta.description || undefined],
      ]
  }
}

function columnTags(column: ColumnTags): readonly Tag[] {
  return [
    ['ColumnName', column.name],
    ['ColumnDescription', column.description],
    ['ColumnKeywords', column.keywords.join(',')],
    ['ColumnType', column.type],
  ]
}
