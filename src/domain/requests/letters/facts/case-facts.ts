/** Facts of agency, case and applicant, which most letters share. */
import { APPLICANT_CLASS_RULES } from '../../../../law/applicants.ts'
import type { Channel } from '../../../../law/clock/case.ts'
import { ID_TYPES } from '../../applicant.ts'
import { WANTED_FORMS, WANTED_ROUTES } from '../../case.ts'
import { formatRegisterNumber } from '../../case-state.ts'
import { signerOf } from '../letter-settings.ts'
import type { Facts } from '../vocabulary.ts'
import { dayText, lawOf, type LetterSource } from './source.ts'

const CHANNEL_WORDS = {
  in_person: '当面提交',
  registered_mail: '需签收的邮寄',
  ordinary_mail: '平常信函',
  internet: '互联网提交',
  email: '电子邮件',
  fax: '传真',
} as const satisfies Record<Channel, string>

export const FORM_WORDS = {
  paper: '纸质',
  electronic: '电子文件',
  disc: '光盘',
  'on-site': '现场查阅、抄录',
} as const satisfies Record<(typeof WANTED_FORMS)[number], string>

export const ROUTE_WORDS = {
  post: '邮寄',
  email: '电子邮件',
  'in-person': '当面领取',
  platform: '平台下载',
  fax: '传真',
} as const satisfies Record<(typeof WANTED_ROUTES)[number], string>

export const ID_WORDS = {
  'resident-id': '居民身份证',
  passport: '护照',
  'residence-permit': '港澳台居民居住证或者来往内地通行证',
  uscc: '统一社会信用代码',
  other: '其他证件',
} as const satisfies Record<(typeof ID_TYPES)[number], string>

export function agencyFacts(source: LetterSource): Facts {
  const { agency, settings } = source
  return {
    工作机构: agency.name,
    落款机关: signerOf(agency, settings, lawOf(source)),
    联系地址: agency.address,
    邮政编码: agency.postcode,
    联系电话: agency.phone,
    传真号码: agency.fax,
    电子邮箱: agency.email,
    办公时间: agency.officeHours,
  }
}

export function caseFacts({ state }: LetterSource): Facts {
  const { subject, description, clock } = state
  const isPerson = APPLICANT_CLASS_RULES[state.applicant.class].kind === 'person'
  return {
    称谓: isPerson ? '您' : '你单位',
    登记号: formatRegisterNumber(state.registerYear, state.registerNumber),
    申请渠道: CHANNEL_WORDS[state.channel],
    到达日期: dayText(state.arrivedOn),
    收到日期: dayText(clock.receivedOn),
    申请内容: contentOf(subject, description),
    所需信息名称: subject,
    所需信息描述: description,
    提供方式: FORM_WORDS[state.wantedForm],
    获取途径: ROUTE_WORDS[state.wantedRoute],
    答复期限: dayText(clock.replyDueOn),
  }
}

/** The name alone when the description adds nothing to it; one sentence's worth of text, without its own full stop. */
function contentOf(subject: string, description: string): string {
  const told = description.trim().replace(/[。.;；]+$/, '')
  return told === '' || told === subject ? `“${subject}”` : `“${subject}”（${told}）`
}

export function applicantFacts({ identity, current }: LetterSource): Facts {
  if (!identity) return {}
  const { label, kind } = APPLICANT_CLASS_RULES[current.applicant.class]
  const idType = identity.idType ? ID_WORDS[identity.idType] : ''
  const idNumber = identity.idNumber ?? ''
  return {
    申请人: identity.name,
    申请人类别: label,
    证件类型: idType,
    证件号码: idNumber,
    申请人电话: identity.phone ?? '',
    申请人邮箱: identity.email ?? '',
    申请人地址: identity.address ?? '',
    申请人邮编: identity.postcode ?? '',
    ...(kind === 'person'
      ? { 公民姓名: identity.name, 公民证件类型: idType, 公民证件号码: idNumber }
      : { 单位名称: identity.name, 单位代码: idNumber, 单位类别: label }),
    法定代表人: identity.representative ?? '',
    单位联系人: identity.contactPerson ?? '',
    代理人: identity.agent?.name ?? '',
    代理人证件号码: identity.agent?.idNumber ?? '',
    代理人电话: identity.agent?.phone ?? '',
    授权说明: identity.agent?.authorisation ?? '',
  }
}
