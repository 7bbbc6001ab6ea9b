import type { DeterminationState, Origin } from '../../../domain/determinations/determination.ts'
import type { Tone } from '../../../platform/web/components/tag.ts'

export const DETERMINATION_STATE_WORDS = {
  proposed: { word: '已提出，待核', tone: 'waiting' },
  returned: { word: '退回', tone: 'urgent' },
  checked: { word: '已核，待签发', tone: 'waiting' },
  signed: { word: '已签发，待制发', tone: 'active' },
  issued: { word: '已制发', tone: 'good' },
  abandoned: { word: '不再制发', tone: 'quiet' },
} as const satisfies Record<DeterminationState, { word: string; tone: Tone }>

export const ORIGIN_NAMES = {
  own: '本机关拟制',
  forwarded: '转发',
  'joint-lead': '联合发文，本机关牵头',
  'joint-member': '联合发文，其他机关牵头',
} as const satisfies Record<Origin, string>

/** 附注: what stands below the date of the document. */
export const MARKS = {
  proactive: '（此件公开发布）',
  'on-request': '（此件依申请公开）',
  withheld: '（此件不公开）',
} as const
