/** 清理: a campaign over normative documents, from its scope to the notice of its result. Vocabulary and pure rules. */
import { z } from 'zod'
import { NORMATIVE_KINDS } from '../../publications/edition.ts'
import type { EditionStructure } from '../../publications/structures/kinds.ts'
import { optionalDay, requiredDay } from '../form-days.ts'

export const CLEANUP_RESULTS = ['keep', 'amend', 'repeal', 'lapse'] as const
export type CleanupResult = (typeof CLEANUP_RESULTS)[number]

export const CLEANUP_RESULT_NAMES: Readonly<Record<CleanupResult, string>> = {
  keep: '继续有效',
  amend: '修改',
  repeal: '废止',
  lapse: '失效',
}

export const CLEANUP_STATES = ['collecting', 'collated', 'reviewed', 'approved', 'issued'] as const
export type CleanupState = (typeof CLEANUP_STATES)[number]

/** Which documents a campaign looks at. What is no longer in force is not looked at again. */
export const ScopeForm = z.object({
  kind: z
    .enum(['', ...NORMATIVE_KINDS])
    .default('')
    .transform((kind) => (kind === '' ? null : kind)),
  /** own: the body's; all: those of the units that file with it, too */
  units: z.enum(['own', 'all']).default('own'),
  formedBefore: optionalDay,
  expiringBefore: optionalDay,
  category: z.string().trim().max(60).default(''),
  /** part of a title */
  text: z.string().trim().max(60).default(''),
})
export type Scope = z.infer<typeof ScopeForm>

export const CleanupForm = z
  .object({
    title: z.string().trim().min(1, '请填写清理的名称').max(100),
    basis: z.string().trim().max(500).default(''),
    opinionsDueOn: requiredDay('提出意见的期限'),
    commentsFrom: optionalDay,
    commentsUntil: optionalDay,
  })
  .superRefine(({ commentsFrom, commentsUntil }, context) => {
    const issue = (message: string) =>
      context.addIssue({ code: 'custom', path: ['commentsUntil'], message })
    if ((commentsFrom === null) !== (commentsUntil === null))
      issue('公开征求意见的起止日期要么都填，要么都不填')
    else if (commentsFrom && Temporal.PlainDate.compare(commentsUntil!, commentsFrom) < 0)
      issue('截止日期不能早于开始日期')
  })
export type CleanupForm = z.infer<typeof CleanupForm>

export const OpinionForm = z
  .object({
    result: z.enum(CLEANUP_RESULTS, '请选择清理意见'),
    reason: z.string().trim().max(1000).default(''),
  })
  .superRefine(({ result, reason }, context) => {
    if (result !== 'keep' && reason === '')
      context.addIssue({
        code: 'custom',
        path: ['reason'],
        message: '修改、废止、失效的，请写理由',
      })
  })
export type OpinionForm = z.infer<typeof OpinionForm>

export interface Cleanup {
  readonly id: number
  readonly agencyId: number
  readonly title: string
  readonly basis: string
  readonly state: CleanupState
  readonly opinionsDueOn: Temporal.PlainDate
  readonly commentsFrom: Temporal.PlainDate | null
  readonly commentsUntil: Temporal.PlainDate | null
  readonly commentsSummary: string
  readonly legalOpinion: string
  readonly reviewedBy: number | null
  readonly returnedReason: string
  readonly noticeDocumentId: number | null
  readonly createdAt: Temporal.Instant
}

export interface CleanupItem {
  readonly documentId: number
  readonly unitId: number
  readonly unitName: string
  readonly indexNumber: string
  readonly title: string
  readonly documentNumber: string
  readonly publisher: string
  readonly issuedOn: Temporal.PlainDate
  readonly expiresOn: Temporal.PlainDate | null
  readonly opinion: CleanupResult | null
  readonly opinionReason: string
  readonly result: CleanupResult | null
  readonly resultReason: string
}

export type CleanupCounts = Readonly<Record<CleanupResult | 'open', number>>

/** How many come to what: by result, or before collation by the units' opinion. */
export function countResults(
  items: readonly Pick<CleanupItem, 'opinion' | 'result'>[],
): CleanupCounts {
  const counts = { keep: 0, amend: 0, repeal: 0, lapse: 0, open: 0 }
  for (const { opinion, result } of items) counts[result ?? opinion ?? 'open'] += 1
  return counts
}

const LISTED = z.object({
  documentId: z.number().int().positive(),
  title: z.string(),
  documentNumber: z.string(),
  indexNumber: z.string(),
  publisher: z.string(),
  result: z.enum(CLEANUP_RESULTS),
  reason: z.string(),
})

/** What a notice of results (清理结果) holds beside its text, and what its publication marks. */
export const CleanupStructure = z.object({
  cleanupId: z.number().int().positive(),
  /** from when 废止 and 失效 apply; null: from publication */
  appliesFrom: z.string().nullable(),
  results: z.array(LISTED).min(1),
})
export type CleanupStructure = z.infer<typeof CleanupStructure>

export function parseCleanup(structure: EditionStructure | null): CleanupStructure | undefined {
  const parsed = CleanupStructure.safeParse(structure)
  return parsed.success ? parsed.data : undefined
}
