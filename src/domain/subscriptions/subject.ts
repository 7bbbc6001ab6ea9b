/** 订阅的内容: what is told of, in the words of the portal's own lists and its search. */
import { z } from 'zod'
import { findStatutoryItem } from '../../law/catalogue/statutory.ts'
import type { PublicValidity } from '../publications/public-documents.ts'
import {
  EDITION_KIND_LABELS,
  EDITION_KINDS,
  type EditionKind,
} from '../publications/structures/kinds.ts'

/** What a list or the results of a search are narrowed to. A year is none: next year nothing would come any more. */
export interface Narrowing {
  readonly agencyId?: number | undefined
  readonly category?: string | undefined
  readonly genre?: string | undefined
  /** 主题分类 */
  readonly theme?: string | undefined
  readonly kind?: EditionKind | undefined
  /** 规章和行政规范性文件 alone */
  readonly normative?: true | undefined
  readonly validity?: PublicValidity | undefined
  /** words are looked for in titles alone */
  readonly titleOnly?: true | undefined
  /** code of an item of 条例 第二十条 or 第二十一条 */
  readonly item?: string | undefined
}

/** Everything, where neither words nor a narrowing are given. */
export interface Subject extends Narrowing {
  /** searched for in title, number and text */
  readonly words?: string | undefined
}

export const LONGEST_WORDS = 200

const Stored = z.object({
  agencyId: z.number().int().optional(),
  category: z.string().optional(),
  genre: z.string().optional(),
  theme: z.string().optional(),
  kind: z.enum(EDITION_KINDS).optional(),
  normative: z.literal(true).optional(),
  validity: z.enum(['in-force', 'lapsed']).optional(),
  item: z.string().optional(),
  titleOnly: z.literal(true).optional(),
})

/** From the record; words are sealed apart. */
export function parseNarrowing(stored: unknown): Narrowing {
  return Stored.parse(stored)
}

/** Without the words, and in one order, so that the same choice is stored as the same text. */
export function narrowingOf(subject: Subject): Record<string, string | number | true> {
  const { agencyId, category, genre, theme, kind, normative, validity, item, titleOnly } = subject
  const parts = { agencyId, category, genre, item, kind, normative, theme, titleOnly, validity }
  return Object.fromEntries(
    Object.entries(parts).filter(
      (part): part is [string, string | number | true] => part[1] !== undefined,
    ),
  )
}

/** Equal for equal subjects. */
export function subjectKey(subject: Subject): string {
  const words = subject.words?.normalize('NFKC').replaceAll(/\s+/g, ' ').trim() ?? ''
  return JSON.stringify([narrowingOf(subject), words])
}

const VALIDITY_WORDS = { 'in-force': '现行有效', lapsed: '已废止、失效' } as const

/** The words for what a list is narrowed to; `[]` for everything. */
export function narrowingWords(
  { category, kind, normative, item, genre, theme, validity, titleOnly }: Narrowing,
  agencyName?: string,
): string[] {
  return [
    titleOnly && '只查标题',
    agencyName,
    category,
    kind && EDITION_KIND_LABELS[kind],
    normative && '规范性文件',
    item && findStatutoryItem(item)?.label,
    genre,
    theme,
    validity && VALIDITY_WORDS[validity],
  ].filter((word): word is string => word !== undefined && word !== '')
}

/** `全部新公开的文件`, `规范性文件`, `检索“养老”，惠企政策`. */
export function describeSubject(subject: Subject, agencyName?: string): string {
  const searched = subject.words === undefined ? [] : [`检索“${subject.words}”`]
  const said = [...searched, ...narrowingWords(subject, agencyName)]
  return said.length === 0 ? '全部新公开的文件' : said.join('，')
}
