import type { ActiveRowKey, ApplicantClass, ReportFormat, RequestRowKey } from './figures.ts'

/**
 * The two official forms of the annual report as data: 国办公开办函〔2019〕60号（试行，2019、2020 年度）and
 * 国办公开办函〔2021〕30号（2021 年度起）. Captions, columns and rows stand here once, in printed order; readers,
 * renderings and identities all start from them.
 */

/** One captioned block of table 二, e.g. 第二十条第（一）项 with its columns and rows. */
export interface ActiveBlockForm {
  readonly clause: string
  /** Column captions after 信息内容. */
  readonly columns: readonly string[]
  readonly rows: readonly ActiveRowForm[]
}

export interface ActiveRowForm {
  readonly key: ActiveRowKey
  readonly label: string
  /** Columns (0-based) which the form allows to stay blank. */
  readonly blankAllowed: readonly number[]
}

/** Which part of table 三 a row stands in: 一、二、三 (with its detail rows and 总计) or 四. */
export type RequestPart = 'new' | 'carried-in' | 'result' | 'result-total' | 'carried-out'

/** A row of table 三 as printed: `group` is the merged caption left of it, e.g. （三）不予公开. */
export interface RequestRowForm {
  readonly key: RequestRowKey
  readonly part: RequestPart
  readonly group: string | null
  readonly caption: string
  /** `group/caption`, the label of the interchange format. */
  readonly label: string
}

export interface ReportForm {
  readonly format: ReportFormat
  /** 文号 of the notice that prescribes the form. */
  readonly notice: string
  readonly active: readonly ActiveBlockForm[]
  readonly requests: readonly RequestRowForm[]
}

/** Titles of the six sections, in order, the same in both forms. */
export const SECTION_TITLES = [
  '一、总体情况',
  '二、主动公开政府信息情况',
  '三、收到和处理政府信息公开申请情况',
  '四、政府信息公开行政复议、行政诉讼情况',
  '五、存在的主要问题及改进情况',
  '六、其他需要报告的事项',
] as const

/** The corner note of table 三. */
export const REQUESTS_CORNER_NOTE =
  '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）'

/** The merged caption over the result rows of table 三. */
export const RESULTS_CAPTION = '三、本年度办理结果'

export type RequestColumnKey = ApplicantClass | 'total'

/** The seven columns of table 三, in printed order. */
export const REQUEST_COLUMNS = [
  { key: 'natural_person', label: '自然人' },
  { key: 'company', label: '商业企业' },
  { key: 'research', label: '科研机构' },
  { key: 'social_organisation', label: '社会公益组织' },
  { key: 'legal_services', label: '法律服务机构' },
  { key: 'other_organisation', label: '其他' },
  { key: 'total', label: '总计' },
] as const satisfies readonly { readonly key: RequestColumnKey; readonly label: string }[]

export type ReviewGroupKey = 'reconsideration' | 'direct_suit' | 'after_reconsideration'
export type ReviewColumnKey = 'upheld' | 'corrected' | 'other' | 'pending' | 'total'

/** The three blocks of table 四; `parent` is the merged caption above the last two. */
export const REVIEW_GROUPS = [
  { key: 'reconsideration', label: '行政复议', parent: null },
  { key: 'direct_suit', label: '未经复议直接起诉', parent: '行政诉讼' },
  { key: 'after_reconsideration', label: '复议后起诉', parent: '行政诉讼' },
] as const satisfies readonly {
  readonly key: ReviewGroupKey
  readonly label: string
  readonly parent: string | null
}[]

/** The five columns of each block of table 四, in printed order. */
export const REVIEW_COLUMNS = [
  { key: 'upheld', label: '结果维持' },
  { key: 'corrected', label: '结果纠正' },
  { key: 'other', label: '其他结果' },
  { key: 'pending', label: '尚未审结' },
  { key: 'total', label: '总计' },
] as const satisfies readonly { readonly key: ReviewColumnKey; readonly label: string }[]

/** How many rows the merged caption 三、本年度办理结果 spans, 总计 included. */
export function resultRowSpan(form: ReportForm): number {
  return form.requests.filter((row) => row.part === 'result' || row.part === 'result-total').length
}

function activeRow(
  key: ActiveRowKey,
  label: string,
  blankAllowed: readonly number[] = [],
): ActiveRowForm {
  return { key, label, blankAllowed }
}

function requestRow(
  key: RequestRowKey,
  part: RequestPart,
  caption: string,
  group: string | null = null,
): RequestRowForm {
  return { key, part, group, caption, label: group === null ? caption : `${group}/${caption}` }
}

function groupRows(
  group: string,
  rows: readonly (readonly [RequestRowKey, string])[],
): readonly RequestRowForm[] {
  return rows.map(([key, caption]) => requestRow(key, 'result', caption, group))
}

