import type { RowForm } from '../../src/domain/catalogue/row.ts'

/** A row of the demo's catalogue. Real fields and laws; events, limits and owners are examples. */
export interface DemoRow {
  readonly code: string
  /** code of the statutory item, or the field */
  readonly branch: string
  readonly events: readonly [levelOne: string, levelTwo: string]
  readonly content: string
  readonly basis: readonly string[]
  readonly limit: string
  /** slug of the unit; the office itself when left out */
  readonly owner?: string
  readonly channels: NonNullable<RowForm['channels']>
  readonly levels?: readonly NonNullable<RowForm['levels']>[number][]
  readonly everyMonths?: number
}

const TWENTY = '自信息形成或者变更之日起20个工作日内'
const SEVEN = '自作出决定之日起7个工作日内'
const ORDER = '《政府信息公开条例》'
const SITE = { website: 'must', gazette: 'may' } as const
const SITE_AND_MEDIA = { website: 'must', 'new-media': 'may' } as const
const TO_VILLAGE = { website: 'must', 'notice-board': 'must', visit: 'may' } as const
const DOWN = ['county', 'township'] as const
const TO_THE_END = ['county', 'township', 'village'] as const

/** 法定主动公开内容: one row for each item of 第二十条. */
const STATUTORY: readonly DemoRow[] = [
  statutory(1, '政策文件', '规范性文件和其他政策文件', '文件全文、文号、有效性、解读', TWENTY, 12),
  statutory(
    2,
    '机构职能',
    '机构信息',
    '职能、内设机构、地址、电话、办公时间、负责人姓名',
    '长期公开',
  ),
  statutory(3, '规划计划', '发展规划和专项规划', '规划文本、年度计划、实施情况', TWENTY),
  statutory(4, '统计信息', '经济社会发展统计数据', '主要指标及分析', '每季度', undefined, 'jingfa'),
  statutory(5, '许可和服务', '行政许可和其他对外管理服务', '依据、条件、程序、办理结果', SEVEN),
  statutory(6, '处罚和强制', '行政处罚、行政强制', '依据、条件、程序和有社会影响的决定', SEVEN),
  statutory(7, '财政信息', '预算和决算', '预算、决算及说明', '批准后20日内', 12, 'caizheng'),
  statutory(8, '收费', '行政事业性收费', '项目、依据、标准', TWENTY, undefined, 'caizheng'),
  statutory(
    9,
    '政府采购',
    '集中采购目录、标准及实施情况',
    '目录、标准、结果',
    TWENTY,
    undefined,
    'caizheng',
  ),
  statutory(
    10,
    '重大项目',
    '重大建设项目批准和实施',
    '批准结果、进展、竣工',
    TWENTY,
    undefined,
    'jianshe',
  ),
  statutory(
    11,
    '民生',
    '教育、医疗、社会保障、就业政策',
    '政策、措施、实施情况',
    TWENTY,
    undefined,
    'shehui',
  ),
  statutory(12, '应急管理', '应急预案和应对情况', '预案、预警、应对', '及时公开'),
  statutory(13, '监督检查', '监督检查情况', '检查计划、结果', TWENTY),
  statutory(
    14,
    '公务员招考',
    '招考和录用',
    '职位、条件、录用结果',
    '及时公开',
    undefined,
    'shehui',
  ),
  statutory(15, '其他', '政务公开工作安排', '年度要点、分工、督查情况', TWENTY, 12),
]

function statutory(
  item: number,
  levelOne: string,
  levelTwo: string,
  content: string,
  limit: string,
  everyMonths?: number,
  owner?: string,
): DemoRow {
  return {
    code: `法定-${String(item).padStart(2, '0')}`,
    branch: `20.${item}`,
    events: [levelOne, levelTwo],
    content,
    basis: [`${ORDER}第二十条`],
    limit,
    channels: SITE,
    levels: DOWN,
    ...(everyMonths === undefined ? {} : { everyMonths }),
    ...(owner === undefined ? {} : { owner }),
  }
}

type FieldEvent = readonly [
  levelOne: string,
  levelTwo: string,
  content: string,
  limit: string,
  reach?: 'village',
]

interface Field {
  readonly branch: string
  readonly short: string
  readonly basis: readonly string[]
  readonly owner: string
  readonly events: readonly FieldEvent[]
}

