import type { ReportFormat, RequestRowKey } from './annual-report/figures.ts'
import type { GroundCode } from './grounds.ts'
import type { LetterId } from './letters.ts'
import { FIRST_ROUTE_DAY, type RemedyRoute } from './remedies.ts'
import type { LawSettings } from './settings.ts'

/**
 * One code = one kind of answer = one row of the annual report = one route of remedy. 条例 第三十六条至第三十九条 and
 * the report formats (国办公开办函〔2019〕60号、〔2021〕30号).
 */
export type DispositionCode =
  | 'A1'
  | 'A2'
  | 'B1'
  | 'C1'
  | 'C2'
  | 'C3'
  | 'C4'
  | 'C5'
  | 'C6'
  | 'C7'
  | 'C8'
  | 'D1a'
  | 'D1b'
  | 'D2'
  | 'D3'
  | 'E1'
  | 'E2'
  | 'E3'
  | 'E4'
  | 'E5'
  | 'F1'
  | 'F2'
  | 'F3'

export type Outcome =
  | 'granted'
  | 'partly-granted'
  | 'refused'
  | 'cannot-provide'
  | 'not-processed'
  | 'otherwise-closed'

/** What the organ must be able to show for its answer when challenged. */
export type EvidenceKind =
  | 'publication-place' // where the information is public
  | 'search-record' // 检索记录
  | 'severance-record' // 区分处理记录
  | 'classification-basis' // 定密依据
  | 'prohibiting-law' // 禁止公开的法律、行政法规条款
  | 'harm-assessment' // 安全稳定风险评估
  | 'consultation-record' // 征求第三方意见材料
  | 'nature-of-information' // 信息性质的认定
  | 'special-rules' // 专门查询规定
  | 'duty-basis' // 职责依据
  | 'correction-record' // 补正告知与补正材料
  | 'earlier-reply' // 先前的答复及送达证明
  | 'frequency-record' // 申请数量、频次及说明理由材料
  | 'fee-record' // 收费通知与缴费情况
  | 'closing-record' // 撤回申请书等

export const EVIDENCE_LABELS: Readonly<Record<EvidenceKind, string>> = {
  'publication-place': '已公开的载体、网址或者获取方式',
  'search-record': '检索记录：检索人、检索范围、关键词、日期、结果',
  'severance-record': '区分处理记录：不公开的部分及理由',
  'classification-basis': '定密依据',
  'prohibiting-law': '禁止公开的法律、行政法规条款',
  'harm-assessment': '公开可能造成危害的研判材料',
  'consultation-record': '征求第三方意见的往来材料',
  'nature-of-information': '信息性质的认定材料',
  'special-rules': '专门查询规定',
  'duty-basis': '不属于本机关负责公开的职责依据',
  'correction-record': '补正告知书、送达证明和补正材料',
  'earlier-reply': '先前的答复及其送达证明',
  'frequency-record': '申请的数量、频次和申请人说明的理由',
  'fee-record': '收费通知书、送达证明和缴费情况',
  'closing-record': '撤回申请书或者其他结案材料',
}

export interface Disposition {
  readonly code: DispositionCode
  readonly label: string
  readonly outcome: Outcome
  readonly article: string
  readonly row: Readonly<Record<ReportFormat, RequestRowKey>>
  /** The route of the answer by itself; settings, dates and withheld parts may move it (`remedyRoute`). */
  readonly route: RemedyRoute
  /** The letter that carries it; null when none is required. */
  readonly letter: LetterId | null
  readonly evidence: readonly EvidenceKind[]
  /** A ground of 第十四条至第十六条 must be named; `ground` fixes which, otherwise the officer chooses. */
  readonly needsGround: boolean
  readonly ground?: GroundCode
}

type Entry = Omit<Disposition, 'row' | 'route' | 'letter' | 'needsGround'> & {
  readonly row: RequestRowKey | Readonly<Record<ReportFormat, RequestRowKey>>
  readonly route?: RemedyRoute
  readonly letter?: LetterId | null
  readonly needsGround?: boolean
}

function disposition(entry: Entry): Disposition {
  const { row } = entry
  return {
    route: 'R2',
    letter: 'reply',
    needsGround: entry.ground !== undefined,
    ...entry,
    row: typeof row === 'string' ? { '2019': row, '2021': row } : row,
  }
}

