/**
 * The closed vocabulary of templates: what may stand between braces, `{收到日期}`. Officers write templates, so the
 * names are Chinese. Which letter may use which name is in `letter-kinds.ts`.
 */
const AGENCY = {
  工作机构: '本机关政府信息公开工作机构的名称',
  落款机关: '署名、盖章的机关',
  联系地址: '工作机构的办公地址',
  邮政编码: '工作机构的邮政编码',
  联系电话: '工作机构的联系电话',
  传真号码: '工作机构的传真号码',
  电子邮箱: '工作机构的电子邮箱',
  办公时间: '工作机构的办公时间',
} as const

const CASE = {
  称谓: '对申请人的称呼：您，或者你单位',
  登记号: '登记号，如〔2026〕7号',
  申请渠道: '申请提出的渠道',
  到达日期: '申请到达之日',
  收到日期: '收到申请之日（条例 第三十一条）',
  申请内容: '所需信息的名称和描述',
  所需信息名称: '所需信息的名称',
  所需信息描述: '所需信息的描述',
  提供方式: '申请人要求的提供方式',
  获取途径: '申请人要求的获取途径',
  答复期限: '答复期限届满之日',
} as const

/** Personal data: only in letters to the applicant themselves and on the forms that stay on file. */
const APPLICANT = {
  申请人: '姓名或者名称',
  申请人类别: '自然人、商业企业等六类',
  单位类别: '申请人是单位时的类别',
  证件类型: '身份证明的种类',
  证件号码: '身份证明的号码',
  申请人电话: '联系电话',
  申请人邮箱: '电子邮箱',
  申请人地址: '通信地址',
  申请人邮编: '邮政编码',
  公民姓名: '申请人是自然人时的姓名',
  公民证件类型: '申请人是自然人时的证件类型',
  公民证件号码: '申请人是自然人时的证件号码',
  单位名称: '申请人是单位时的名称',
  单位代码: '申请人是单位时的统一社会信用代码',
  法定代表人: '法定代表人或者负责人',
  单位联系人: '单位的联系人',
  代理人: '代理人姓名',
  代理人证件号码: '代理人的证件号码',
  代理人电话: '代理人的联系电话',
  授权说明: '授权的范围和凭证',
} as const

const COURSE = {
  补正事项: '需要补正的全部事项，一项一段',
  补正期限: '补正期限的工作日数',
  补正截止日: '补正期限届满之日',
  数量频次: '申请的数量、频次',
  说明期限: '说明理由期限的工作日数',
  说明截止日: '说明理由期限届满之日',
  延迟理由: '无法按期答复的理由',
  延迟至: '延迟答复的合理期限',
  延期理由: '延长答复期限的理由',
  延期天数: '延长的工作日数',
  原答复期限: '延长以前的答复期限',
  延长后期限: '延长以后的答复期限',
  被征求意见人: '第三方、共同制作机关或者其他机关',
  征求对象: '征求意见的对象是哪一类',
  涉及的信息: '征求意见所涉及的信息',
  征询日期: '征求意见书发出之日',
  意见截止日: '十五个工作日届满之日；对方何时收到还不知道时为空',
  收费依据: '收取信息处理费的依据',
  收费标准: '按件或者按量的收费标准',
  计收数量: '计收的件数或者页数',
  收费金额: '应缴金额（元）',
  缴纳方式: '缴纳的方式',
  缴费截止日: '缴费期限届满之日',
} as const

const ANSWER = {
  办理经过: '补正、征求意见、延期的经过；没有时为空',
  依据条款: '所依据的条、款、项',
  禁止公开的规定: '禁止公开的法律、行政法规条款',
  公开出处: '已公开的载体和获取的方式、途径',
  专门规定: '专门查询规定、查询机构和方式',
  负责机关: '负责公开的机关及其联系方式',
  先前答复: '先前答复的文号和送达日期',
  答复内容: '拟稿中的答复内容',
  理由: '拟稿中的理由',
  不予公开部分: '区分处理时逐项列明的不予公开部分',
  提供情况: '以什么方式、途径提供',
  救济途径: '行政复议、行政诉讼的途径、机关和期限',
} as const

const RECORD = {
  查询码: '网上查询办理进度的查询码；没有时写明如何查询',
  确认日期: '双方确认收到之日',
  补正告知期限: '告知补正的期限（收到之日起7个工作日）',
  经办人: '经办人姓名',
  办理结果: '答复类型',
  答复文号: '答复书的文号',
  答复日期: '答复书的成文日期',
  送达日期: '送达之日',
  送达文书: '送达的文书的名称',
  送达文号: '送达的文书的文号',
  文书日期: '送达的文书的成文日期',
  受送达人: '受送达人',
  送达地址: '受送达人是申请人时的地址',
  受送达人电话: '受送达人是申请人时的电话',
  送达方式: '送达的方式',
  送达凭证: '签收或者邮件编号等凭证',
  归档号: '归档号',
  归档日期: '归档之日',
  提供方式选项: '提供方式，已选的打勾',
  获取途径选项: '获取途径，已选的打勾',
  卷内文件: '卷内文件的各行',
  更正信息: '申请更正的信息和所附证据',
  更正决定: '更正的内容，或者不予更正、转送的理由',
  有权机关: '有权更正的机关',
} as const

/** Typed when the letter is drawn up, because no record of the case holds it. */
const TYPED = {
  公共利益理由: '因公共利益决定公开的理由',
  决定公开的信息: '决定公开的信息内容',
  协助事项: '请求协助的事项',
  反馈期限: '反馈的期限',
  转公开信息: '拟转为主动公开的信息',
  审查意见: '审查意见',
  审批决定: '审批决定',
  公开时限: '公开的时限',
} as const

export const VOCABULARY = {
  ...AGENCY,
  ...CASE,
  ...APPLICANT,
  ...COURSE,
  ...ANSWER,
  ...RECORD,
  ...TYPED,
} as const

export type Placeholder = keyof typeof VOCABULARY
export type TypedPlaceholder = keyof typeof TYPED

const namesOf = <T extends object>(group: T) => Object.keys(group) as (keyof T)[]

export const AGENCY_NAMES = namesOf(AGENCY)
export const CASE_NAMES = namesOf(CASE)
export const APPLICANT_NAMES = namesOf(APPLICANT)

export const isPlaceholder = (name: string): name is Placeholder => Object.hasOwn(VOCABULARY, name)

/** A value, or the rows of a table. Absent and empty are the same: nothing is known. */
export type Facts = { readonly [P in Placeholder]?: string | readonly (readonly string[])[] }
