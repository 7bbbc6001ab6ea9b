import { z } from 'zod'
import { listDocumentsUnder } from '../../domain/catalogue/statutory-tree.ts'
import type { Agency } from '../../domain/organisations/agency.ts'
import type { PublicListFilter } from '../../domain/publications/public-documents.ts'
import { EDITION_KINDS } from '../../domain/publications/structures/kinds.ts'
import { findStatutoryItem } from '../../law/catalogue/statutory.ts'
import type { Db } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { contentPath } from './paths.ts'

// what a form leaves empty, and what nobody's form sends, is no filter
const text = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^\P{Cc}+$/u)
  .optional()
  .catch(undefined)

/** What the address of the list asks for. */
export const ContentQuerySchema = z.object({
  agency: text,
  category: text,
  genre: text,
  theme: text,
  kind: z.enum(EDITION_KINDS).optional().catch(undefined),
  normative: z
    .literal('1')
    .transform((): true => true)
    .optional()
    .catch(undefined),
  validity: z.enum(['in-force', 'lapsed']).optional().catch(undefined),
  /** code of an item of 条例 第二十条 or 第二十一条 */
  item: z
    .string()
    .refine((code) => findStatutoryItem(code) !== undefined)
    .optional()
    .catch(undefined),
  year: z.coerce.number().int().min(1949).max(2200).optional().catch(undefined),
  sort: z.literal('oldest').optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
})
export type AskedContent = z.infer<typeof ContentQuerySchema>

/** What narrows the list, the most telling first. */
const FACETS = [
  'item',
  'category',
  'kind',
  'normative',
  'agency',
  'year',
  'genre',
  'theme',
  'validity',
] as const satisfies readonly (keyof AskedContent)[]

const facetsOf = (query: Partial<AskedContent>) =>
  FACETS.filter((name) => query[name] !== undefined)

/** There are more combinations of filters than documents: each is a view of one of the lists, and no page of its own. */
export const isCombination = (query: Partial<AskedContent>): boolean =>
  query.sort !== undefined || facetsOf(query).length > 1

/** The list that search engines know this one by. */
export function canonicalContent(query: AskedContent): string {
  const [first] = facetsOf(query)
  const one = first === undefined ? {} : { [first]: query[first] }
  return contentPath({ ...one, ...(!isCombination(query) && { page: query.page }) })
}

/** @throws Refusal `not-found` for a filter that is none: what it would show is not what was asked for */
export function refuseUnknownFilters(sent: unknown, query: AskedContent): void {
  const given = (sent ?? {}) as Readonly<Record<string, unknown>>
  const isUnknown = (name: (typeof FACETS)[number]) => {
    const value = given[name]
    const isBlank = value === undefined || (typeof value === 'string' && value.trim() === '')
    return !isBlank && query[name] === undefined
  }
  if (FACETS.some(isUnknown))
    throw new Refusal('not-found', '没有这样的列表。请从“法定主动公开内容”重新筛选。')
}

/**
 * What the address of a list asks of the records; the list, its feeds and its mails all ask the same.
 * @param agency the body that the address names
 */
export async function contentFilter(
  db: Db,
  query: AskedContent,
  agency: Agency | undefined,
  today: Temporal.PlainDate,
): Promise<PublicListFilter> {
  return {
    ...(agency && { agencyId: agency.id }),
    ...(query.category !== undefined && { category: query.category }),
    ...(query.genre !== undefined && { genre: query.genre }),
    ...(query.theme !== undefined && { theme: query.theme }),
    ...(query.kind !== undefined && { kind: query.kind }),
    ...(query.normative && { normative: true }),
    ...(query.year !== undefined && { year: query.year }),
    ...(query.validity !== undefined && { validity: { is: query.validity, on: today } }),
    ...(query.item !== undefined && {
      documentIds: await listDocumentsUnder(db, query.item, today),
    }),
  }
}