/** Twenty-five of the twenty-six fields: taxes are not the zone's own business. */
const FIELDS: readonly Field[] = [
  field(
    '重大建设项目',
    '项目',
    'jianshe',
    ['《招标投标法》'],
    [
      ['批准服务信息', '办事指南', '申报要件、办理流程、时限、电话', '长期公开'],
      ['施工信息', '工程进度', '进展、变更、质量安全监督', '及时公开'],
    ],
  ),
  field(
    '公共资源交易',
    '交易',
    'caizheng',
    ['《政府采购法》'],
    [
      ['采购项目', '采购结果', '成交供应商、金额、主要标的', '自中标、成交之日起2个工作日内'],
      ['土地使用权出让', '出让公告', '地块、用途、条件', '及时公开'],
    ],
  ),
  field(
    '财政预决算',
    '财政',
    'caizheng',
    ['《预算法》'],
    [
      ['政府预算', '预算草案和报告', '收支表及说明', '批准后20日内'],
      ['部门决算', '决算', '收支决算表、三公经费、说明', '批复后20日内'],
    ],
  ),
  field(
    '安全生产',
    '安监',
    'jianshe',
    ['《安全生产法》'],
    [
      ['监督检查', '检查结果', '被检查单位、问题、整改', TWENTY],
      ['应急预案', '预案', '预案文本', TWENTY],
    ],
  ),
  field(
    '征地补偿',
    '征地',
    'jianshe',
    ['《土地管理法》'],
    [
      ['征地前期', '土地现状调查', '调查结果', '及时公开', 'village'],
      ['补偿安置', '补偿登记和支付', '标准、方式、支付情况', '及时公开', 'village'],
    ],
  ),
  field(
    '国有土地上房屋征收与补偿',
    '房征',
    'jianshe',
    ['《国有土地上房屋征收与补偿条例》'],
    [
      ['征收决定', '决定公告', '决定、方案、救济途径', '及时公开'],
      ['评估', '评估机构选定', '方式、结果', '及时公开'],
    ],
  ),
  field(
    '保障性住房',
    '住保',
    'jianshe',
    ['《公共租赁住房管理办法》'],
    [
      ['配给', '资格审核结果', '公示名单（隐去证件号码）', '及时公开'],
      ['配后管理', '租金收取和补贴发放', '标准、发放情况', TWENTY],
    ],
  ),
  field(
    '农村危房改造',
    '危改',
    'jianshe',
    [ORDER],
    [
      ['政策', '政策和标准', '对象、标准、程序', TWENTY, 'village'],
      ['对象认定', '认定结果', '公示名单（隐去证件号码）', '及时公开', 'village'],
    ],
  ),
  field(
    '生态环境',
    '环保',
    'jianshe',
    ['《环境保护法》'],
    [
      ['许可', '环境影响评价', '受理、拟批、批复', '及时公开'],
      ['监督', '投诉举报处理', '渠道、处理情况', '每季度'],
    ],
  ),
  field(
    '公共文化服务',
    '文化',
    'shehui',
    ['《公共文化服务保障法》'],
    [
      ['服务', '公共文化机构', '地址、时间、服务项目', '长期公开', 'village'],
      ['活动', '活动预告', '时间、地点、内容', '及时公开', 'village'],
    ],
  ),
  field(
    '公共法律服务',
    '法律',
    'shehui',
    ['《法律援助法》'],
    [
      ['法律援助', '办理指南', '条件、材料、流程', '长期公开', 'village'],
      ['平台', '公共法律服务点', '地址、电话、时间', '长期公开', 'village'],
    ],
  ),
  field(
    '扶贫',
    '扶贫',
    'shehui',
    [ORDER],
    [
      ['对象', '帮扶对象', '识别和退出结果', '及时公开', 'village'],
      ['资金项目', '资金使用', '来源、用途、绩效', TWENTY, 'village'],
    ],
  ),
  field(
    '救灾',
    '救灾',
    'shehui',
    ['《自然灾害救助条例》'],
    [
      ['款物', '款物管理', '捐赠、分配、使用', TWENTY, 'village'],
      ['救助', '救助对象', '对象、标准、结果', '及时公开', 'village'],
    ],
  ),
  field(
    '食品药品监管',
    '食药',
    'jingfa',
    ['《食品安全法》'],
    [
      ['抽检', '抽检结果', '样品、项目、结论', TWENTY],
      ['消费提示', '提示', '提示内容', '及时公开'],
    ],
  ),
  field(
    '城市综合执法',
    '执法',
    'jianshe',
    ['《行政处罚法》'],
    [
      ['依据', '裁量基准', '依据、基准', TWENTY],
      ['结果', '处罚决定', '决定书摘要', SEVEN],
    ],
  ),
  field(
    '就业',
    '就业',
    'shehui',
    ['《就业促进法》'],
    [
      ['服务', '岗位信息', '岗位、条件、联系方式', '及时公开', 'village'],
      ['补贴', '创业就业补贴', '条件、标准、结果', TWENTY, 'village'],
    ],
  ),
  field(
    '社会保险',
    '社保',
    'shehui',
    ['《社会保险法》'],
    [
      ['经办', '参保登记', '条件、材料、流程', '长期公开', 'village'],
      ['待遇', '待遇支付', '标准、调整', TWENTY],
    ],
  ),
  field(
    '社会救助',
    '救助',
    'shehui',
    ['《社会救助暂行办法》'],
    [
      ['最低生活保障', '审核确认结果', '户数、人数、标准', '及时公开', 'village'],
      ['临时救助', '救助结果', '人次、金额', '每季度', 'village'],
    ],
  ),
  field(
    '养老服务',
    '养老',
    'shehui',
    ['《老年人权益保障法》'],
    [
      ['机构', '养老机构名录', '名称、地址、床位、电话', '长期公开', 'village'],
      ['补贴', '高龄津贴', '对象、标准、程序', TWENTY, 'village'],
    ],
  ),
  field(
    '户籍管理',
    '户籍',
    'shehui',
    ['《户口登记条例》'],
    [
      ['落户', '办理指南', '条件、材料、流程', '长期公开'],
      ['居住证', '办理指南', '条件、材料、流程', '长期公开'],
    ],
  ),
  field(
    '涉农补贴',
    '涉农',
    'jingfa',
    [ORDER],
    [
      ['补贴政策', '政策和标准', '对象、标准、程序', TWENTY, 'village'],
      ['发放结果', '发放结果', '面积、金额（隐去证件和账号）', '及时公开', 'village'],
    ],
  ),
  field(
    '义务教育',
    '教育',
    'shehui',
    ['《义务教育法》'],
    [
      ['招生', '招生范围和计划', '学区、计划、程序', '每年7月31日前', 'village'],
      ['学生资助', '资助政策', '对象、标准、程序', '每年9月30日前'],
    ],
  ),
  field(
    '医疗卫生',
    '卫健',
    'shehui',
    ['《基本医疗卫生与健康促进法》'],
    [
      ['服务', '医疗机构', '名称、地址、科室、电话', '长期公开', 'village'],
      ['公共卫生', '基本公共卫生服务', '项目、免费内容', '每年12月31日前', 'village'],
    ],
  ),
  field(
    '市政服务',
    '市政',
    'jianshe',
    ['《城市供水条例》'],
    [
      ['停水停气停暖', '计划和通知', '范围、时间、原因', '及时公开', 'village'],
      ['收费', '收费项目和标准', '项目、标准、依据', TWENTY],
    ],
  ),
  field(
    '国土空间规划',
    '规划',
    'jianshe',
    ['《城乡规划法》'],
    [
      ['编制', '规划草案公示', '草案、意见渠道', '及时公开'],
      ['许可', '规划许可', '许可结果', SEVEN],
    ],
  ),
]

