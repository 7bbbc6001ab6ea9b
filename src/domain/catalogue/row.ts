import { z } from 'zod'
import {
  CHANNELS,
  GRASSROOTS_FIELDS,
  LEVELS,
  type Channel,
  type ChannelDuty,
  type Level,
} from '../../law/catalogue/grassroots.ts'
import { findStatutoryItem } from '../../law/catalogue/statutory.ts'
import { parseRowLimit, type RowLimit } from '../../law/catalogue/time-limit.ts'

/** 法定主动公开内容 by 条例 第二十条、第二十一条, or 基层政务公开领域 by 国办发〔2019〕54号. */
export const PARTS = ['statutory', 'grassroots'] as const
export type Part = (typeof PARTS)[number]

/** What a row of the catalogue says: the columns of the printed tables. */
export interface RowContent {
  readonly part: Part
  /** code of the statutory item, or the field's name */
  readonly branch: string
  readonly levelOne: string
  readonly levelTwo: string
  /** 公开内容（要素） */
  readonly content: string
  /** 公开依据 */
  readonly basis: readonly string[]
  /** 公开时限 as printed, and as counted */
  readonly limitWords: string
  readonly limit: RowLimit
  readonly atLeastEveryMonths: number | null
  readonly ownerId: number
  /** 公开主体 as printed, where it differs from the unit's name */
  readonly ownerWords: string
  readonly channels: Readonly<Partial<Record<Channel, ChannelDuty>>>
  /** 公开对象: empty is 全社会, otherwise the group */
  readonly audience: string
  readonly manner: 'proactive' | 'on-request'
  readonly levels: readonly Level[]
  readonly note: string
  readonly position: number
}

/** A row in force, or as it was. */
export interface CatalogueRow extends RowContent {
  readonly itemId: number
  readonly agencyId: number
  /** 序号 */
  readonly code: string
  readonly number: number
  readonly validFrom: Temporal.PlainDate
  readonly validTo: Temporal.PlainDate | null
  readonly ownerName: string
}

const RowLimitSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('working-days'), days: z.number().int().min(1).max(365) }),
  z.object({ kind: z.literal('calendar-days'), days: z.number().int().min(1).max(365) }),
  z.object({ kind: z.literal('promptly') }),
  z.object({
    kind: z.literal('yearly'),
    month: z.number().int().min(1).max(12),
    day: z.number().int().min(1).max(31),
  }),
  z.object({ kind: z.enum(['half-yearly', 'quarterly', 'monthly']) }),
  z.object({ kind: z.literal('standing') }),
])

const words = (limit: number) => z.string().trim().max(limit, `最多${limit}个字`).default('')

/** One basis a line, as people paste them. */
const lines = z
  .union([z.array(z.string()), z.string()])
  .default([])
  .transform((given) =>
    (typeof given === 'string' ? given.split(/\r?\n|；|;/) : given)
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  )

/** What an editor types about a row, or a line of an imported table. */
export const RowForm = z
  .object({
    part: z.enum(PARTS, '请选择目录的部分'),
    branch: z.string().trim().min(1, '请选择条目所属的法定内容或者领域'),
    levelOne: z.string().trim().min(1, '请填写一级事项').max(100),
    levelTwo: words(200),
    content: words(2000),
    basis: lines,
    limitWords: words(200),
    atLeastEveryMonths: z
      .union([z.literal(''), z.coerce.number().int().min(1).max(60)])
      .default('')
      .transform((months) => (months === '' ? null : months)),
    ownerId: z.coerce.number('请选择公开主体').int().positive(),
    ownerWords: words(100),
    channels: z.partialRecord(z.enum(CHANNELS), z.enum(['must', 'may'])).default({}),
    audience: words(100),
    manner: z.enum(['proactive', 'on-request']).default('proactive'),
    levels: z.array(z.enum(LEVELS)).default([]),
    note: words(500),
    position: z.coerce.number().int().min(0).max(100_000).default(0),
  })
  .superRefine((form, context) => {
    const trouble = (at: string, message: string) =>
      context.addIssue({ code: 'custom', path: [at], message })
    const known =
      form.part === 'statutory'
        ? findStatutoryItem(form.branch) !== undefined
        : GRASSROOTS_FIELDS.some((field) => field === form.branch) || form.branch.length <= 30
    if (!known) trouble('branch', '条例第二十条、第二十一条没有这一项')
    if (parseRowLimit(form.limitWords) === undefined)
      trouble(
        'limitWords',
        '看不出公开时限。可以写“20个工作日内”“及时公开”“每年3月31日前”“每季度”或者“长期公开”',
      )
    if (Object.keys(form.channels).length === 0) trouble('channels', '请至少选择一个公开渠道和载体')
  })
  .transform((form): RowContent => ({ ...form, limit: parseRowLimit(form.limitWords)! })) // checked above
export type RowForm = z.input<typeof RowForm>

/** As stored; what was written through `RowForm` reads back. */
export const StoredRow = z.object({
  part: z.enum(PARTS),
  branch: z.string(),
  levelOne: z.string(),
  levelTwo: z.string(),
  content: z.string(),
  basis: z.array(z.string()),
  limitWords: z.string(),
  limit: RowLimitSchema,
  atLeastEveryMonths: z.number().nullable(),
  ownerId: z.number(),
  ownerWords: z.string(),
  channels: z.partialRecord(z.enum(CHANNELS), z.enum(['must', 'may'])),
  audience: z.string(),
  manner: z.enum(['proactive', 'on-request']),
  levels: z.array(z.enum(LEVELS)),
  note: z.string(),
  position: z.number(),
})
