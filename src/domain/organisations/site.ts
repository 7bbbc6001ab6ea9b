import { z } from 'zod'
import { parseMailAddress } from '../../platform/mail/mail-address.ts'
import { contactField, type Agency } from './agency.ts'

/** What a government site states of itself at the foot of every page (政府网站发展指引); '' is what is not stated. */
export interface Site {
  /** in the band of every page, where the body is not to stand there by its own name */
  readonly name: string
  /** 主办单位, where it is not the body itself */
  readonly sponsor: string
  readonly icpFiling: string
  readonly policeFiling: string
  /** 党政机关网站标识: 32 characters given by the registry of party and government names */
  readonly partyGovernmentMark: string
}

export const NO_SITE: Site = {
  name: '',
  sponsor: '',
  icpFiling: '',
  policeFiling: '',
  partyGovernmentMark: '',
}

const PROVINCES = '京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀贵黔滇云藏陕陇甘青宁新'
const ICP_FILING = new RegExp(`^[${PROVINCES}]ICP备\\d{6,10}号(-\\d{1,3})?$`)
const POLICE_FILING = new RegExp(`^[${PROVINCES}]公网安备\\d{11,14}号$`)

/** As copied from a certificate or a web page: full-width letters, blanks and small letters do not count. */
const copied = (text: string) => text.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase()

function code(form: RegExp, message: string, read: (text: string) => string = copied) {
  return z
    .string()
    .max(300)
    .default('')
    .transform(read)
    .refine((text) => text === '' || form.test(text), message)
}

/** 网站标识码: a division of six digits and four more; of a ministry `bm` and eight digits. */
const siteCodeField = code(
  /^(\d{10}|BM\d{8})$/,
  '网站标识码应为10个字符：10位数字，或者“bm”加8位数字',
).transform((text) => text.toLowerCase())

/** The code alone, or the whole address it stands in. */
const markOf = (text: string) => /[?&]ID=(.*?)(?:&|$)/.exec(copied(text))?.[1] ?? copied(text)

const name = (label: string, max: number) =>
  contactField(label, max).refine((text) => !/\p{Cc}/u.test(text), `${label}不能换行`)

/** What an administrator types about the site of a body. */
const SiteForm = z.object({
  name: name('网站名称', 60),
  sponsor: name('主办单位', 100),
  siteCode: siteCodeField,
  icpFiling: code(ICP_FILING, 'ICP备案号应写作“鲁ICP备12345678号-1”这样的格式'),
  policeFiling: code(
    POLICE_FILING,
    '公安备案号应写作“鲁公网安备37100000000001号”这样的格式，“安备”后面是11至14位数字',
  ),
  partyGovernmentMark: code(
    /^[0-9A-F]{32}$/,
    '请填写党政机关网站标识链接中“id=”后面的32位标识码，或者粘贴整个链接',
    markOf,
  ),
})

/** A host name, with or without a scheme; nothing that a page could not lead to. */
function isWebAddress(text: string): boolean {
  const url = URL.parse(/^https?:\/\//i.test(text) ? text : `http://${text}`)
  if (url === null || url.username !== '') return false
  return /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]+$/i.test(url.hostname)
}

/** How the public reaches a body: what its 指南 must state (条例 第十二条). */
export const ContactForm = z.object({
  address: name('办公地址', 200),
  officeHours: name('办公时间', 100),
  phone: name('联系电话', 60).refine(
    (text) => text === '' || /\d{5}/.test(text.replaceAll(/[\s()（）－-]/g, '')),
    '请填写带区号的电话号码，如0631-1234567',
  ),
  fax: name('传真号码', 60),
  email: name('电子邮箱', 100).refine(
    (text) => text === '' || parseMailAddress(text) !== undefined,
    '电子邮箱应写作name@example.cn这样的格式',
  ),
  postcode: contactField('邮政编码', 10).refine(
    (text) => text === '' || /^\d{6}$/.test(text),
    '邮政编码是6位数字',
  ),
  website: contactField('网站地址', 200).refine(
    (text) => text === '' || isWebAddress(text),
    '请填写域名或者以http://、https://开头的网址，如www.example.gov.cn',
  ),
})

/** Everything on the page, by field: what the officer saw, and what they send back. */
export const SiteAndContactForm = SiteForm.extend(ContactForm.shape)
export type SiteFields = z.infer<typeof SiteAndContactForm>

export function siteFields(agency: Agency, site: Site): SiteFields {
  const { address, officeHours, phone, fax, email, postcode, website, siteCode } = agency
  return { ...site, siteCode, address, officeHours, phone, fax, email, postcode, website }
}
