/** The words of an application as the public reads them. */
import { APPLICANT_CLASS_RULES } from '../../../law/applicants.ts'
import type { ApplicantClass } from '../../../law/annual-report/figures.ts'
import type { ONLINE_ROUTES, PERSON_ID_TYPES } from '../../../domain/requests/online/application.ts'
import type { WANTED_FORMS } from '../../../domain/requests/case.ts'
import type { PublicStatus } from '../../../domain/requests/online/track.ts'
import type { StepKind } from '../../../law/clock/answer.ts'
import type { Option } from '../../../platform/web/components/choices.ts'
import type { Tone } from '../../../platform/web/components/tag.ts'

export function options<T extends string>(
  names: Readonly<Record<T, string>>,
  hints: Partial<Readonly<Record<T, string>>> = {},
): Option[] {
  return (Object.entries(names) as [T, string][]).map(([value, text]) => {
    const hint = hints[value]
    return { value, text, ...(hint === undefined ? {} : { hint }) }
  })
}

export const CLASS_NAMES = {
  natural_person: '公民（自然人）',
  company: '商业企业',
  research: '科研机构',
  social_organisation: '社会公益组织',
  legal_services: '法律服务机构',
  other_organisation: '其他法人或者组织',
} as const satisfies Record<ApplicantClass, string>

export const isPerson = (applicantClass: string): boolean =>
  applicantClass in APPLICANT_CLASS_RULES &&
  APPLICANT_CLASS_RULES[applicantClass as ApplicantClass].kind === 'person'

export const ID_TYPE_NAMES = {
  'resident-id': '居民身份证',
  passport: '护照',
  'residence-permit': '港澳台居民居住证、来往内地通行证',
  other: '其他有效证件',
} as const satisfies Record<(typeof PERSON_ID_TYPES)[number], string>

export const FORM_NAMES = {
  electronic: '电子文件',
  paper: '纸质复制件',
  disc: '光盘',
  'on-site': '现场查阅、抄录',
} as const satisfies Record<(typeof WANTED_FORMS)[number], string>

export const ROUTE_NAMES = {
  platform: '在本网站凭查询码下载',
  email: '发到电子邮箱',
  post: '邮寄',
  'in-person': '当面领取、查阅',
} as const satisfies Record<(typeof ONLINE_ROUTES)[number], string>

export const STATUS_WORDS = {
  'awaiting-confirmation': { word: '等待确认收到', tone: 'waiting' },
  examining: { word: '正在办理', tone: 'active' },
  'awaiting-correction': { word: '等您补正', tone: 'urgent' },
  'awaiting-reasons': { word: '等您说明理由', tone: 'urgent' },
  consulting: { word: '正在征求意见', tone: 'active' },
  'awaiting-payment': { word: '等您缴费', tone: 'urgent' },
  answered: { word: '已作出答复，正在送达', tone: 'active' },
  delivered: { word: '已答复', tone: 'good' },
  ended: { word: '已终结', tone: 'quiet' },
} as const satisfies Record<PublicStatus, { word: string; tone: Tone }>

export const STEP_NAMES = {
  'correction-notice': '告知补正的期限',
  correction: '您补正的期限',
  consultation: '被征求意见方答复的期限',
  payment: '缴费期限',
  reply: '答复期限',
  excluded: '征求意见，不计入答复期限',
  shift: '扣除征求意见的时间后顺延',
  extension: '延长',
  'delayed-term': '延迟答复的合理期限',
} as const satisfies Record<StepKind, string>
