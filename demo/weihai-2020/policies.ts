import { NORMATIVE_UNIT } from './office.ts'
import type { DemoDocument } from './documents.ts'

const PUBLISHER = '经济发展局（示例）'
const CATEGORY = '规范性文件'

type Line = Pick<
  DemoDocument,
  'title' | 'documentNumber' | 'formedOn' | 'effectiveFrom' | 'expiresOn' | 'text'
> & { readonly day: string }

/** Older normative documents of a unit, put on the platform in 2020; all invented. */
const LINES: readonly Line[] = [
  {
    day: '2020-03-09',
    title: '示例人才公寓管理暂行办法',
    documentNumber: '示经发〔2018〕2号',
    formedOn: '2018-06-11',
    effectiveFrom: '2018-07-01',
    expiresOn: '2020-06-30',
    text: '<p>第一条 人才公寓的申请、配租和退出，适用本办法（示例）。</p><p>第二条 本办法有效期至2020年6月30日。</p>',
  },
  {
    day: '2020-03-10',
    title: '示例商标奖励办法',
    documentNumber: '示经发〔2015〕4号',
    formedOn: '2015-04-20',
    text: '<p>第一条 取得注册商标的企业可以申请奖励（示例）。</p>',
  },
  {
    day: '2020-03-11',
    title: '示例节水设施补助办法',
    documentNumber: '示经发〔2017〕9号',
    formedOn: '2017-09-04',
    effectiveFrom: '2017-10-08',
    expiresOn: '2027-10-07',
    text: '<p>第一条 企业改造节水设施的，按投资额的百分之十补助（示例）。</p><p>第二条 每家企业每年不超过二十万元。</p>',
  },
  {
    day: '2020-03-12',
    title: '示例企业复工补助办法',
    documentNumber: '示经发〔2020〕1号',
    formedOn: '2020-02-24',
    effectiveFrom: '2020-02-24',
    text: '<p>第一条 2020年3月底以前复工的企业可以申请一次性补助（示例）。</p>',
  },
]

export const NORMATIVE_DOCUMENTS: readonly DemoDocument[] = LINES.map(({ day, ...line }, at) => ({
  ...line,
  unit: NORMATIVE_UNIT,
  publisher: PUBLISHER,
  category: CATEGORY,
  genre: '办法',
  theme: '国民经济管理、国有资产监管',
  normativeKind: 'normative',
  draftedAt: `${day}T09:00`,
  submittedAt: `${day}T10:00`,
  reviewedAt: `${day}T14:00`,
  publishedAt: `${day}T15:00`,
  visits: 20 + at * 7,
}))

/** The notice about the results, one of the documents that the office issued in July. */
export const CLEANUP_NOTICE = {
  documentNumber: '示管发〔2020〕9号',
  title: '关于公布规范性文件清理结果的通知（示例）',
  category: '管委文件',
  formedOn: '2020-07-20',
  publishedAt: '2020-07-21T10:00',
  text: `各有关单位：
按照工作安排，对以区管委和部门名义印发的规范性文件作了全面清理，现将结果和现行有效文件目录公布如下（示例）。
列入废止、失效目录的，自公布之日起不再作为管理的依据。`,
} as const

/** What the unit said about each of its documents, by number. */
export const OPINIONS = {
  '示经发〔2015〕4号': { result: 'repeal', reason: '奖励政策已由上级统一调整' },
  '示经发〔2017〕9号': { result: 'amend', reason: '补助比例需要调整' },
  '示经发〔2020〕1号': { result: 'lapse', reason: '补助任务已经完成' },
  '示经发〔2020〕3号': { result: 'keep', reason: '' },
} as const

/** 修改 of the document that was to be amended, and its text as amended. */
export const AMENDMENT = {
  title: '关于修改《示例节水设施补助办法》的决定',
  documentNumber: '示经发〔2020〕7号',
  amends: '示经发〔2017〕9号',
  formedOn: '2020-10-09',
  appliesFrom: '2020-11-01',
  text: '<p>第一条中的“百分之十”改为“百分之十五”（示例）。本决定自2020年11月1日起施行。</p>',
  consolidated:
    '<p>第一条 企业改造节水设施的，按投资额的百分之十五补助（示例）。</p><p>第二条 每家企业每年不超过二十万元。</p>',
} as const

/** The guide to the packs, explained as a policy; and what a reader asked about it. */
export const GUIDE_TITLE = '惠企政策服务包使用说明（示例）'

export const INTERPRETATION = {
  title: '《惠企政策服务包使用说明》解读（示例）',
  form: 'text',
  speaker: '党政办公室',
  text: '服务包把分散在各处的政策放在一起，企业不必逐个部门打听。',
  elements: {
    background: '企业反映政策多、找不到、看不懂，因此编制服务包。',
    goals: '让企业一次看清能申请什么、带什么、去哪里。',
    content: '六个方面的事项，每项写明对象、条件、材料、程序和电话。',
    scope: '在区内登记的企业和个体工商户。',
    notes: '页面写明有效性，以页面当天显示的为准。',
    keywords: '服务包：按主题汇集的政策事项。',
    benefits: '扫码查看，不用到窗口询问。',
    changes: '以前按部门分别公布，现在按企业的需要编排。',
  },
} as const

export const ANSWERED = {
  asked: '我是个体户，能不能用这个服务包里的政策？',
  question: '个体工商户能不能申请服务包里的政策？',
  answer: '可以。每个事项都写明对象，写有“个体工商户”的都可以申请（示例）。',
} as const

export const WAITING_QUESTION = '服务包里的电话打不通时还可以找谁？'

/** A draft of the running year on its way through the checklist. */
export const DRAFT_2026 = {
  title: '示例公共数据开放管理办法（试行）',
  formedOn: '2026-11-17',
  effectiveFrom: '2027-01-01',
  expiresOn: '2028-12-31',
  text: '<p>第一条 为了规范公共数据开放，制定本办法（示例）。</p><p>第二条 公共数据按目录开放。</p>',
} as const
