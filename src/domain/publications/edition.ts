import { z } from 'zod'
import { EDITION_KINDS, type EditionKind, type EditionStructure } from './structures/kinds.ts'

export const EDITION_STATES = [
  'draft', // 起草中
  'in-review', // 保密审查中
  'referred', // 报请上级确定，等候答复
  'returned', // 退回修改
  'reviewed', // 已审查，待发布
  'scheduled', // 已批准，定时发布
  'published', // 已发布
  'superseded', // 已被新版本替代
  'removed', // 随文件撤下，封存
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

/** 原件: the signed or scanned original of the text; 附件: what the text refers to. */
export const ATTACHMENT_ROLES = ['original', 'attachment'] as const
export type AttachmentRole = (typeof ATTACHMENT_ROLES)[number]

export interface Attachment {
  readonly name: string
  /** of the plain bytes, as hexadecimal */
  readonly sha256: string
  /** bytes */
  readonly size: number
  readonly mediaType: string
  /** of `stored_files` */
  readonly fileId: number
  readonly role: AttachmentRole
  /** of a PDF or a Word file, where they can be counted */
  readonly pages: number | null
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
  readonly kind: EditionKind
  /** the fields of the kind; null for a plain document */
  readonly structure: EditionStructure | null
  /** 主题分类 */
  readonly subjectCategory: string
  /** 体裁分类 */
  readonly genre: string
  /** 内容概述 */
  readonly summary: string
  readonly keywords: readonly string[]
  /** 规范性文件统一登记号 */
  readonly registrationNumber: string
  /** what readers are told about this edition */
  readonly publicNote: string
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
  /** for colleagues only; no part of what is signed */
  readonly privateNote: string
  /** never public before this moment */
  readonly embargoUntil: Temporal.Instant | null
  /** of an approved edition: when it goes online by itself */
  readonly publishAt: Temporal.Instant | null
  /** when this edition went online; null before */
  readonly publishedAt: Temporal.Instant | null
  readonly version: number
  readonly createdAt: Temporal.Instant
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

/** Words as typed, set apart by blanks or Chinese punctuation, each once. */
function parseKeywords(given: string | readonly string[]): string[] {
  const words = typeof given === 'string' ? given.split(/[\s,，;；、]+/) : given
  return [...new Set(words.map((word) => word.trim()).filter((word) => word !== ''))].slice(0, 20)
}

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
    kind: z.enum(EDITION_KINDS).default('document'),
    structure: z.record(z.string(), z.json()).nullable().default(null),
    subjectCategory: z.string().trim().max(60).default(''),
    genre: z.string().trim().max(20).default(''),
    summary: z.string().trim().max(500, '内容概述最多500个字').default(''),
    keywords: z
      .union([z.array(z.string()), z.string()])
      .default([])
      .transform(parseKeywords),
    registrationNumber: z.string().trim().max(60).default(''),
    publicNote: z.string().trim().max(500, '修改说明最多500个字').default(''),
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
