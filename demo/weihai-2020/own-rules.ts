/** The office's own rules of disclosure, and the figures that its catalogue promises; all invented. */
import type { DemoDocument } from './documents.ts'
import { NORMATIVE_UNIT, OFFICE } from './office.ts'

type Line = Pick<DemoDocument, 'title' | 'documentNumber' | 'keywords' | 'text'>

const RULES: readonly Line[] = [
  {
    title: '政府信息主动公开工作制度（示例）',
    documentNumber: '示公开〔2020〕1号',
    keywords: ['主动公开', '制度'],
    text: `<h2>一、谁来公开</h2>
<p>谁制作谁公开；几个单位一起制作的，由牵头的公开。从别处取得的信息，由最初取得的单位公开。</p>
<h2>二、什么时候公开</h2>
<p>公文起草时提出公开属性，签发时一并确定。应当公开的，自形成之日起二十个工作日内上网。</p>
<h2>三、怎样更正</h2>
<p>读者指出差错的，三个工作日内核实答复；内容改动的，在版本沿革中写明。</p>`,
  },
  {
    title: '政府信息公开申请办理制度（示例）',
    documentNumber: '示公开〔2020〕2号',
    keywords: ['依申请公开', '制度'],
    text: `<h2>一、登记</h2>
<p>收到申请当天登记，写明渠道、日期和内容，给申请人回执。</p>
<h2>二、办理</h2>
<p>内容不明确的，七个工作日内一次性告知补正。涉及第三方的，书面征求意见。</p>
<h2>三、答复</h2>
<p>答复经法律审核和负责人签发后送达，二十个工作日内办结，需要延长的书面告知。</p>`,
  },
  {
    title: '政府信息公开保密审查制度（示例）',
    documentNumber: '示公开〔2020〕3号',
    keywords: ['保密审查', '制度'],
    text: `<p>公开以前逐项审查：国家秘密、工作秘密、公共安全、商业秘密、个人隐私，以及汇集以后是否敏感。</p>
<p>起草人不得审查自己起草的文件。审查针对具体的文字，文字有改动的重新审查。拿不准的，报请保密行政管理部门确定。</p>`,
  },
]

export const OWN_RULES: readonly DemoDocument[] = RULES.map((line, at) => ({
  ...line,
  unit: OFFICE.slug,
  publisher: '高新区管委办公室',
  category: '制度',
  genre: '制度',
  theme: '综合政务',
  formedOn: '2020-08-24',
  draftedAt: `2020-08-24T${10 + at}:00`,
  submittedAt: '2020-08-24T15:00',
  reviewedAt: '2020-08-25T09:00',
  publishedAt: `2020-08-25T10:0${at}`,
  visits: 36 + at * 5,
}))

const table = (caption: string, head: readonly string[], rows: readonly (readonly string[])[]) =>
  `<table><caption>${caption}</caption><thead><tr>${head
    .map((text) => `<th scope="col">${text}</th>`)
    .join('')}</tr></thead><tbody>${rows
    .map((row) => `<tr>${row.map((text) => `<td>${text}</td>`).join('')}</tr>`)
    .join('')}</tbody></table>`

/** What falls due by quarter and by year, up to the running one. */
export const FIGURES: readonly DemoDocument[] = [
  {
    unit: OFFICE.slug,
    title: '机构职能和公开工作机构信息（示例）',
    publisher: '高新区管委办公室',
    category: '机构职能',
    genre: '说明',
    theme: '国务院组织机构',
    keywords: ['机构职能', '办公时间'],
    draftedAt: '2020-08-24T13:00',
    submittedAt: '2020-08-24T15:30',
    reviewedAt: '2020-08-25T09:30',
    publishedAt: '2020-08-25T10:30',
    visits: 41,
    text: `<p>党政办公室负责综合协调、文电、会务、政务公开和督查（示例）。</p>
<p>政务公开科承办信息公开的申请、查询和纠错，地址、电话和办公时间见公开指南。</p>`,
  },
  ...(
    [
      ['2026-07-24', '上半年', '386.2', '5.4'],
      ['2026-10-23', '前三季度', '588.9', '5.6'],
    ] as const
  ).map(([day, period, output, growth]): DemoDocument => ({
    unit: NORMATIVE_UNIT,
    title: `2026年${period}主要经济指标（示例）`,
    publisher: '经济发展局（示例）',
    category: '统计信息',
    genre: '统计数据',
    theme: '国民经济管理、国有资产监管',
    keywords: ['统计', '经济指标'],
    formedOn: day,
    draftedAt: `${day}T09:00`,
    submittedAt: `${day}T10:00`,
    reviewedAt: `${day}T11:00`,
    publishedAt: `${day}T15:00`,
    visits: 22,
    text: `<p>数据为示例，不是真实的统计结果。</p>
${table(
  `2026年${period}主要指标（示例）`,
  ['指标', '数值', '同比增长'],
  [
    ['地区生产总值（亿元）', output, `${growth}%`],
    ['规模以上工业增加值', '—', '6.1%'],
  ],
)}`,
  })),
  {
    unit: OFFICE.slug,
    title: '2026年度部门预算公开说明（示例）',
    publisher: '高新区管委办公室',
    category: '财政信息',
    genre: '说明',
    theme: '财政、金融、审计',
    keywords: ['预算', '财政'],
    formedOn: '2026-02-06',
    draftedAt: '2026-02-06T09:00',
    submittedAt: '2026-02-06T15:00',
    reviewedAt: '2026-02-09T09:00',
    publishedAt: '2026-02-09T10:00',
    visits: 64,
    text: `<p>数据为示例，不是真实的预算。</p>
${table(
  '收支预算总表（示例，万元）',
  ['项目', '本年预算', '上年预算'],
  [
    ['一般公共服务支出', '1 260', '1 235'],
    ['信息化运行维护', '180', '196'],
  ],
)}`,
  },
]
