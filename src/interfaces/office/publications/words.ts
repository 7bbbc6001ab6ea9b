import type { ClearanceOutcome } from '../../../domain/publications/gate/clearance.ts'
import type { ReferralOutcome } from '../../../domain/publications/handling/refer-upwards.ts'
import type { RelationKind } from '../../../domain/publications/relations.ts'
import type { RemovalKind } from '../../../domain/publications/removals.ts'
import type { Tone } from '../../../platform/web/components/tag.ts'

export const CLEARANCE_TAGS = {
  clear: { word: '未发现问题', tone: 'good' },
  accepted: { word: '已说明理由放行', tone: 'good' },
  blocked: { word: '有发现，待处理', tone: 'urgent' },
  unreadable: { word: '没有检查完，不能发布', tone: 'late' },
} as const satisfies Record<ClearanceOutcome, { word: string; tone: Tone }>

export const REFERRAL_OUTCOME_NAMES = {
  'may-publish': '可以公开',
  partly: '删减后可以公开',
  'must-not': '不得公开',
} as const satisfies Record<ReferralOutcome, string>

export const REMOVAL_KIND_NAMES = {
  'published-in-error': '误发',
  superseded: '被其他文件替代',
  withdrawn: '撤回',
} as const satisfies Record<RemovalKind, string>

/** From the side of the document whose page it is. */
export const RELATION_NAMES = {
  interprets: { from: '解读', to: '被解读' },
  amends: { from: '修改', to: '被修改' },
  repeals: { from: '废止', to: '被废止' },
  forwards: { from: '转发', to: '被转发' },
  'based-on': { from: '依据', to: '是其依据' },
  'result-of': { from: '是其结果', to: '结果' },
  answers: { from: '问答针对', to: '问答' },
  contains: { from: '包含', to: '属于' },
  keeps: { from: '继续有效', to: '经清理继续有效' },
  'to-be-amended': { from: '拟修改', to: '经清理拟修改' },
  lapses: { from: '宣布失效', to: '被宣布失效' },
} as const satisfies Record<RelationKind, Record<'from' | 'to', string>>