const OTHER_ROWS = {
  F1: { '2019': 'other', '2021': 'other_1_no_correction' },
  F2: { '2019': 'other', '2021': 'other_2_no_fee' },
  F3: { '2019': 'other', '2021': 'other_3_other' },
} as const

export const DISPOSITIONS: Readonly<Record<DispositionCode, Disposition>> = {
  A1: disposition({
    code: 'A1',
    label: '已主动公开，告知获取方式、途径',
    outcome: 'granted',
    article: '条例 第三十六条第（一）项',
    row: 'open',
    evidence: ['publication-place'],
  }),
  A2: disposition({
    code: 'A2',
    label: '予以公开，提供信息或者告知获取方式、途径和时间',
    outcome: 'granted',
    article: '条例 第三十六条第（二）项',
    row: 'open',
    evidence: [],
  }),
  B1: disposition({
    code: 'B1',
    label: '部分公开（区分处理）',
    outcome: 'partly-granted',
    article: '条例 第三十七条',
    row: 'partial',
    evidence: ['severance-record'],
    needsGround: true,
  }),
  C1: disposition({
    code: 'C1',
    label: '不予公开：属于国家秘密',
    outcome: 'refused',
    article: '条例 第十四条、第三十六条第（三）项',
    row: 'refuse_1_state_secret',
    route: 'R1',
    evidence: ['classification-basis'],
    ground: 'X14a',
  }),
  C2: disposition({
    code: 'C2',
    label: '不予公开：其他法律行政法规禁止公开',
    outcome: 'refused',
    article: '条例 第十四条、第三十六条第（三）项',
    row: 'refuse_2_law_forbidden',
    route: 'R1',
    evidence: ['prohibiting-law'],
    ground: 'X14b',
  }),
  C3: disposition({
    code: 'C3',
    label: '不予公开：危及“三安全一稳定”',
    outcome: 'refused',
    article: '条例 第十四条、第三十六条第（三）项',
    row: 'refuse_3_safety_stability',
    route: 'R1',
    evidence: ['harm-assessment'],
    ground: 'X14c',
  }),
  C4: disposition({
    code: 'C4',
    label: '不予公开：保护第三方合法权益',
    outcome: 'refused',
    article: '条例 第十五条、第三十二条、第三十六条第（三）项',
    row: 'refuse_4_third_party',
    route: 'R1',
    evidence: ['consultation-record'],
    ground: 'X15',
  }),
  C5: disposition({
    code: 'C5',
    label: '不予公开：属于三类内部事务信息',
    outcome: 'refused',
    article: '条例 第十六条第一款、第三十六条第（三）项',
    row: 'refuse_5_internal',
    route: 'R1',
    evidence: ['nature-of-information'],
    ground: 'X16a',
  }),
  C6: disposition({
    code: 'C6',
    label: '不予公开：属于四类过程性信息',
    outcome: 'refused',
    article: '条例 第十六条第二款、第三十六条第（三）项',
    row: 'refuse_6_process',
    route: 'R1',
    evidence: ['nature-of-information'],
    ground: 'X16b',
  }),
  C7: disposition({
    code: 'C7',
    label: '不予公开：属于行政执法案卷',
    outcome: 'refused',
    article: '条例 第十六条第二款、第三十六条第（三）项',
    row: 'refuse_7_enforcement_file',
    route: 'R1',
    evidence: ['nature-of-information'],
    ground: 'X16c',
  }),
  C8: disposition({
    code: 'C8',
    label: '属于行政查询事项，告知按专门规定办理',
    outcome: 'refused',
    article: '条例 第三十六条第（七）项',
    row: 'refuse_8_admin_query',
    evidence: ['special-rules'],
  }),
  D1a: disposition({
    code: 'D1a',
    label: '经检索没有所申请的信息',
    outcome: 'cannot-provide',
    article: '条例 第三十六条第（四）项',
    row: 'unable_1_not_held',
    evidence: ['search-record'],
  }),
  D1b: disposition({
    code: 'D1b',
    label: '不属于本机关负责公开',
    outcome: 'cannot-provide',
    article: '条例 第三十六条第（五）项',
    row: 'unable_1_not_held',
    evidence: ['duty-basis'],
  }),
  D2: disposition({
    code: 'D2',
    label: '没有现成信息，需要另行制作',
    outcome: 'cannot-provide',
    article: '条例 第三十八条',
    row: 'unable_2_must_create',
    evidence: ['search-record'],
  }),
  D3: disposition({
    code: 'D3',
    label: '补正后申请内容仍不明确',
    outcome: 'cannot-provide',
    article: '条例 第三十条',
    row: 'unable_3_still_unclear',
    evidence: ['correction-record'],
  }),
  E1: disposition({
    code: 'E1',
    label: '信访、举报、投诉类申请',
    outcome: 'not-processed',
    article: '条例 第三十九条第一款',
    row: 'reject_1_petition',
    letter: 'not-processed-notice',
    evidence: ['nature-of-information'],
  }),
  E2: disposition({
    code: 'E2',
    label: '重复申请',
    outcome: 'not-processed',
    article: '条例 第三十六条第（六）项',
    row: 'reject_2_repeat',
    evidence: ['earlier-reply'],
  }),
  E3: disposition({
    code: 'E3',
    label: '要求提供公开出版物',
    outcome: 'not-processed',
    article: '条例 第三十九条第二款',
    row: 'reject_3_publication',
    evidence: ['publication-place'],
  }),
  E4: disposition({
    code: 'E4',
    label: '无正当理由大量反复申请',
    outcome: 'not-processed',
    article: '条例 第三十五条',
    row: 'reject_4_excessive',
    letter: 'not-processed-notice',
    evidence: ['frequency-record'],
  }),
  E5: disposition({
    code: 'E5',
    label: '要求确认或者重新出具已获取信息',
    outcome: 'not-processed',
    // the regulation has no clause of its own for it; it comes from the report format
    article: '条例 第二条、第三十六条；国办公开办函〔2021〕30号',
    row: 'reject_5_reconfirm',
    evidence: ['earlier-reply'],
  }),
  F1: disposition({
    code: 'F1',
    label: '无正当理由逾期不补正，不再处理',
    outcome: 'otherwise-closed',
    article: '条例 第三十条',
    row: OTHER_ROWS.F1,
    letter: 'closed-notice',
    evidence: ['correction-record'],
  }),
  F2: disposition({
    code: 'F2',
    label: '逾期未按收费通知要求缴纳费用，不再处理',
    outcome: 'otherwise-closed',
    article: '条例 第四十二条；国办函〔2020〕109号',
    row: OTHER_ROWS.F2,
    letter: 'closed-notice',
    evidence: ['fee-record'],
  }),
  F3: disposition({
    code: 'F3',
    label: '其他（撤回、合并、无法联系申请人等）',
    outcome: 'otherwise-closed',
    article: '',
    row: OTHER_ROWS.F3,
    letter: null,
    evidence: ['closing-record'],
  }),
}

