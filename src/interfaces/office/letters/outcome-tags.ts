/** What the release check of a file came to, in words. */
import type { ReleaseOutcome } from '../../../domain/requests/draft.ts'
import type { Tone } from '../../../platform/web/components/tag.ts'

export const OUTCOME_TAGS = {
  passed: { word: '检查通过', tone: 'good' },
  accepted: { word: '有发现，说明理由后保留', tone: 'active' },
  findings: { word: '有发现，待处理', tone: 'urgent' },
  unreadable: { word: '读不出，不能发出', tone: 'late' },
  unchecked: { word: '还没有检查', tone: 'urgent' },
} as const satisfies Record<ReleaseOutcome, { word: string; tone: Tone }>
