import { z } from 'zod'
import { findStatutoryItem } from '../../law/catalogue/statutory.ts'
import { EDITION_KINDS } from '../../domain/publications/structures/kinds.ts'

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
  kind: z.enum(EDITION_KINDS).optional().catch(undefined),
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
