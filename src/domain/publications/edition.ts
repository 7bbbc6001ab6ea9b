import { z } from 'zod'

export const EDITION_STATES = [
  'draft', // 起草中
  'in-review', // 保密审查中
  'returned', // 退回修改
  'reviewed', // 已审查，待发布
  'published', // 已发布
  'superseded', // 已被新版本替代
] as const
export type EditionState = (typeof EDITION_STATES)[number]

/** 公开方式（公开属性） */
export const DISCLOSURES = ['proactive', 'on-request', 'withheld'] as const
export type Disclosure = (typeof DISCLOSURES)[number]

/** 规章 and 行政规范性文件 are counted in 表二（一）; other documents are not. */
export const NORMATIVE_KINDS = ['regulation', 'normative'] as const
export type NormativeKind = (typeof NORMATIVE_KINDS)[number]

/** The six things a 保密审查 looks for, one by one (保密法实施条例 第四十二条：逐项). */
export const REVIEW_ITEMS = [
  'state-secret',
  'work-secret',
  'three-safeties',
  'trade-secret',
  'personal-privacy',
  'aggregation',
] as const
export type ReviewItem = (typeof REVIEW_ITEMS)[number]

/** `clear` 未发现; `found` 发现问题; a conclusion of may-publish needs every item clear. */
export type ReviewFinding = 'clear' | 'found'

export const REVIEW_CONCLUSIONS = ['may-publish', 'return', 'refer-upwards'] as const
export type ReviewConclusion = (typeof REVIEW_CONCLUSIONS)[number]

export interface Attachment {
  readonly name: string
  readonly sha256: string
  readonly size: number
  readonly mediaType: string
}

/** The header and text of a document, exactly what the review signs. */
export interface EditionContent {
  readonly title: string
  readonly publisher: string
  readonly category: string
  readonly disclosure: Disclosure
  readonly documentNumber: string
  readonly formedOn: Temporal.PlainDate | null
  readonly effectiveFrom: Temporal.PlainDate | null
  readonly expiresOn: Temporal.PlainDate | null
  readonly repealedOn: Temporal.PlainDate | null
  readonly normativeKind: NormativeKind | null
  readonly bodyHtml: string
}

export interface Edition extends EditionContent {
  readonly id: number
  readonly documentId: number
  readonly agencyId: number
  readonly number: number
  readonly state: EditionState
  readonly bodyText: string
  readonly attachments: readonly Attachment[]
  readonly contentHash: Buffer
  readonly draftedBy: number
  /** everybody who wrote in it: none of them may review or publish it */
  readonly contributors: readonly number[]
  readonly returnedReason: string | null
  readonly publicNote: string
  readonly version: number
  readonly updatedAt: Temporal.Instant
  /** of the document: null until first published */
  readonly indexNumber: string | null
  readonly firstPublishedAt: Temporal.Instant | null
}

const optionalDay = z
  .string()
  .trim()
  .default('')
  .transform((text, context) => {
    if (text === '') return null
    try {
      return Temporal.PlainDate.from(text)
    } catch {
      context.addIssue({ code: 'custom', message: '日期应写作2020-08-17这样的格式' })
      return z.NEVER
    }
  })

/** What an editor types. The order of dates is checked because a reader would be misled by it. */
export const EditionForm = z
  .object({
    title: z.string().trim().min(1, '请填写标题').max(300, '标题最多300个字'),
    publisher: z.string().trim().min(1, '请填写发布机构').max(100),
    category: z.string().trim().min(1, '请填写组配分类').max(60),
    disclosure: z.enum(DISCLOSURES, '请选择公开方式'),
    documentNumber: z.string().trim().max(60).default(''),
    formedOn: optionalDay,
    effectiveFrom: optionalDay,
    expiresOn: optionalDay,
    repealedOn: optionalDay,
    normativeKind: z
      .enum(['', ...NORMATIVE_KINDS])
      .default('')
      .transform((kind) => (kind === '' ? null : kind)),
    bodyHtml: z.string().trim().min(1, '请填写正文').max(2_000_000, '正文过长'),
  })
  .superRefine((form, context) => {
    const later = (at: string, message: string) =>
      context.addIssue({ code: 'custom', path: [at], message })
    const { formedOn, effectiveFrom, expiresOn, repealedOn, normativeKind } = form
    if (normativeKind && !formedOn) later('formedOn', '规章和规范性文件须填写成文日期')
    if (expiresOn && effectiveFrom && Temporal.PlainDate.compare(expiresOn, effectiveFrom) < 0)
      later('expiresOn', '失效日期不能早于施行日期')
    if (repealedOn && formedOn && Temporal.PlainDate.compare(repealedOn, formedOn) < 0)
      later('repealedOn', '废止日期不能早于成文日期')
  })
export type EditionForm = z.infer<typeof EditionForm>
