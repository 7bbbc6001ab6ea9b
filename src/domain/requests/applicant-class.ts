import { z } from 'zod'

/** 自然人 and the five kinds of 法人或其他组织: the columns of the annual report's third table, in its order. */
export const APPLICANT_CLASSES = [
  'natural_person', // 自然人
  'company', // 商业企业
  'research', // 科研机构
  'social_organisation', // 社会公益组织
  'legal_services', // 法律服务机构
  'other_organisation', // 其他
] as const

export const ApplicantClass = z.enum(APPLICANT_CLASSES)
export type ApplicantClass = z.infer<typeof ApplicantClass>
