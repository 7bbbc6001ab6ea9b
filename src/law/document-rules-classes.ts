/** 主题分类：国务院公文主题的22个大类 */
export const SUBJECT_CATEGORIES = [
  '国务院组织机构',
  '综合政务',
  '国民经济管理、国有资产监管',
  '财政、金融、审计',
  '国土资源、能源',
  '农业、林业、水利',
  '工业、交通',
  '商贸、海关、旅游',
  '市场监管、安全生产监管',
  '城乡建设、环境保护',
  '科技、教育',
  '文化、广电、新闻出版',
  '卫生、体育',
  '人口与计划生育、妇女儿童工作',
  '劳动、人事、监察',
  '公安、安全、司法',
  '民政、扶贫、救灾',
  '民族、宗教',
  '对外事务',
  '港澳台侨工作',
  '国防',
  '其他',
] as const

/** 公文的15个文种。党政机关公文处理工作条例 第八条 */
export const OFFICIAL_GENRES = [
  '决议',
  '决定',
  '命令（令）',
  '公报',
  '公告',
  '通告',
  '意见',
  '通知',
  '通报',
  '报告',
  '请示',
  '批复',
  '议案',
  '函',
  '纪要',
] as const

/** What titles of rules and plans end with; they are issued under cover of one of the fifteen. */
export const RULE_GENRES = [
  '条例',
  '规定',
  '办法',
  '细则',
  '规则',
  '准则',
  '规程',
  '标准',
  '规划',
  '方案',
  '计划',
  '要点',
  '指南',
  '措施',
] as const

/**
 * 文种 as a title shows it: `关于…的通知` → 通知. Undefined where the title ends otherwise, as explanations do.
 * The cover counts: a notice that issues a 办法 is a 通知.
 */
export function genreOfTitle(title: string): string | undefined {
  const bare = title.replace(/[（(][^（）()]*[）)]$/, '').trim()
  if (bare.endsWith('令') && !bare.endsWith('指令')) return '命令（令）'
  return [...OFFICIAL_GENRES, ...RULE_GENRES].find((genre) => bare.endsWith(genre))
}