const RESULT_ROWS_OF_BOTH: readonly RequestRowForm[] = [
  requestRow('new', 'new', '一、本年新收政府信息公开申请数量'),
  requestRow('carried_in', 'carried-in', '二、上年结转政府信息公开申请数量'),
  requestRow('open', 'result', '（一）予以公开'),
  requestRow('partial', 'result', '（二）部分公开（区分处理的，只计这一情形，不计其他情形）'),
  ...groupRows('（三）不予公开', [
    ['refuse_1_state_secret', '1.属于国家秘密'],
    ['refuse_2_law_forbidden', '2.其他法律行政法规禁止公开'],
    ['refuse_3_safety_stability', '3.危及“三安全一稳定”'],
    ['refuse_4_third_party', '4.保护第三方合法权益'],
    ['refuse_5_internal', '5.属于三类内部事务信息'],
    ['refuse_6_process', '6.属于四类过程性信息'],
    ['refuse_7_enforcement_file', '7.属于行政执法案卷'],
    ['refuse_8_admin_query', '8.属于行政查询事项'],
  ]),
  ...groupRows('（四）无法提供', [
    ['unable_1_not_held', '1.本机关不掌握相关政府信息'],
    ['unable_2_must_create', '2.没有现成信息需要另行制作'],
    ['unable_3_still_unclear', '3.补正后申请内容仍不明确'],
  ]),
  ...groupRows('（五）不予处理', [
    ['reject_1_petition', '1.信访举报投诉类申请'],
    ['reject_2_repeat', '2.重复申请'],
    ['reject_3_publication', '3.要求提供公开出版物'],
    ['reject_4_excessive', '4.无正当理由大量反复申请'],
    ['reject_5_reconfirm', '5.要求行政机关确认或重新出具已获取信息'],
  ]),
]

const CLOSING_ROWS: readonly RequestRowForm[] = [
  requestRow('total', 'result-total', '（七）总计'),
  requestRow('carried_out', 'carried-out', '四、结转下年度继续办理'),
]

const PROJECT_COLUMNS = ['上一年项目数量', '本年增/减', '处理决定数量'] as const

const FORM_2019: ReportForm = {
  format: '2019',
  notice: '国办公开办函〔2019〕60号',
  active: [
    {
      clause: '第二十条第（一）项',
      columns: ['本年新制作数量', '本年新公开数量', '对外公开总数量'],
      rows: [activeRow('regulations', '规章'), activeRow('normative_documents', '规范性文件')],
    },
    {
      clause: '第二十条第（五）项',
      columns: PROJECT_COLUMNS,
      rows: [
        activeRow('licensing', '行政许可'),
        activeRow('other_services', '其他对外管理服务事项', [2]),
      ],
    },
    {
      clause: '第二十条第（六）项',
      columns: PROJECT_COLUMNS,
      rows: [activeRow('penalty', '行政处罚'), activeRow('coercion', '行政强制')],
    },
    {
      clause: '第二十条第（八）项',
      columns: ['上一年项目数量', '本年增/减'],
      rows: [activeRow('fees', '行政事业性收费')],
    },
    {
      clause: '第二十条第（九）项',
      columns: ['采购项目数量', '采购总金额'],
      rows: [activeRow('procurement', '政府集中采购')],
    },
  ],
  requests: [
    ...RESULT_ROWS_OF_BOTH,
    requestRow('other', 'result', '（六）其他处理'),
    ...CLOSING_ROWS,
  ],
}

const DECISION_COLUMNS = ['本年处理决定数量'] as const

const FORM_2021: ReportForm = {
  format: '2021',
  notice: '国办公开办函〔2021〕30号',
  active: [
    {
      clause: '第二十条第（一）项',
      columns: ['本年制发件数', '本年废止件数', '现行有效件数'],
      rows: [activeRow('regulations', '规章'), activeRow('normative_documents', '行政规范性文件')],
    },
    {
      clause: '第二十条第（五）项',
      columns: DECISION_COLUMNS,
      rows: [activeRow('licensing', '行政许可')],
    },
    {
      clause: '第二十条第（六）项',
      columns: DECISION_COLUMNS,
      rows: [activeRow('penalty', '行政处罚'), activeRow('coercion', '行政强制')],
    },
    {
      clause: '第二十条第（八）项',
      columns: ['本年收费金额（单位：万元）'],
      rows: [activeRow('fees', '行政事业性收费')],
    },
  ],
  requests: [
    ...RESULT_ROWS_OF_BOTH,
    ...groupRows('（六）其他处理', [
      ['other_1_no_correction', '1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请'],
      [
        'other_2_no_fee',
        '2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
      ],
      ['other_3_other', '3.其他'],
    ]),
    ...CLOSING_ROWS,
  ],
}

/** Both official forms. */
export const REPORT_FORMS: Readonly<Record<ReportFormat, ReportForm>> = {
  '2019': FORM_2019,
  '2021': FORM_2021,
}

/**
 * The form prescribed for a reporting year: 2019 and 2020 the trial form, 2021 onward the present one;
 * undefined before 2019, when no common form existed.
 */
export function findFormatOfYear(year: number): ReportFormat | undefined {
  if (year < 2019) return undefined
  return year <= 2020 ? '2019' : '2021'
}

/** The form of a row of table 二, with the block it stands in. */
export function findActiveRowForm(
  format: ReportFormat,
  key: string,
): { readonly block: ActiveBlockForm; readonly row: ActiveRowForm } | undefined {
  for (const block of REPORT_FORMS[format].active) {
    const row = block.rows.find((candidate) => candidate.key === key)
    if (row) return { block, row }
  }
  return undefined
}

/** The form of a row of table 三 in either format (mixed reports use rows of the other form). */
export function findRequestRowForm(key: string): RequestRowForm | undefined {
  return (
    FORM_2021.requests.find((row) => row.key === key) ??
    FORM_2019.requests.find((row) => row.key === key)
  )
}
