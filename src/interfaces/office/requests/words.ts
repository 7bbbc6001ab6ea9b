/** The words of a case, as the office reads them. */
import type { CONFIRMATION_WAYS, DeliveryWay, ENDINGS } from '../../../domain/requests/case.ts'
import type { ID_TYPES } from '../../../domain/requests/applicant.ts'
import type { Handler } from '../../../domain/requests/handlers.ts'
import type { Step } from '../../../domain/requests/lifecycle.ts'
import type { Status } from '../../../domain/requests/status.ts'
import type { TodoReason } from '../../../domain/requests/todo.ts'
import type { StepKind } from '../../../law/clock/answer.ts'
import type { Channel, ConsultationKind } from '../../../law/clock/case.ts'
import type { Tone } from '../../../platform/web/components/tag.ts'

export const STATUS_TAGS = {
  'awaiting-confirmation': { word: '待确认收到', tone: 'late' },
  examining: { word: '审核办理', tone: 'active' },
  'awaiting-correction': { word: '补正中', tone: 'waiting' },
  'awaiting-reasons': { word: '待说明理由', tone: 'waiting' },
  consulting: { word: '征求意见中', tone: 'waiting' },
  'awaiting-payment': { word: '待缴费', tone: 'waiting' },
  drafted: { word: '待法律审核', tone: 'active' },
  'legally-reviewed': { word: '待签发', tone: 'active' },
  'signed-off': { word: '待编号', tone: 'active' },
  issued: { word: '待送达', tone: 'urgent' },
  delivered: { word: '已送达，待归档', tone: 'good' },
  ended: { word: '已终结，待归档', tone: 'quiet' },
  closed: { word: '已归档', tone: 'quiet' },
} as const satisfies Record<Status, { word: string; tone: Tone }>

export const STEP_NAMES = {
  'confirm-receipt': '确认收到',
  examine: '审查（七步法）',
  'ask-correction': '告知补正',
  'receive-correction': '收到补正',
  'ask-reasons': '要求说明理由',
  'receive-reasons': '收到说明',
  delay: '延迟答复',
  consult: '征求意见',
  'record-service': '对方已收到',
  'record-opinion': '收到意见',
  'record-silence': '逾期未答复',
  'tell-third-party': '告知第三方公开决定',
  extend: '延长答复期限',
  'notice-fee': '通知收费',
  'record-payment': '已缴费',
  'draft-reply': '拟答复',
  'take-back-draft': '撤回拟稿',
  'review-secrecy': '保密审查',
  'review-legally': '法律审核',
  'sign-off': '签发',
  'return-draft': '退回',
  issue: '编号发出',
  deliver: '登记送达',
  'decide-rectification': '决定更正',
  withdraw: '申请人撤回',
  end: '终结',
  close: '归档',
  'file-remedy': '登记复议、诉讼',
  'decide-remedy': '登记复议、诉讼结果',
  'answer-anew': '重新答复',
  'recompute-clock': '重算期限',
  'assign-handler': '转交同事',
  note: '记事',
} as const satisfies Record<Step, string>

export const CHANNEL_NAMES = {
  in_person: '当面提交',
  registered_mail: '挂号信、快递等需签收的邮件',
  ordinary_mail: '平常信函',
  internet: '网上提交',
  email: '电子邮件',
  fax: '传真',
} as const satisfies Record<Channel, string>

/** What fixes 收到之日 on each channel (条例 第三十一条), in a sentence. */
export const CHANNEL_RULES = {
  in_person: '提交之日即收到之日',
  registered_mail: '签收之日即收到之日，休息日签收的也算',
  ordinary_mail: '当日与申请人确认，确认之日为收到之日',
  internet: '双方确认之日为收到之日，系统自动回执不算确认',
  email: '双方确认之日为收到之日',
  fax: '双方确认之日为收到之日',
} as const satisfies Record<Channel, string>

export const CONFIRMATION_NAMES = {
  phone: '电话',
  message: '短信、即时通信',
  email: '电子邮件',
  'in-person': '当面',
  platform: '平台',
} as const satisfies Record<(typeof CONFIRMATION_WAYS)[number], string>

export const ID_TYPE_NAMES = {
  'resident-id': '居民身份证',
  passport: '护照',
  'residence-permit': '港澳台居民居住证、来往内地通行证',
  uscc: '统一社会信用代码',
  other: '其他',
} as const satisfies Record<(typeof ID_TYPES)[number], string>

export const DELIVERY_NAMES = {
  direct: '直接送达（申请人签收）',
  entrusted: '委托其他机关送达',
  'china-post': '邮政企业寄送',
  email: '电子邮件',
  platform: '平台',
} as const satisfies Record<DeliveryWay, string>

export const CONSULTATION_NAMES = {
  'third-party': '第三方',
  'co-maker': '共同制作机关',
  'other-organ': '其他机关',
} as const satisfies Record<ConsultationKind, string>

export const OPINION_NAMES = {
  agrees: '同意公开',
  objects: '不同意公开',
  other: '其他意见',
} as const

export const ENDING_NAMES = {
  withdrawn: '申请人撤回',
  merged: '与其他申请合并',
  unreachable: '无法联系申请人',
  other: '其他情形',
} as const satisfies Record<(typeof ENDINGS)[number], string>

export const CLOCK_STEP_NAMES = {
  'correction-notice': '告知补正的期限',
  correction: '申请人补正的期限',
  consultation: '被征求意见方答复的期限',
  payment: '缴费期限',
  reply: '答复期限',
  excluded: '征求意见，不计入答复期限',
  shift: '扣除后顺延',
  extension: '延长',
  'delayed-term': '延迟答复的合理期限',
} as const satisfies Record<StepKind, string>

export const TODO_REASONS = {
  'receipt-unconfirmed': '还没有与申请人确认，期限没有起算，应当日确认',
  'reply-due': '审核并拟出答复',
  'rectification-due': '核实后决定更正、不予更正或者转送，条例未定期限，应及时办理',
  'correction-awaited': '等待申请人补正，收到后期限重新起算',
  'correction-overdue': '申请人逾期未补正，可以不再处理',
  'reasons-awaited': '等待申请人说明理由，答复期限仍在计算',
  'opinion-awaited': '等待被征求意见方答复，期间不计入答复期限',
  'opinion-overdue': '被征求意见方逾期未答复，应登记并继续办理',
  'payment-awaited': '等待申请人缴费，缴清后期限重新起算',
  'payment-overdue': '申请人逾期未缴费，可以不再处理',
  'secrecy-review-due': '答复须经保密审查',
  'legal-review-due': '答复须经法律审核',
  'sign-off-due': '答复须由负责人签发',
  'number-due': '已签发，编文号后发出',
  'service-due': '答复书已编号，须在期限内送达',
  'service-chased': '答复书编号已满两个工作日仍未送达，请催办',
  'third-party-untold': '答复已经送达，还没有书面告知不同意公开的第三方，不告知不能归档',
  'filing-due': '整理案卷归档',
} as const satisfies Record<TodoReason, string>

/** A colleague to choose; who is away says who stands in. */
export function handlerOption({ id, name, deputyNames }: Handler) {
  const away = deputyNames.length > 0 ? `（今日由${deputyNames.join('、')}代）` : ''
  return { value: String(id), text: `${name}${away}` }
}
