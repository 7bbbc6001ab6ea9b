/** 法定主动公开内容: the items of 条例 第二十条 and 第二十一条 under codes that stay, in the order of the text. */
export interface StatutoryItem {
  /** article.number, e.g. `20.7`; `21.t3` for what townships publish besides */
  readonly code: string
  readonly label: string
  readonly article: string
  /** Bodies that the item falls to; absent: every body. */
  readonly only?: 'cities-and-counties' | 'townships'
}

const ARTICLE_20: readonly string[] = [
  '行政法规、规章和规范性文件',
  '机关职能、机构设置、办公地址、办公时间、联系方式、负责人姓名',
  '国民经济和社会发展规划、专项规划、区域规划及相关政策',
  '国民经济和社会发展统计信息',
  '行政许可和其他对外管理服务事项的依据、条件、程序和办理结果',
  '行政处罚、行政强制的依据、条件、程序和具有一定社会影响的处罚决定',
  '财政预算、决算信息',
  '行政事业性收费项目及其依据、标准',
  '政府集中采购项目的目录、标准及实施情况',
  '重大建设项目的批准和实施情况',
  '扶贫、教育、医疗、社会保障、促进就业等方面的政策、措施及其实施情况',
  '突发公共事件的应急预案、预警信息及应对情况',
  '环境保护、公共卫生、安全生产、食品药品、产品质量的监督检查情况',
  '公务员招考的职位、名额、报考条件等事项以及录用结果',
  '法律、法规、规章和国家有关规定规定应当主动公开的其他政府信息',
]

const ARTICLE_21_CITIES: readonly string[] = [
  '市政建设',
  '公共服务',
  '公益事业',
  '土地征收',
  '房屋征收',
  '治安管理',
  '社会救助',
]

const ARTICLE_21_TOWNSHIPS: readonly string[] = [
  '贯彻落实农业农村工作政策的情况',
  '农田水利工程建设运营',
  '农村土地承包经营权流转',
  '宅基地使用情况审核',
  '土地征收',
  '房屋征收',
  '筹资筹劳',
  '社会救助',
]

const CHINESE_NUMBERS = '一二三四五六七八九十'
const inChinese = (number: number) =>
  number <= 10 ? CHINESE_NUMBERS[number - 1]! : `十${CHINESE_NUMBERS[number - 11] ?? ''}`

export const STATUTORY_ITEMS: readonly StatutoryItem[] = [
  ...ARTICLE_20.map((label, at) => ({
    code: `20.${at + 1}`,
    label,
    article: `条例 第二十条第（${inChinese(at + 1)}）项`,
  })),
  ...ARTICLE_21_CITIES.map((label, at) => ({
    code: `21.c${at + 1}`,
    label,
    article: '条例 第二十一条',
    only: 'cities-and-counties' as const,
  })),
  ...ARTICLE_21_TOWNSHIPS.map((label, at) => ({
    code: `21.t${at + 1}`,
    label,
    article: '条例 第二十一条',
    only: 'townships' as const,
  })),
]

const BY_CODE = new Map(STATUTORY_ITEMS.map((item) => [item.code, item]))

export function findStatutoryItem(code: string): StatutoryItem | undefined {
  return BY_CODE.get(code)
}

/** What falls to a body of this kind: a township has its own list in 第二十一条, others that of cities and counties. */
export function statutoryItemsFor(kind: 'township' | 'other'): readonly StatutoryItem[] {
  const foreign = kind === 'township' ? 'cities-and-counties' : 'townships'
  return STATUTORY_ITEMS.filter(({ only }) => only !== foreign)
}
