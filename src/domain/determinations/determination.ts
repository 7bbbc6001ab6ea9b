import { z } from 'zod'
import { GROUND_CODES, GROUNDS, type GroundCode } from '../../law/grounds.ts'

/** 公开属性 */
export const ATTRIBUTES = ['proactive', 'on-request', 'withheld'] as const
export type Attribute = (typeof ATTRIBUTES)[number]

export const DETERMINATION_STATES = [
  'proposed', // 已提出，待核
  'returned', // 退回
  'checked', // 已核，待签发
  'signed', // 已签发，待制发
  'issued', // 已制发
  'abandoned', // 不再制发
] as const
export type DeterminationState = (typeof DETERMINATION_STATES)[number]

/** 本机关拟制、转发、联合发文（牵头、会签） */
export const ORIGINS = ['own', 'forwarded', 'joint-lead', 'joint-member'] as const
export type Origin = (typeof ORIGINS)[number]

/** The grounds of 条例 第十四条至第十六条, or another one in words. */
export const DETERMINATION_GROUNDS = [...GROUND_CODES, 'other'] as const
export type DeterminationGround = GroundCode | 'other'

export const groundLabel = (ground: DeterminationGround): string =>
  ground === 'other' ? '其他' : GROUNDS[ground].label

export interface Determination {
  readonly id: number
  readonly agencyId: number
  readonly state: DeterminationState
  readonly title: string
  /** 文种 */
  readonly genre: string
  readonly draftingUnit: string
  readonly origin: Origin
  readonly originNote: string
  readonly forwardedAttribute: Attribute | null
  readonly attribute: Attribute
  readonly ground: DeterminationGround | null
  readonly reason: string
  readonly proposedBy: number
  readonly proposedAt: Temporal.Instant
  readonly checkedBy: number | null
  readonly checkedAt: Temporal.Instant | null
  readonly checkOpinion: string
  readonly signedBy: number | null
  readonly signedAt: Temporal.Instant | null
  readonly documentNumber: string
  readonly issuedOn: Temporal.PlainDate | null
  readonly issuedAt: Temporal.Instant | null
  readonly returnedReason: string
  /** 第十八条: the day on which it is assessed again */
  readonly nextReviewOn: Temporal.PlainDate | null
  readonly version: number
}

const attributeFields = {
  attribute: z.enum(ATTRIBUTES, '请选择公开属性'),
  ground: z
    .enum(['', ...DETERMINATION_GROUNDS])
    .default('')
    .transform((ground) => (ground === '' ? null : ground)),
  reason: z.string().trim().max(500, '理由最多500个字').default(''),
}

interface AttributeForm {
  readonly attribute: Attribute
  readonly ground: DeterminationGround | null
  readonly reason: string
}

/** 依申请公开 and 不予公开 need a ground and a reason; what is public needs none, and must not carry one. */
function checkAttribute(form: AttributeForm, context: z.RefinementCtx): void {
  const trouble = (at: string, message: string) =>
    context.addIssue({ code: 'custom', path: [at], message })
  if (form.attribute === 'proactive') {
    if (form.ground !== null) trouble('ground', '主动公开的不需要选择不公开的依据')
    return
  }
  if (form.ground === null) trouble('ground', '不主动公开的，请选择依据')
  if (form.reason === '') trouble('reason', '不主动公开的，请写明理由')
}

/** What a drafter fills in on the 发文稿纸. */
export const DeterminationForm = z
  .object({
    title: z.string().trim().min(1, '请填写公文标题').max(300, '标题最多300个字'),
    genre: z.string().trim().max(20).default(''),
    draftingUnit: z.string().trim().max(60).default(''),
    origin: z.enum(ORIGINS).default('own'),
    originNote: z.string().trim().max(500).default(''),
    forwardedAttribute: z
      .enum(['', ...ATTRIBUTES])
      .default('')
      .transform((attribute) => (attribute === '' ? null : attribute)),
    ...attributeFields,
  })
  .superRefine((form, context) => {
    checkAttribute(form, context)
    const trouble = (at: string, message: string) =>
      context.addIssue({ code: 'custom', path: [at], message })
    if (form.origin !== 'own' && form.originNote === '')
      trouble('originNote', '请写明所转发的公文，或者联合发文的各机关及其意见')
    // a forwarded document follows what it forwards, unless somebody decides anew and says why
    if (
      form.origin === 'forwarded' &&
      form.forwardedAttribute !== null &&
      form.forwardedAttribute !== form.attribute &&
      form.reason === ''
    )
      trouble('reason', '与所转发公文的公开属性不同，请写明重新认定的理由')
  })
export type DeterminationForm = z.infer<typeof DeterminationForm>

/** The office's check, or the signatory's decision: confirm, set another attribute, or return. */
export const DecisionForm = z
  .object({
    version: z.coerce.number().int(),
    decision: z.enum(['confirm', 'return'], '请选择意见'),
    ...attributeFields,
    opinion: z.string().trim().max(500).default(''),
  })
  .superRefine((form, context) => {
    if (form.decision === 'confirm') return checkAttribute(form, context)
    if (form.opinion === '')
      context.addIssue({ code: 'custom', path: ['opinion'], message: '退回的，请写明理由' })
  })
export type DecisionForm = z.infer<typeof DecisionForm>

const day = (message: string) =>
  z
    .string()
    .trim()
    .transform((text, context) => {
      try {
        return Temporal.PlainDate.from(text)
      } catch {
        context.addIssue({ code: 'custom', message })
        return z.NEVER
      }
    })

export const IssueForm = z.object({
  documentNumber: z.string().trim().min(1, '请填写发文字号').max(60),
  issuedOn: day('请填写成文日期，如2026-01-01'),
})
export type IssueForm = z.infer<typeof IssueForm>

/** 第十八条: whether what was not public may be now. */
export const ReassessmentForm = z
  .object({
    conclusion: z.enum(['keep', 'change'], '请选择评估结论'),
    ...attributeFields,
    reassessment: z.string().trim().min(1, '请写明评估的理由').max(500),
    nextReviewOn: z
      .string()
      .trim()
      .default('')
      .transform((text, context) => {
        if (text === '') return null
        try {
          return Temporal.PlainDate.from(text)
        } catch {
          context.addIssue({ code: 'custom', message: '日期应写作2026-01-01这样的格式' })
          return z.NEVER
        }
      }),
  })
  .superRefine((form, context) => {
    if (form.conclusion === 'change')
      checkAttribute({ ...form, reason: form.reassessment }, context)
  })
export type ReassessmentForm = z.infer<typeof ReassessmentForm>
