import type { EventType, RECTIFICATION_OUTCOMES } from '../../../domain/requests/case.ts'
import type { RequestKind } from '../../../domain/requests/request-kind.ts'

export const REQUEST_KIND_NAMES = {
  application: '依申请公开',
  rectification: '更正',
} as const satisfies Record<RequestKind, string>

export const RECTIFICATION_NAMES = {
  corrected: '予以更正',
  'not-corrected': '不予更正',
  forwarded: '无权更正，转送或者告知有权的机关',
} as const satisfies Record<(typeof RECTIFICATION_OUTCOMES)[number], string>

/** An event in a line of the record, without what stands in it. */
export const EVENT_NAMES = {
  registered: '登记',
  'receipt-confirmed': '确认收到',
  'correction-asked': '告知补正',
  corrected: '收到补正',
  'reasons-asked': '要求说明理由',
  'reasons-given': '收到说明',
  delayed: '延迟答复',
  'consultation-sent': '送出征求意见',
  'consultation-served': '征求意见送达',
  'consultation-answered': '收到意见',
  'consultation-lapsed': '征求意见逾期未答复',
  'third-party-told': '告知第三方',
  extended: '延长答复期限',
  'fee-noticed': '通知收费',
  'fee-paid': '缴费',
  examined: '审查',
  'reply-drafted': '拟答复',
  'reply-taken-back': '撤回拟稿',
  'secrecy-reviewed': '保密审查',
  'legally-reviewed': '法律审核',
  'signed-off': '签发',
  issued: '编号发出',
  delivered: '送达',
  ended: '终结',
  'rectification-decided': '决定更正',
  closed: '归档',
  'remedy-filed': '复议、诉讼受理',
  'remedy-decided': '复议、诉讼结果',
  'answer-ordered': '责令重新答复',
  'clock-recomputed': '重算期限',
  'handler-assigned': '转交',
  noted: '记事',
} as const satisfies Record<EventType, string>
