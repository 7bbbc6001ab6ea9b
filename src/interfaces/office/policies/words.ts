import type { ActKind } from '../../../domain/policies/acts.ts'
import type { CheckItem, ChecklistLine } from '../../../domain/policies/checklist.ts'
import type { CleanupState } from '../../../domain/policies/cleanups/cleanup.ts'
import type {
  Element,
  Presentation,
} from '../../../domain/policies/interpretations/interpretation.ts'
import type { PolicyLine } from '../../../domain/policies/policy-desk.ts'
import type { Demand } from '../../../domain/policies/policy-settings.ts'
import type { QuestionState } from '../../../domain/policies/questions/list-questions.ts'
import type { LegalityConclusion, RecordKind } from '../../../domain/policies/records.ts'
import { ELEMENT_NAMES } from '../../../domain/policies/interpretations/check-interpretation.ts'
import { VALIDITY_LABELS, type Validity } from '../../../law/validity.ts'
import type { Tone } from '../../../platform/web/components/tag.ts'

interface Look {
  readonly word: string
  readonly tone: Tone
}

export const VALIDITY_TAGS = {
  'not-yet-in-force': { word: VALIDITY_LABELS['not-yet-in-force'], tone: 'waiting' },
  'in-force': { word: VALIDITY_LABELS['in-force'], tone: 'good' },
  amended: { word: VALIDITY_LABELS.amended, tone: 'active' },
  repealed: { word: VALIDITY_LABELS.repealed, tone: 'quiet' },
  expired: { word: VALIDITY_LABELS.expired, tone: 'quiet' },
} as const satisfies Record<Validity, Look>

export const INTERPRETATION_TAGS = {
  published: { word: '已解读', tone: 'good' },
  planned: { word: '有方案', tone: 'active' },
  exempt: { word: '不解读', tone: 'quiet' },
  none: { word: '没有方案', tone: 'urgent' },
} as const satisfies Record<PolicyLine['interpretation'], Look>

export const CHECK_NAMES = {
  'legality-review': '合法性审核',
  'collective-decision': '集体审议',
  registration: '统一登记号',
  term: '施行日期和有效期',
  'notice-period': '公布到施行的时间',
  interpretation: '解读方案',
  filing: '备案',
} as const satisfies Record<CheckItem, string>

export const CHECK_TAGS = {
  done: { word: '已办', tone: 'good' },
  missing: { word: '未办，不能送审', tone: 'late' },
  advised: { word: '请注意', tone: 'urgent' },
  later: { word: '以后办', tone: 'quiet' },
} as const satisfies Record<ChecklistLine['state'], Look>

export const RECORD_NAMES = {
  'legality-review': '合法性审核',
  'collective-decision': '集体审议',
  filing: '备案',
} as const satisfies Record<RecordKind, string>

export const CONCLUSION_NAMES = {
  lawful: '合法',
  'lawful-when-amended': '应当予以修改',
  unlawful: '不合法',
} as const satisfies Record<LegalityConclusion, string>

export const ACT_NAMES = { amends: '修改', repeals: '废止' } as const satisfies Record<
  ActKind,
  string
>

export const FORM_NAMES = {
  text: '文字',
  picture: '图解',
  video: '视频',
  'press-conference': '新闻发布会',
  'online-interview': '在线访谈',
  hotline: '热线专场',
  questions: '问答',
} as const satisfies Record<Presentation, string>

export const ELEMENT_LABELS: Readonly<Record<Element, string>> = ELEMENT_NAMES

export const DEMAND_NAMES = {
  required: '没有就不能送审',
  advised: '只作提醒',
} as const satisfies Record<Demand, string>

export const CLEANUP_STATE_TAGS = {
  collecting: { word: '各单位提意见', tone: 'active' },
  collated: { word: '已汇总，待审核', tone: 'waiting' },
  reviewed: { word: '已审核，待批准', tone: 'waiting' },
  approved: { word: '已批准，待印发', tone: 'urgent' },
  issued: { word: '已起草公告', tone: 'good' },
} as const satisfies Record<CleanupState, Look>

export const QUESTION_TAGS = {
  waiting: { word: '待答复', tone: 'urgent' },
  answering: { word: '答复在办', tone: 'active' },
  answered: { word: '已公开答复', tone: 'good' },
  closed: { word: '已办结', tone: 'quiet' },
} as const satisfies Record<QuestionState, Look>
