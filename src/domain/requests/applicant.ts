/**
 * Who applies. The identity is sealed inside the event with a key outside the database; lists show a masked name, and
 * the blind index finds the same applicant again without opening anything.
 */
import { z } from 'zod'
import { APPLICANT_CLASSES, APPLICANT_CLASS_RULES } from '../../law/applicants.ts'
import type { Sealer } from '../../platform/sealing/sealer.ts'
import {
  choice,
  optionalChoice,
  optionalText,
  requiredText,
} from '../../platform/web/form-fields.ts'
import type { Registered } from './case.ts'
import { nonEmpty } from './payload.ts'

export const ID_TYPES = [
  'resident-id', // 居民身份证
  'passport', // 护照
  'residence-permit', // 港澳台居民居住证、来往内地通行证
  'uscc', // 统一社会信用代码
  'other',
] as const

/** 条例 第二十九条第（一）项：姓名或者名称、身份证明、联系方式。Never the purpose. */
export const ApplicantForm = z.object({
  applicantClass: choice('申请人类别', nonEmpty(APPLICANT_CLASSES)),
  applicantName: requiredText('申请人姓名或者名称', { max: 100 }),
  idType: optionalChoice('证件类型', ID_TYPES),
  idNumber: optionalText('证件号码', { max: 40 }),
  phone: optionalText('联系电话', { max: 40 }),
  email: optionalText('电子邮箱', { max: 100 }),
  address: optionalText('通信地址', { max: 200 }),
  postcode: optionalText('邮政编码', { max: 10 }),
  /** 法定代表人或者负责人、联系人, of an organisation */
  representative: optionalText('法定代表人', { max: 100 }),
  contactPerson: optionalText('联系人', { max: 100 }),
  agentName: optionalText('代理人姓名', { max: 100 }),
  agentIdNumber: optionalText('代理人证件号码', { max: 40 }),
  agentPhone: optionalText('代理人电话', { max: 40 }),
  agentAuthorisation: optionalText('授权说明', { max: 500 }),
})
export type ApplicantForm = z.output<typeof ApplicantForm>

/** Everything the applicant said about themselves. Exists only sealed, or in the hands of who may read it. */
const Identity = z.object({
  name: z.string(),
  idType: z.enum(ID_TYPES).nullable(),
  idNumber: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  address: z.string().nullable(),
  postcode: z.string().nullable(),
  representative: z.string().nullable(),
  contactPerson: z.string().nullable(),
  agent: z
    .object({
      name: z.string(),
      idNumber: z.string().nullable(),
      phone: z.string().nullable(),
      authorisation: z.string().nullable(),
    })
    .nullable(),
})
export type Identity = z.infer<typeof Identity>

/** The applicant as an event keeps them: class and masked name in clear, the rest sealed. */
export function sealApplicant(form: ApplicantForm, sealer: Sealer): Registered['applicant'] {
  const identity = identityOf(form)
  return {
    class: form.applicantClass,
    shown: shownName(form),
    sealed: sealer.seal(JSON.stringify(identity)),
    key: applicantKey(identity, sealer),
  }
}

/** @throws Error when the text was sealed with another key or changed */
export function openApplicant(applicant: Registered['applicant'], sealer: Sealer): Identity {
  return Identity.parse(JSON.parse(sealer.open(applicant.sealed)))
}

function identityOf(form: ApplicantForm): Identity {
  return {
    name: form.applicantName,
    idType: form.idType ?? null,
    idNumber: form.idNumber ?? null,
    phone: form.phone ?? null,
    email: form.email ?? null,
    address: form.address ?? null,
    postcode: form.postcode ?? null,
    representative: form.representative ?? null,
    contactPerson: form.contactPerson ?? null,
    agent: form.agentName === undefined ? null : agentOf(form, form.agentName),
  }
}

function agentOf(form: ApplicantForm, name: string): Identity['agent'] {
  return {
    name,
    idNumber: form.agentIdNumber ?? null,
    phone: form.agentPhone ?? null,
    authorisation: form.agentAuthorisation ?? null,
  }
}

/** Equal for the same name and number however they were typed: full-width, spaced, lower case. */
export function applicantKey(
  { name, idNumber }: Pick<Identity, 'name' | 'idNumber'>,
  sealer: Sealer,
): string {
  const normal = (text: string) => text.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase()
  return sealer.blindIndex(`${normal(name)}\n${normal(idNumber ?? '')}`).toString('hex')
}

function shownName({ applicantClass, applicantName }: ApplicantForm): string {
  const isPerson = APPLICANT_CLASS_RULES[applicantClass].kind === 'person'
  return isPerson ? maskedName(applicantName) : applicantName
}

/** 张三丰 → 张**. The first character stays, also when it is a rare one that takes two code units. */
export function maskedName(name: string): string {
  const [first = '', ...rest] = [...name]
  return first + '*'.repeat(Math.min(Math.max(rest.length, 1), 2))
}