function field(
  branch: string,
  short: string,
  owner: string,
  basis: readonly string[],
  events: readonly FieldEvent[],
): Field {
  return { branch, short, owner, basis, events }
}

export const CATALOGUE: readonly DemoRow[] = [
  ...STATUTORY,
  ...FIELDS.flatMap(({ branch, short, owner, basis, events }) =>
    events.map(([levelOne, levelTwo, content, limit, reach], at): DemoRow => ({
      code: `${short}-${String(at + 1).padStart(2, '0')}`,
      branch,
      events: [levelOne, levelTwo],
      content,
      basis,
      limit,
      owner,
      channels: reach === 'village' ? TO_VILLAGE : SITE_AND_MEDIA,
      levels: reach === 'village' ? TO_THE_END : DOWN,
    })),
  ),
]

/** Which rows the demo's documents keep, by 组配分类. */
export const KEPT_BY: Readonly<Record<string, string>> = {
  管委文件: '法定-15',
  办公室文件: '法定-15',
  规范性文件: '法定-01',
  政策解读: '法定-01',
  惠企政策: '法定-11',
  制度: '法定-15',
  机构职能: '法定-02',
  统计信息: '法定-04',
  财政信息: '法定-07',
  公开事项清单: '法定-15',
}

export const VILLAGES = [
  { name: '示例一村', slug: 'shili-1', boardPlace: '村委会门口公示栏' },
  { name: '示例二社区', slug: 'shili-2', boardPlace: '社区服务大厅' },
] as const
