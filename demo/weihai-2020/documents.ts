import type { DemoFile } from './attachments.ts'
import { FIGURES, OWN_RULES } from './own-rules.ts'
import { NORMATIVE_UNIT, OFFICE } from './office.ts'

/** A document of the demo. Moments are wall-clock time in China; a moment left out has not come yet. */
export interface DemoDocument {
  /** slug of the body that publishes */
  readonly unit: string
  readonly title: string
  readonly publisher: string
  readonly category: string
  readonly documentNumber?: string
  readonly formedOn?: string
  readonly effectiveFrom?: string
  readonly expiresOn?: string
  readonly normativeKind?: 'normative'
  /** 体裁、主题、关键词, as an editor fills them in */
  readonly genre?: string
  readonly theme?: string
  readonly keywords?: readonly string[]
  readonly summary?: string
  /** title of the document that this one explains */
  readonly interprets?: string
  readonly attachment?: DemoFile
  readonly text: string
  readonly draftedAt: string
  readonly submittedAt?: string
  readonly reviewedAt?: string
  readonly publishedAt?: string
  readonly visits?: number
}

/** The notice shown in the published report: title, index number, header and visits are as published there. */
export const NOTICE: DemoDocument = {
  unit: OFFICE.slug,
  title: '关于印发2020年威海火炬高技术产业开发区政务公开重点工作及责任分工方案的通知',
  genre: '通知',
  theme: '综合政务',
  keywords: ['政务公开', '责任分工'],
  publisher: '高新区管委办公室',
  category: '管委文件',
  draftedAt: '2020-08-13T09:20',
  submittedAt: '2020-08-14T10:05',
  reviewedAt: '2020-08-17T10:40',
  publishedAt: '2020-08-17T13:56',
  visits: 47,
  text: `<p>各有关部门、镇、街道和驻区单位：</p>
<p>现将2020年政务公开重点工作及责任分工方案印发，请对照分工抓好落实。本页文字为示例，依据公开报道的主题另行撰写。</p>
<h2>一、工作安排</h2>
<p>各单位由一名负责人分管政务公开，指定专人承办，把公开工作与业务工作一并布置、一并检查。</p>
<h2>二、重点任务</h2>
<table>
<caption>重点任务及责任分工（示例）</caption>
<thead><tr><th scope="col">任务</th><th scope="col">要求</th><th scope="col">责任单位</th></tr></thead>
<tbody>
<tr><td>主动公开</td><td>发文时认定公开属性，信息形成后二十个工作日内上网</td><td>各单位</td></tr>
<tr><td>政策解读</td><td>解读材料与文件同步起草、同步审批、同步发布</td><td>起草单位</td></tr>
<tr><td>依申请公开</td><td>逐件登记，答复发出前经法律审核</td><td>党政办公室</td></tr>
<tr><td>基层目录</td><td>编制二十五个领域的公开事项标准目录</td><td>有关部门、镇、街道</td></tr>
</tbody>
</table>
<h2>三、检查与培训</h2>
<p>党政办公室按季度检查各项任务的进展，并组织业务培训。</p>`,
}

