import type { RequestRowKey } from './annual-report/figures.ts'

/** Grounds for not disclosing. 条例 第十四条至第十六条 */
export type GroundCode = 'X14a' | 'X14b' | 'X14c' | 'X15' | 'X16a' | 'X16b' | 'X16c'

/** must-not: no choice. balancing: 第十五条's consent or public interest. may-refuse: the organ's choice. */
export type Discretion = 'must-not' | 'balancing' | 'may-refuse'

export interface Ground {
  readonly code: GroundCode
  readonly label: string
  readonly article: string
  readonly discretion: Discretion
  /** The row of 不予公开 a refusal on this ground is reported in. */
  readonly row: RequestRowKey
  /** The disposition that refuses on this ground. */
  readonly disposition: 'C1' | 'C2' | 'C3' | 'C4' | 'C5' | 'C6' | 'C7'
  /** The reply must also name the law or regulation and its article. */
  readonly mustCiteLaw: boolean
  /** 第十六条第二款: disclosed all the same where a law, regulation or rule says so. */
  readonly yieldsToLaw: boolean
}

const ground = (
  entry: Omit<Ground, 'mustCiteLaw' | 'yieldsToLaw'> &
    Partial<Pick<Ground, 'mustCiteLaw' | 'yieldsToLaw'>>,
): Ground => ({ mustCiteLaw: false, yieldsToLaw: false, ...entry })

export const GROUNDS: Readonly<Record<GroundCode, Ground>> = {
  X14a: ground({
    code: 'X14a',
    label: '依法确定为国家秘密',
    article: '条例 第十四条',
    discretion: 'must-not',
    row: 'refuse_1_state_secret',
    disposition: 'C1',
  }),
  X14b: ground({
    code: 'X14b',
    label: '法律、行政法规禁止公开',
    article: '条例 第十四条',
    discretion: 'must-not',
    row: 'refuse_2_law_forbidden',
    disposition: 'C2',
    mustCiteLaw: true,
  }),
  X14c: ground({
    code: 'X14c',
    label: '公开后可能危及国家安全、公共安全、经济安全、社会稳定',
    article: '条例 第十四条',
    discretion: 'must-not',
    row: 'refuse_3_safety_stability',
    disposition: 'C3',
  }),
  X15: ground({
    code: 'X15',
    label: '涉及商业秘密、个人隐私等，公开会损害第三方合法权益',
    article: '条例 第十五条',
    discretion: 'balancing',
    row: 'refuse_4_third_party',
    disposition: 'C4',
  }),
  X16a: ground({
    code: 'X16a',
    label: '内部事务信息（人事管理、后勤管理、内部工作流程）',
    article: '条例 第十六条第一款',
    discretion: 'may-refuse',
    row: 'refuse_5_internal',
    disposition: 'C5',
  }),
  X16b: ground({
    code: 'X16b',
    label: '过程性信息（讨论记录、过程稿、磋商信函、请示报告）',
    article: '条例 第十六条第二款',
    discretion: 'may-refuse',
    row: 'refuse_6_process',
    disposition: 'C6',
    yieldsToLaw: true,
  }),
  X16c: ground({
    code: 'X16c',
    label: '行政执法案卷信息',
    article: '条例 第十六条第二款',
    discretion: 'may-refuse',
    row: 'refuse_7_enforcement_file',
    disposition: 'C7',
    yieldsToLaw: true,
  }),
}

export const GROUND_CODES = Object.keys(GROUNDS) as readonly GroundCode[]

/**
 * Whether a refusal on this ground must give way. 第十五条: the third party consents, or not disclosing would gravely
 * harm the public interest. 第十六条第二款: a law, regulation or rule prescribes disclosure. 第十四条 never yields.
 */
export function mustDiscloseDespite(
  code: GroundCode,
  facts: {
    readonly thirdPartyConsents?: boolean
    readonly publicInterestPrevails?: boolean
    readonly lawPrescribesDisclosure?: boolean
  },
): boolean {
  if (GROUNDS[code].yieldsToLaw) return facts.lawPrescribesDisclosure === true
  if (GROUNDS[code].discretion !== 'balancing') return false
  return facts.thirdPartyConsents === true || facts.publicInterestPrevails === true
}
