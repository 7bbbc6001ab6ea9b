import type { ReportEvent } from '../../domain/annual-report/report.ts'
import type { Role } from '../../domain/accounts/officer.ts'
import type { AgencyKind } from '../../domain/organisations/agency.ts'
import type {
  Disclosure,
  EditionState,
  NormativeKind,
  ReviewConclusion,
  ReviewFinding,
  ReviewItem,
} from '../../domain/publications/edition.ts'
import type { ReminderKind } from '../../domain/requests/reminders/reminder.ts'
import type { ItemKind } from '../../domain/supervision/registers.ts'
import type { ReviewGroupKey } from '../../law/annual-report/formats.ts'
import type { ReportFormat } from '../../law/annual-report/figures.ts'
import type { Tone } from '../../platform/web/components/tag.ts'

/** The words and colours of the office. The rooms know none. */

export const ROLE_NAMES = {
  clerk: '经办人',
  'secrecy-reviewer': '保密审查员',
  'legal-adviser': '法律顾问',
  head: '机构负责人',
  admin: '系统管理员',
  auditor: '审计员',
} as const satisfies Record<Role, string>

export const REMINDER_TAGS = {
  unconfirmed: { word: '待确认收到', tone: 'late' },
  overdue: { word: '已逾期', tone: 'late' },
  'due-soon': { word: '即将到期', tone: 'urgent' },
  unserved: { word: '已发文未送达', tone: 'urgent' },
  'move-on': { word: '等待期已过', tone: 'urgent' },
  'assistance-overdue': { word: '协助逾期', tone: 'late' },
  'assistance-due': { word: '协助将到期', tone: 'urgent' },
} as const satisfies Record<ReminderKind, { word: string; tone: Tone }>

export const EDITION_STATE_TAGS = {
  draft: { word: '起草中', tone: 'quiet' },
  'in-review': { word: '保密审查中', tone: 'active' },
  referred: { word: '报请确定中', tone: 'waiting' },
  returned: { word: '退回修改', tone: 'urgent' },
  reviewed: { word: '已审查，待发布', tone: 'waiting' },
  scheduled: { word: '定时发布', tone: 'active' },
  published: { word: '已发布', tone: 'good' },
  superseded: { word: '已被新版本替代', tone: 'quiet' },
  removed: { word: '已撤下', tone: 'late' },
} as const satisfies Record<EditionState, { word: string; tone: Tone }>

export const DISCLOSURE_NAMES = {
  proactive: '主动公开',
  'on-request': '依申请公开',
  withheld: '不予公开',
} as const satisfies Record<Disclosure, string>

export const NORMATIVE_NAMES = {
  regulation: '规章',
  normative: '行政规范性文件',
} as const satisfies Record<NormativeKind, string>

export const REVIEW_ITEM_NAMES = {
  'state-secret': '国家秘密',
  'work-secret': '工作秘密',
  'three-safeties': '国家安全、公共安全、经济安全、社会稳定',
  'trade-secret': '商业秘密',
  'personal-privacy': '个人隐私和个人信息',
  aggregation: '与其他已公开信息汇聚后的泄密风险',
} as const satisfies Record<ReviewItem, string>

export const REVIEW_FINDING_NAMES = {
  clear: '未发现',
  found: '发现问题',
} as const satisfies Record<ReviewFinding, string>

export const REVIEW_CONCLUSION_NAMES = {
  'may-publish': '可以公开',
  return: '退回修改',
  'refer-upwards': '拿不准，报主管部门或保密行政管理部门确定',
} as const satisfies Record<ReviewConclusion, string>

export const AGENCY_KIND_NAMES = {
  department: '部门',
  government: '人民政府、管理委员会',
  township: '镇、街道',
  institution: '法律、法规授权的组织',
} as const satisfies Record<AgencyKind, string>

export const ITEM_KIND_NAMES = {
  licensing: '行政许可',
  other_services: '其他对外管理服务事项',
  penalty: '行政处罚',
  coercion: '行政强制',
  fees: '行政事业性收费',
} as const satisfies Record<ItemKind, string>

export const REPORT_FORMAT_NAMES = {
  '2019': '2019年试行格式',
  '2021': '2021年现行格式',
} as const satisfies Record<ReportFormat, string>

export const REPORT_EVENT_NAMES = {
  opened: '建立报告',
  'narrative-saved': '保存文字部分',
  locked: '锁定',
  unlocked: '解除锁定',
  published: '公布',
} as const satisfies Record<ReportEvent['type'], string>

export const REMEDY_KIND_NAMES = {
  reconsideration: '行政复议',
  direct_suit: '行政诉讼（未经复议直接起诉）',
  after_reconsideration: '行政诉讼（复议后起诉）',
} as const satisfies Record<ReviewGroupKey, string>

export const REMEDY_RESULT_NAMES = {
  upheld: '结果维持',
  corrected: '结果纠正',
  other: '其他结果',
} as const
