import type { ApplicantClass } from './annual-report/figures.ts'

/** The six applicant classes of the annual report's table 三, in printed order. */
export const APPLICANT_CLASSES: readonly ApplicantClass[] = [
  'natural_person',
  'company',
  'research',
  'social_organisation',
  'legal_services',
  'other_organisation',
]

export interface ApplicantClassRule {
  readonly label: string
  /** Person or organisation decides what identifies the applicant. */
  readonly kind: 'person' | 'organisation'
}

export const APPLICANT_CLASS_RULES: Readonly<Record<ApplicantClass, ApplicantClassRule>> = {
  natural_person: { label: '自然人', kind: 'person' },
  company: { label: '商业企业', kind: 'organisation' },
  research: { label: '科研机构', kind: 'organisation' },
  social_organisation: { label: '社会公益组织', kind: 'organisation' },
  legal_services: { label: '法律服务机构', kind: 'organisation' },
  other_organisation: { label: '其他', kind: 'organisation' },
}

/**
 * What an application must contain, and nothing more. 条例 第二十九条. The purpose (用途) is not asked: 条例 dropped the
 * "生产、生活、科研" test in 2019.
 */
export const APPLICATION_CONTENT = [
  { id: 'applicant', label: '申请人的姓名或者名称、身份证明、联系方式' },
  { id: 'information', label: '申请公开的政府信息的名称、文号或者便于查询的其他特征性描述' },
  { id: 'form', label: '申请公开的政府信息的形式要求，包括获取信息的方式、途径' },
] as const
