/** The policies that the demo's items rest on: invented, and named so. One has run out since. */
import type { DemoDocument } from './documents.ts'
import { OFFICE } from './office.ts'

interface Rule {
  readonly title: string
  readonly number: number
  readonly expiresOn?: string
  readonly about: string
}

const RULES: readonly Rule[] = [
  {
    title: '促进中小企业发展若干措施（示例）',
    number: 21,
    about: '支持企业升规纳统、技术改造和开拓市场',
  },
  {
    title: '支持科技创新若干规定（示例）',
    number: 22,
    about: '支持研发投入、平台建设和知识产权创造',
  },
  // lapsed: the item that rests on it says so wherever it is shown
  {
    title: '科技创新券试行办法（示例）',
    number: 23,
    expiresOn: '2023-04-30',
    about: '用创新券抵扣科技服务费用，试行三年',
  },
  {
    title: '企业融资服务办法（示例）',
    number: 24,
    expiresOn: '2030-12-31',
    about: '贴息、担保、转贷和上市服务',
  },
  { title: '人才引进培养办法（示例）', number: 25, about: '引进、培养、安居和配套服务' },
  { title: '稳定和扩大就业若干措施（示例）', number: 26, about: '扶持创业、吸纳就业和稳定岗位' },
  { title: '政府采购支持中小企业办法（示例）', number: 27, about: '预留份额、价格扣除和合同融资' },
]

const rule = ({ title, number, expiresOn, about }: Rule): DemoDocument => ({
  unit: OFFICE.slug,
  title,
  publisher: '高新区管委办公室',
  category: '惠企政策',
  genre: title.includes('办法') ? '办法' : title.includes('规定') ? '规定' : '措施',
  theme: '国民经济管理、国有资产监管',
  keywords: ['惠企政策'],
  documentNumber: `示管发〔2020〕${number}号`,
  formedOn: '2020-04-27',
  effectiveFrom: '2020-05-01',
  ...(expiresOn === undefined ? {} : { expiresOn }),
  draftedAt: `2020-04-27T09:${number}`,
  submittedAt: `2020-04-27T15:${number}`,
  reviewedAt: `2020-04-28T10:${number}`,
  publishedAt: `2020-04-29T09:${number}`,
  visits: 3 * number,
  text: `本文件的内容为示例：${about}。
各项政策的申请条件、材料、流程和标准，见惠企政策服务包。`,
})

/** Nobody has put this one into a pack yet. */
const NEW_POLICY: DemoDocument = {
  unit: OFFICE.slug,
  title: '支持企业数字化转型若干措施（示例）',
  publisher: '高新区管委办公室',
  category: '惠企政策',
  genre: '措施',
  theme: '国民经济管理、国有资产监管',
  keywords: ['惠企政策', '数字化转型'],
  documentNumber: '示管发〔2026〕30号',
  formedOn: '2026-11-16',
  draftedAt: '2026-11-16T14:00',
  submittedAt: '2026-11-17T09:00',
  reviewedAt: '2026-11-17T16:10',
  publishedAt: '2026-11-18T10:00',
  visits: 12,
  text: `对企业购买数字化改造服务给予补助，具体办法另行制定（示例）。`,
}

export const POLICIES: readonly DemoDocument[] = [...RULES.map(rule), NEW_POLICY]
