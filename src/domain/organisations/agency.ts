import { z } from 'zod'
import { checkUscc } from '../../law/index-number.ts'

export const AGENCY_KINDS = ['government', 'department', 'township', 'institution'] as const
export type AgencyKind = (typeof AGENCY_KINDS)[number]

/** A body as everybody may see it: these are the contact facts that 指南 and 年报 must state (条例 第十二条). */
export interface Agency {
  readonly id: number
  readonly slug: string
  readonly name: string
  readonly shortName: string
  readonly uscc: string | null
  /** front part of 索引号: the own code unless the body publishes under another's */
  readonly indexPrefix: string | null
  readonly kind: AgencyKind
  readonly supervisorId: number | null
  readonly reportsAnnually: boolean
  readonly address: string
  readonly postcode: string
  readonly phone: string
  readonly fax: string
  readonly email: string
  readonly officeHours: string
  readonly website: string
  readonly siteCode: string
  readonly letterPrefix: string
  readonly lawSettings: Readonly<Record<string, unknown>>
  /** when any of this last changed: 指南 states its day of update */
  readonly updatedAt: Temporal.Instant
}

const contact = (limit: number) => z.string().trim().max(limit).default('')

/** What an administrator types about a body. */
export const AgencyForm = z.object({
  slug: z
    .string()
    .trim()
    .regex(/^[a-z0-9-]{2,40}$/, '网址名只用小写字母、数字和连字符，2至40个字符'),
  name: z.string().trim().min(2, '请填写机构全称').max(100),
  shortName: z.string().trim().min(2, '请填写机构简称').max(40),
  uscc: z
    .string()
    .trim()
    .toUpperCase()
    .optional()
    .transform((value) => (value ? value : null))
    .refine(
      (value) => value === null || checkUscc(value),
      '统一社会信用代码的校验位不符，请核对18位代码',
    ),
  kind: z.enum(AGENCY_KINDS),
  address: contact(200),
  postcode: contact(10),
  phone: contact(60),
  fax: contact(60),
  email: contact(100),
  officeHours: contact(100),
  website: contact(200),
  siteCode: contact(20),
  letterPrefix: contact(20),
})
export type AgencyForm = z.infer<typeof AgencyForm>
