/** Documents as a city's site holds them, made up from word lists: the same number gives the same document. */

const BODIES = [
  '临澄市',
  '云门区',
  '青石县',
  '白沙镇',
  '南浦街道',
  '东岭开发区',
  '河口区',
  '安平县',
  '松原乡',
  '西屏区',
] as const
const OFFICES = [
  '人民政府',
  '人民政府办公室',
  '财政局',
  '人力资源和社会保障局',
  '教育局',
  '住房和城乡建设局',
  '卫生健康局',
  '市场监督管理局',
  '农业农村局',
  '生态环境局',
  '交通运输局',
  '民政局',
  '发展和改革局',
  '应急管理局',
  '医疗保障局',
] as const
const ACTS = [
  '印发',
  '公布',
  '调整',
  '修订',
  '做好',
  '加强',
  '进一步规范',
  '组织开展',
  '推进',
  '下达',
  '废止',
  '申报',
  '公示',
  '开展',
  '落实',
] as const
const SUBJECTS = [
  '失业保险稳岗返还',
  '城乡居民基本养老保险',
  '公共租赁住房分配',
  '老旧小区改造',
  '义务教育阶段招生入学',
  '重污染天气应急',
  '农村危房改造',
  '创业担保贷款贴息',
  '高龄老人津贴发放',
  '食品小作坊登记',
  '政府购买服务',
  '科技型中小企业培育',
  '惠企政策兑现',
  '河湖水域岸线管理',
  '残疾人两项补贴',
  '建筑垃圾处置',
  '城市停车秩序',
  '森林防火',
  '招标投标监督',
  '基层医疗卫生机构建设',
  '生活垃圾分类',
  '耕地地力保护补贴',
  '网络预约出租汽车经营',
  '燃气安全排查',
  '政务服务事项目录',
  '地方储备粮轮换',
  '学前教育普惠发展',
  '退役军人就业创业',
  '非物质文化遗产保护',
  '知识产权质押融资',
  '村级集体经济发展',
  '既有住宅加装电梯',
  '医疗救助对象认定',
  '困境儿童分类保障',
  '政府网站检查',
  '供热价格',
  '水资源费征收',
  '校园食品安全',
  '校外培训机构治理',
  '外贸稳定增长',
] as const
const GENRES = [
  '实施方案',
  '管理办法',
  '通知',
  '工作要点',
  '意见',
  '实施细则',
  '公告',
  '行动计划',
  '暂行规定',
  '通报',
] as const
const WORDS = [
  '工作',
  '管理',
  '服务',
  '项目',
  '资金',
  '企业',
  '群众',
  '单位',
  '部门',
  '责任',
  '标准',
  '程序',
  '材料',
  '审核',
  '监督',
  '检查',
  '整改',
  '公开',
  '公示',
  '考核',
  '建设',
  '改造',
  '保障',
  '补助',
  '申请',
  '办理',
  '期限',
  '条件',
  '范围',
  '对象',
  '街道',
  '社区',
  '乡镇',
  '村居',
  '学校',
  '医院',
  '市场',
  '平台',
  '系统',
  '数据',
  '安全',
  '应急',
  '环境',
  '质量',
  '培训',
  '宣传',
  '台账',
  '清单',
  '预算',
  '绩效',
  '专家',
  '评审',
  '验收',
  '合同',
  '招标',
  '公告',
  '年度',
  '季度',
  '目标',
  '任务',
] as const
const RARE = [
  '海绵城市',
  '装配式建筑',
  '光伏扶贫',
  '智慧灯杆',
  '冷链物流',
  '中水回用',
  '林长制',
  '候鸟栖息',
  '古井保护',
  '渔港升级',
  '滩涂养殖',
  '盐碱地',
  '石材加工',
  '渡口安全',
  '驿站建设',
  '红树林',
  '茶园低改',
  '窑址',
  '雨污分流',
  '桥梁健康监测',
] as const
const VERBS = [
  '加强',
  '落实',
  '完善',
  '组织',
  '指导',
  '规范',
  '推动',
  '统筹',
  '开展',
  '建立健全',
  '督促',
  '明确',
] as const

/** Mulberry32: small, and the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export interface MadeDocument {
  readonly file: string
  readonly title: string
  readonly documentNumber: string
  readonly publishedAt: string
  readonly indexNumber: string
  readonly category: string
  readonly address: string
  readonly text: string
}

/** @param length of its text, in characters, at least */
export function makeDocument(number: number, length = 1350): MadeDocument {
  const random = randomFrom(number + 1)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!
  // a few words make up most of any text
  const common = <T>(from: readonly T[]): T => from[Math.floor(random() ** 2 * from.length)]!
  const [body, office, act, subject, genre] = [
    pick(BODIES),
    pick(OFFICES),
    pick(ACTS),
    pick(SUBJECTS),
    pick(GENRES),
  ]
  const year = 2005 + Math.floor(random() * 20)
  const title = `${body}${office}关于${act}${year}年${subject}${genre}（第${number}号）`
  const paragraphs: string[] = [
    `${body}${office}现就${subject}有关事项${genre === '通知' ? '通知' : '规定'}如下。`,
  ]
  let written = paragraphs[0]!.length
  while (written < length) {
    const rare = random() < 0.001 ? `，探索${pick(RARE)}` : ''
    const about =
      random() < 0.15 ? `围绕${subject}，` : random() < 0.03 ? `结合${pick(SUBJECTS)}，` : ''
    const sentence = `${about}${pick(VERBS)}${common(WORDS)}${common(WORDS)}，${pick(VERBS)}${common(WORDS)}和${common(WORDS)}${rare}，${pick(VERBS)}${common(WORDS)}${common(WORDS)}${common(WORDS)}。`
    paragraphs.push(sentence)
    written += sentence.length
  }
  const month = 1 + Math.floor(random() * 12)
  const day = 1 + Math.floor(random() * 28)
  const two = (value: number) => String(value).padStart(2, '0')
  return {
    file: `${number}.txt`,
    title,
    documentNumber: `${body.slice(0, 2)}${office.slice(0, 1)}发〔${year}〕${number}号`,
    publishedAt: `${year}-${two(month)}-${two(day)} 09:30`,
    indexNumber: `11371000004359440C/${year}-${String(number).padStart(7, '0')}`,
    category: genre,
    address: `/art/${year}/${month}/art_${number}.html`,
    text: paragraphs.join('\n'),
  }
}

/** Three thirds: words that stand in most documents, in some, in hardly any. */
export const COMMON_WORDS = [
  '建设',
  '监督检查',
  '资金管理',
  '政府',
  '加强工作',
  '实施方案',
] as const
export const RARE_WORDS = [
  '海绵城市',
  '智慧灯杆',
  '红树林',
  '窑址',
  '候鸟栖息',
  '渡口安全',
] as const
