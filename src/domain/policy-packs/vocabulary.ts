/** The words an item's conditions and a firm's answers are told in. The keys are stored; the words may be bettered. */

type Words<K extends string> = Readonly<Record<K, string>>

/** 惠及对象的性质 */
export const APPLICANTS = ['enterprise', 'sole-trader', 'individual', 'organisation'] as const
export type ApplicantKind = (typeof APPLICANTS)[number]
export const APPLICANT_WORDS: Words<ApplicantKind> = {
  enterprise: '企业',
  'sole-trader': '个体工商户',
  individual: '个人（人才、创业者）',
  organisation: '社会组织、科研院所',
}

/** 企业规模，按统计上大中小微型企业划分办法 */
export const SIZE_CLASSES = ['large', 'medium', 'small', 'micro'] as const
export type SizeClass = (typeof SIZE_CLASSES)[number]
export const SIZE_WORDS: Words<SizeClass> = {
  large: '大型企业',
  medium: '中型企业',
  small: '小型企业',
  micro: '微型企业',
}

/** 所属行业，按国民经济行业分类的门类归并 */
export const SECTORS = [
  'agriculture',
  'manufacturing',
  'construction',
  'trade',
  'transport',
  'hospitality',
  'software',
  'finance',
  'business-services',
  'research',
  'culture-tourism',
  'other',
] as const
export type Sector = (typeof SECTORS)[number]
export const SECTOR_WORDS: Words<Sector> = {
  agriculture: '农、林、牧、渔业',
  manufacturing: '制造业',
  construction: '建筑业',
  trade: '批发和零售业',
  transport: '交通运输、仓储和邮政业',
  hospitality: '住宿和餐饮业',
  software: '信息传输、软件和信息技术服务业',
  finance: '金融业',
  'business-services': '租赁和商务服务业',
  research: '科学研究和技术服务业',
  'culture-tourism': '文化、体育和旅游业',
  other: '其他行业',
}

/** 注册地 as seen from the body that publishes the pack */
export const LOCATIONS = ['here', 'city', 'province', 'elsewhere'] as const
export type Location = (typeof LOCATIONS)[number]
export const LOCATION_WORDS: Words<Location> = {
  here: '本区',
  city: '本市其他区市',
  province: '本省其他市',
  elsewhere: '省外',
}

/** 资质、称号 */
export const CERTIFICATIONS = [
  'high-tech',
  'tech-sme',
  'innovative-sme',
  'specialised-sme',
  'little-giant',
  'gazelle',
  'above-scale',
  'research-platform',
  'incubator',
] as const
export type Certification = (typeof CERTIFICATIONS)[number]
export const CERTIFICATION_WORDS: Words<Certification> = {
  'high-tech': '高新技术企业',
  'tech-sme': '科技型中小企业',
  'innovative-sme': '创新型中小企业',
  'specialised-sme': '专精特新中小企业',
  'little-giant': '专精特新“小巨人”企业',
  gazelle: '瞪羚企业',
  'above-scale': '规模以上（限额以上）企业',
  'research-platform': '市级以上研发平台依托单位',
  incubator: '孵化器、众创空间或创业孵化基地',
}

/** 需求：事项能帮上什么 */
export const NEEDS = [
  'subsidy',
  'tax',
  'financing',
  'research',
  'equipment',
  'talent',
  'hiring',
  'startup',
  'premises',
  'market',
  'procurement',
  'ip',
] as const
export type Need = (typeof NEEDS)[number]
export const NEED_WORDS: Words<Need> = {
  subsidy: '奖励补助',
  tax: '减税降费',
  financing: '贷款融资',
  research: '研发创新',
  equipment: '技术改造',
  talent: '引进培养人才',
  hiring: '招工用工',
  startup: '创业起步',
  premises: '场地用房',
  market: '开拓市场',
  procurement: '参与政府采购',
  ip: '专利商标',
}

/** 办理方式 */
export const HANDLING_MODES = ['no-application', 'fast-track', 'application'] as const
export type HandlingMode = (typeof HANDLING_MODES)[number]
export const HANDLING_WORDS: Words<HandlingMode> = {
  'no-application': '免申即享',
  'fast-track': '快申快享',
  application: '申报',
}
export const HANDLING_MEANINGS: Words<HandlingMode> = {
  'no-application': '不用申请，部门按掌握的数据直接兑现',
  'fast-track': '简要申请，材料少，即审即兑',
  application: '按公布的时间申报，经审核后兑现',
}
