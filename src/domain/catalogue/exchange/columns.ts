import {
  CHANNEL_LABELS,
  CHANNEL_MARKS,
  CHANNELS,
  LEVEL_LABELS,
  LEVELS,
  type Channel,
  type ChannelDuty,
} from '../../../law/catalogue/grassroots.ts'
import { findStatutoryItem } from '../../../law/catalogue/statutory.ts'
import type { CatalogueRow } from '../row.ts'

/** The columns of the exchanged workbook: those of the printed tables, and what a machine needs besides. */
export const COLUMNS = [
  { key: 'code', header: '序号', width: 8 },
  { key: 'branch', header: '法定内容或领域', width: 24 },
  { key: 'levelOne', header: '一级事项', width: 20 },
  { key: 'levelTwo', header: '二级事项', width: 20 },
  { key: 'content', header: '公开内容（要素）', width: 40 },
  { key: 'basis', header: '公开依据', width: 36 },
  { key: 'limitWords', header: '公开时限', width: 24 },
  { key: 'owner', header: '公开主体', width: 18 },
  { key: 'channels', header: '公开渠道和载体', width: 28 },
  { key: 'audience', header: '公开对象', width: 14 },
  { key: 'manner', header: '公开方式', width: 12 },
  { key: 'levels', header: '公开层级', width: 12 },
  { key: 'atLeastEveryMonths', header: '至少每几个月公开一次', width: 12 },
  { key: 'note', header: '备注', width: 20 },
] as const
export type ColumnKey = (typeof COLUMNS)[number]['key']

export const WHOLE_SOCIETY = '全社会'
export const MANNER_LABELS = { proactive: '主动', 'on-request': '依申请' } as const

/** `20.7 财政预算、决算信息`, or a field by its name. */
export function branchInWords({ part, branch }: Pick<CatalogueRow, 'part' | 'branch'>): string {
  const item = part === 'statutory' ? findStatutoryItem(branch) : undefined
  return item ? `${item.code} ${item.label}` : branch
}

/** `■政府网站 □政府公报`, as the printed tables mark what must and what may be used. */
export function channelsInWords(channels: CatalogueRow['channels']): string {
  return CHANNELS.flatMap((channel) => {
    const duty = channels[channel]
    return duty ? [`${CHANNEL_MARKS[duty]}${CHANNEL_LABELS[channel]}`] : []
  }).join(' ')
}

export function levelsInWords(levels: CatalogueRow['levels']): string {
  return LEVELS.filter((level) => levels.includes(level))
    .map((level) => LEVEL_LABELS[level])
    .join('、')
}

export function cellsOf(row: CatalogueRow): Readonly<Record<ColumnKey, string>> {
  return {
    code: row.code,
    branch: branchInWords(row),
    levelOne: row.levelOne,
    levelTwo: row.levelTwo,
    content: row.content,
    basis: row.basis.join('\n'),
    limitWords: row.limitWords,
    owner: row.ownerWords || row.ownerName,
    channels: channelsInWords(row.channels),
    audience: row.audience || WHOLE_SOCIETY,
    manner: MANNER_LABELS[row.manner],
    levels: levelsInWords(row.levels),
    atLeastEveryMonths: row.atLeastEveryMonths?.toString() ?? '',
    note: row.note,
  }
}

// how tables in use spell the channels, beside our own labels
const SPELLINGS: readonly (readonly [RegExp, Channel])[] = [
  [/发布会|听证会/, 'press-conference'],
  [/政府网站|门户网站|网站/, 'website'],
  [/公报/, 'gazette'],
  [/两微|微信|微博|新媒体|客户端/, 'new-media'],
  [/广播|电视/, 'broadcast'],
  [/纸质|报纸|报刊/, 'print'],
  [/查阅点|查阅场所|档案馆|图书馆/, 'reading-place'],
  [/政务服务中心|办事大厅|服务大厅/, 'service-centre'],
  [/便民服务/, 'service-station'],
  [/入户|现场/, 'visit'],
  [/公示栏|公开栏|公告栏|电子屏|宣传栏/, 'notice-board'],
  [/精准推送/, 'targeted'],
  [/其他/, 'other'],
]

const MUST = '■☑√✓✔'
const MAY = '□○'

/** Reads a cell of channels: marks before the words; words without a mark mean what must be used. */
export function parseChannels(cell: string): Partial<Record<Channel, ChannelDuty>> | undefined {
  const found: Partial<Record<Channel, ChannelDuty>> = {}
  const pieces = cell
    .replaceAll(new RegExp(`([${MUST}${MAY}])`, 'g'), '\n$1')
    .split(/[\n、，,；;\s]+/)
    .filter((piece) => piece !== '' && !/^[■☑√✓✔□○]$/.test(piece))
  for (const piece of pieces) {
    const channel = SPELLINGS.find(([pattern]) => pattern.test(piece))?.[1]
    if (channel === undefined) return undefined
    found[channel] = MAY.includes(piece[0]!) ? 'may' : 'must'
  }
  return found
}