export const DISPOSITION_CODES = Object.keys(DISPOSITIONS) as readonly DispositionCode[]

/** The one row of table 三 that a case with this disposition is counted in. */
export function reportRowOf(
  code: DispositionCode,
  format: ReportFormat,
  settings: LawSettings,
): RequestRowKey {
  if (code === 'D1b' && settings.notOurDutyRow === 'other') return DISPOSITIONS.F3.row[format]
  return DISPOSITIONS[code].row[format]
}

export interface RouteFacts {
  /** Day of the act (the reply's date): 复议前置 exists for acts from 2024-01-01. */
  readonly actedOn: Temporal.PlainDate
  /** Grounds of the parts withheld in a partial disclosure. */
  readonly withheldOn?: readonly GroundCode[]
  /** F3 only: whether the organ made an act the person can challenge. Default false. */
  readonly actMade?: boolean
}

/**
 * The route of remedy to be told with a disposition; undefined when there is no act to challenge.
 *
 * R1 (reconsideration first) for 不予公开 under 第十四条至第十六条, also for the withheld part of a partial disclosure;
 * R2 (either) for all others. 行政复议法 第二十三条第一款第（四）项; the Supreme Court reads 不予公开 as those articles.
 * C8 is reported as 不予公开 without being one of them: `settings.adminQueryRemedy`.
 */
export function remedyRoute(
  code: DispositionCode,
  facts: RouteFacts,
  settings: LawSettings,
): RemedyRoute | undefined {
  if (code === 'F3' && facts.actMade !== true) return undefined
  if (Temporal.PlainDate.compare(facts.actedOn, FIRST_ROUTE_DAY) < 0) return 'R2'
  if (code === 'B1') return (facts.withheldOn ?? []).length > 0 ? 'R1' : 'R2'
  if (code === 'C8') return settings.adminQueryRemedy
  return DISPOSITIONS[code].route
}
