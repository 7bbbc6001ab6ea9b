import type { LetterState } from '../../../domain/requests/letters/letters-store.ts'
import type { STANDINGS } from '../../../domain/requests/letters/letter-settings.ts'
import type { TypedPlaceholder } from '../../../domain/requests/letters/vocabulary.ts'
import type { LetterReader } from '../../../law/letters.ts'
import type { Tone } from '../../../platform/web/components/tag.ts'

export const LETTER_STATE_TAGS = {
  draft: { word: '草稿', tone: 'active' },
  final: { word: '已定稿', tone: 'good' },
  discarded: { word: '已作废', tone: 'quiet' },
} as const satisfies Record<LetterState, { word: string; tone: Tone }>

export const READER_NAMES = {
  applicant: '给申请人的文书',
  'third-party': '给第三方的文书',
  'co-maker': '给共同制作机关的文书',
  'other-organ': '给其他机关的文书',
  office: '存卷的表单',
} as const satisfies Record<LetterReader, string>

export const STANDING_NAMES = {
  department: '人民政府的工作部门',
  government: '人民政府',
  dispatched: '派出机关，如开发区管理委员会',
  vertical: '海关、金融、税务等实行垂直领导的机关',
} as const satisfies Record<(typeof STANDINGS)[number], string>

/** Labels of what is typed for a letter; the vocabulary explains each. */
export const TYPED_LABELS = {
  公共利益理由: '因公共利益决定公开的理由',
  决定公开的信息: '决定公开的信息',
  协助事项: '请求协助的事项',
  反馈期限: '反馈期限',
  转公开信息: '拟转为主动公开的信息',
  审查意见: '审查意见',
  审批决定: '审批决定',
  公开时限: '公开时限',
  保管期限: '保管期限',
} as const satisfies Record<TypedPlaceholder, string>
