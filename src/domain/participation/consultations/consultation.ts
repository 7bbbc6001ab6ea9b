import { z } from 'zod'
import {
  choice,
  optionalText,
  requiredDay,
  requiredText,
} from '../../../platform/web/form-fields.ts'

export const OPINION_CHANNELS = ['online', 'post', 'email', 'meeting', 'phone', 'other'] as const
export type OpinionChannel = (typeof OPINION_CHANNELS)[number]
export const OPINION_CHANNEL_LABELS: Readonly<Record<OpinionChannel, string>> = {
  online: '本平台',
  post: '信函',
  email: '电子邮件',
  meeting: '座谈会、听证会',
  phone: '电话',
  other: '其他',
}

/** 采纳、部分采纳、未采纳 */
export const OUTCOMES = ['adopted', 'partly', 'not-adopted'] as const
export type Outcome = (typeof OUTCOMES)[number]
export const OUTCOME_LABELS: Readonly<Record<Outcome, string>> = {
  adopted: '采纳',
  partly: '部分采纳',
  'not-adopted': '未采纳',
}

export interface Consultation {
  readonly documentId: number
  readonly agencyId: number
  readonly title: string
  readonly opensOn: Temporal.PlainDate
  readonly closesOn: Temporal.PlainDate
  readonly resultDueOn: Temporal.PlainDate
  /** null until public */
  readonly indexNumber: string | null
  readonly publishedAt: Temporal.Instant | null
  readonly editionId: number
  readonly resultEditionId: number | null
  /** null until public */
  readonly resultIndexNumber: string | null
  readonly resultPublishedAt: Temporal.Instant | null
}

/** An opinion as the office works on it; what was written is opened on the record only. */
export interface Opinion {
  readonly id: number
  readonly receivedAt: Temporal.Instant
  readonly channel: OpinionChannel
  readonly outcome: Outcome | null
  readonly summary: string
  readonly response: string
}

export type Stage = 'not-open' | 'open' | 'closed'

/** The last day counts whole. */
export function stageOn(
  { opensOn, closesOn }: Pick<Consultation, 'opensOn' | 'closesOn'>,
  day: Temporal.PlainDate,
): Stage {
  if (Temporal.PlainDate.compare(day, opensOn) < 0) return 'not-open'
  return Temporal.PlainDate.compare(day, closesOn) > 0 ? 'closed' : 'open'
}

/** Opinions on what concerns everybody need time: 30 days is the rule for normative documents, 7 the least. */
export const LEAST_DAYS = 7

export const ConsultationForm = z
  .object({
    title: requiredText('标题', { max: 200 }),
    text: requiredText('征求意见的内容', { max: 200_000 }),
    opensOn: requiredDay('开始日期'),
    closesOn: requiredDay('截止日期'),
    /** why it is shorter than the least */
    shortReason: optionalText('缩短期限的理由', { max: 200 }).transform((text) => text ?? ''),
  })
  .superRefine((form, context) => {
    const trouble = (at: string, message: string) =>
      context.addIssue({ code: 'custom', path: [at], message })
    const days = form.opensOn.until(form.closesOn).days + 1
    if (days <= 0) trouble('closesOn', '截止日期不能早于开始日期')
    else if (days < LEAST_DAYS && form.shortReason === '')
      trouble('shortReason', `征求意见的期限不足${LEAST_DAYS}日，请写明理由`)
  })
export type ConsultationForm = z.infer<typeof ConsultationForm>

/** What a reader sends in. */
export const OpinionForm = z.object({
  opinion: requiredText('您的意见', { max: 3000 }),
  contact: optionalText('联系方式', { max: 100 }).transform((text) => text ?? ''),
})
export type OpinionForm = z.infer<typeof OpinionForm>

/** What came by another way, written down by the office. */
export const RecordedOpinionForm = z.object({
  channel: choice('收到方式', ['post', 'email', 'meeting', 'phone', 'other']),
  opinion: requiredText('意见内容', { max: 10_000 }),
  contact: optionalText('联系方式', { max: 100 }).transform((text) => text ?? ''),
})
export type RecordedOpinionForm = z.infer<typeof RecordedOpinionForm>

export const OutcomeForm = z
  .object({
    outcome: z.enum(OUTCOMES, '请选择采纳情况'),
    summary: requiredText('意见要点', { max: 1000 }),
    response: optionalText('说明', { max: 1000 }).transform((text) => text ?? ''),
  })
  .superRefine((form, context) => {
    if (form.outcome === 'not-adopted' && form.response === '')
      context.addIssue({ code: 'custom', path: ['response'], message: '未采纳的，请说明理由' })
  })
export type OutcomeForm = z.infer<typeof OutcomeForm>
