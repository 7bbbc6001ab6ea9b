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

/** May be left blank. */
export const contactField = (label: string, limit: number) =>
  z.string().trim().max(limit, `${label}不能超过${limit}个字`).default('')

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
  address: contactField('办公地址', 200),
  postcode: contactField('邮政编码', 10),
  phone: contactField('联系电话', 60),
  fax: contactField('传真号码', 60),
  email: contactField('电子邮箱', 100),
  officeHours: contactField('办公时间', 100),
  website: contactField('网站地址', 200),
  siteCode: contactField('网站标识码', 20),
  letterPrefix: contactField('文号前缀', 20),
})
export type AgencyForm = z.infer<typeof AgencyForm>
