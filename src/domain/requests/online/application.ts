/**
 * What an application over the internet says: the contents of 条例 第二十九条 and nothing beside them. No purpose, no
 * reason, no request to be spared a fee.
 */
import { z } from 'zod'
import { APPLICANT_CLASSES, APPLICANT_CLASS_RULES } from '../../../law/applicants.ts'
import type { Problem } from '../../../platform/kernel/problem.ts'
import { choice, optionalText, requiredText, tickable } from '../../../platform/web/form-fields.ts'
import { WANTED_FORMS } from '../case.ts'
import { nonEmpty } from '../payload.ts'

export const MOST_CONTENTS = 10
const LONGEST_DESCRIPTION = 2000
/** The register keeps one text per case. */
const LONGEST_TOGETHER = 5000

/** By fax nobody asks a web page for anything; the other routes of 第二十九条第一款第（三）项 are all open. */
export const ONLINE_ROUTES = ['platform', 'email', 'post', 'in-person'] as const

export const PERSON_ID_TYPES = ['resident-id', 'passport', 'residence-permit', 'other'] as const

const Content = z.object({
  subject: requiredText('所需信息的名称', { max: 100 }),
  description: requiredText('所需信息的描述', { max: LONGEST_DESCRIPTION }),
})
export type Content = z.output<typeof Content>

/** 第（二）项、第（三）项：要什么信息，怎样获取. */
export const WantedForm = z
  .object({
    /** slug of the body it is addressed to; absent: the one whose portal this is */
    agency: optionalText('受理机关', { max: 60 }),
    contents: z.array(Content).min(1, '请填写所需信息').max(MOST_CONTENTS, '一次最多填写10项'),
    split: z.enum(['each', 'together']).optional().catch(undefined),
    wantedForm: choice('提供信息的方式', WANTED_FORMS),
    wantedRoute: choice('获取信息的途径', ONLINE_ROUTES),
  })
  .superRefine((form, context) => {
    for (const { at, message } of checkWanted(form))
      context.addIssue({ code: 'custom', path: at.split('.'), message })
  })
export type WantedForm = z.output<typeof WantedForm>

type Wanted = Pick<WantedForm, 'contents' | 'split' | 'wantedForm' | 'wantedRoute'>

function* checkWanted({ contents, split, wantedForm, wantedRoute }: Wanted): Generator<Problem> {
  if (contents.length > 1 && split === undefined) {
    yield { at: 'split', message: '请选择几项内容分别办理还是合并办理' }
  }
  const together = contents.reduce((sum, { description }) => sum + [...description].length, 0)
  if (split === 'together' && together > LONGEST_TOGETHER - 200 * contents.length) {
    yield { at: 'split', message: '几项内容合起来太长，请选择分别办理' }
  }
  const digital = wantedRoute === 'platform' || wantedRoute === 'email'
  if (digital && wantedForm !== 'electronic') {
    yield { at: 'wantedRoute', message: '网上下载和电子邮件只能提供电子文件，请改选途径或者方式' }
  }
  if (wantedForm === 'on-site' && wantedRoute !== 'in-person') {
    yield { at: 'wantedRoute', message: '现场查阅、抄录的，请选择当面领取、查阅' }
  }
}

/** Who asks, and whether somebody acts for them: decides what the next page has to ask. */
export const WhoForm = z.object({
  applicantClass: choice('申请人类别', nonEmpty(APPLICANT_CLASSES)),
  agent: choice('有没有代理人', ['no', 'yes']),
})
export type WhoForm = z.output<typeof WhoForm>

const Details = z.object({
  applicantName: requiredText('姓名或者名称', { max: 100 }),
  idType: z.enum(PERSON_ID_TYPES).optional().catch(undefined),
  idNumber: requiredText('证件号码', { max: 40 }),
  representative: optionalText('法定代表人或者负责人', { max: 100 }),
  contactPerson: optionalText('联系人', { max: 100 }),
  phone: optionalText('联系电话', { max: 40 }),
  email: optionalText('电子邮箱', { max: 100 }),
  address: optionalText('通信地址', { max: 200 }),
  postcode: optionalText('邮政编码', { max: 10 }),
  agentName: optionalText('代理人姓名', { max: 100 }),
  agentIdNumber: optionalText('代理人证件号码', { max: 40 }),
  agentPhone: optionalText('代理人电话', { max: 40 }),
  /** to be told of news by mail that says nothing of the case */
  wantsMail: tickable(),
})

