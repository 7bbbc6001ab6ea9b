import type { RowState } from '../../../law/catalogue/fulfilment.ts'
import type { AdjustmentState } from '../../../domain/catalogue/adjustments-store.ts'
import type { Part } from '../../../domain/catalogue/row.ts'
import type { Tone } from '../../../platform/web/components/tag.ts'

export const PART_NAMES = {
  statutory: '法定主动公开内容（条例第二十条、第二十一条）',
  grassroots: '基层政务公开领域',
} as const satisfies Record<Part, string>

export const ROW_STATES = {
  kept: { word: '已兑现', tone: 'good' },
  due: { word: '将到期', tone: 'waiting' },
  overdue: { word: '已逾期', tone: 'late' },
  never: { word: '从未公开', tone: 'urgent' },
} as const satisfies Record<RowState, { word: string; tone: Tone }>

export const ADJUSTMENT_STATES = {
  draft: { word: '拟定中', tone: 'active' },
  adopted: { word: '已核定', tone: 'good' },
  abandoned: { word: '已放弃', tone: 'quiet' },
} as const satisfies Record<AdjustmentState, { word: string; tone: Tone }>
