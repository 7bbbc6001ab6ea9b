import { z } from 'zod'
import { GROUND_CODES } from '../../../law/grounds.ts'
import {
  optionalText,
  requiredDay,
  requiredText,
  optionalDay,
} from '../../../platform/web/form-fields.ts'

/** 人大代表建议、政协委员提案 */
export const PROPOSAL_KINDS = ['suggestion', 'proposal'] as const
export type ProposalKind = (typeof PROPOSAL_KINDS)[number]
export const PROPOSAL_KIND_LABELS: Readonly<Record<ProposalKind, string>> = {
  suggestion: '人大代表建议',
  proposal: '政协委员提案',
}

/** 主办、会办 */
export const PROPOSAL_ROLES = ['lead', 'assist'] as const
export type ProposalRole = (typeof PROPOSAL_ROLES)[number]

/** 所提问题已经解决、列入计划逐步解决、留作参考: a practice of most places. */
export const PROPOSAL_RESULTS = ['A', 'B', 'C'] as const
export type ProposalResult = (typeof PROPOSAL_RESULTS)[number]

export const REPLY_ATTRIBUTES = ['proactive', 'on-request', 'withheld'] as const
export type ReplyAttribute = (typeof REPLY_ATTRIBUTES)[number]

export interface Proposal {
  readonly id: number
  readonly agencyId: number
  readonly kind: ProposalKind
  readonly session: string
  readonly number: string
  readonly title: string
  /** the name alone */
  readonly proposer: string
  readonly role: ProposalRole
  readonly coUnits: string
  readonly receivedOn: Temporal.PlainDate
  readonly replyDueOn: Temporal.PlainDate | null
  readonly repliedOn: Temporal.PlainDate | null
  readonly result: ProposalResult | null
  readonly attribute: ReplyAttribute | null
  readonly ground: string | null
  readonly reason: string
  readonly publication: 'full' | 'summary'
  readonly documentId: number | null
  /** of the reply's document */
  readonly indexNumber: string | null
  readonly publishedAt: Temporal.Instant | null
  readonly version: number
}

/** What is entered when a suggestion or proposal is handed over. */
export const ProposalForm = z.object({
  kind: z.enum(PROPOSAL_KINDS, '请选择建议还是提案'),
  session: requiredText('届次', { max: 60 }),
  number: requiredText('编号', { max: 30 }),
  title: requiredText('标题', { max: 200 }),
  proposer: optionalText('提出人', { max: 60 }).transform((text) => text ?? ''),
  role: z.enum(PROPOSAL_ROLES, '请选择主办还是会办'),
  coUnits: optionalText('会办单位', { max: 200 }).transform((text) => text ?? ''),
  receivedOn: requiredDay('交办日期'),
  replyDueOn: optionalDay('答复期限').transform((day) => day ?? null),
})
export type ProposalForm = z.infer<typeof ProposalForm>

/**
 * The reply with its attribute, decided together (国办发〔2014〕46号). Contact data of those who proposed are no part of
 * what is published.
 */
export const ReplyForm = z
  .object({
    result: z.enum(PROPOSAL_RESULTS, '请选择办理结果'),
    attribute: z.enum(REPLY_ATTRIBUTES, '请选择复文的公开属性'),
    ground: z
      .enum(['', ...GROUND_CODES, 'other'])
      .default('')
      .transform((ground) => (ground === '' ? null : ground)),
    reason: optionalText('理由', { max: 500 }).transform((text) => text ?? ''),
    publication: z.enum(['full', 'summary']).default('full'),
    text: requiredText('复文', { max: 50_000 }),
  })
  .superRefine((form, context) => {
    if (form.attribute === 'proactive') return
    const trouble = (at: string, message: string) =>
      context.addIssue({ code: 'custom', path: [at], message })
    if (form.ground === null) trouble('ground', '不主动公开的，请选择依据')
    if (form.reason === '') trouble('reason', '不主动公开的，请写明理由')
  })
export type ReplyForm = z.infer<typeof ReplyForm>