/** 第（一）项：姓名或者名称、身份证明、联系方式; the answers before decide which of them. */
export const DetailsForm = Details.extend(WhoForm.shape)
  .extend({ wantedRoute: choice('获取信息的途径', ONLINE_ROUTES) })
  .superRefine((form, context) => {
    for (const { at, message } of checkDetails(form))
      context.addIssue({ code: 'custom', path: [at], message })
  })
export type DetailsForm = z.output<typeof DetailsForm>

type DetailsAndWho = z.output<typeof Details> &
  WhoForm & { readonly wantedRoute: (typeof ONLINE_ROUTES)[number] }

function* checkDetails(form: DetailsAndWho): Generator<Problem> {
  yield* APPLICANT_CLASS_RULES[form.applicantClass].kind === 'person'
    ? checkPerson(form)
    : checkOrganisation(form)
  yield* checkContact(form)
  if (form.agent === 'yes') yield* checkAgent(form)
}

function* checkPerson({ idType, idNumber }: DetailsAndWho): Generator<Problem> {
  if (!idType) yield { at: 'idType', message: '请选择证件类型' }
  if (idType === 'resident-id' && !isResidentId(idNumber)) {
    yield { at: 'idNumber', message: '居民身份证号码不对，应为18位，请逐位核对' }
  }
}

function* checkOrganisation(form: DetailsAndWho): Generator<Problem> {
  if (!/^[0-9A-Z]{18}$/.test(form.idNumber.normalize('NFKC').toUpperCase())) {
    yield { at: 'idNumber', message: '统一社会信用代码应为18位数字和字母，请核对' }
  }
  if (!form.representative) {
    yield { at: 'representative', message: '请填写法定代表人或者负责人' }
  }
  if (!form.contactPerson) yield { at: 'contactPerson', message: '请填写联系人' }
}

function* checkContact({
  phone,
  email,
  address,
  wantedRoute,
  wantsMail,
}: DetailsAndWho): Generator<Problem> {
  if (!phone && !email) {
    yield { at: 'phone', message: '联系电话和电子邮箱至少填写一项，确认收到和查询进度都要用' }
  }
  if (phone && !isPhone(phone)) yield { at: 'phone', message: '联系电话应含7至15位数字，请核对' }
  if (email && !isEmail(email)) {
    yield { at: 'email', message: '电子邮箱应写作name@example.cn这样的格式' }
  }
  if (wantsMail && !email) yield { at: 'email', message: '要收邮件提醒的，请填写电子邮箱' }
  if (wantedRoute === 'email' && !email) {
    yield { at: 'email', message: '选择以电子邮件获取的，请填写电子邮箱' }
  }
  if (wantedRoute === 'post' && !address) {
    yield { at: 'address', message: '选择邮寄的，请填写通信地址' }
  }
}

function* checkAgent({ agentName, agentIdNumber, agentPhone }: DetailsAndWho): Generator<Problem> {
  if (!agentName) yield { at: 'agentName', message: '请填写代理人姓名' }
  if (!agentIdNumber) yield { at: 'agentIdNumber', message: '请填写代理人证件号码' }
  if (!agentPhone) yield { at: 'agentPhone', message: '请填写代理人电话' }
  else if (!isPhone(agentPhone)) {
    yield { at: 'agentPhone', message: '代理人电话应含7至15位数字，请核对' }
  }
}

/** GB 11643: 17 digits and a check character. */
export function isResidentId(text: string): boolean {
  const id = text.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase()
  if (!/^\d{17}[\dX]$/.test(id)) return false
  let sum = 0
  for (let place = 0; place < 17; place += 1) sum += Number(id[place]) * (2 ** (17 - place) % 11)
  return '10X98765432'[sum % 11] === id[17]
}

function isPhone(text: string): boolean {
  const digits = text.normalize('NFKC').replaceAll(/\D/g, '').length
  return digits >= 7 && digits <= 15
}

function isEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(text.normalize('NFKC'))
}

/** The whole application, every page of it. */
export interface OnlineApplication {
  readonly wanted: WantedForm
  readonly details: DetailsForm
}
