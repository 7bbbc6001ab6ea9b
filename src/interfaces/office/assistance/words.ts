import type { AssistanceResult, Direction } from '../../../domain/requests/assistance/assistance.ts'

export const DIRECTION_NAMES = {
  incoming: '来函：其他机关请我们协助',
  outgoing: '去函：我们请其他机关协助',
} as const satisfies Record<Direction, string>

export const SHORT_DIRECTIONS = { incoming: '来函', outgoing: '去函' } as const satisfies Record<
  Direction,
  string
>

export const ASSISTANCE_RESULT_NAMES = {
  provided: '已提供',
  partly: '部分提供',
  'not-held': '未掌握',
  'not-ours': '不属于职责范围',
  withdrawn: '对方撤回或者不再需要',
} as const satisfies Record<AssistanceResult, string>
