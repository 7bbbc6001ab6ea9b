/**
 * 基层政务公开标准化规范化 (国办发〔2019〕54号): the fields of the pilot's standard catalogues and the columns that a
 * catalogue has. A body adopts the fields that its work touches and says which it leaves out.
 */
export const GRASSROOTS_FIELDS = [
  '重大建设项目',
  '公共资源交易',
  '财政预决算',
  '安全生产',
  '税收管理',
  '征地补偿',
  '国有土地上房屋征收与补偿',
  '保障性住房',
  '农村危房改造',
  '生态环境',
  '公共文化服务',
  '公共法律服务',
  '扶贫',
  '救灾',
  '食品药品监管',
  '城市综合执法',
  '就业',
  '社会保险',
  '社会救助',
  '养老服务',
  '户籍管理',
  '涉农补贴',
  '义务教育',
  '医疗卫生',
  '市政服务',
  '国土空间规划',
] as const

/** 公开渠道和载体, in the order of the printed tables. */
export const CHANNELS = [
  'website',
  'gazette',
  'new-media',
  'press-conference',
  'broadcast',
  'print',
  'reading-place',
  'service-centre',
  'service-station',
  'visit',
  'notice-board',
  'targeted',
  'other',
] as const
export type Channel = (typeof CHANNELS)[number]

export const CHANNEL_LABELS: Readonly<Record<Channel, string>> = {
  website: '政府网站',
  gazette: '政府公报',
  'new-media': '两微一端',
  'press-conference': '发布会/听证会',
  broadcast: '广播电视',
  print: '纸质媒体',
  'reading-place': '公开查阅点',
  'service-centre': '政务服务中心',
  'service-station': '便民服务站',
  visit: '入户/现场',
  'notice-board': '社区/企事业单位/村公示栏（电子屏）',
  targeted: '精准推送',
  other: '其他',
}

/** ■ 必选, □ 可选 */
export const CHANNEL_MARKS = { must: '■', may: '□' } as const
export type ChannelDuty = keyof typeof CHANNEL_MARKS

/** 公开层级 */
export const LEVELS = ['county', 'township', 'village'] as const
export type Level = (typeof LEVELS)[number]
export const LEVEL_LABELS: Readonly<Record<Level, string>> = {
  county: '县级',
  township: '乡级',
  village: '村级',
}