export const DOCUMENTS: readonly DemoDocument[] = [
  {
    unit: OFFICE.slug,
    title: '关于规范依申请公开台账登记的通知（示例）',
    genre: '通知',
    theme: '综合政务',
    keywords: ['依申请公开', '台账'],
    publisher: '高新区管委办公室',
    category: '办公室文件',
    documentNumber: '示办发〔2020〕6号',
    formedOn: '2020-03-02',
    draftedAt: '2020-03-02T09:00',
    submittedAt: '2020-03-02T15:10',
    reviewedAt: '2020-03-03T09:30',
    publishedAt: '2020-03-03T16:20',
    visits: 31,
    text: `各部门、镇、街道：
收到政府信息公开申请的，应当在收到当日登记，写明收到的渠道、日期、申请内容和承办人。
邮寄的申请以签收之日为收到之日；网络、传真和平常信函的申请，与申请人确认之日为收到之日。
答复发出后三个工作日内，将答复书和送达凭证归入案卷。`,
  },
  {
    unit: NORMATIVE_UNIT,
    title: '示例科技创新券管理办法',
    genre: '办法',
    theme: '科技、教育',
    keywords: ['科技创新券', '中小企业', '科技服务'],
    summary: '中小企业怎样申领、使用科技创新券（示例）。',
    publisher: '经济发展局（示例）',
    category: '规范性文件',
    documentNumber: '示经发〔2020〕3号',
    formedOn: '2020-05-20',
    effectiveFrom: '2020-07-01',
    expiresOn: '2027-06-30',
    normativeKind: 'normative',
    draftedAt: '2020-05-20T09:00',
    submittedAt: '2020-05-21T09:15',
    reviewedAt: '2020-05-22T10:00',
    publishedAt: '2020-05-25T09:30',
    visits: 112,
    text: `<h2>第一章 总则</h2>
<p>第一条 为了帮助企业使用科技服务，制定本办法（示例）。</p>
<p>第二条 创新券由企业申领，用于支付检测、设计、技术咨询等服务的费用。</p>
<h2>第二章 申领和使用</h2>
<p>第三条 在区内登记的中小企业，每年可以申领一次，额度不超过五万元。</p>
<p>第四条 企业提交营业执照和服务合同，受理之后十个工作日内办结。</p>
<h2>第三章 附则</h2>
<p>第五条 本办法自2020年7月1日起施行，有效期至2027年6月30日。</p>`,
  },
  {
    unit: NORMATIVE_UNIT,
    title: '《示例科技创新券管理办法》解读',
    genre: '解读',
    theme: '科技、教育',
    keywords: ['科技创新券', '政策解读'],
    interprets: '示例科技创新券管理办法',
    publisher: '经济发展局（示例）',
    category: '政策解读',
    draftedAt: '2020-05-20T14:00',
    submittedAt: '2020-05-21T09:20',
    reviewedAt: '2020-05-22T10:20',
    publishedAt: '2020-05-25T09:35',
    visits: 86,
    text: `谁可以申领：在区内登记的中小企业，每年一次（示例）。
可以做什么：支付检测、设计、技术咨询等服务费用，额度不超过五万元。
怎么申领：带营业执照和服务合同到窗口，或者在网上提交，十个工作日内办结。
问谁：经济发展局（示例），工作日上班时间。`,
  },
  {
    unit: OFFICE.slug,
    title: '惠企政策服务包使用说明（示例）',
    genre: '说明',
    theme: '国民经济管理、国有资产监管',
    keywords: ['惠企政策', '服务包'],
    publisher: '高新区管委办公室',
    category: '惠企政策',
    formedOn: '2020-06-15',
    draftedAt: '2020-06-15T09:00',
    submittedAt: '2020-06-15T16:00',
    reviewedAt: '2020-06-16T09:40',
    publishedAt: '2020-06-16T14:05',
    visits: 203,
    text: `服务包按企业发展、科技创新、融资服务、人才政策、就业创业、政府采购六个方面编排（示例）。
每一项写明谁能申请、要带什么、到哪里办、多久办完。
扫描页面上的二维码可以在手机上查看。`,
  },
  NOTICE,
  {
    unit: OFFICE.slug,
    title: '基层政务公开标准目录编制说明（示例）',
    genre: '说明',
    theme: '综合政务',
    keywords: ['基层政务公开', '标准目录'],
    publisher: '高新区管委办公室',
    category: '办公室文件',
    documentNumber: '示办发〔2020〕19号',
    formedOn: '2020-10-12',
    draftedAt: '2020-10-12T09:00',
    submittedAt: '2020-10-12T15:00',
    reviewedAt: '2020-10-13T09:10',
    publishedAt: '2020-10-13T10:30',
    visits: 58,
    text: `<p>目录按领域编排，每一事项写明公开内容、依据、时限、主体、方式和渠道（示例）。</p>
<table>
<caption>目录样例</caption>
<thead><tr><th scope="col">事项</th><th scope="col">公开时限</th><th scope="col">公开方式</th></tr></thead>
<tbody>
<tr><td>政策文件</td><td>形成之日起二十个工作日内</td><td>主动公开</td></tr>
<tr><td>办事指南</td><td>形成之日起二十个工作日内</td><td>主动公开</td></tr>
</tbody>
</table>`,
  },
  {
    unit: OFFICE.slug,
    title: '宪法日条例宣传活动情况（示例）',
    genre: '情况',
    theme: '公安、安全、司法',
    keywords: ['条例宣传'],
    publisher: '高新区管委办公室',
    category: '政务公开',
    draftedAt: '2020-12-04T16:00',
    submittedAt: '2020-12-04T17:00',
    reviewedAt: '2020-12-07T09:05',
    publishedAt: '2020-12-07T10:00',
    visits: 19,
    text: `12月4日，工作人员在示例广场向群众介绍怎样查询和申请政府信息，发放条例单行本（示例）。
现场回答了申请要带什么、多久答复、不服怎么办等问题。`,
  },
  ...OWN_RULES,
  ...FIGURES,
  {
    unit: OFFICE.slug,
    title: '关于2026年政务公开重点任务进展情况的通报（示例）',
    publisher: '高新区管委办公室',
    category: '办公室文件',
    documentNumber: '示办发〔2026〕14号',
    formedOn: '2026-11-16',
    draftedAt: '2026-11-16T09:00',
    submittedAt: '2026-11-17T10:30',
    text: `截至十月底，年度重点任务已完成大半（示例）。
尚未完成的，由责任单位在十二月上旬之前办结并报送材料。`,
  },
  {
    unit: OFFICE.slug,
    title: '关于举办公开平台操作培训的通知（示例）',
    publisher: '高新区管委办公室',
    category: '办公室文件',
    draftedAt: '2026-11-19T14:30',
    text: `拟于十二月举办公开平台操作培训，请各单位报送参加人员（示例）。`,
  },
]
