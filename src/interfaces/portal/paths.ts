/** Every address of the portal, built in one place. Addresses of documents and reports are permanent. */

import { indexAddress } from './index-address.ts'
import { ADDRESS_HASH_LENGTH } from '../../domain/publications/attachments-store.ts'
import type { EditionKind } from '../../domain/publications/structures/kinds.ts'

export const HOME = '/'
export const GUIDE = '/guide'
export const RULES = '/rules'
export const CONTENT = '/content'
export const FILES = '/files'
/** Drafts, for who was given a link. */
export const PREVIEW = '/preview'
export const REPORTS = '/reports'
export const APPLY = '/apply'
/** The form; its pages are all answers to a POST of this one address, so that nothing typed stands in an address. */
export const APPLY_ONLINE = '/apply/online'
export const TRACK = '/apply/track'
export const CHECK = '/check'

export const SEARCH = '/search'

export const SITE_MAP = '/site-map'
export const ABOUT = '/about'
export const CORRECTION = '/correction'
/** What came of it, by the number the reader was given. */
export const CORRECTION_STATE = '/correction/state'

/** 信息纠错, opened beside a document. */
export function correctionPath(indexNumber: string): string {
  return withQuery(CORRECTION, { about: indexNumber })
}

/** Of the body whose portal this is, or of another that publishes here. */
export function guidePath(agency?: string): string {
  return withQuery(GUIDE, { agency })
}

/** An entry of the platform, of one body of it. */
export function ofUnit(path: string, agency: string | undefined): string {
  return withQuery(path, { agency })
}

/** Of the whole platform, or of one body of it. */
export function homePath(agency?: string): string {
  return withQuery(HOME, { agency })
}

/** What is looked for, and what the results are narrowed to. Newest first when sorted by time, else nearest first. */
export interface SearchQuery {
  readonly q: string
  readonly agency?: string | undefined
  readonly category?: string | undefined
  readonly year?: number | undefined
  readonly genre?: string | undefined
  /** 主题分类 */
  readonly theme?: string | undefined
  readonly validity?: 'in-force' | 'lapsed' | undefined
  /** published on these days, as 2020-08-17 */
  readonly since?: string | undefined
  readonly until?: string | undefined
  /** titles alone are searched */
  readonly title?: 1 | undefined
  readonly sort?: 'time' | undefined
  readonly page?: number | undefined
}

export function searchPath({ sort, page, ...query }: SearchQuery): string {
  return withQuery(SEARCH, {
    ...searchedFor(query),
    sort,
    page: page === 1 ? undefined : page,
  })
}

/** What is searched for, in the order of the address, and nothing else that a caller may carry along. */
export function searchedFor(query: SearchQuery) {
  const { q, agency, category, year, genre, theme, validity, since, until, title } = query
  return { q, agency, category, year, genre, theme, validity, since, until, title }
}

/** What the list of documents is narrowed to; page 1 and absent filters are left out of the address. */
export interface ContentQuery {
  readonly agency?: string | undefined
  readonly category?: string | undefined
  readonly year?: number | undefined
  readonly genre?: string | undefined
  /** 主题分类 */
  readonly theme?: string | undefined
  readonly kind?: EditionKind | undefined
  /** 规章和行政规范性文件 alone */
  readonly normative?: true | undefined
  readonly validity?: 'in-force' | 'lapsed' | undefined
  /** code of an item of 条例 第二十条 or 第二十一条 */
  readonly item?: string | undefined
  readonly sort?: 'oldest' | undefined
  readonly page?: number | undefined
}

export function contentPath(query: ContentQuery = {}): string {
  const page = query.page === 1 ? undefined : query.page
  return withQuery(CONTENT, { ...narrowedTo(query), sort: query.sort, page })
}

/** What the list is narrowed to, in the order of the address. */
export function narrowedTo(query: ContentQuery) {
  const { agency, category, year, genre, theme, kind, normative, validity, item } = query
  return {
    agency,
    category,
    year,
    genre,
    theme,
    kind,
    normative: normative && 1,
    validity,
    item,
  }
}

/** `11371000004359440C/2020-01027` → `/content/11371000004359440C/2020-01027`. */
export function documentPath(indexNumber: string): string {
  return `${CONTENT}/${indexAddress(indexNumber)}`
}

export function documentTextPath(indexNumber: string): string {
  return `${documentPath(indexNumber)}.txt`
}

export function documentPdfPath(indexNumber: string): string {
  return `${documentPath(indexNumber)}.pdf`
}

/** The address of the document's page as a QR code. */
export function documentCodePath(indexNumber: string): string {
  return `${documentPath(indexNumber)}.svg`
}

export function previewFilePath(token: string, fileId: number): string {
  return `${PREVIEW}/${token}/${fileId}`
}

/**
 * `/files/11371000004359440C/2020-01027/3f2a…/附表.xlsx`: the same bytes keep their address through all editions. It is
 * asked anew each time whether they are public (`attachment.ts`).
 */
export function attachmentPath(
  indexNumber: string,
  { sha256, name }: { readonly sha256: string; readonly name: string },
): string {
  return `${FILES}/${indexAddress(indexNumber)}/${sha256.slice(0, ADDRESS_HASH_LENGTH)}/${encodeURIComponent(name)}`
}

/** The application guide, opened beside a document. */
export function applyAboutPath(indexNumber: string): string {
  return withQuery(APPLY, { about: indexNumber })
}

export function applyOnlinePath(indexNumber?: string, agency?: string): string {
  return withQuery(APPLY_ONLINE, { about: indexNumber, agency })
}

/** The blank application form; with a document's number already in it when the reader comes from one. */
export function applyFormPath(format: 'docx' | 'pdf', indexNumber?: string): string {
  return withQuery(`${APPLY}/form.${format}`, { about: indexNumber })
}

export interface ReportsQuery {
  readonly agency?: string | undefined
  readonly year?: number | undefined
}

export function reportsPath(query: ReportsQuery = {}): string {
  return withQuery(REPORTS, { agency: query.agency, year: query.year })
}

export function reportPath(slug: string, year: number): string {
  return `${REPORTS}/${encodeURIComponent(slug)}/${year}`
}

export type ReportFileFormat = 'docx' | 'xlsx' | 'pdf' | 'json'

export function reportFilePath(slug: string, year: number, format: ReportFileFormat): string {
  return `${reportPath(slug, year)}.${format}`
}

/** An address with what of these values is there. */
export function withQuery(
  path: string,
  values: Readonly<Record<string, string | number | undefined>>,
): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== '') query.set(name, String(value))
  }
  return query.size === 0 ? path : `${path}?${query}`
}
